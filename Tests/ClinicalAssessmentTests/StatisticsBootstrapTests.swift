import ClinicalAssessment
import Testing

@Suite struct StatisticsBootstrapTests {
  private static func names(_ count: Int) -> [String] { (0..<count).map { "person \($0)" } }

  @Test(
    "BCa ends of concordance and mean error are scipy's of 100,000 resamples, within the chance of 20,000")
  func scipy() async throws {
    let sample = try #require(
      AgreementSample(truth: StatisticsGolden.truth, predicted: StatisticsGolden.predicted))
    let bootstrap = try PersonBootstrap(people: Self.names(60), resamples: 20_000, seed: 4)
    let results = try await bootstrap.intervals { weights in
      [sample.concordance(weights: weights), sample.meanAbsoluteError(weights: weights)]
    }
    // scipy 1.17.1, bootstrap(…, method="BCa", rng=1); its seeds 2 and 3 with 20,000 differ by up to 0.007.
    let concordance = try #require(results[0])
    #expect(concordance.method == .biasCorrectedAccelerated && concordance.undefinedResamples == 0)
    #expect(near(concordance.interval.lower, 0.41544, 0.006))
    #expect(near(concordance.interval.upper, 0.74587, 0.006))
    #expect(near(concordance.standardError, 0.09006, 0.002))
    let error = try #require(results[1])
    #expect(near(error.interval.lower, 2.4285, 0.02))
    #expect(near(error.interval.upper, 3.7324, 0.02))
  }

  @Test(
    "the interval is the same to the last bit with one core and with seven, and another with another seed")
  func cores() async throws {
    let sample = try #require(
      DiscriminationSample(labels: StatisticsGolden.labels, scores: StatisticsGolden.probabilities))
    var bootstrap = try PersonBootstrap(people: Self.names(60), resamples: 500, seed: 1)
    var results: [BootstrapInterval?] = []
    for jobs in [1, 7] {
      bootstrap.jobs = jobs
      results.append(try await bootstrap.interval { (w: RowWeights) in sample.areaUnderROC(weights: w) })
    }
    #expect(results[0] != nil && results[0] == results[1])
    let other = try PersonBootstrap(people: Self.names(60), resamples: 500, seed: 2)
    #expect(
      try await other.interval { (w: RowWeights) in sample.areaUnderROC(weights: w) } != results[0])
  }

  @Test("a statistic of row numbers and the same of weights have the same interval")
  func rowNumbers() async throws {
    let values = StatisticsGolden.predicted
    let people = (0..<60).map { "\($0 / 3)" }
    let bootstrap = try PersonBootstrap(people: people, resamples: 400)
    let byRows = try await bootstrap.interval { (rows: [Int]) in
      rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
    }
    let byWeights = try await bootstrap.interval { (weights: RowWeights) in
      zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
    let (first, second) = try (#require(byRows), #require(byWeights))
    #expect(near(first.interval.lower, second.interval.lower, 1e-12))
    #expect(near(first.interval.upper, second.interval.upper, 1e-12))
    #expect(first.method == .biasCorrectedAccelerated && second.method == first.method)
  }

  @Test("rows of one person are drawn together: ten copies of each row change nothing")
  func clusters() async throws {
    let values = StatisticsGolden.predicted
    let single = try PersonBootstrap(people: Self.names(60), resamples: 400)
    let tenfold = try PersonBootstrap(
      people: (0..<10).flatMap { _ in Self.names(60) }, resamples: 400)
    #expect(tenfold.personCount == 60)
    let mean: @Sendable (RowWeights) -> Double? = { weights in
      weights.indices.reduce(0) { $0 + weights[$1] * values[$1 % 60] } / weights.reduce(0, +)
    }
    let first = try #require(try await single.interval(weighted: mean))
    let second = try #require(try await tenfold.interval(weighted: mean))
    #expect(near(first.interval.lower, second.interval.lower, 1e-12))
    #expect(near(first.interval.upper, second.interval.upper, 1e-12))
  }

  @Test("95 % BCa intervals of a skewed mean hold it in 91 to 97 % of 400 samples of 40 persons")
  func coverage() async throws {
    var chance = Chance(61)
    var held = 0
    for round in 0..<400 {
      // Squares of normals: χ² with one degree of freedom, mean 1.
      let values = chance.normals(40).map { $0 * $0 }
      let bootstrap = try PersonBootstrap(people: Self.names(40), resamples: 400, seed: UInt64(round))
      let result = try await bootstrap.interval { (weights: RowWeights) in
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / 40
      }
      if result?.interval.contains(1) == true { held += 1 }
    }
    #expect((364...388).contains(held), "\(held)")
  }

  @Test("leaving out 500 groups of 2,000 persons moves the ends by under a fiftieth of their distance")
  func groups() async throws {
    var chance = Chance(62)
    let values = chance.normals(2_000).map { $0 * $0 }
    let people = (0..<2_000).map { "\($0)" }
    let bootstrap = try PersonBootstrap(people: people, resamples: 1_000)
    let result = try #require(
      try await bootstrap.interval { (weights: RowWeights) in
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
      })
    #expect(result.method == .biasCorrectedAccelerated)
    // The acceleration of a mean is its skewness over 6 √n; the second-order ends of a mean follow from it:
    // mean ± 1.96 s/√n + (2 z² + 1) skewness s/(6 n) (Hall 1988, Ann. Stat. 16: 927–953, section 3).
    let mean = values.reduce(0, +) / 2_000
    let second = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2_000
    let third = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) } / 2_000
    let z = 1.959963984540054
    let shift = (2 * z * z + 1) * third / second / 6 / 2_000
    let half = z * (second / 2_000).squareRoot()
    #expect(near(result.interval.lower, mean - half + shift, result.interval.width / 20))
    #expect(near(result.interval.upper, mean + half + shift, result.interval.width / 20))
  }

  @Test("the difference of a model and itself is 0 to 0; a worse one lies beyond 0")
  func paired() async throws {
    var chance = Chance(63)
    let labels = (0..<150).map { $0 < 60 }
    let good = labels.map { ($0 ? 1.5 : 0) + chance.normal() }
    let bad = good.map { $0 + 3 * chance.normal() }
    let (first, second) = try (
      #require(DiscriminationSample(labels: labels, scores: good)),
      #require(DiscriminationSample(labels: labels, scores: bad))
    )
    let bootstrap = try PersonBootstrap(people: Self.names(150), resamples: 500)
    let same = try #require(
      try await bootstrap.pairedDifference(
        weighted: { first.areaUnderROC(weights: $0) }, { first.areaUnderROC(weights: $0) }))
    #expect(same.interval.lower == 0 && same.interval.upper == 0 && same.method == .percentile)
    let result = try #require(
      try await bootstrap.pairedDifference(
        weighted: { first.areaUnderROC(weights: $0) }, { second.areaUnderROC(weights: $0) }))
    #expect(result.interval.lower > 0)
    // DeLong's error of the same difference, by a wholly different way.
    let test = try #require(Discrimination.deLongTest(labels: labels, good, bad))
    let error = test.difference.value / test.z
    #expect(near(result.standardError, error, 0.15 * error))
  }

  @Test("resamples of one class are left out and counted, and too many of them leave no interval")
  func undefined() async throws {
    let scores = (0..<40).map { Double(($0 * 7) % 40) }
    for (events, isThere) in [(1, false), (4, true)] {
      let sample = try #require(
        DiscriminationSample(labels: (0..<40).map { $0 < events }, scores: scores))
      let bootstrap = try PersonBootstrap(people: Self.names(40), resamples: 500)
      let result = try await bootstrap.interval { (w: RowWeights) in sample.areaUnderROC(weights: w) }
      // (1 − 1/40)⁴⁰ = 36 % of resamples miss a single person, (1 − 4/40)⁴⁰ = 1.5 % all of four.
      #expect((result != nil) == isThere)
      if let result { #expect((1...20).contains(result.undefinedResamples)) }
    }
  }

  @Test("one person, no rows, few resamples and an impossible coverage have no interval or are refused")
  func refused() async throws {
    #expect(throws: AssessmentError.fewResamples(199)) {
      try PersonBootstrap(people: ["a", "b"], resamples: 199)
    }
    let bootstrap = try PersonBootstrap(people: ["a", "a"], resamples: 200)
    #expect(try await bootstrap.interval { (w: RowWeights) in w[0] } == nil)
    let empty = try PersonBootstrap(people: [], resamples: 200)
    #expect(try await empty.interval { (w: RowWeights) in w.first } == nil)
    await #expect(throws: AssessmentError.coverage(1.2)) {
      try await bootstrap.interval(coverage: 1.2) { (w: RowWeights) in w[0] }
    }
    let two = try PersonBootstrap(people: ["a", "b"], resamples: 200)
    let result = try #require(try await two.interval { (w: RowWeights) in w[0] })
    #expect(result.interval.lower == 0 && result.interval.upper == 2)
  }

  @Test("a cancelled computation is refused as interrupted")
  func cancelled() async throws {
    let bootstrap = try PersonBootstrap(people: Self.names(50))
    let work = Task { () -> AssessmentError? in
      while !Task.isCancelled { await Task.yield() }
      do {
        _ = try await bootstrap.interval { (w: RowWeights) in w[0] }
        return nil
      } catch {
        return error as? AssessmentError
      }
    }
    work.cancel()
    let error = await work.value
    #expect(error == .interrupted)
    #expect(error?.message.isEmpty == false && error?.remedy.isEmpty == false)
  }
}
