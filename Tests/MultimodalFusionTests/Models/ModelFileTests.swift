import Foundation
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

/// A small cohort with something to learn, and a linear model of it.
private enum Example {
  static func cohort(people: Int = 40) throws -> Cohort {
    var settings = SimulationSettings()
    settings.people = people
    return try SimulatedCohort(settings, seed: 3).cohort
  }

  /// A model as training makes it.
  struct Trained: Sendable {
    let model: LinearModel
    let card: ModelCard
    let tensors: [ModelTensor]

    @discardableResult
    func write(to path: String) throws -> ModelFile { try ModelFile.write(card, tensors: tensors, to: path) }
  }

  static func trained(logistic: Bool = false) async throws -> Trained {
    let learner: any SessionLearner =
      logistic ? LogisticLearner(innerFolds: 3) : RidgeLearner(innerFolds: 3)
    let plan = try TrainingPlan(
      cohort: cohort(), candidates: [learner], folds: 2, innerFolds: 2, seed: 1, programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    let made = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, programVersion: "0",
      measureSetVersion: "set 1"
    ).made()
    return Trained(
      model: try #require(try plan.fit(outcome) as? LinearModel), card: made.card, tensors: made.tensors)
  }
}

@Suite("Model file")
struct ModelFileTests {
  @Test("a stored model says the same to the last bit", arguments: [false, true])
  func roundTrip(logistic: Bool) async throws {
    let trained = try await Example.trained(logistic: logistic)
    let model = trained.model
    try withTemporaryFolder { folder in
      let written = try trained.write(to: folder + "/m")
      let read = try ModelFile(path: folder + "/m")
      #expect(read == written)
      guard case .linear(let again) = try read.model(path: folder + "/m") else {
        Issue.record("another kind of model")
        return
      }
      for session in try Example.cohort().sessions {
        #expect(try again.predict(session).get() == model.predict(session).get())
        #expect(try again.explain(session).get() == model.explain(session).get())
      }
    }
  }

  @Test("the same model is the same bytes, and an existing folder is never overwritten")
  func bytes() async throws {
    let trained = try await Example.trained()
    try withTemporaryFolder { folder in
      try trained.write(to: folder + "/a")
      try trained.write(to: folder + "/b")
      for name in ["card.json", "weights.safetensors"] {
        let first = try Data(contentsOf: URL(filePath: "\(folder)/a/\(name)"))
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/b/\(name)")) == first)
      }
      #expect(throws: ModelFileError.cannotWrite(path: folder + "/a")) {
        try trained.write(to: folder + "/a")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "b"])
    }
  }

  @Test("one changed bit of a weight, or one changed threshold on the card, is refused")
  func tampering() async throws {
    let trained = try await Example.trained()
    try withTemporaryFolder { folder in
      try trained.write(to: folder + "/a")
      let weights = URL(filePath: folder + "/a/weights.safetensors")
      let whole = try Data(contentsOf: weights)
      var changed = whole
      changed[changed.count - 1] ^= 1
      try changed.write(to: weights)
      #expect(throws: ModelFileError.weightsDoNotMatch(path: folder + "/a")) {
        try ModelFile(path: folder + "/a")
      }
      try whole.write(to: weights)
      let card = URL(filePath: folder + "/a/card.json")
      let text = try String(contentsOf: card, encoding: .utf8)
      try Data(text.replacing("\"value\" : 10", with: "\"value\" : 11").utf8).write(to: card)
      #expect(throws: ModelFileError.cardDoesNotMatch(path: folder + "/a")) {
        try ModelFile(path: folder + "/a")
      }
      try Data(text.utf8).write(to: card)
      #expect(throws: Never.self) { try ModelFile(path: folder + "/a") }
    }
  }

  @Test("cut-off files, absurd lengths and missing files are errors, not crashes")
  func damaged() async throws {
    let trained = try await Example.trained()
    try withTemporaryFolder { folder in
      let path = folder + "/a"
      let written = try trained.write(to: path)
      let weights = URL(filePath: path + "/weights.safetensors")
      let whole = try Data(contentsOf: weights)
      var huge = whole
      for place in 0..<8 { huge[place] = 0xFF }
      for data in [whole.prefix(4), whole.prefix(whole.count / 2), huge, Data()] {
        // With a card that names these very bytes, so that the file itself is looked at.
        try Data(data).write(to: weights)
        var card = written.card
        card.weightsSHA256 = sha256Hex(ofBytes: Array(data))
        try JSONEncoder().encode(card).write(to: URL(filePath: path + "/card.json"))
        do {
          _ = try ModelFile(path: path)
          Issue.record("a damaged file was read")
        } catch let error as ModelFileError {
          if case .damaged = error { continue }
          Issue.record(error)
        }
      }
      try FileManager.default.removeItem(at: weights)
      #expect(throws: ModelFileError.unreadable(path: path)) { try ModelFile(path: path) }
    }
  }

  @Test(
    "another measure set, lacking measures and another scale are refused; measures it does not read are not asked for"
  )
  func refusals() async throws {
    let trained = try await Example.trained()
    try withTemporaryFolder { folder in
      let file = try trained.write(to: folder + "/a")
      let names = Set(file.card.measuresRead)
      #expect(throws: Never.self) {
        try file.check(measureSetVersion: "set 1", measures: names, scale: "PHQ-8")
      }
      #expect(throws: ModelFileError.otherMeasureSet(model: "set 1", results: "set 2")) {
        try file.check(measureSetVersion: "set 2", measures: names)
      }
      let first = file.card.measuresRead[0]
      #expect(throws: ModelFileError.measuresMissing(names: [first])) {
        try file.check(measureSetVersion: "set 1", measures: names.subtracting([first]))
      }
      #expect(throws: ModelFileError.otherScale(model: "PHQ-8", asked: "MADRS")) {
        try file.check(measureSetVersion: "set 1", measures: names, scale: "MADRS")
      }
    }
  }
}

