import Foundation
import LanguageFeatures
import NeuralRuntime
import TestSupport
import Testing

extension DeidentificationTests {
  // MARK: Names by context

  @Test(
    "a word of the language is masked where it stands as a name, and stays where it is a word",
    arguments: [
      ("and then joy goes you need to sleep", "and then [PERSON_1] goes you need to sleep"),
      ("there is no joy in sleep", "there is no joy in sleep"),
      ("we settled in bath after the wedding", "we settled in [PLACE_1] after the wedding"),
      ("i had a bath after the wedding", "i had a bath after the wedding"),
      ("they moved out of reading when i was small", "they moved out of [PLACE_1] when i was small"),
      ("he stopped reading when i was small", "he stopped reading when i was small"),
    ])
  func context(sentence: String, masked: String) throws { #expect(try text(sentence) == masked) }

  @Test("altered weights of the context head are refused")
  func alteredWeights() throws {
    let installed = try installedModels()
    let home = FileManager.default.temporaryDirectory.appending(path: "context-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: home) }
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: installed.home.appending(path: "Models"), to: home.appending(path: "Models"))
    try FileManager.default.createSymbolicLink(
      at: home.appending(path: ".deps"), withDestinationURL: installed.home.appending(path: ".deps"))
    let weights = home.appending(path: "Models/name-context/weights.safetensors")
    var bytes = try Data(contentsOf: weights)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: weights)
    #expect(throws: LanguageError.model(.altered(name: "context of names"))) {
      try Deidentifier(catalog: ModelCatalog(home: home))
    }
  }

  @Test("the head's probabilities are the softmax of its scores")
  func softmax() {
    let head = ContextHead(weights: [0, 0, 1, 0, 0, 2, 1, 1], biases: [0, 0.5, 0, -1], threshold: 0.5)
    let scores = [0.0, 3.5, -2.0, 1.0].map { exp($0) }
    let total = scores.reduce(0, +)
    for (probability, score) in zip(head.probabilities([3, -1]), scores) {
      #expect(abs(probability - score / total) < 1e-12)
    }
  }

  @Test("the encoder's first layers alone give what the whole encoder gives at that depth")
  func firstLayers() throws {
    let encoder = try installedEncoder()
    let texts = ["i grew up in [MASK]", "then joy said no"].map(encoder.tokenizer.tokens)
    var whole: [Float] = []
    _ = encoder.embeddings(of: texts) { depth, states in if depth == 4 { whole += states.values } }
    var first: [Float] = []
    encoder.read(texts, depth: 4) { first += $0.values }
    #expect(!first.isEmpty && first == whole)
  }
}
