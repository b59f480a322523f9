import ArgumentParser
import DenseMath
import Foundation
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import SignalCore

/// Makes the model that tells names by their context again; always the same bytes.
struct NameContextMaker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name-context",
    abstract: "Trains the part of de-identification that tells names by where they stand.",
    discussion: "Example: swift run -c release Benchmarks name-context")

  /// Parts of the labelled sentences it learns from; the sixth is for measuring alone.
  static let parts = ["development", "heldout", "later", "last", "fifth", "seventh", "training"]
  /// Of these by writers who had not seen the rules; each is left out once to see how the head does on others.
  private static let strangeParts = ["fifth", "seventh"]
  /// Other words the head alone may mask, as a share of all other words, in cross-validation.
  static let allowedFalseShare = 0.01
  private static let folds = 5

  private struct Labelled {
    let part: String
    let sentence: NamingSentence
  }

  /// A word to learn from.
  private struct Example {
    let row: SoftmaxRegression.Row
    /// The labelled sentence it stands in or was made from; `nil` for what was written for the model.
    let sentence: Int?
    /// Stands in the labelled sentence as it was written, and a list of names holds it or none at all.
    let isAsked: Bool
    let isOwn: Bool
  }

  private struct Card: Encodable {
    let name = "Context of names"
    let licence = "Apache-2.0"
    let madeBy = "Benchmarks name-context"
    let purpose = "tells from where a word stands whether it names a person, a place or an organisation"
    let method =
      "multinomial logistic regression on states of layer 4 of all-MiniLM-L6-v2, of the word and of a blank in its place, on ten marks of word lists and endings, and on five shares of Rampart's"
    let language = "en"
    let classes = ContextHead.classes.map { $0?.rawValue ?? "none" }
    let examples: Int
    let threshold: Double
    let crossValidation: [String]
    let limits = "written sentences, not interviews; American and British English; wrong in both directions"
    let weightsSHA256: String
  }

  func run() throws {
    let catalog = try ModelCatalog(home: Benchmarks.home)
    let folder = Benchmarks.home.appending(path: ContextHead.folder)
    let reader = try ContextReader(catalog: catalog)
    let labelled = try Self.labelled()
    let examples = try Self.examples(
      reader, labelled, NamingSentenceMaker(folder: folder, catalog: catalog, reader: reader))
    print("\(examples.count) words to learn from")
    let (threshold, figures) = Self.crossValidated(examples, labelled)
    figures.forEach { print($0) }
    let model = SoftmaxRegression(examples.map(\.row), classes: ContextHead.classes.count)
    let tensors = [
      ModelTensor(
        name: "weights", shape: [ContextHead.classes.count, ContextReader.featureCount], values: model.weights
      ),
      ModelTensor(name: "biases", shape: [ContextHead.classes.count], values: model.biases),
    ]
    guard let bytes = SafetensorsWriter.bytes(tensors, metadata: [:]) else {
      throw CleanExit.message("The weights are not finite; nothing was written.")
    }
    try Data(bytes).write(to: folder.appending(path: ContextHead.weightsFile))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let card = Card(
      examples: examples.count, threshold: threshold, crossValidation: figures,
      weightsSHA256: sha256Hex(ofBytes: bytes))
    try encoder.encode(card).write(to: folder.appending(path: ContextHead.cardFile))
  }

  private static func labelled() throws -> [Labelled] {
    let file = Benchmarks.home.appending(path: "Tests/LanguageFeaturesTests/Golden/deidentification.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t", maxSplits: 1)
      let part = String(columns[0])
      return parts.contains(part)
        ? Labelled(part: part, sentence: NamingSentence(markup: String(columns[1]))) : nil
    }
  }

  private static func examples(
    _ reader: ContextReader, _ labelled: [Labelled], _ source: NamingSentenceMaker
  ) throws -> [Example] {
    var maker = source
    var generator = SeededGenerator(seed: 1, stream: "name-context.places")
    var examples: [Example] = []
    /// - Parameter others: How many words that name nothing are taken at most; lists of names hold most of them.
    func add(_ sentence: NamingSentence, from number: Int?, others: Int?, weight: Float) throws {
      let able = sentence.words.indices.filter {
        reader.isCandidate(sentence.words[$0]) && label(sentence.classes[$0]) != nil
      }
      var chosen = able.filter { sentence.classes[$0] != nil }
      // Words nobody would ask about teach nothing.
      let plain = able.filter { sentence.classes[$0] == nil && reader.isAsked(sentence.words, at: $0) }
      chosen += others.map { generator.permutation(plain.count).prefix($0).map { plain[$0] } } ?? plain
      chosen.sort()
      for (place, features) in zip(chosen, try reader.features(of: sentence.words, at: chosen)) {
        guard let label = label(sentence.classes[place]) else { continue }
        examples.append(
          Example(
            row: SoftmaxRegression.Row(features: features, label: label, weight: weight), sentence: number,
            isAsked: reader.isAsked(sentence.words, at: place), isOwn: others == nil))
      }
    }
    for (number, sentence) in labelled.map(\.sentence).enumerated() {
      try add(sentence, from: number, others: nil, weight: 2)
      if let other = maker.substituted(sentence) { try add(other, from: number, others: 1, weight: 1) }
    }
    for number in 0..<maker.frameCount {
      for _ in 0..<4 { try add(maker.frame(number), from: nil, others: 1, weight: 1) }
    }
    for number in 0..<maker.plainCount {
      for _ in 0..<4 { try add(maker.plain(number), from: nil, others: 3, weight: 1) }
    }
    return examples
  }

  /// The row of a class: streets count as places, words of dates as words; `nil` for
  /// numbers, mail and web addresses, which the head is not for.
  private static func label(_ identity: IdentityClass?) -> Int? {
    switch identity {
    case .address: ContextHead.classes.firstIndex(of: .place)
    case .date: 0
    default: ContextHead.classes.firstIndex(of: identity)
    }
  }

  /// The threshold at which the head masks as many other words as it may, and what it finds then.
  private static func crossValidated(_ examples: [Example], _ labelled: [Labelled])
    -> (threshold: Double, figures: [String])
  {
    typealias Scored = (example: Example, probability: Double)
    /// Labelled words scored by a head that saw neither their sentences nor any made from them.
    func scored(leavingOut isLeftOut: (Int) -> Bool) -> [Scored] {
      func isOut(_ example: Example) -> Bool { example.sentence.map(isLeftOut) ?? false }
      let model = SoftmaxRegression(
        examples.filter { !isOut($0) }.map(\.row), classes: ContextHead.classes.count)
      let head = ContextHead(weights: model.weights, biases: model.biases, threshold: 0)
      return examples.filter { $0.isOwn && $0.isAsked && isOut($0) }
        .map { ($0, 1 - head.probabilities($0.row.features)[0]) }
    }
    func recall(_ words: [Scored], _ label: Int, _ threshold: Double) -> String {
      let all = words.filter { $0.example.row.label == label }
      return "\(all.count { $0.probability >= threshold }) of \(all.count)"
    }
    func figure(_ words: [Scored], _ threshold: Double) -> String {
      "persons \(recall(words, 1, threshold)), places \(recall(words, 2, threshold)), organisations "
        + "\(recall(words, 3, threshold)) words found, others masked \(recall(words, 0, threshold)) asked about"
    }
    let all = (0..<folds).flatMap { fold in scored { $0 % folds == fold } }
    let others = labelled.reduce(0) { $0 + $1.sentence.classes.count { $0 == nil } }
    let plain = all.filter { $0.example.row.label == 0 }.map(\.probability).sorted(by: >)
    func threshold(_ share: Double) -> Double { plain[min(plain.count - 1, Int(share * Double(others)))] }
    var figures = [0.004, 0.006, allowedFalseShare, 0.016, 0.02].map { share in
      let limit = threshold(share)
      return
        "from \((limit * 1000).rounded() / 1000), \(share) of \(others) other words: \(figure(all, limit))"
    }
    let chosen = (threshold(allowedFalseShare) * 1000).rounded() / 1000
    for part in strangeParts {
      let strange = scored { labelled[$0].part == part }
      figures.append("part \(part) by other writers left out, from \(chosen): \(figure(strange, chosen))")
    }
    return (chosen, figures)
  }
}
