import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite("What a card keeps of its cohort")
struct CohortSummaryTests {
  /// Two sites, the second shifted by so many standard deviations, and the card of a model of the first.
  private func studies(shift: Double, missing: Double = 0.03) async throws -> (
    training: Cohort, new: Cohort, card: ModelCard
  ) {
    var settings = SimulationSettings()
    settings.people = 160
    settings.sites = 2
    settings.siteShift = shift
    settings.missingShare = missing
    settings.modalities = [SimulatedModality(.speech, measureCount: 10)]
    let cohort = try SimulatedCohort(settings, seed: 1).cohort
    func site(_ name: String) -> Cohort {
      cohort.subset(cohort.sessions.indices.filter { cohort.sessions[$0].site == name })
    }
    let training = site("site1")
    let plan = try TrainingPlan(
      cohort: training, candidates: [RidgeLearner(penalties: [1], innerFolds: 2)], folds: 2, innerFolds: 2,
      seed: 1, programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    let made = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, programVersion: "0",
      measureSetVersion: "1"
    ).made()
    return (training, site("site2"), made.card)
  }

  @Test("differences from the card are those from the cohort itself, bit for bit")
  func agrees() async throws {
    let (training, new, card) = try await studies(shift: 1)
    let summary = try #require(card.cohort)
    let kept = DomainShift(training: summary, columns: card.columns, new: new.sessions)
    let whole = try await DomainShift(training: training, new: new, permutations: 1, seed: 1)
    #expect(kept.columns == whole.columns && kept.classifier == nil)
    #expect(try #require(kept.warning).contains("10 of 10 measures are shifted"))
    let decoded = try JSONDecoder().decode(CohortSummary.self, from: try JSONEncoder().encode(summary))
    #expect(DomainShift(training: decoded, columns: card.columns, new: new.sessions) == kept)
  }

  @Test("recordings like the training's give no warning, nor do few; a measure they lack has no difference")
  func quiet() async throws {
    let (training, new, card) = try await studies(shift: 0)
    let summary = try #require(card.cohort)
    #expect(DomainShift(training: summary, columns: card.columns, new: new.sessions).warning == nil)
    let own = DomainShift(training: summary, columns: card.columns, new: training.sessions)
    #expect(own.warning == nil && own.columns.allSatisfy { $0.difference == 0 })
    let lacking = Array(card.columns.dropLast())
    let rows = new.sessions.map { session in
      var session = session
      session.values.removeLast()
      return session
    }
    let short = DomainShift(training: summary, columns: lacking, new: rows)
    let last = try #require(short.columns.last)
    #expect(last.name == card.columns.last?.name && last.difference == nil && last.newMissingShare == 1)
    #expect(DomainShift(training: summary, columns: card.columns, new: []).warning == nil)
  }

  @Test("of nine people nothing is kept; of more, each column holds quantiles of the training sessions alone")
  func privacy() async throws {
    let (training, _, card) = try await studies(shift: 0, missing: 0.45)
    let summary = try #require(card.cohort)
    #expect(summary.columns.allSatisfy { $0.people >= CohortSummary.leastPeople })
    for column in summary.columns {
      let place = try #require(training.columns.firstIndex { $0.name == column.name })
      let values = training.sessions.compactMap { $0.values[place] }
      #expect(column.median == values.median && column.people == values.count)
    }
    // Nine people, many sessions: enough to scale by, too few to keep anything of.
    var few = SimulationSettings()
    (few.people, few.sessionsPerPerson) = (9, 4)
    #expect(CohortSummary(try SimulatedCohort(few, seed: 4).cohort, inputs: .allMeasures) == nil)
    (few.people, few.sessionsPerPerson) = (36, 1)
    #expect(CohortSummary(try SimulatedCohort(few, seed: 4).cohort, inputs: .allMeasures) != nil)
  }
}
