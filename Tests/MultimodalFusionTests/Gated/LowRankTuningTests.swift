import MultimodalFusion
import TestSupport
import Testing

@Suite("Low-rank updates beside the gate", .serialized)
struct LowRankTuningTests {
  private static func learner(_ tuning: GatedTurnLearner.Tuning) throws -> GatedTurnLearner {
    var training = GatedTurnTests.training(epochs: 1)
    // Enough to be seen after one pass.
    training.adapterRate = 3e-3
    return GatedTurnLearner(
      encoder: try gateEncoder(), position: .embeddings, tuning: tuning, network: GatedTurnTests.ridge,
      training: training, folds: 2)
  }

  @Test(
    "a stored model with tuned encoders scores the same to the last bit; without its updates it is refused")
  func roundTrip() async throws {
    let cohort = try GatedTurnTests.cohort(people: 20, turns: 2, effect: 2)
    let plan = try TrainingPlan(
      cohort: cohort, candidates: [Self.learner(.lowRank)], folds: 2, innerFolds: 2, seed: 1,
      programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    #expect(outcome.failures == [] && outcome.chosen.name.contains("low-rank"))
    let made = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, programVersion: "0",
      measureSetVersion: "set 1"
    ).made()
    guard case .gated(let structure) = made.card.structure else {
      Issue.record("a gated model is stored as one")
      return
    }
    // Two maps of six layers, two factors each, in two encoders.
    #expect(structure.tuning == .lowRank && structure.version == 2)
    #expect(made.tensors.count { $0.name.contains("adapter") } == 48)
    let model = try #require(try plan.fit(outcome) as? GatedTurnModel)
    try withTemporaryFolder { folder in
      let path = folder + "/m"
      try ModelFile.write(made.card, tensors: made.tensors, to: path)
      let again = try ModelFile(path: path).model(path: path, encoder: gateEncoder())
      for session in cohort.sessions.prefix(4) {
        #expect(try again.predict(session).get() == model.predict(session).get())
      }
      let lacking = made.tensors.filter { $0.name != "gates.1.adapter3.value.up" }
      #expect(lacking.count == made.tensors.count - 1)
      try ModelFile.write(made.card, tensors: lacking, to: folder + "/n")
      #expect(throws: ModelFileError.self) {
        try ModelFile(path: folder + "/n").model(path: "n", encoder: gateEncoder())
      }
    }
    // Words that nothing goes with are read by the tuned encoders, too.
    let session = cohort.sessions[0]
    let plain = try #require(session.turns)
    #expect(model.sequence(session, silenced: ["speech"]) != plain)
    let gated = try Self.learner(.gate).fitted(cohort, seed: 1)
    #expect(gated.sequence(session, silenced: ["speech"]) == plain)
  }
}
