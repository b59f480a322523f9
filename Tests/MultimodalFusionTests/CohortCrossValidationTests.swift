import ClinicalAssessment
import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite struct CohortCrossValidationTests {
  @Test("every assessed session is predicted once by a model of another fold, whatever the number of jobs")
  func deterministic() async throws {
    var settings = SimulationSettings()
    settings.people = 80
    settings.sessionsPerPerson = 2
    let cohort = try SimulatedCohort(settings, seed: 5).cohort
    let candidates: [any SessionLearner] = [
      RidgeLearner(inputs: .measures([.speech])), RidgeLearner(inputs: .measures([.language])),
      ConstantLearner.mean,
    ]
    let one = try await NestedCrossValidation(jobs: 1).run(cohort, candidates: candidates, seed: 9)
    let three = try await NestedCrossValidation(jobs: 3).run(cohort, candidates: candidates, seed: 9)
    #expect(one == three)
    #expect(one.predictions.map(\.session).sorted() == cohort.sessions.map(\.session).sorted())
    let folds = Dictionary(grouping: one.predictions, by: \.participant)
    #expect(folds.values.allSatisfy { Set($0.map(\.fold)).count == 1 })
    // Speech carries the outcome, language does not.
    #expect(one.chosen.count { $0 == "ridge, speech" } >= 4)
  }

  /// Remembers the total of every session and participant it was fitted to.
  private struct Memory: SessionLearner, SessionModel {
    var known: [String: Double] = [:]
    var name: String { "memory" }

    func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel {
      var model = self
      for session in cohort.sessions { model.known[session.participant] = session.total }
      return model
    }

    func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
      guard let total = known[session.participant] else { return .failure(.notRecorded) }
      return .success(SessionPrediction(total: total))
    }
  }

  @Test("a model that knows people by heart knows nobody it is judged on")
  func leak() async throws {
    var settings = SimulationSettings()
    settings.people = 40
    settings.sessionsPerPerson = 3
    let cohort = try SimulatedCohort(settings, seed: 5).cohort
    let result = try await NestedCrossValidation().run(cohort, candidates: [Memory()], seed: 1)
    #expect(result.predictions.count == 120)
    #expect(result.predictions.allSatisfy { $0.prediction == nil && $0.missing == .notRecorded })
    #expect(result.withinFoldCorrelation() == nil)
  }

  @Test("with 300 people the planted modalities are found alone and beside the others, the empty one is not")
  func planted() async throws {
    let cohort = try SimulatedCohort(seed: 21).cohort
    let values = try await ModalityValue.all(
      cohort, validation: NestedCrossValidation(jobs: 2), repeats: 2, seed: 1)
    #expect(values.map(\.modality) == [.speech, .language, .face])
    for value in values {
      let alone = try #require(value.alone?.interval)
      let added = try #require(value.added?.interval)
      if value.modality == .language {
        #expect(alone.contains(0))
        #expect(added.lower < 0)
      } else {
        #expect(alone.lower > 0)
        #expect(added.lower > 0)
      }
    }
  }

  @Test(
    "of 60 cohorts with nothing in them, the 95 % interval of r holds 0 in about 57, and r is 0 on average")
  func null() async throws {
    var settings = SimulationSettings()
    settings.people = 100
    settings.modalities = [
      SimulatedModality(.speech, measureCount: 8), SimulatedModality(.face, measureCount: 8),
    ]
    let fixed = settings
    let results = try await boundedMap(Array(0..<60), limit: 2) { part in
      let cohort = try SimulatedCohort(fixed, seed: UInt64(500 + part)).cohort
      return try await NestedCrossValidation().run(cohort, candidates: [RidgeLearner()], seed: UInt64(part))
    }
    let estimates = results.compactMap { $0.withinFoldCorrelation() }
    #expect(estimates.count == 60)
    // The 0.1 % and 99.9 % points of a binomial of 60 at 0.95.
    #expect((51...60).contains(estimates.count { $0.interval?.contains(0) ?? false }))
    // Three standard errors of the mean of 60 values with a standard deviation of √(2/85).
    #expect(abs(estimates.map(\.value).mean ?? 1) < 0.06)
    // What pooling over folds does to nothing.
    let pooled = results.compactMap { result in
      let rows = result.predictions.filter { $0.prediction != nil }
      return Agreement.pearson(rows.map(\.total), rows.compactMap { $0.prediction?.total })
    }
    #expect(pooled.count == 60)
    #expect((pooled.mean ?? 0) < (estimates.map(\.value).mean ?? 0))
  }

  @Test("sites left out are judged by models of the other sites")
  func sites() async throws {
    var settings = SimulationSettings()
    settings.people = 90
    settings.sites = 3
    let cohort = try SimulatedCohort(settings, seed: 2).cohort
    let result = try await NestedCrossValidation(grouping: .sites).run(
      cohort, candidates: [RidgeLearner()], seed: 1)
    #expect(result.chosen.count == 3)
    let site = Dictionary(uniqueKeysWithValues: cohort.sessions.map { ($0.session, $0.site) })
    let sites = Dictionary(grouping: result.predictions, by: \.fold)
    #expect(sites.values.allSatisfy { Set($0.map { site[$0.session] }).count == 1 })
  }

  @Test("an interviewer who gives the outcome away is caught by the baseline of the interviewer alone")
  func interviewer() async throws {
    var settings = SimulationSettings()
    settings.people = 150
    settings.interviewerEffect = 0.8
    let cohort = try SimulatedCohort(settings, seed: 2).cohort
    let baselines = StandardBaselines.learners(for: cohort)
    #expect(
      baselines.map(\.name) == [
        "mean", "majority", "ridge, sex and age", "ridge, speech amount", "ridge, interviewer only",
      ])
    var found: [String] = []
    for baseline in baselines {
      let result = try await NestedCrossValidation().run(cohort, candidates: [baseline], seed: 1)
      #expect(result.predictions.allSatisfy { $0.prediction != nil })
      if let lower = result.withinFoldCorrelation()?.interval?.lower, lower > 0 {
        found.append(baseline.name)
      }
    }
    #expect(found == ["ridge, interviewer only"])
    let silent = try Cohort(
      columns: cohort.columns, scale: cohort.scale,
      sessions: cohort.sessions.map { session in
        var session = session
        session.interviewerValues = []
        return session
      })
    #expect(!StandardBaselines.learners(for: silent).map(\.name).contains("ridge, interviewer only"))
  }

  @Test("r within folds is the weighted mean of the folds' Fisher z, its interval twice as wide in variance")
  func fisher() async throws {
    let cohort = try SimulatedCohort(seed: 3).cohort
    let result = try await NestedCrossValidation().run(cohort, candidates: [RidgeLearner()], seed: 1)
    var (sum, freedom) = (0.0, 0.0)
    for fold in 0..<5 {
      let rows = result.predictions.filter { $0.fold == fold && $0.prediction != nil }
      let r = try #require(
        Agreement.pearson(rows.map(\.total), rows.compactMap { $0.prediction?.total }))
      sum += Double(rows.count - 3) * 0.5 * log((1 + r) / (1 - r))
      freedom += Double(rows.count - 3)
    }
    let estimate = try #require(result.withinFoldCorrelation())
    let z = 0.5 * log((1 + estimate.value) / (1 - estimate.value))
    #expect(abs(z - sum / freedom) < 1e-12)
    let upper = try #require(estimate.interval?.upper)
    let half = 0.5 * log((1 + upper) / (1 - upper)) - z
    #expect(abs(half - 1.959963984540054 * (2 / freedom).squareRoot()) < 1e-9)
  }
}
