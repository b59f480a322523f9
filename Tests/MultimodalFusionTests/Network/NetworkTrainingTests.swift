import DenseMath
import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite struct NetworkTrainingTests {
  private static let modalities = [
    TurnModality(name: "words", width: 3), TurnModality(name: "voice", width: 2),
  ]
  private static let scale = OutcomeScale(name: "test", maximum: 12, itemCount: 2, cutOff: 6)

  private static var small: TurnNetworkSettings {
    var settings = TurnNetworkSettings()
    settings.width = 8
    settings.headCount = 2
    settings.layerCount = 1
    settings.feedForwardWidth = 8
    settings.greatestEpochCount = 6
    settings.patienceEpochs = 3
    settings.memberCount = 2
    return settings
  }

  @Test(
    "the same examples and seed give the same bytes, on one thread and with members side by side; another seed others"
  )
  func sameBytes() async throws {
    let first = try await trainer(seed: 3).model(jobs: 2)
    let second = try trainer(seed: 3).model()
    #expect(try bytes(first) == bytes(second))
    #expect(try bytes(trainer(seed: 4).model()) != bytes(second))
  }

  @Test("a member saved after any epoch and loaded ends as one trained without a break")
  func resume() throws {
    let trainer = try trainer(seed: 1)
    var saved: [Data] = []
    let unbroken = trainer.train(trainer.start(member: 1)) { state in
      saved.append((try? bytes(state)) ?? Data())
    }
    #expect(saved.count == unbroken.history.count - 1)
    for data in saved.dropLast() {
      let resumed = trainer.train(try JSONDecoder().decode(TurnMemberTraining.self, from: data))
      #expect(resumed == unbroken)
    }
  }

  @Test("losses are reported for every epoch, and training ends when the people held out no longer gain")
  func history() throws {
    let trainer = try trainer(seed: 2)
    let state = trainer.train(trainer.start(member: 0))
    #expect(state.history.map(\.epoch) == Array(0..<state.history.count))
    #expect(state.history.dropFirst().allSatisfy { $0.trainingLoss?.isFinite ?? false })
    #expect(state.history.allSatisfy { $0.heldOutLoss?.isFinite ?? false })
    let losses = state.history.compactMap(\.heldOutLoss)
    #expect(state.bestHeldOutLoss == losses.min())
    let best = try #require(losses.firstIndex { $0 == losses.min() })
    #expect(
      state.history.count - 1 == min(best + (Self.small.patienceEpochs ?? 0), Self.small.greatestEpochCount))
  }

  @Test("nobody is both learned from and held out")
  func heldOut() {
    let sessions = (0..<20).map { index in
      PreparedSession(
        participant: "p\(index / 2)", turns: [], linearScores: [], level: nil, itemLevels: [])
    }
    for seed in 0..<5 as Range<UInt64> {
      let data = MemberData(sessions, settings: Self.small, seed: seed)
      let known = Set(data.training.map(\.participant))
      #expect(data.heldOut.count == 4)
      #expect(data.training.count == 16)
      #expect(data.heldOut.allSatisfy { !known.contains($0.participant) })
    }
  }

  @Test("any set of modalities is scored; total, probability and items follow from one distribution")
  func predictions() throws {
    let model = try trainer(seed: 5).model()
    let loaded = try JSONDecoder().decode(TurnModel.self, from: bytes(model))
    for (place, example) in Self.examples(people: 8, seed: 77).enumerated() {
      let sequence = example.sequence.keeping { place % 3 == 0 || ($0.name == "words") == (place % 3 == 1) }
      let prediction = try model.predict(sequence).get()
      #expect(try loaded.predict(sequence).get() == prediction)
      let probability = try #require(prediction.probability)
      #expect((0...12).contains(prediction.total))
      // What any distribution over 0 … 12 with that share from 6 on allows its mean to be.
      #expect(prediction.total >= 6 * probability - 1e-12)
      #expect(prediction.total <= 5 + 7 * probability + 1e-12)
      #expect(prediction.items?.count == 2)
      let weights = try model.attention(sequence).get()
      #expect(abs(weights.compactMap { $0 }.reduce(0, +) - 1) < 1e-12)
      for (turn, weight) in zip(sequence.turns, weights) {
        #expect((weight == nil) == turn.inputs.allSatisfy { $0 == nil })
        if !turn.isParticipant { #expect((weight ?? 0) == 0) }
      }
    }
    let empty = Self.examples(people: 1, seed: 3)[0].sequence.keeping { _ in false }
    #expect(model.predict(empty) == .failure(.notRecorded))
    #expect(
      model.predict(CohortSession(session: "s", participant: "p", values: [])) == .failure(.notRecorded))
    let others = TurnSequence(modalities: [Self.modalities[1]], turns: [])
    #expect(model.predict(others) == .failure(.notApplicable("modalities")))
  }

  @Test("the learner fits a cohort's turns, and refuses what cannot be learned")
  func learner() throws {
    let sessions = Self.examples(people: 20, seed: 9).enumerated().map { place, example in
      CohortSession(
        session: "s\(place)", participant: example.participant, values: [], total: example.total,
        items: example.items, turns: example.sequence)
    }
    let cohort = try Cohort(columns: [], scale: Self.scale, sessions: sessions)
    let learner = TurnNetworkLearner(settings: Self.small)
    let prediction = try learner.fit(cohort, seed: 1).predict(sessions[0]).get()
    #expect(prediction == (try learner.fitted(cohort, seed: 1).predict(sessions[0]).get()))
    #expect(throws: FusionError.tooFewPeople(needed: 2, found: 1)) {
      _ = try learner.fit(
        Cohort(
          columns: [], scale: Self.scale,
          sessions: sessions.enumerated().map { place, session in
            var session = session
            session.participant = "one"
            session.total = place == 0 ? 1 : 2
            return session
          }), seed: 1)
    }
    #expect(throws: FusionError.oneOutcomeOnly) {
      _ = try learner.fit(
        Cohort(
          columns: [], scale: Self.scale,
          sessions: sessions.map { session in
            var session = session
            session.total = 3
            return session
          }), seed: 1)
    }
    #expect(throws: FusionError.noUsableColumn(inputs: learner.name)) {
      _ = try learner.fit(
        Cohort(
          columns: [], scale: Self.scale,
          sessions: sessions.map { session in
            var session = session
            session.turns = nil
            return session
          }), seed: 1)
    }
  }

  @Test("an outcome that lies in how two modalities go together is learned; the ridge regression cannot")
  func interaction() throws {
    var settings = Self.small
    settings.width = 16
    settings.feedForwardWidth = 16
    settings.dropout = 0.1
    settings.inputDropout = 0
    settings.modalityDropout = 0
    settings.greatestEpochCount = 40
    settings.patienceEpochs = nil
    settings.memberCount = 1
    settings.optimiser.rate = 5e-3
    let model = try turnModel(settings, seed: 1)
    settings.greatestEpochCount = 0
    let linear = try turnModel(settings, seed: 1)
    let judged = Self.interactions(people: 20, seed: 50)
    #expect(try correlation(model, judged) > 0.8)
    #expect(abs(try correlation(linear, judged)) < 0.25)
  }

  private func turnModel(_ settings: TurnNetworkSettings, seed: UInt64) throws -> TurnModel {
    try TurnTrainer(
      Self.interactions(people: 40, seed: 40), modalities: Self.modalities, task: TurnTask(turnThreshold: 0),
      settings: settings, seed: seed
    ).model()
  }

  private func correlation(_ model: TurnModel, _ examples: [TurnExample]) throws -> Double {
    var (products, first, second) = (0.0, 0.0, 0.0)
    for example in examples {
      for (turn, prediction) in zip(example.sequence.turns, try model.turnPredictions(example.sequence).get())
      {
        guard let truth = turn.outcome, let value = prediction?.value else { continue }
        products += truth * value
        first += truth * truth
        second += value * value
      }
    }
    return second > 0 ? products / (first * second).squareRoot() : 0
  }

  /// Outcome: product of the signs of words' and voice's first numbers.
  private static func interactions(people: Int, seed: UInt64) -> [TurnExample] {
    var generator = SeededGenerator(seed: seed, stream: "interactions")
    return (0..<people).map { person in
      TurnExample(
        participant: "p\(person)",
        sequence: TurnSequence(
          modalities: modalities,
          turns: (0..<15).map { _ in
            let words = (0..<3).map { _ in generator.normal() }
            let voice = (0..<2).map { _ in generator.normal() }
            return Turn(
              startSeconds: 0, endSeconds: 1, isParticipant: true, inputs: [words, voice],
              outcome: words[0] * voice[0] > 0 ? 1 : -1)
          }))
    }
  }

  /// Totals that go with the mean of the words' first number; every other turn is the interviewer's, and some turns
  /// lack a modality or both.
  private static func examples(people: Int, seed: UInt64) -> [TurnExample] {
    var generator = SeededGenerator(seed: seed, stream: "examples")
    return (0..<people).map { person in
      let mood = generator.normal()
      let turns = (0..<8).map { place in
        let words = [mood + generator.normal(), generator.normal(), generator.normal()]
        let voice = [generator.normal(), 0.5 * mood + generator.normal()]
        return Turn(
          startSeconds: Double(place), endSeconds: Double(place) + 1, isParticipant: place % 2 == 0,
          inputs: [place == 4 || place == 5 ? nil : words, place == 5 || place == 6 ? nil : voice])
      }
      let total = min(max((6 + 3 * mood).rounded(), 0), 12)
      return TurnExample(
        participant: "p\(person)", sequence: TurnSequence(modalities: modalities, turns: turns), total: total,
        items: [total / 2, total > 6 ? 1 : 0])
    }
  }

  private func trainer(seed: UInt64) throws -> TurnTrainer {
    try TurnTrainer(
      Self.examples(people: 20, seed: 9), modalities: Self.modalities, task: TurnTask(scale: Self.scale),
      settings: Self.small, seed: seed)
  }

  private func bytes(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(value)
  }
}
