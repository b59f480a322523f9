internal import Foundation
internal import LanguageFeatures
internal import SignalCore

/// A stored model: a folder with `weights.safetensors` and `card.json`, each bound to the other by checksum.
///
/// The card names the SHA-256 of the weights; the weights' metadata name that of the card written without it. So
/// neither can be exchanged or edited – a threshold, say – without the model being refused.
public struct ModelFile: Sendable, Hashable {
  public let card: ModelCard
  public let tensors: [ModelTensor]

  private static let cardKey = "card_sha256"
  private static let cardName = "card.json"
  private static let weightsName = "weights.safetensors"

  /// Writes a model into a new folder, whole or not at all. The same model is the same bytes.
  @discardableResult
  public static func write(
    _ card: ModelCard, tensors: [ModelTensor], to path: String
  ) throws(ModelFileError) -> ModelFile {
    var card = card
    card.weightsSHA256 = ""
    guard let open = text(of: card),
      let bytes = SafetensorsWriter.bytes(tensors, metadata: [cardKey: sha256Hex(of: open)])
    else { throw .damaged(path: path, detail: "a number in it is not finite or a name occurs twice") }
    card.weightsSHA256 = sha256Hex(ofBytes: bytes)
    guard let sealed = text(of: card) else { throw .cannotWrite(path: path) }
    let manager = FileManager.default
    guard !manager.fileExists(atPath: path) else { throw .cannotWrite(path: path) }
    let target = URL(filePath: path)
    let part = target.deletingLastPathComponent().appending(path: ".part-\(target.lastPathComponent)")
    do {
      try? manager.removeItem(at: part)
      try manager.createDirectory(at: part, withIntermediateDirectories: true)
      try Data(bytes).write(to: part.appending(path: weightsName))
      try Data(sealed.utf8).write(to: part.appending(path: cardName))
      try manager.moveItem(at: part, to: target)
    } catch {
      try? manager.removeItem(at: part)
      throw .cannotWrite(path: path)
    }
    return ModelFile(card: card, tensors: tensors.sorted { $0.name < $1.name })
  }

  private init(card: ModelCard, tensors: [ModelTensor]) {
    self.card = card
    self.tensors = tensors
  }

  /// Reads a model and checks that its two files belong together.
  public init(path: String) throws(ModelFileError) {
    let folder = URL(filePath: path)
    // Read into memory, so that what was checked is what is used.
    guard let cardData = try? Data(contentsOf: folder.appending(path: Self.cardName)),
      let card = try? JSONDecoder().decode(ModelCard.self, from: cardData),
      let data = try? Data(contentsOf: folder.appending(path: Self.weightsName))
    else { throw .unreadable(path: path) }
    guard card.format == ModelCard.currentFormat else {
      throw .unknownKind(path: path, kind: "format \(card.format)")
    }
    guard sha256Hex(ofBytes: Array(data)) == card.weightsSHA256 else { throw .weightsDoNotMatch(path: path) }
    let file: SafetensorsFile
    do { file = try SafetensorsFile(data: data) } catch {
      throw .damaged(path: path, detail: error.message)
    }
    var open = card
    open.weightsSHA256 = ""
    guard let text = Self.text(of: open), file.metadata[Self.cardKey] == sha256Hex(of: text) else {
      throw .cardDoesNotMatch(path: path)
    }
    var tensors: [ModelTensor] = []
    for name in file.names {
      guard let shape = file.shape(of: name), let values = try? file.doubles(name, shape: shape),
        values.allSatisfy(\.isFinite)
      else { throw .damaged(path: path, detail: "the tensor ‘\(name)’ holds no finite numbers") }
      tensors.append(ModelTensor(name: name, shape: shape, values: values))
    }
    self.init(card: card, tensors: tensors)
  }

  /// The model itself.
  /// - Parameters:
  ///   - path: What errors name.
  ///   - encoder: Needed for a model that reads words with voice and face.
  public func model(path: String, encoder: GateEncoder? = nil) throws(ModelFileError) -> StoredModel {
    switch card.structure {
    case .linear(let structure):
      .linear(try LinearModel(structure, scale: card.scale, file: self, path: path))
    case .turns(let structure): .turns(try TurnModel(structure, file: self, path: path))
    case .gated(let structure):
      if let encoder {
        .gated(try GatedTurnModel(structure, file: self, path: path, encoder: encoder))
      } else {
        throw .encoderMissing(path: path)
      }
    }
  }

  /// How far new sessions lie from those a model of this file learned from; `nil` where its card keeps nothing of them.
  /// - Parameters:
  ///   - model: Of this file.
  ///   - new: With values in the order of the card's columns, and with turns where the model reads them.
  public func shift(of new: [CohortSession], from model: StoredModel) -> DomainShift? {
    card.cohort.map { summary in
      let turnColumns = model.turnColumns(card.turnInputs)
      return DomainShift(
        training: summary, columns: card.columns + (turnColumns?.columns ?? []),
        new: turnColumns.map { new.map($0.joined) } ?? new, directions: CohortDirections(self, summary))
    }
  }

  public func tensor(_ name: String) -> ModelTensor? { tensors.first { $0.name == name } }

  /// Refuses results the model was not made for.
  /// - Parameters:
  ///   - measures: Names of the measures the results have as columns.
  ///   - scale: The scale asked for, or `nil` where none is.
  public func check(
    measureSetVersion: String, measures: Set<String>, scale: String? = nil
  ) throws(ModelFileError) {
    guard card.measureSetVersion == measureSetVersion else {
      throw .otherMeasureSet(model: card.measureSetVersion, results: measureSetVersion)
    }
    if let scale, scale != card.scale.name { throw .otherScale(model: card.scale.name, asked: scale) }
    let lacking = card.measuresRead.filter { !measures.contains($0) }
    guard lacking.isEmpty else { throw .measuresMissing(names: lacking) }
  }

  /// The one text of a card: keys sorted, a line feed at the end.
  private static func text(of card: ModelCard) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(card)).map { String(decoding: $0, as: UTF8.self) + "\n" }
  }
}
