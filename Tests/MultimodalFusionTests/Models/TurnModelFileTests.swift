import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Models of turns")
struct TurnModelFileTests {
  static func turn(_ number: Int, _ values: [String: Double]) -> MeasuredTurn {
    MeasuredTurn(
      number: number, time: TimeRange(startSeconds: Double(number), endSeconds: Double(number) + 1),
      values: values)
  }

  @Test("a turn's missing measure stands as the session's median and is marked; words come first")
  func inputs() throws {
    let session = MeasuredSession(
      session: "s", participant: "p", values: [:],
      turns: [
        Self.turn(1, ["speech.a": 1, "language.w": 5]), Self.turn(2, ["speech.a": 3, "speech.b": 2]),
        Self.turn(3, ["speech.b": 4]),
      ])
    let inputs = try #require(TurnInputs([session]))
    #expect(inputs.modalities.map(\.name) == ["language", "speech"])
    #expect(inputs.modalities[1].measures == ["speech.a", "speech.b"])
    let sequence = try #require(inputs.sequence(of: session))
    #expect(sequence.modalities.map(\.width) == [2, 4])
    #expect(sequence.turns[0].inputs == [[5, 1], [1, 3, 1, 0]])
    #expect(sequence.turns[1].inputs == [nil, [3, 2, 1, 1]])
    #expect(sequence.turns[2].inputs == [nil, [2, 4, 0, 1]])
    var silent = session
    silent.turns = []
    #expect(inputs.sequence(of: silent) == nil && TurnInputs([silent]) == nil)
  }

  @Test("a stored network over turns says the same to the last bit, and the same bytes are written again")
  func roundTrip() async throws {
    var simulation = SimulationSettings()
    simulation.people = 24
    simulation.turns = 4
    let cohort = try SimulatedCohort(simulation, seed: 2).cohort
    var settings = TurnNetworkSettings()
    settings.width = 8
    settings.headCount = 2
    settings.layerCount = 1
    settings.feedForwardWidth = 8
    settings.memberCount = 2
    settings.greatestEpochCount = 2
    settings.linear.penalties = [1]
    let plan = try TrainingPlan(
      cohort: cohort, candidates: [TurnNetworkLearner(settings: settings)], folds: 2, innerFolds: 2, seed: 1,
      programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    let made = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, programVersion: "0",
      measureSetVersion: "set 1"
    ).made()
    #expect(made.tensors.filter { $0.name.hasPrefix("member.") }.map(\.name) == ["member.0", "member.1"])
    #expect(made.card.measuresRead.isEmpty)
    let model = try plan.fit(outcome)
    try withTemporaryFolder { folder in
      try ModelFile.write(made.card, tensors: made.tensors, to: folder + "/m")
      let read = try ModelFile(path: folder + "/m")
      let again = try read.model(path: folder + "/m")
      for session in cohort.sessions {
        #expect(try again.predict(session).get() == model.predict(session).get())
      }
      try ModelFile.write(read.card, tensors: read.tensors, to: folder + "/n")
      #expect(try ModelFile(path: folder + "/n") == read)
    }
  }
}
