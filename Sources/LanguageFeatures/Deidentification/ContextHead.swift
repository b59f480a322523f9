internal import Foundation
internal import NeuralRuntime
internal import SignalCore

/// Tells from where a word stands whether it names somebody, somewhere or an organisation: multinomial logistic
/// regression over `ContextReader`'s features, made by `Benchmarks name-context`.
///
/// Reads English alone; `Deidentifier` refuses transcripts in other languages before it is asked.
package struct ContextHead: Sendable {
  /// In order of the weights' rows.
  package static let classes: [IdentityClass?] = [nil, .person, .place, .organisation]
  /// In the installation.
  package static let folder = "Models/name-context"
  package static let weightsFile = "weights.safetensors"
  package static let cardFile = "card.json"

  struct Tag: Hashable {
    /// The likeliest class that names.
    let identity: IdentityClass
    /// That the word names anything, 0 to 1.
    let probability: Double
  }

  private struct Card: Decodable {
    let weightsSHA256: String
    let threshold: Double
  }

  /// Classes by features.
  private let weights: [Double]
  private let biases: [Double]
  /// The least probability at which a word counts as a name, from cross-validation.
  let threshold: Double

  /// - Parameters:
  ///   - weights: Row by row, one row a class.
  ///   - biases: One a class.
  package init(weights: [Double], biases: [Double], threshold: Double) {
    self.weights = weights
    self.biases = biases
    self.threshold = threshold
  }

  init(catalog: ModelCatalog) throws(LanguageError) {
    let name = "context of names"
    let folder = catalog.home.appending(path: Self.folder)
    guard let text = try? Data(contentsOf: folder.appending(path: Self.cardFile)),
      let card = try? JSONDecoder().decode(Card.self, from: text),
      let bytes = try? Data(contentsOf: folder.appending(path: Self.weightsFile))
    else { throw .model(.absent(name: name)) }
    guard sha256Hex(ofBytes: Array(bytes)) == card.weightsSHA256 else { throw .model(.altered(name: name)) }
    let file = try SafetensorsFile(data: bytes)
    let classes = Self.classes.count
    self.init(
      weights: try file.doubles("weights", shape: [classes, ContextReader.featureCount]),
      biases: try file.doubles("biases", shape: [classes]), threshold: card.threshold)
  }

  /// The probability of each class.
  package func probabilities(_ features: [Float]) -> [Double] {
    let scores = biases.indices.map { row in
      var sum = biases[row]
      for (column, feature) in features.enumerated() {
        sum += weights[row * features.count + column] * Double(feature)
      }
      return sum
    }
    let highest = scores.max() ?? 0
    let shares = scores.map { exp($0 - highest) }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }

  func tag(_ features: [Float]) -> Tag? {
    let shares = probabilities(features)
    guard let best = (1..<shares.count).max(by: { shares[$0] < shares[$1] }),
      let identity = Self.classes[best]
    else { return nil }
    return Tag(identity: identity, probability: 1 - shares[0])
  }
}
