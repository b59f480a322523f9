public import MultimodalFusion

/// A NumPy archive (`.npz`) of a study with an outcome a turn, as multimodal sentiment sets are handed round.
///
/// Arrays, one row a turn, the rows of a person in order of time:
/// - `text`, `audio`, `video`: n × d numbers, or n × T × d of words or frames, in which steps that are all zero pad a
///   turn and are left out. At least one of the three; a name of `TensorFile.aliases` serves as well.
/// - `y`: n outcomes, higher meaning more of what is judged.
/// - `person`: n names or numbers; or `segment_id`, of which the part before the last underscore is the person.
/// - `split`: n of `train`, `valid` (or `dev`, `val`) and `test`. Validation rows are learned from as well: the
///   network holds out people of its own.
///
/// Of n × T × d the mean and the standard deviation over a turn's steps are taken, column by column.
public struct TensorFile: Sendable {
  /// Other names an array may have, the usual one first.
  public static let aliases = [
    ["text", "language", "glove", "bert"], ["audio", "acoustic", "covarep"],
    ["video", "vision", "visual", "facet", "openface"],
  ]
  private static let outcomeNames = ["y", "sentiment", "regression_labels", "labels", "label"]
  private static let personNames = ["person", "participant", "speaker", "video_id", "segment_id", "id"]

  public let study: TurnStudy

  /// - Parameters:
  ///   - split: Name of the array that says which part a row belongs to.
  ///   - threshold: An outcome from here on counts as positive; `nil` takes 0 where outcomes lie on both sides of it,
  ///     and otherwise the middle of their range.
  public init(path: String, split: String = "split", threshold: Double? = nil) throws {
    let archive = try NumPyArchive(path: path)
    let reader = Reader(archive: archive)
    let outcomes = try reader.numbers(Self.outcomeNames, meaning: "outcomes")
    let parts = try reader.texts([split], meaning: "parts (train, valid, test)", count: outcomes.count)
    let people = try reader.people(Self.personNames, count: outcomes.count)
    let isTraining = try parts.enumerated().map { row, part in
      switch part.lowercased() {
      case "train", "valid", "validation", "dev", "val": true
      case "test": false
      default: throw TensorFileError.unknownPart(path: path, array: split, row: row, part: part)
      }
    }
    var modalities: [TurnModality] = []
    var inputs: [[[Double]?]] = []
    for names in Self.aliases {
      guard let name = names.first(where: archive.names.contains) else { continue }
      let features = try TensorFeatures(
        reader.array(name), path: path, name: name, isTraining: isTraining)
      guard features.width > 0 else { continue }
      modalities.append(TurnModality(name: names[0], width: features.width))
      inputs.append(features.rows)
    }
    guard !modalities.isEmpty else { throw TensorFileError.noModality(path: path) }
    let low = outcomes.min() ?? 0
    let high = outcomes.max() ?? 0
    study = try TurnStudy(
      modalities: modalities,
      rows: outcomes.indices.map { row in
        TurnStudy.Row(
          person: people[row], isTraining: isTraining[row], inputs: inputs.map { $0[row] },
          outcome: outcomes[row])
      },
      threshold: threshold ?? (low < 0 && high > 0 ? 0 : (low + high) / 2))
  }
}

/// Finds arrays and says what is wrong with them.
private struct Reader {
  let archive: NumPyArchive

  func array(_ name: String) throws -> NumPyArray { try archive.array(name) }

  private func found(_ names: [String], meaning: String) throws -> String {
    guard let name = names.first(where: archive.names.contains) else {
      throw TensorFileError.noArray(path: archive.path, names: names, meaning: meaning)
    }
    return name
  }

  func numbers(_ names: [String], meaning: String) throws -> [Double] {
    let name = try found(names, meaning: meaning)
    let array = try archive.array(name)
    guard let numbers = array.doubles, numbers.count == array.shape.first, !numbers.isEmpty,
      numbers.allSatisfy(\.isFinite)
    else { throw TensorFileError.notOneNumberARow(path: archive.path, array: name) }
    return numbers
  }

  func texts(_ names: [String], meaning: String, count: Int) throws -> [String] {
    let name = try found(names, meaning: meaning)
    let array = try archive.array(name)
    let texts = array.texts ?? array.doubles?.map { "\($0)" } ?? []
    guard texts.count == count, array.shape.first == count else {
      throw TensorFileError.otherLength(path: archive.path, array: name, rows: count)
    }
    return texts
  }

  func people(_ names: [String], count: Int) throws -> [String] {
    let texts = try texts(names, meaning: "people", count: count)
    guard ["segment_id", "id"].contains(try found(names, meaning: "people")) else { return texts }
    return texts.map { text in
      text.lastIndex { $0 == "_" || $0 == "[" || $0 == "$" }.map { String(text[..<$0]) } ?? text
    }
  }
}
