import Foundation
import LanguageFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

@Suite("Sentence encoder", .serialized)
struct SentenceEncoderTests {
  private struct Golden: Decodable {
    struct Entry: Decodable {
      let text: String
      let vector: [Float]
    }
    let entries: [Entry]
  }

  private static let texts = [
    "I feel tired all the time.", "Yes.", "My sister calls me every day and I let it ring.",
    "No, not really.",
  ]

  /// Single precision through six layers stays within 10⁻⁶ of double precision; the products' order is the library's.
  @Test("vectors agree with a forward pass in double precision within 0.000002")
  func golden() throws {
    let path = packageRoot.appending(path: "Tests/LanguageFeaturesTests/Golden/sentence_vectors.json")
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: path)).entries
    let encoder = try installedEncoder()
    let found = encoder.embeddings(of: golden.map(\.text))
    #expect(found.count == golden.count && golden.count == 3)
    for (embedding, entry) in zip(found, golden) {
      let values = try #require(embedding).values
      #expect(values.count == 384 && entry.vector.count == 384)
      for (a, b) in zip(values, entry.vector) { #expect((a - b).magnitude <= 2e-6) }
    }
  }

  @Test("a text with nothing in it has no vector, and its neighbours keep theirs")
  func empty() throws {
    let encoder = try installedEncoder()
    #expect(encoder.embeddings(of: [String]()).isEmpty)
    let found = encoder.embeddings(of: ["", Self.texts[0], " \n"])
    #expect(found[0] == nil && found[2] == nil)
    let alone = try #require(encoder.embeddings(of: [Self.texts[0]])[0])
    #expect(distance(found[1], alone) <= 2e-6)
  }

  @Test("likeness of meaning shows: a paraphrase lies nearer than another subject")
  func meaning() throws {
    let found = try installedEncoder().embeddings(of: [
      "I can't sleep at night.", "At night I lie awake.", "The train to Boston leaves at noon.",
    ]).compactMap(\.self)
    #expect(found[0].cosine(with: found[1]) > found[0].cosine(with: found[2]) + 0.3)
    #expect(abs(found[0].cosine(with: found[0]) - 1) < 1e-6)
  }

  /// Where the library's kernels round a row differently by its place, neighbours move the last digits.
  @Test("a text's vector does not depend on its batch within 0.000002; the same call gives the same bytes")
  func batches() throws {
    let encoder = try installedEncoder()
    let long = String(repeating: "word ", count: 10_000)
    // Beyond one batch's rows, with a truncated text among them.
    let many = (0..<120).map { Self.texts[$0 % 4] } + [long] + Self.texts
    let together = encoder.embeddings(of: many)
    #expect(together == encoder.embeddings(of: many))
    for (index, text) in many.enumerated() where index < 4 || index >= 120 {
      #expect(distance(together[index], encoder.embeddings(of: [text])[0]) <= 2e-6)
    }
  }

  @Test("a hook that looks on is called at every depth and changes nothing")
  func onlooker() throws {
    let encoder = try installedEncoder()
    let tokens = Self.texts.map(encoder.tokenizer.tokens)
    var depths: [Int] = []
    var rows: [[Int]] = []
    let watched = encoder.embeddings(of: tokens) { depth, states in
      depths.append(depth)
      rows.append(states.sentences.map(\.count))
      states.change(rows: states.sentences[0]) { _ in }
    }
    #expect(watched == encoder.embeddings(of: tokens))
    #expect(depths == Array(0...SentenceEncoder.layerCount))
    #expect(rows.allSatisfy { $0 == tokens.map(\.pieces.count) })
  }

  @Test("a hook that zeroes one text changes that one alone", arguments: 0...SentenceEncoder.layerCount)
  func zeroing(depth wanted: Int) throws {
    let encoder = try installedEncoder()
    let tokens = Self.texts.map(encoder.tokenizer.tokens)
    let plain = encoder.embeddings(of: tokens)
    let changed = encoder.embeddings(of: tokens) { depth, states in
      guard depth == wanted else { return }
      states.change(rows: states.sentences[2]) { numbers in
        for index in numbers.indices { numbers[index] = 0 }
      }
    }
    for index in tokens.indices {
      #expect((plain[index] == changed[index]) == (index != 2))
    }
    #expect(try #require(changed[2]).values.allSatisfy(\.isFinite))
  }

  private func distance(_ one: SentenceEmbedding?, _ other: SentenceEmbedding?) -> Float {
    guard let one, let other else { return one == other ? 0 : .infinity }
    return zip(one.values, other.values).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }
}
