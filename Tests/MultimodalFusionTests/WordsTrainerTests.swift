import Foundation
import LanguageFeatures
import MultimodalFusion
import TestSupport
import Testing

@Suite("Training of the encoder", .serialized)
struct WordsTrainerTests {
  /// Sentiment by the words and, in every second text, turned round by the voice.
  private func examples(_ people: [String]) throws -> [EncoderExample] {
    let words = [("good", 1.0), ("bad", -1), ("great", 2), ("awful", -2)]
    return try people.enumerated().flatMap { person, name in
      try words.enumerated().map { index, word in
        EncoderExample(
          text: try spoken(
            "that was \(word.0)", widths: [2], absent: person.isMultiple(of: 2) ? [[0, 1, 2]] : []),
          participant: name, outcomes: [word.1 + 0.1 * Double(index)])
      }
    }
  }

  private func settings(_ training: EncoderSettings.Training) -> EncoderSettings {
    EncoderSettings(gate: GateSettings(modalities: [.init(name: "acoustic", width: 2)]), training: training)
  }

  private var short: EncoderTrainingSettings {
    var settings = EncoderTrainingSettings()
    (settings.epochs, settings.batchTexts) = (2, 4)
    return settings
  }

  @Test(
    "the same seed gives the same bytes, another seed others",
    arguments: [EncoderSettings.Training.gateOnly, .lowRank(rank: 2), .full])
  func reproducible(training: EncoderSettings.Training) throws {
    let (learned, heldOut) = (try examples(["a", "b"]), try examples(["d"]))
    var short = short
    short.epochs = 1
    func trained(_ seed: UInt64) throws -> (epochs: [EncoderEpoch], predictions: [[Double]?]) {
      var encoder = try encoder(settings(training), seed: seed)
      let epochs = try EncoderTrainer(settings: short, seed: seed).train(
        &encoder, on: learned, heldOut: heldOut)
      return (epochs, encoder.predictions(heldOut.map { $0.texts[0] }))
    }
    let first = try trained(1)
    let again = try trained(1)
    #expect(first.epochs == again.epochs && first.predictions == again.predictions)
    #expect(try trained(2).epochs != first.epochs)
  }

  @Test("training lowers the training error, and the weights kept are those of the best pass")
  func learns() throws {
    let (learned, heldOut) = (try examples(["a", "b", "c", "f"]), try examples(["d", "e"]))
    var wanted = settings(.lowRank(rank: 4))
    wanted.gate?.dropoutRate = 0
    var encoder = try encoder(wanted)
    var passes = EncoderTrainingSettings()
    (passes.epochs, passes.batchTexts, passes.patience) = (5, 4, 5)
    (passes.headRate, passes.adapterRate) = (3e-3, 3e-3)
    let epochs = try EncoderTrainer(settings: passes, seed: 3).train(&encoder, on: learned, heldOut: heldOut)
    #expect(epochs.map(\.number) == Array(0...5))
    let errors = epochs.compactMap(\.trainingError)
    #expect(try #require(errors.last) < errors[0])
    // In units of the training outcomes' variance, as the trainer states it.
    let outcomes = learned.map { $0.outcomes[0] }
    let mean = outcomes.reduce(0, +) / Double(outcomes.count)
    let variance = outcomes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(outcomes.count)
    let squares = zip(encoder.predictions(heldOut.map { $0.texts[0] }), heldOut).map { found, example in
      found.map { ($0[0] - example.outcomes[0]) * ($0[0] - example.outcomes[0]) } ?? .infinity
    }
    let error = squares.reduce(0, +) / Double(squares.count) / variance
    let best = try #require(epochs.map(\.heldOutError).min())
    #expect(abs(error - best) <= 1e-9 * max(best, 1e-3))
  }

  @Test("an untrained gate between frozen layers nearly does nothing: what is behind gets what it expects")
  func gateStart() throws {
    let (learned, heldOut) = (try examples(["a", "b"]), try examples(["d", "e"]))
    var encoder = try encoder(settings(.headOnly))
    let epochs = try EncoderTrainer(settings: short, seed: 1).train(&encoder, on: learned, heldOut: heldOut)
    #expect(epochs.count == 1 && epochs[0].trainingError == nil)
    let spoken = heldOut.map { $0.texts[0] }.filter { $0 != $0.wordsAlone }
    for (gated, plain) in zip(encoder.turnVectors(spoken), encoder.turnVectors(spoken.map(\.wordsAlone))) {
      let cosine = zip(gated ?? [], plain ?? []).reduce(0) { $0 + $1.0 * $1.1 }
      // Scale 1 and shift 0 would leave far less.
      #expect(cosine > 0.9)
    }
  }

  @Test("the same person on both sides, one outcome only, or nothing to encode is refused")
  func refusals() throws {
    var encoder = try encoder(EncoderSettings())
    let trainer = EncoderTrainer(settings: short, seed: 1)
    let learned = try examples(["a", "b"])
    #expect(throws: WordsError.personOnBothSides(participant: "b")) {
      try trainer.train(&encoder, on: learned, heldOut: try examples(["b"]))
    }
    let same = learned.map { EncoderExample(texts: $0.texts, participant: "a", outcomes: [1]) }
    #expect(throws: WordsError.oneOutcomeOnly) {
      try trainer.train(&encoder, on: same, heldOut: try examples(["c"]))
    }
    let empty = EncoderExample(text: try spoken("", widths: []), participant: "z", outcomes: [1])
    #expect(throws: WordsError.tooFewTexts(needed: 2, found: 0)) {
      try trainer.train(&encoder, on: learned, heldOut: [empty])
    }
  }

  @Test("what was trained, written and read again, foretells the same bits; damage is refused")
  func kept() throws {
    let (learned, heldOut) = (try examples(["a", "b"]), try examples(["d", "e"]))
    var encoder = try encoder(settings(.lowRank(rank: 2)))
    try EncoderTrainer(settings: short, seed: 1).train(&encoder, on: learned, heldOut: heldOut)
    let data = try JSONEncoder().encode(encoder.additions)
    let catalog = try installedModels()
    let read = try TrainableEncoder(
      catalog: catalog, additions: try JSONDecoder().decode(EncoderAdditions.self, from: data))
    let texts = heldOut.map { $0.texts[0] }
    #expect(read.predictions(texts) == encoder.predictions(texts))
    let text = try #require(String(data: data, encoding: .utf8))
    for (part, other) in [("\"rank\":2", "\"rank\":3"), ("\"width\":2", "\"width\":0")] {
      let damaged = text.replacingOccurrences(of: part, with: other)
      #expect(damaged != text)
      #expect(throws: WordsError.damaged) {
        try TrainableEncoder(
          catalog: catalog,
          additions: try JSONDecoder().decode(EncoderAdditions.self, from: Data(damaged.utf8)))
      }
    }
  }
}
