import DenseMath
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("New recordings held against a stored model's")
struct ModelShiftTests {
  /// The file of a model of the first cohort, read back, and how far the second lies from it.
  private func shift(
    _ training: Cohort, _ new: [CohortSession], learner: any SessionLearner, turnInputs: TurnInputs? = nil
  ) async throws -> DomainShift {
    let plan = try TrainingPlan(
      cohort: training, candidates: [learner], folds: 2, innerFolds: 2, seed: 1, programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    let made = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, turnInputs: turnInputs,
      programVersion: "0", measureSetVersion: "1"
    ).made()
    return try withTemporaryFolder { folder in
      try ModelFile.write(made.card, tensors: made.tensors, to: folder + "/m")
      let file = try ModelFile(path: folder + "/m")
      return try #require(file.shift(of: new, from: try file.model(path: folder + "/m")))
    }
  }

  private func sites(shift: Double, seed: UInt64) throws -> (training: Cohort, new: Cohort) {
    var settings = SimulationSettings()
    (settings.people, settings.sites, settings.siteShift) = (120, 2, shift)
    settings.modalities = [SimulatedModality(.speech, measureCount: 8)]
    let cohort = try SimulatedCohort(settings, seed: seed).cohort
    func site(_ name: String) -> Cohort {
      cohort.subset(cohort.sessions.indices.filter { cohort.sessions[$0].site == name })
    }
    return (site("site1"), site("site2"))
  }

  private let ridge = RidgeLearner(penalties: [1], innerFolds: 2)

  @Test("a classifier of the card's summary finds what lies apart, and like recordings by chance alone")
  func classifier() async throws {
    let apart = try sites(shift: 1, seed: 1)
    let found = try #require(
      try await shift(apart.training, apart.new.sessions, learner: ridge).classifier)
    #expect(found.probability < 0.001 && found.areaUnderROC > 0.7)
    var belowTenth = 0
    for seed in 0..<60 {
      let alike = try sites(shift: 0, seed: UInt64(seed))
      let test = try #require(
        try await shift(alike.training, alike.new.sessions, learner: ridge).classifier)
      if test.probability <= 0.1 { belowTenth += 1 }
    }
    // Binomial of 60 at 0.1: 1 to 13 but for one time in a thousand.
    #expect((1...13).contains(belowTenth), "\(belowTenth)")
    let few = try await shift(apart.training, Array(apart.new.sessions.prefix(9)), learner: ridge)
    #expect(few.classifier == nil)
  }

  /// Sessions of four turns whose pitch lies around a number, and of which the first few words have a vector.
  private func turns(_ people: Int, pitch: Double, words: [Double]?, stream: String) -> [MeasuredSession] {
    (0..<people).map { person in
      var generator = SeededGenerator(seed: 1, stream: stream, step: person)
      return MeasuredSession(
        session: "\(stream)\(person)", participant: "\(stream)\(person)", values: [:],
        turns: (0..<4).map { number in
          var turn = MeasuredTurn(
            number: number + 1,
            time: TimeRange(startSeconds: Double(number), endSeconds: Double(number) + 1),
            values: number == 3 ? [:] : ["speech.pitch.f0.median": pitch + generator.normal()])
          turn.words = words.map { $0.map { $0 + 0.1 * generator.normal() } }
          return turn
        })
    }
  }

  private func cohort(_ measured: [MeasuredSession], _ inputs: TurnInputs) throws -> Cohort {
    try Cohort(
      columns: [CohortColumn(name: "speech.level.mean", modality: .speech)], scale: SimulatedCohort.scale,
      sessions: measured.enumerated().map { place, session in
        CohortSession(
          session: session.session, participant: session.participant, values: [Double(place % 7)],
          total: Double(place * 5 % 17), turns: inputs.sequence(of: session))
      })
  }

  @Test("what a network reads of turns and words is held against the training's too")
  func turnInputs() async throws {
    let old = turns(24, pitch: 5, words: [1, 0, 0], stream: "old")
    let inputs = try #require(TurnInputs(old))
    let training = try cohort(old, inputs)
    var settings = TurnNetworkSettings().withoutNetwork
    settings.linear.penalties = [1]
    let learner = TurnNetworkLearner(settings: settings)
    func shift(_ new: [MeasuredSession]) async throws -> DomainShift {
      try await self.shift(
        training, cohort(new, inputs).sessions, learner: learner, turnInputs: inputs)
    }
    let alike = try await shift(turns(24, pitch: 5, words: [1, 0, 0], stream: "alike"))
    #expect(alike.warning == nil)
    #expect(
      Set(alike.columns.map(\.name)) == [
        "speech.level.mean", "speech.pitch.f0.median.turn_mean", "language.words.likeness",
      ])
    let apart = try await shift(turns(24, pitch: 8, words: [0, 1, 0], stream: "new"))
    #expect(
      Set(apart.columns.filter(\.isShifted).map(\.name)) == [
        "speech.pitch.f0.median.turn_mean", "language.words.likeness",
      ])
    #expect(try #require(apart.warning).contains("2 of 3 measures are shifted"))
    let silent = try await shift(turns(24, pitch: 5, words: nil, stream: "mute"))
    let likeness = try #require(silent.columns.first { $0.name == "language.words.likeness" })
    #expect(likeness.difference == nil && likeness.newMissingShare == 1)
  }
}
