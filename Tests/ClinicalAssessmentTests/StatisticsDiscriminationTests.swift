import ClinicalAssessment
import Testing

@Suite struct StatisticsDiscriminationTests {
  /// Scores with many ties, higher for positive labels.
  private func sample(_ count: Int, _ chance: inout Chance) -> (labels: [Bool], scores: [Double]) {
    let labels = chance.labels(count)
    let scores = labels.map { Double(chance.bits.whole(below: 12) + ($0 ? 3 : 0)) }
    return (labels, scores)
  }

  @Test("the area is the share of pairs in the right order, ties counting half")
  func mannWhitney() {
    var chance = Chance(31)
    for _ in 0..<40 {
      let (labels, scores) = sample(2 + chance.bits.whole(below: 40), &chance)
      var (wins, pairs) = (0.0, 0.0)
      for i in labels.indices where labels[i] {
        for j in labels.indices where !labels[j] {
          pairs += 1
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
        }
      }
      let area = Discrimination.areaUnderROC(labels: labels, scores: scores)?.value
      if pairs == 0 { #expect(area == nil) } else { #expect(near(area, wins / pairs, 1e-14)) }
    }
  }

  @Test("turning scores round turns the area about ½, a rising function leaves area and error as they are")
  func areaSymmetry() throws {
    var chance = Chance(32)
    let (labels, scores) = sample(80, &chance)
    let area = try #require(Discrimination.areaUnderROCWithError(labels: labels, scores: scores))
    let turned = try #require(
      Discrimination.areaUnderROCWithError(labels: labels, scores: scores.map { -$0 }))
    let raised = try #require(
      Discrimination.areaUnderROCWithError(labels: labels, scores: scores.map { 1e300 * $0 }))
    #expect(near(turned.area, 1 - area.area, 1e-14))
    #expect(near(turned.standardError, area.standardError ?? -1, 1e-14))
    #expect(raised == area)
    let swapped = Discrimination.areaUnderROCWithError(labels: labels.map { !$0 }, scores: scores)
    #expect(near(swapped?.area, 1 - area.area, 1e-14))
    let logit = try #require(area.logitInterval)
    #expect(logit.contains(area.area) && logit.lower > 0 && logit.upper < 1)
  }

  @Test(
    "the straight lines between ROC points enclose the area; precision and recall end at prevalence and 1")
  func curves() throws {
    var chance = Chance(33)
    let (labels, scores) = sample(60, &chance)
    let points = try #require(Discrimination.rocPoints(labels: labels, scores: scores))
    var area = 0.0
    for (a, b) in zip(points, points.dropFirst()) {
      area += (b.falsePositiveRate - a.falsePositiveRate) * (a.sensitivity + b.sensitivity) / 2
      #expect(b.sensitivity >= a.sensitivity && b.specificity <= a.specificity)
    }
    #expect(near(Discrimination.areaUnderROC(labels: labels, scores: scores)?.value, area, 1e-14))
    #expect(points.first?.sensitivity == 0 && points.first?.threshold == nil)
    let last = try #require(points.last)
    #expect(last.sensitivity == 1 && last.specificity == 0 && last.threshold == scores.min())
    let precision = try #require(Discrimination.precisionRecallPoints(labels: labels, scores: scores))
    #expect(precision.last?.recall == 1)
    #expect(near(precision.last?.precision, Double(labels.count { $0 }) / 60, 1e-15))
    for point in precision {
      let table = try #require(
        Discrimination.confusion(labels: labels, scores: scores, threshold: point.threshold))
      #expect(near(table.sensitivity()?.value, point.recall, 1e-15))
      #expect(near(table.positivePredictiveValue()?.value, point.precision, 1e-15))
    }
  }

  @Test("perfect order has area and average precision 1 and no interval; equal scores ½ and the prevalence")
  func extremes() throws {
    let labels = [false, false, false, true, true]
    let perfect = try #require(Discrimination.areaUnderROC(labels: labels, scores: [1, 2, 3, 4, 5]))
    #expect(perfect.value == 1 && perfect.interval == nil)
    #expect(Discrimination.averagePrecision(labels: labels, scores: [1, 2, 3, 4, 5]) == 1)
    let equal = try #require(Discrimination.areaUnderROC(labels: labels, scores: [7, 7, 7, 7, 7]))
    #expect(equal.value == 0.5 && equal.interval == nil)
    #expect(near(Discrimination.averagePrecision(labels: labels, scores: [7, 7, 7, 7, 7]), 0.4, 1e-15))
    // Ranks 1, 0, 0, 1, 0 from the top: (1/1 + 2/4)/2.
    #expect(
      near(
        Discrimination.averagePrecision(labels: [true, false, false, true, false], scores: [5, 4, 3, 2, 1]),
        0.75, 1e-15))
    let single = try #require(Discrimination.areaUnderROC(labels: [true, false, false], scores: [2, 1, 3]))
    #expect(single.value == 0.5 && single.interval == nil, "one positive row has no variance")
  }

  @Test("one class, no rows and scores that are not finite have no discrimination")
  func degenerate() {
    let cases: [([Bool], [Double])] = [
      ([], []), ([true], [1]), ([true, true], [1, 2]), ([false, false], [1, 2]),
      ([true, false], [.nan, 1]), ([true, false], [.infinity, 1]),
    ]
    for (labels, scores) in cases {
      #expect(Discrimination.areaUnderROC(labels: labels, scores: scores) == nil)
      #expect(Discrimination.averagePrecision(labels: labels, scores: scores) == nil)
      #expect(Discrimination.rocPoints(labels: labels, scores: scores) == nil)
      #expect(Discrimination.precisionRecallPoints(labels: labels, scores: scores) == nil)
      #expect(Discrimination.deLongTest(labels: labels, scores, scores) == nil)
      #expect(Discrimination.matthews(labels: labels, scores: scores, threshold: 1) == nil)
      #expect(Discrimination.balancedAccuracy(labels: labels, scores: scores, threshold: 1) == nil)
    }
    #expect(Discrimination.confusion(labels: [true], scores: [1], threshold: .nan) == nil)
    let nobody = Confusion(truePositives: 0, falsePositives: 3, falseNegatives: 0, trueNegatives: 2)
    #expect(nobody.f1 == nil && nobody.sensitivity() == nil && nobody.inPopulation(prevalence: 0.1) == nil)
    #expect(Confusion().accuracy() == nil && Confusion().kappa == nil)
  }

  @Test("DeLong's 95 % intervals hold the true area in 92 to 97 % of 1,500 samples of 40 and 60")
  func deLongCoverage() {
    var chance = Chance(34)
    let labels = (0..<100).map { $0 < 40 }
    // Unit normals one apart: Φ(1/√2).
    let area = NormalDistribution.cumulative(1 / 2.0.squareRoot())
    var wald = 0
    var logit = 0
    for _ in 0..<1_500 {
      let scores = labels.map { ($0 ? 1 : 0) + chance.normal() }
      let result = Discrimination.areaUnderROCWithError(labels: labels, scores: scores)
      if result?.waldInterval?.contains(area) == true { wald += 1 }
      if result?.logitInterval?.contains(area) == true { logit += 1 }
    }
    #expect((1_380...1_455).contains(wald), "\(wald)")
    #expect((1_380...1_455).contains(logit), "\(logit)")
  }

  @Test("DeLong's test of two equally good scores is significant in 3.5 to 6.5 % of 1,500 samples")
  func deLongSize() {
    var chance = Chance(35)
    let labels = (0..<100).map { $0 < 40 }
    var significant = 0
    for _ in 0..<1_500 {
      let shared = labels.map { ($0 ? 1 : 0) + chance.normal() }
      let first = shared.map { $0 + chance.normal() }
      let second = shared.map { $0 + chance.normal() }
      if let test = Discrimination.deLongTest(labels: labels, first, second), test.pValue < 0.05 {
        significant += 1
      }
    }
    #expect((53...97).contains(significant), "\(significant)")
  }

  @Test("DeLong's test is antisymmetric, its variance that of both areas less twice their covariance")
  func deLongTest() throws {
    var chance = Chance(36)
    let (labels, first) = sample(70, &chance)
    let second = first.map { $0 + 4 * chance.normal() }
    let there = try #require(Discrimination.deLongTest(labels: labels, first, second))
    let back = try #require(Discrimination.deLongTest(labels: labels, second, first))
    #expect(there.difference.value == -back.difference.value && there.pValue == back.pValue)
    #expect(there.difference.interval?.contains(there.difference.value) == true)
    let constant = [Double](repeating: 1, count: 70)
    let against = try #require(Discrimination.deLongTest(labels: labels, first, constant))
    let alone = try #require(Discrimination.areaUnderROCWithError(labels: labels, scores: first))
    // A constant has area ½ without variance.
    #expect(near(against.z, (alone.area - 0.5) / (alone.standardError ?? 0), 1e-12))
    #expect(Discrimination.deLongTest(labels: labels, first, first.map { 2 * $0 + 1 }) == nil)
  }

  @Test("a row of weight 3 counts as three rows in area, average precision and counts")
  func weights() throws {
    var chance = Chance(37)
    let (labels, scores) = sample(60, &chance)
    let weights = chance.levels(60, below: 4)
    let sample = try #require(DiscriminationSample(labels: labels, scores: scores))
    let (manyLabels, manyScores) = (repeated(labels, weights), repeated(scores, weights))
    let area = try #require(Discrimination.areaUnderROC(labels: manyLabels, scores: manyScores))
    #expect(near(sample.areaUnderROC(weights: weights), area.value, 1e-13))
    let precision = try #require(Discrimination.averagePrecision(labels: manyLabels, scores: manyScores))
    #expect(near(sample.averagePrecision(weights: weights), precision, 1e-13))
    #expect(
      sample.confusion(threshold: 7, weights: weights)
        == Discrimination.confusion(labels: manyLabels, scores: manyScores, threshold: 7))
  }
}
