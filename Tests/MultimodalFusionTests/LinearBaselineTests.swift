import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite struct LinearBaselineTests {
  private func cohort(people: Int = 120, measures: Int = 8, seed: UInt64 = 3) throws -> Cohort {
    var settings = SimulationSettings()
    settings.people = people
    settings.modalities = [
      SimulatedModality(.speech, measureCount: measures, plantedCount: measures / 2),
      SimulatedModality(.face, measureCount: measures),
    ]
    settings.absentModalityShare = 0.1
    return try SimulatedCohort(settings, seed: seed).cohort
  }

  /// Inputs of the training sessions as the model takes them.
  private func inputs(_ model: LinearModel, _ cohort: Cohort) -> [[Double]] {
    cohort.sessions.map { zip(model.scaling.scaled($0), model.means).map { $0 - $1 } }
  }

  @Test(
    "ridge weights solve the normal equations Xᵀ(y − b − Xw) = nλw, with fewer and with more inputs than people",
    arguments: [8, 90])
  func ridgeEquations(measures: Int) throws {
    let cohort = try cohort(people: 60, measures: measures)
    let model = try RidgeLearner(penalties: [0.7]).fitted(cohort, seed: 1)
    let rows = inputs(model, cohort)
    #expect((rows[0].count > rows.count) == (measures == 90))
    let residuals = zip(cohort.sessions, rows).map { session, row in
      (session.total ?? 0) - model.base - zip(row, model.weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(abs(residuals.reduce(0, +)) < 1e-8)
    for column in model.weights.indices {
      let slope = zip(rows, residuals).reduce(0) { $0 + $1.0[column] * $1.1 }
      #expect(abs(slope - 0.7 * Double(rows.count) * model.weights[column]) < 1e-8)
    }
  }

  @Test(
    "logistic weights make the penalised likelihood's gradient 0, with fewer and with more inputs than people",
    arguments: [8, 90])
  func logisticEquations(measures: Int) throws {
    let cohort = try cohort(people: 60, measures: measures)
    let model = try LogisticLearner(penalties: [0.05]).fitted(cohort, seed: 1)
    let rows = inputs(model, cohort)
    let errors = zip(cohort.sessions, rows).map { session, row in
      let score = model.base + zip(row, model.weights).reduce(0) { $0 + $1.0 * $1.1 }
      return 1 / (1 + exp(-score)) - ((session.total ?? 0) >= cohort.scale.cutOff ? 1 : 0)
    }
    #expect(abs(errors.reduce(0, +)) < 1e-8)
    for column in model.weights.indices {
      let slope = zip(rows, errors).reduce(0) { $0 + $1.0[column] * $1.1 } / Double(rows.count)
      #expect(abs(slope + 0.05 * model.weights[column]) < 1e-8)
    }
  }

  @Test("of two penalties the one with the smaller error in other people is chosen")
  func choice() throws {
    let model = try RidgeLearner(penalties: [0.3, 1e6]).fitted(try cohort(people: 200), seed: 1)
    #expect(model.penalty == 0.3)
    // Where there is nothing to learn, so much shrinking that everybody gets the mean is best.
    var settings = SimulationSettings()
    settings.modalities = [SimulatedModality(.speech, measureCount: 40)]
    settings.people = 60
    let empty = try SimulatedCohort(settings, seed: 1).cohort
    #expect(try RidgeLearner(penalties: [1e-4, 1e6]).fitted(empty, seed: 1).penalty == 1e6)
  }

  @Test(
    "contributions and base add up to the score, and modalities to the contributions", arguments: [1, 2, 3])
  func explanation(seed: UInt64) throws {
    let cohort = try cohort(seed: seed)
    let models = [
      try RidgeLearner().fitted(cohort, seed: 1), try LogisticLearner().fitted(cohort, seed: 1),
      try RidgeLearner(penalties: [1e-6]).fitted(cohort, seed: 1),
    ]
    var clipped = 0
    for model in models {
      for session in cohort.sessions {
        guard case .success(let explained) = model.explain(session) else { continue }
        let sum = explained.contributions.reduce(explained.base) { $0 + $1.contribution }
        // 32 sums of doubles of a size of some points.
        #expect(abs(sum + explained.clipping - explained.score) < 1e-12)
        let modalities = explained.modalities.reduce(explained.base) { $0 + $1.contribution }
        #expect(abs(modalities - sum) < 1e-12)
        #expect(explained.contributions.count == model.scaling.columns.count)
        if explained.clipping != 0 { clipped += 1 }
        guard case .success(let prediction) = model.predict(session) else { continue }
        switch model.link {
        case .total: #expect(prediction.total == explained.score)
        case .logOdds: #expect(abs((prediction.probability ?? 0) - 1 / (1 + exp(-explained.score))) < 1e-12)
        }
      }
    }
    #expect(clipped < cohort.sessions.count)
  }

  @Test("a session with fewer than half of the inputs is not scored, one without any was not recorded")
  func tooLittle() throws {
    let cohort = try cohort()
    let model = try RidgeLearner().fitted(cohort, seed: 1)
    var session = cohort.sessions[0]
    session.values = cohort.columns.indices.map { $0 < 7 ? 50 : nil }
    guard case .failure(.failed) = model.predict(session) else {
      Issue.record("7 of 16 values are scored")
      return
    }
    session.values = cohort.columns.map { _ in nil }
    #expect(model.predict(session) == .failure(.notRecorded))
  }

  @Test("a model written and read again predicts the same bits")
  func coding() throws {
    let cohort = try cohort()
    for model in [
      try RidgeLearner().fitted(cohort, seed: 1), try LogisticLearner().fitted(cohort, seed: 1),
    ] {
      let back = try JSONDecoder().decode(LinearModel.self, from: try JSONEncoder().encode(model))
      #expect(cohort.sessions.allSatisfy { back.predict($0) == model.predict($0) })
    }
  }

  @Test("probabilities of ridge regression rise with the total and are right on average")
  func probability() throws {
    let cohort = try cohort(people: 300)
    let model = try RidgeLearner().fitted(cohort, seed: 1)
    let predictions = cohort.sessions.compactMap { try? model.predict($0).get() }
    let byTotal = predictions.sorted { $0.total < $1.total }.compactMap(\.probability)
    #expect(zip(byTotal, byTotal.dropFirst()).allSatisfy { $0 <= $1 })
    let share = Double(cohort.sessions.count { ($0.total ?? 0) >= 10 }) / Double(cohort.sessions.count)
    // 300 people: three standard errors of a share of a third are 0.08.
    #expect(abs((byTotal.mean ?? 0) - share) < 0.08)
  }

  @Test("mean and majority say what they are named for")
  func constants() throws {
    let scale = OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 8, cutOff: 10)
    let cohort = try Cohort(
      columns: [], scale: scale,
      sessions: [2, 4, 15].enumerated().map {
        CohortSession(session: "s\($0)", participant: "p\($0)", values: [], total: $1)
      })
    let session = cohort.sessions[0]
    let mean = try ConstantLearner.mean.fit(cohort, seed: 1).predict(session)
    #expect(mean == .success(SessionPrediction(total: 7, probability: 1.0 / 3)))
    let majority = try ConstantLearner.majority.fit(cohort, seed: 1).predict(session)
    #expect(majority == .success(SessionPrediction(total: 3, probability: 0)))
  }

  @Test("learners that cannot work say why")
  func refusals() throws {
    let cohort = try cohort()
    #expect(throws: FusionError.tooFewPeople(needed: 10, found: 8)) {
      _ = try RidgeLearner().fit(cohort.subset(Array(0..<8)), seed: 1)
    }
    let healthy = cohort.subset(cohort.sessions.indices.filter { (cohort.sessions[$0].total ?? 0) < 10 })
    #expect(throws: FusionError.oneClassOnly(cutOff: 10)) {
      _ = try LogisticLearner().fit(healthy, seed: 1)
    }
    let same = cohort.subset(cohort.sessions.indices.filter { cohort.sessions[$0].total == 3 })
    #expect(throws: FusionError.oneOutcomeOnly) {
      _ = try RidgeLearner(innerFolds: 2).fit(same, seed: 1)
    }
  }
}
