import MultimodalFusion
import SignalCore
import Testing

@Suite struct SimulatedCohortTests {
  @Test("measures have the planted difference, the prevalence and the correlations asked for")
  func truth() throws {
    var settings = SimulationSettings()
    settings.people = 4000
    settings.missingShare = 0
    settings.absentModalityShare = 0
    let simulated = try SimulatedCohort(settings, seed: 1)
    let cohort = simulated.cohort
    let isCase = cohort.sessions.map { ($0.total ?? 0) >= 10 }
    // Standard error of a share of 0.35 in 4,000: 0.0075.
    #expect(abs(Double(isCase.count { $0 }) / 4000 - 0.35) < 0.025)
    func values(_ column: Int, _ wanted: Bool) -> [Double] {
      zip(cohort.sessions, isCase).filter { $0.1 == wanted }.compactMap { $0.0.values[column] }
    }
    for (column, definition) in cohort.columns.enumerated() {
      let (cases, others) = (values(column, true), values(column, false))
      let spreads = [cases, others].compactMap(\.sampleStandardDeviation)
      let pooled = (spreads.map { $0 * $0 }.mean ?? 0).squareRoot()
      let difference = ((cases.mean ?? 0) - (others.mean ?? 0)) / pooled
      // Standard error of d with 1,400 and 2,600 people: 0.033.
      #expect(abs(difference - (simulated.planted.contains(definition.name) ? 0.5 : 0)) < 0.13)
    }
    #expect(simulated.planted.count == 12)
    func correlation(_ first: Int, _ second: Int) -> Double {
      let pairs = cohort.sessions.map { ($0.values[first] ?? 0, $0.values[second] ?? 0) }
      let (x, y) = (pairs.map(\.0), pairs.map(\.1))
      let (mx, my) = (x.mean ?? 0, y.mean ?? 0)
      let product = pairs.map { ($0 - mx) * ($1 - my) }.mean ?? 0
      return product / ((x.sampleStandardDeviation ?? 1) * (y.sampleStandardDeviation ?? 1))
    }
    // Columns 6 to 35 without planted ones; standard error 0.016.
    #expect(abs(correlation(6, 7) - 0.3) < 0.06)
    #expect(abs(correlation(12, 13) - 0.3) < 0.06)
    #expect(abs(correlation(7, 13) - 0.1) < 0.06)
  }

  @Test("values are missing singly and by modality, and no session is without any")
  func missing() throws {
    var settings = SimulationSettings()
    settings.people = 2000
    settings.absentModalityShare = 0.2
    let cohort = try SimulatedCohort(settings, seed: 1).cohort
    let share = cohort.sessions.flatMap(\.values).count { $0 == nil }
    // 1 − 0.97 · 0.8, less the sessions that would have missed all three (0.2³, one of which is given back).
    #expect(abs(Double(share) / 72_000 - 0.222) < 0.02)
    #expect(cohort.sessions.allSatisfy { $0.values.contains { $0 != nil } })
  }

  @Test("items add up to the total, and a person's sessions are alike but not the same")
  func sessions() throws {
    var settings = SimulationSettings()
    settings.people = 300
    settings.sessionsPerPerson = 2
    settings.turns = 6
    let cohort = try SimulatedCohort(settings, seed: 1).cohort
    for session in cohort.sessions {
      #expect(session.items.compactMap { $0 }.reduce(0, +) == session.total)
      #expect(session.items.allSatisfy { (0...3).contains($0 ?? -1) })
      #expect(session.turns?.turns.count == 6)
    }
    let pairs = stride(from: 0, to: 600, by: 2).map { place in
      (cohort.sessions[place].total ?? 0, cohort.sessions[place + 1].total ?? 0)
    }
    let same = pairs.map { abs($0 - $1) }.mean ?? 0
    let different = zip(pairs, pairs.dropFirst()).map { abs($0.0 - $1.0) }.mean ?? 0
    #expect(same > 0.5 && same < 0.85 * different)
  }

  @Test("a seed gives the same cohort again, and mislabelled totals are turned round")
  func seeded() throws {
    var settings = SimulationSettings()
    settings.people = 200
    let first = try SimulatedCohort(settings, seed: 1)
    #expect(first == (try SimulatedCohort(settings, seed: 1)))
    #expect(first != (try SimulatedCohort(settings, seed: 2)))
    #expect(first.mislabelled.isEmpty)
    settings.mislabelledShare = 0.1
    let flipped = try SimulatedCohort(settings, seed: 1)
    #expect((10...30).contains(flipped.mislabelled.count))
    for (before, after) in zip(first.cohort.sessions, flipped.cohort.sessions) {
      let isFlipped = flipped.mislabelled.contains(after.session)
      #expect(after.total == (isFlipped ? 24 - (before.total ?? 0) : before.total))
      #expect(after.values == before.values)
    }
  }
}
