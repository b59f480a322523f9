import DenseMath
import LanguageFeatures
import MultimodalFusion
import TestSupport
import Testing

@Suite("Trainable encoder", .serialized)
struct WordsEncoderTests {
  private static let widths = [4, 3]
  private static let texts = ["i cannot sleep", "we laughed so much about embeddings", "no"]

  private func gate(depth: Int) -> GateSettings {
    var gate = GateSettings(modalities: [
      .init(name: "acoustic", width: Self.widths[0]), .init(name: "visual", width: Self.widths[1]),
    ])
    (gate.depth, gate.dropoutRate) = (depth, 0.3)
    return gate
  }

  /// The first text has both modalities, the second lacks some words', the third has none.
  private func spokenTexts() throws -> [EncoderText] {
    [
      try spoken(Self.texts[0], widths: Self.widths),
      try spoken(Self.texts[1], widths: Self.widths, absent: [[0, 3], [3, 4]]),
      try spoken(Self.texts[2], widths: Self.widths).wordsAlone,
    ]
  }

  /// Every trained number random, so that no slope is zero for want of an update or shift.
  private func shaken(_ settings: EncoderSettings) throws -> TrainableEncoder {
    var encoder = try encoder(settings)
    var numbers = encoder.numbers
    numbers.gate = zip(numbers.gate, normals(numbers.gate.count, "gate", deviation: 0.05)).map(+)
    numbers.adapters = normals(numbers.adapters.count, "adapters", deviation: 0.05)
    numbers.head = normals(numbers.head.count, "head", deviation: 0.1)
    encoder.numbers = numbers
    return encoder
  }

  @Test("words alone and untrained, a turn's vector is the inference encoder's within 0.00001")
  func agreement() throws {
    let reference = try SentenceEncoder(catalog: installedModels())
    let texts = Self.texts + ["", "My sister calls me every day; and I let it ring.", " "]
    let tokens = texts.map(reference.tokenizer.tokens)
    let found = try encoder(EncoderSettings()).turnVectors(tokens.map(EncoderText.init))
    for (mine, theirs) in zip(found, reference.embeddings(of: tokens)) {
      #expect((mine == nil) == (theirs == nil))
      for (a, b) in zip(mine ?? [], theirs?.values ?? []) { #expect(abs(a - Double(b)) <= 1e-5) }
    }
    #expect(found.map { $0 == nil } == [false, false, false, true, false, true])
  }

  @Test("with every signal absent a gate changes no bit, wherever it sits", arguments: [0, 1, 6])
  func absent(depth: Int) throws {
    let texts = try spokenTexts()
    let gated = try shaken(EncoderSettings(gate: gate(depth: depth)))
    let plain = try encoder(EncoderSettings())
    let alone = texts.map(\.wordsAlone)
    #expect(gated.turnVectors(alone) == plain.turnVectors(alone))
    let changed = gated.turnVectors(texts)
    #expect(zip(changed, plain.turnVectors(alone)).map { $0.0 == $0.1 } == [false, false, true])
    #expect(changed.allSatisfy { $0?.allSatisfy(\.isFinite) ?? false })
  }

  @Test("a text's vector does not depend on its neighbours within 10⁻¹²")
  func batches() throws {
    let encoder = try shaken(EncoderSettings(gate: gate(depth: 1), training: .lowRank(rank: 2)))
    let texts = try spokenTexts()
    let together = encoder.turnVectors(texts)
    for (text, vector) in zip(texts, together) {
      for (a, b) in zip(encoder.turnVectors([text])[0] ?? [], vector ?? []) { #expect(abs(a - b) <= 1e-12) }
    }
  }

  /// In double precision through six layers differences are good to some 10⁻⁹ of the whole.
  @Test(
    "gate, updates, head and layers have hand-derived slopes within a millionth",
    arguments: [
      (0, EncoderSettings.Training.lowRank(rank: 3)), (1, .gateOnly), (6, .gateOnly), (0, .full),
    ])
  func slopes(depth: Int, training: EncoderSettings.Training) throws {
    var settings = EncoderSettings(gate: gate(depth: depth), training: training)
    settings.outputCount = 2
    let encoder = try shaken(settings)
    let start = training == .gateOnly ? depth : 0
    let texts = try spokenTexts()
    let batch = EncoderBatch(
      texts, depth: start, states: texts.map { encoder.states(of: $0, depth: start) }, settings.gate)
    let draw = Dropout.Draw(seed: 2, step: 9)
    let weights = normals(texts.count * 2, "loss")
    let numbers = encoder.numbers
    func loss(_ change: (inout EncoderNumbers) -> Void) -> Double {
      var moved = encoder
      var changed = numbers
      change(&changed)
      moved.numbers = changed
      var tape: EncoderTape?
      return zip(moved.outputs(batch, draw: draw, &tape), weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var kept: EncoderTape? = EncoderTape()
    _ = encoder.outputs(batch, draw: draw, &kept)
    var gradients = encoder.zeroGradients
    encoder.accumulate(weights, try #require(kept), &gradients)
    let name = "\(training) behind layer \(depth)"
    for (part, path) in [
      ("gate", \EncoderNumbers.gate), ("adapters", \.adapters), ("head", \.head), ("body", \.body),
    ] where !numbers[keyPath: path].isEmpty {
      let slopes = gradients[keyPath: path]
      let values = numbers[keyPath: path]
      expectSlopesAlong(slopes, of: values, directions: 1, step: 1e-4, "\(name), \(part)") { moved in
        loss { $0[keyPath: path] = moved }
      }
      // The steepest of them, and some at random.
      var generator = SeededGenerator(seed: 4, stream: name + part)
      let steepest = slopes.indices.max { abs(slopes[$0]) < abs(slopes[$1]) } ?? 0
      let places = [steepest] + (0..<3).map { _ in generator.whole(below: slopes.count) }
      expectSlopes(
        slopes, of: values, at: places, step: 1e-4, floor: 1e-3 * abs(slopes[steepest]), "\(name), \(part)"
      ) { moved in loss { $0[keyPath: path] = moved } }
    }
  }
}
