import ClinicalAssessment
import Testing

/// Limits of agreement, intraclass correlations, test–retest.
@Suite struct StatisticsMeasurementTests {
  @Test("two differences of 1 and 3 have bias 2 ± 12.706 and limits 2 ± 1.96 √2")
  func blandAltmanClosedForm() throws {
    let result = try #require(Agreement.blandAltman([10, 20], [11, 23]))
    #expect(near(result.bias.value, 2, 1e-15))
    #expect(near(result.standardDeviation, 2.0.squareRoot(), 1e-15))
    // t(0.975; 1) = tan(0.475 π) = 12.7062; s/√n = 1.
    #expect(near(result.bias.interval?.upper, 14.706204736174698, 1e-9))
    #expect(near(result.upperLimit.value, 2 + 1.959963984540054 * 2.0.squareRoot(), 1e-12))
    #expect(Agreement.blandAltman([1], [2]) == nil)
    #expect(Agreement.blandAltman([], []) == nil)
    #expect(Agreement.blandAltman([1, .nan], [2, 3]) == nil)
    let constant = try #require(Agreement.blandAltman([0.1, 0.2, 0.3], [0.1, 0.2, 0.3]))
    #expect(constant.bias.value == 0 && constant.standardDeviation == 0)
  }

  @Test(
    "the interval of an upper limit of agreement holds the true limit in 93 to 97 % of 1,500 samples of 25")
  func blandAltmanCoverage() {
    var chance = Chance(21)
    var held = 0
    for _ in 0..<1_500 {
      let truth = chance.normals(25)
      let predicted = truth.map { $0 + 0.5 + 2 * chance.normal() }
      let limit = Agreement.blandAltman(truth, predicted)?.upperLimit.interval
      if limit?.contains(0.5 + 2 * 1.959963984540054) == true { held += 1 }
    }
    #expect((1_395...1_455).contains(held), "\(held)")
  }

  @Test(
    "the interval of ICC(2,1) holds the true value in 92 to 98 % of 600 samples of 30 persons and 4 raters")
  func intraclassCoverage() {
    var chance = Chance(22)
    var held = 0
    for _ in 0..<600 {
      let raters = chance.normals(4).map { 0.5 * $0 }
      let ratings = (0..<30).map { _ in
        let person = 1.5 * chance.normal()
        return raters.map { person + $0 + chance.normal() }
      }
      // 1.5² / (1.5² + 0.5² + 1²)
      let interval = Agreement.intraclassCorrelation(ratings: ratings)?.agreementSingle.interval
      if interval?.contains(2.25 / 3.5) == true { held += 1 }
    }
    #expect((552...588).contains(held), "\(held)")
  }

  @Test("raters who differ by a constant are fully consistent and agree less")
  func consistency() throws {
    let all = try #require(Agreement.intraclassCorrelation(ratings: [[1, 3], [2, 4], [4, 6], [7, 9]]))
    #expect(near(all.consistencySingle.value, 1, 1e-14))
    #expect(near(all.consistencyMean.value, 1, 1e-14))
    #expect(all.consistencySingle.interval == nil)
    // MSR 14, MSC 8, MSE 0: 14/(14 + 2·8/4).
    #expect(near(all.agreementSingle.value, 14.0 / 18, 1e-14))
  }

  @Test("a mean of k ratings is as reliable as Spearman–Brown says of one")
  func steppedUp() throws {
    var chance = Chance(23)
    let ratings = (0..<12).map { _ in
      let person = chance.normal()
      return (0..<3).map { _ in person + chance.normal() }
    }
    let all = try #require(Agreement.intraclassCorrelation(ratings: ratings))
    for (single, mean) in [
      (all.oneWaySingle, all.oneWayMean), (all.agreementSingle, all.agreementMean),
      (all.consistencySingle, all.consistencyMean),
    ] {
      #expect(near(mean.value, 3 * single.value / (1 + 2 * single.value), 1e-12))
      let interval = try #require(single.interval)
      #expect(interval.contains(single.value))
      #expect(near(mean.interval?.upper, 3 * interval.upper / (1 + 2 * interval.upper), 1e-9))
    }
  }

  @Test("the error of measurement and the smallest change are √(1 − ICC) and 1.96 √2 times it")
  func testRetest() throws {
    let sessions: [[Double]] = [[10, 12], [4, 4], [15, 13], [8, 9], [20, 21]]
    let result = try #require(Agreement.testRetest(sessions: sessions))
    let all = sessions.flatMap { $0 }
    let mean = all.reduce(0, +) / 10
    let deviation = (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9).squareRoot()
    let error = deviation * (1 - result.reliability.value).squareRoot()
    #expect(near(result.standardErrorOfMeasurement, error, 1e-12))
    #expect(near(result.minimalDetectableChange95, 1.959963984540054 * 2.0.squareRoot() * error, 1e-12))
    #expect(result.people == 5)
  }

  @Test("too few persons or ratings, ragged tables, constants and infinities have no reliability")
  func degenerate() {
    let tables: [[[Double]]] = [
      [], [[1, 2]], [[1], [2]], [[1, 2], [1]], [[3, 3], [3, 3]], [[0.1, 0.2], [0.2, 0.1], [0.15, 0.15]],
      [[1, .nan], [2, 3]], [[1e200, 2], [3, 4]],
    ]
    for table in tables {
      #expect(Agreement.intraclassCorrelation(ratings: table) == nil, "\(table)")
      #expect(Agreement.testRetest(sessions: table) == nil)
    }
  }
}