@Suite("Training plan")
struct TrainingPlanTests {
  static let candidates: [any SessionLearner] = [
    RidgeLearner(innerFolds: 3), RidgeLearner(inputs: .measures([.face]), innerFolds: 3),
    LogisticLearner(innerFolds: 3),
  ]

  static func plan(seed: UInt64 = 5) throws -> TrainingPlan {
    try TrainingPlan(
      cohort: Example.cohort(), candidates: candidates, folds: 3, innerFolds: 3, seed: seed,
      programVersion: "0")
  }

  @Test("tasks run apart and in any order give what nested cross-validation in one piece gives, bit for bit")
  func likeInOnePiece() async throws {
    let plan = try Self.plan()
    var results: [TrainingTaskResult] = []
    for task in (0..<plan.taskCount).reversed() {
      // Through JSON, as between machines.
      let data = try JSONEncoder().encode(try plan.run(task))
      results.append(try JSONDecoder().decode(TrainingTaskResult.self, from: data))
    }
    let outcome = try await plan.collect(results, baselines: [ConstantLearner.mean])
    let whole = try await NestedCrossValidation(grouping: .participants(folds: 3), innerFolds: 3)
      .run(Example.cohort(), candidates: Self.candidates, seed: 5)
    #expect(outcome.judged == whole)
    #expect(outcome.baselines.count == 1 && outcome.failures.isEmpty)
    #expect(outcome.baselines[0].judged.predictions.map(\.session) == whole.predictions.map(\.session))
    #expect(Self.candidates.map(\.name).contains(outcome.chosen.name))
  }

  @Test("results of another plan, or too few, are refused")
  func otherPlan() async throws {
    let plan = try Self.plan()
    let results = try (0..<plan.taskCount).map { try plan.run($0) }
    let other = try Self.plan(seed: 6)
    #expect(other.fingerprint != plan.fingerprint)
    for (plan, results) in [(other, results), (plan, Array(results.dropLast()))] {
      await #expect(throws: FusionError.self) { try await plan.collect(results, baselines: []) }
    }
  }

  @Test("a setting that cannot be fitted loses, is named, and does not stop the others")
  func failingSetting() async throws {
    let plan = try TrainingPlan(
      cohort: Example.cohort(),
      candidates: [RidgeLearner(inputs: .sexAndAge, innerFolds: 40), RidgeLearner(innerFolds: 3)], folds: 3,
      innerFolds: 3, seed: 1, programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    #expect(outcome.chosen.name == RidgeLearner().name && !outcome.failures.isEmpty)
    #expect(outcome.failures.allSatisfy { $0.hasPrefix("ridge, sex and age: ") })
    #expect(outcome.judged.predictions.count == 40)
  }

  @Test("fewer than twenty people, or one outcome alone, are refused")
  func refusals() throws {
    #expect(throws: FusionError.tooFewPeople(needed: 20, found: 19)) {
      try TrainingPlan(
        cohort: try Example.cohort(people: 19), candidates: Self.candidates, folds: 3, innerFolds: 3, seed: 1,
        programVersion: "0")
    }
    let cohort = try Example.cohort()
    let same = try Cohort(
      columns: cohort.columns, interviewerColumns: cohort.interviewerColumns, scale: cohort.scale,
      sessions: cohort.sessions.map { session in
        var session = session
        session.total = 4
        session.items = []
        return session
      })
    #expect(throws: FusionError.oneOutcomeOnly) {
      try TrainingPlan(
        cohort: same, candidates: Self.candidates, folds: 3, innerFolds: 3, seed: 1, programVersion: "0")
    }
  }

  @Test("the card counts people, states limits, and lists the same figures for model and baselines")
  func card() async throws {
    let plan = try Self.plan()
    let outcome = try await plan.collect(
      try (0..<plan.taskCount).map { try plan.run($0) },
      baselines: StandardBaselines.learners(for: plan.cohort))
    let figures = try await TrainingFigures.figures(of: outcome, seed: 5)
    let making = ModelMaking(
      plan: plan, outcome: outcome, figures: figures, leftOut: ["below the quality gate": 2],
      unnamedSessions: 1, programVersion: "0", measureSetVersion: "set 1")
    let card = try making.made().card
    #expect(card.training.participants == 40 && card.training.sessions == 40)
    #expect(card.training.cases == plan.cohort.sessions.count { ($0.total ?? 0) >= plan.cohort.scale.cutOff })
    #expect(card.training.participantsBySex.values.reduce(0, +) == 40)
    #expect(card.thresholds.first?.value == plan.cohort.scale.cutOff)
    #expect(card.caveats.contains { $0.contains("named no participant") })
    let names = card.figures.filter { $0.predictor == "model" }.map(\.name)
    #expect(names.contains("mean absolute error") && names.contains("r within folds"))
    for baseline in outcome.baselines {
      #expect(card.figures.filter { $0.predictor == baseline.name }.map(\.name) == names)
    }
    let error = try #require(
      card.figures.first { $0.predictor == "model" && $0.name == "mean absolute error" })
    let (lower, value, upper) = (
      try #require(error.lower), try #require(error.value), try #require(error.upper)
    )
    #expect(lower < value && value < upper)
    // Nine in ten people: the half width lies above the mean of the errors.
    #expect(try #require(card.interval).halfWidth > value)
  }
}
