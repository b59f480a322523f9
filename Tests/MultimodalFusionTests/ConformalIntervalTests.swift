import ClinicalAssessment
import MultimodalFusion
import SignalCore
import Testing

@Suite struct ConformalIntervalTests {
  private static let scale = OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 8, cutOff: 10)

  @Test("the half width is the error at rank ⌈coverage (people + 1)⌉, and there is none with too few people")
  func rank() {
    func conformal(_ people: Int) -> SplitConformal {
      SplitConformal(
        scale: Self.scale,
        errors: (1...people).reversed().map { .init(participant: "p\($0)", size: Double($0) / 10) })
    }
    #expect(conformal(19).halfWidth(coverage: 0.95) == 1.9)
    #expect(conformal(39).halfWidth(coverage: 0.95) == 3.8)
    #expect(conformal(19).halfWidth(coverage: 0.8) == 1.6)
    #expect(conformal(18).halfWidth(coverage: 0.95) == nil)
    #expect(
      conformal(18).interval(around: 7, coverage: 0.95) == Interval(lower: 0, upper: 24, coverage: 0.95))
  }

  @Test("a person with many sessions counts once")
  func people() {
    // Ten sessions of one person with great errors do not outvote nine people with one small error each.
    let many = (0..<10).map { SplitConformal.PersonError(participant: "many", size: 9 + Double($0)) }
    let few = (1...9).map { SplitConformal.PersonError(participant: "p\($0)", size: Double($0) / 10) }
    let conformal = SplitConformal(scale: Self.scale, errors: many + few)
    #expect(conformal.halfWidth(coverage: 0.8) == 0.9)
    // Rank 8.8 of 11 for 0.8 is the ninth person; 9.9 falls on the last tenths of the person with many.
    #expect(conformal.halfWidth(coverage: 0.9) == 17)
  }

  @Test("intervals end at the scale's ends")
  func clipped() {
    let conformal = SplitConformal(
      scale: Self.scale, errors: (1...20).map { .init(participant: "p\($0)", size: 5) })
    #expect(
      conformal.interval(around: 2, coverage: 0.9) == Interval(lower: 0, upper: 7, coverage: 0.9))
    #expect(
      conformal.interval(around: 23, coverage: 0.9) == Interval(lower: 18, upper: 24, coverage: 0.9))
  }

  @Test("the jackknife+ of the mean is the definition's, order statistic by order statistic")
  func jackknife() async throws {
    let totals: [Double] = [1, 3, 4, 8, 9, 12, 13, 17, 20]
    let cohort = try Cohort(
      columns: [], scale: Self.scale,
      sessions: totals.enumerated().map {
        CohortSession(session: "s\($0)", participant: "p\($0)", values: [], total: $1)
      })
    let conformal = try await CrossConformal.fit(
      ConstantLearner.mean, to: cohort, folds: nil, seed: 1, jobs: 2)
    // Barber et al. 2021, eq. 5: the mean of the others, less or plus the own error.
    let sum = totals.reduce(0, +)
    let others = totals.map { (sum - $0) / 8 }
    let lower = zip(others, totals).map { $0 - abs($1 - $0) }.sorted()
    let upper = zip(others, totals).map { $0 + abs($1 - $0) }.sorted()
    let interval = try conformal.interval(cohort.sessions[0], coverage: 0.8).get()
    // ⌊0.2 · 10⌋ = 2nd smallest and ⌈0.8 · 10⌉ = 8th smallest.
    #expect(abs(interval.lower - max(0, lower[1])) < 1e-12)
    #expect(abs(interval.upper - upper[7]) < 1e-12)
    #expect(interval.coverage == 0.8)
  }

  @Test("in simulated people the intervals hold the truth as often as they say, within 3 points")
  func coverage() async throws {
    var settings = SimulationSettings()
    settings.people = 120
    var newSettings = settings
    newSettings.people = 80
    let levels = [0.8, 0.9]
    var held = [[Int]](repeating: [0, 0], count: levels.count)
    var count = 0
    for seed in 0..<16 {
      let training = try SimulatedCohort(settings, seed: UInt64(seed)).cohort
      let new = try SimulatedCohort(newSettings, seed: UInt64(1000 + seed)).cohort
      let (model, split) = try SplitConformal.fit(RidgeLearner(), to: training, seed: 1)
      let cross = try await CrossConformal.fit(
        RidgeLearner(penalties: [1, 10]), to: training, folds: 5, seed: 1, jobs: 2)
      for session in new.sessions {
        guard let total = session.total, case .success(let prediction) = model.predict(session) else {
          continue
        }
        count += 1
        for (place, level) in levels.enumerated() {
          if split.interval(around: prediction.total, coverage: level).contains(total) {
            held[place][0] += 1
          }
          if try cross.interval(session, coverage: level).get().contains(total) { held[place][1] += 1 }
        }
      }
    }
    #expect(count > 1200)
    for (place, level) in levels.enumerated() {
      for kind in 0...1 {
        #expect(abs(Double(held[place][kind]) / Double(count) - level) < 0.03)
      }
    }
  }
}
