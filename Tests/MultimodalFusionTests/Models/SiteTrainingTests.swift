import ClinicalAssessment
import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite("Training with whole sites held out")
struct SiteTrainingTests {
  private static func cohort(people: Int = 60, sites: Int, part: DataSplit? = nil) throws -> Cohort {
    var settings = SimulationSettings()
    (settings.people, settings.sites) = (people, sites)
    let cohort = try SimulatedCohort(settings, seed: 4).cohort
    return try changed(cohort) { if part != nil { $1.part = $0 % 3 == 0 ? .test : part } }
  }

  private static func changed(
    _ cohort: Cohort, _ change: (Int, inout CohortSession) -> Void
  ) throws -> Cohort {
    try Cohort(
      columns: cohort.columns, interviewerColumns: cohort.interviewerColumns, scale: cohort.scale,
      sessions: cohort.sessions.enumerated().map { place, session in
        var session = session
        change(place, &session)
        return session
      })
  }

  private static let candidates: [any SessionLearner] = [
    RidgeLearner(innerFolds: 3), RidgeLearner(inputs: .measures([.face]), innerFolds: 3),
  ]

  private static func plan(_ cohort: Cohort) throws -> TrainingPlan {
    try TrainingPlan(
      cohort: cohort, candidates: candidates, folds: 4, foldsBy: .site, innerFolds: 3, seed: 2,
      programVersion: "0")
  }

  @Test(
    "more sites than folds are put together whole, people shared out evenly; fewer are folds of their own")
  func groups() throws {
    // Sites of 30, 10, 10, 5 and 5 people.
    let cohort = try Self.changed(Self.cohort(sites: 1)) { place, session in
      session.site = place < 30 ? "a" : place < 40 ? "b" : place < 50 ? "c" : place < 55 ? "d" : "e"
    }
    let splits = try cohort.splits(.siteGroups(folds: 2), seed: 1)
    let held = splits.map { split in Set(split.validation.compactMap { cohort.sessions[$0].site }) }
    #expect(held == [["a"], ["b", "c", "d", "e"]])
    #expect(splits.map(\.validation.count) == [30, 30])
    let alone = try cohort.splits(.siteGroups(folds: 9), seed: 1)
    #expect(alone == (try cohort.splits(.sites, seed: 1)) && alone.count == 5)
  }

  @Test("tasks by site give what nested cross-validation by site gives, and every fold is one whole site")
  func tasks() async throws {
    let cohort = try Self.cohort(sites: 3)
    let plan = try Self.plan(cohort)
    #expect(plan.foldCount == 3 && plan.taskCount == 8)
    let outcome = try await plan.collect(
      try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [ConstantLearner.mean])
    let whole = try await NestedCrossValidation(grouping: .siteGroups(folds: 4), innerFolds: 3).run(
      cohort, candidates: Self.candidates, seed: 2)
    #expect(outcome.judged == whole)
    let siteOf = Dictionary(uniqueKeysWithValues: cohort.sessions.map { ($0.session, $0.site) })
    for rows in [outcome.judged, outcome.baselines[0].judged].map(\.predictions) {
      #expect(rows.count == 60)
      let sites = Dictionary(grouping: rows, by: \.fold).mapValues { Set($0.map { siteOf[$0.session] }) }
      #expect(sites.count == 3 && sites.values.allSatisfy { $0.count == 1 })
    }
    let sites = try await TrainingFigures.siteFigures(of: outcome, cohort: cohort, seed: 2)
    #expect(sites.map(\.participants).reduce(0, +) == 60 && sites.count == 3)
    for site in sites {
      let errors = whole.predictions.filter { siteOf[$0.session] == site.site }.compactMap { row in
        row.prediction.map { abs($0.total - row.total) }
      }
      let figure = try #require(site.figures.first { $0.name == "mean absolute error" })
      #expect(abs(try #require(figure.value) - errors.reduce(0, +) / Double(errors.count)) < 1e-9)
      #expect(try #require(figure.lower) < (try #require(figure.upper)))
      // One fold is a site here: Fisher's interval of its people, as of a sample of its own.
      let rows = whole.predictions.filter { siteOf[$0.session] == site.site }
      let r = try #require(
        Agreement.pearson(rows.map(\.total), rows.compactMap { $0.prediction?.total }))
      let within = try #require(site.figures.first { $0.name == "r within folds" })
      #expect(abs(try #require(within.value) - r) < 1e-9)
      let half = 1.959964 / Double(rows.count - 3).squareRoot()
      #expect(abs(try #require(within.lower) - tanh(atanh(r) - half)) < 1e-5)
    }
    var making = ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, programVersion: "0",
      measureSetVersion: "set 1")
    making.siteFigures = sites
    let card = try making.made().card
    #expect(card.evaluation.contains("by site") && card.siteFigures == sites)
  }

  @Test("folds by site are other folds than those by participant, and their tasks are not mixed")
  func fingerprints() throws {
    let cohort = try Self.cohort(sites: 3)
    let other = try TrainingPlan(
      cohort: cohort, candidates: Self.candidates, folds: 4, innerFolds: 3, seed: 2, programVersion: "0")
    #expect(other.fingerprint != (try Self.plan(cohort).fingerprint) && other.taskCount == 10)
  }

  @Test("one site, a session without a site, a person at two sites and a split beside it are refused by name")
  func refusals() throws {
    func error(_ cohort: Cohort) -> FusionError? {
      do {
        _ = try Self.plan(cohort)
        return nil
      } catch { return error as? FusionError }
    }
    #expect(error(try Self.cohort(sites: 1)) == .tooFewSites(found: 1))
    let two = try Self.cohort(sites: 2)
    let name = two.sessions[5].session
    #expect(error(try Self.changed(two) { if $0 == 5 { $1.site = nil } }) == .siteMissing(session: name))
    let first = two.sessions[0].participant
    #expect(
      error(try Self.changed(two) { if $0 == 1 { $1.participant = first } })
        == .personAtTwoSites(participant: first))
    #expect(error(try Self.cohort(people: 90, sites: 2, part: .train)) == .sitesBesideSplit)
  }
}
