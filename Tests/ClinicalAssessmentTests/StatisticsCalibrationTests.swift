import ClinicalAssessment
import Foundation
import Testing

@Suite struct StatisticsCalibrationTests {
  /// Labels drawn with log-odds a + b · logit p.
  private func drawn(_ count: Int, _ seed: UInt64, intercept: Double = 0, slope: Double = 1) -> (
    labels: [Bool], probabilities: [Double]
  ) {
    var chance = Chance(seed)
    let logits = chance.normals(count).map { 1.5 * $0 - 0.5 }
    let labels = logits.map { chance.unit() < probability(intercept + slope * $0) }
    return (labels, logits.map(probability))
  }

  private func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

  @Test("two probabilities have slope and intercept in closed form")
  func closedForm() throws {
    // At p = 0.2 events are 3 of 10, at p = 0.8 they are 6 of 10: the line goes through both log-odds.
    let labels = (0..<20).map { $0 < 3 || ($0 >= 10 && $0 < 16) }
    let probabilities = (0..<20).map { $0 < 10 ? 0.2 : 0.8 }
    let line = try #require(Calibration.line(labels: labels, probabilities: probabilities))
    let (low, high, logit) = (-0.8472978603872037, 0.4054651081081644, 1.3862943611198906)
    #expect(near(line.slope.value, (high - low) / (2 * logit), 1e-9))
    #expect(near(line.intercept.value, (high + low) / 2, 1e-9))
    // Var(log-odds) = 1/(n p q): the slope's is their sum over (2 logit)².
    let variance = (1 / 2.1 + 1 / 2.4) / (4 * logit * logit)
    #expect(
      near(line.slope.interval?.width, 2 * 1.959963984540054 * variance.squareRoot(), 1e-8))
    #expect(near(Calibration.brier(labels: labels, probabilities: probabilities), 0.25, 1e-15))
    #expect(
      near(Calibration.observedToExpected(labels: labels, probabilities: probabilities), 0.9, 1e-15))
    #expect(
      near(Calibration.expectedError(labels: labels, probabilities: probabilities)?.value, 0.15, 1e-15))
  }

  @Test("what was drawn with a slope and an intercept is found again within four standard errors")
  func recovered() throws {
    let (labels, probabilities) = drawn(20_000, 51, intercept: -0.7, slope: 0.6)
    let line = try #require(Calibration.line(labels: labels, probabilities: probabilities))
    let slope = try #require(line.slope.interval)
    let intercept = try #require(line.intercept.interval)
    #expect(near(line.slope.value, 0.6, slope.width) && slope.width < 0.06)
    #expect(near(line.intercept.value, -0.7, intercept.width) && intercept.width < 0.08)
  }

  @Test(
    "95 % intervals of slope and calibration in the large hold 1 and 0 in 93 to 97 % of 800 samples of 200")
  func coverage() {
    var held = (slope: 0, inTheLarge: 0)
    for seed in 0..<800 {
      let (labels, probabilities) = drawn(200, 10_000 + UInt64(seed))
      let line = Calibration.line(labels: labels, probabilities: probabilities)
      let inTheLarge = Calibration.inTheLarge(labels: labels, probabilities: probabilities)
      if line?.slope.interval?.contains(1) == true { held.slope += 1 }
      if inTheLarge?.interval?.contains(0) == true { held.inTheLarge += 1 }
    }
    #expect((744...776).contains(held.slope), "\(held.slope)")
    #expect((744...776).contains(held.inTheLarge), "\(held.inTheLarge)")
  }

  @Test("at its maximum the offset fit's probabilities sum to the events, for extreme log-odds too")
  func inTheLarge() throws {
    for shift in [-30.0, -3, 0, 8, 30] {
      let (labels, honest) = drawn(300, 52)
      let probabilities = honest.map { value -> Double in
        let e = exp(shift)
        return value * e / (value * e + 1 - value)
      }
      guard probabilities.allSatisfy({ $0 > 0 && $0 < 1 }) else {
        #expect(Calibration.inTheLarge(labels: labels, probabilities: probabilities) == nil)
        continue
      }
      let plain = try #require(Calibration.inTheLarge(labels: labels, probabilities: honest)).value
      let shifted = try #require(Calibration.inTheLarge(labels: labels, probabilities: probabilities)).value
      // 1 − p keeps 16 − 13 digits at a log-odds of 30.
      #expect(near(shifted, plain - shift, shift > 20 ? 0.05 : 1e-7), "\(shift)")
    }
  }

  @Test("separated classes, constant probabilities, certainty and one class have no slope")
  func noSlope() {
    let separated: [([Bool], [Double])] = [
      ([false, false, true, true], [0.1, 0.2, 0.6, 0.7]), ([true, true, false], [0.1, 0.2, 0.6]),
      ([false, true, false, true], [0.2, 0.5, 0.5, 0.7]), ([false, true, true], [0.3, 0.3, 0.3]),
      ([true, true], [0.1, 0.3]), ([false, true, false], [0, 0.4, 0.5]),
      ([true, false, true], [1, 0.4, 0.5]),
      ([], []), ([true], [0.4]), ([true, false], [0.5, 1.2]), ([true, false], [0.5, .nan]),
    ]
    for (labels, probabilities) in separated {
      #expect(Calibration.line(labels: labels, probabilities: probabilities) == nil, "\(probabilities)")
    }
    #expect(Calibration.inTheLarge(labels: [true, true], probabilities: [0.2, 0.3]) == nil)
    #expect(
      near(
        Calibration.inTheLarge(labels: [true, false], probabilities: [0.5, 0.5])?.value, 0, 1e-12))
  }

  @Test("certainty that was right costs nothing, certainty that was wrong has no finite loss")
  func certainty() {
    #expect(Calibration.logLoss(labels: [true, false], probabilities: [1, 0]) == 0)
    #expect(Calibration.logLoss(labels: [true, false], probabilities: [0, 0]) == nil)
    #expect(Calibration.brier(labels: [true, false], probabilities: [0, 0]) == 0.5)
    #expect(near(Calibration.logLoss(labels: [true], probabilities: [0.5]), 0.6931471805599453, 1e-15))
    #expect(Calibration.brier(labels: [], probabilities: []) == nil)
    #expect(Calibration.observedToExpected(labels: [false], probabilities: [0]) == nil)
  }

  @Test("bins are closed above, all rows are in one, and bins by count hold equal counts")
  func bins() throws {
    let probabilities = [0, 0.1, 0.1000001, 0.3, 0.7, 1]
    let curve = try #require(
      Calibration.curve(labels: [true, false, false, true, true, true], probabilities: probabilities))
    #expect(curve.map(\.upperEdge) == [0.1, 0.2, 0.3, 0.7, 1])
    #expect(curve.map(\.count) == [2, 1, 1, 1, 1] && curve.map(\.events) == [1, 0, 1, 1, 1])
    let (labels, spread) = drawn(1_000, 53)
    let equal = try #require(Calibration.curve(labels: labels, probabilities: spread, bins: .equalCount(10)))
    #expect(equal.map(\.count) == Array(repeating: 100, count: 10))
    #expect(equal.reduce(0) { $0 + $1.events } == labels.count { $0 })
    let error = try #require(
      Calibration.expectedError(labels: labels, probabilities: spread, bins: .equalCount(10)))
    let expected = equal.reduce(0) {
      $0 + abs($1.observed.value - $1.meanProbability) * Double($1.count) / 1_000
    }
    #expect(near(error.value, expected, 1e-14))
    #expect(error.edges.count == 11 && error.edges.first == 0 && error.edges.last == 1)
    let tied = try #require(
      Calibration.curve(labels: [true, false], probabilities: [0.5, 0.5], bins: .equalCount(4)))
    #expect(tied.count == 1 && tied[0].count == 2)
    #expect(Calibration.curve(labels: labels, probabilities: spread, bins: .equalWidth(0)) == nil)
  }

  @Test("a row of weight 2 counts as two rows in every calibration statistic")
  func weights() throws {
    let (labels, probabilities) = drawn(80, 54)
    var chance = Chance(55)
    let weights = chance.levels(80, below: 4)
    let sample = try #require(CalibrationSample(labels: labels, probabilities: probabilities))
    let (manyLabels, many) = (repeated(labels, weights), repeated(probabilities, weights))
    let line = try #require(Calibration.line(labels: manyLabels, probabilities: many))
    let edges = try #require(CalibrationBins.equalWidth(10).edges(for: probabilities))
    let pairs: [(Double?, Double?)] = [
      (sample.slope(weights: weights), line.slope.value),
      (sample.jointIntercept(weights: weights), line.intercept.value),
      (
        sample.inTheLarge(weights: weights),
        Calibration.inTheLarge(labels: manyLabels, probabilities: many)?.value
      ),
      (sample.brier(weights: weights), Calibration.brier(labels: manyLabels, probabilities: many)),
      (sample.logLoss(weights: weights), Calibration.logLoss(labels: manyLabels, probabilities: many)),
      (
        sample.observedToExpected(weights: weights),
        Calibration.observedToExpected(labels: manyLabels, probabilities: many)
      ),
      (
        sample.expectedError(edges: edges, weights: weights),
        Calibration.expectedError(labels: manyLabels, probabilities: many)?.value
      ),
    ]
    for (weighted, expected) in pairs { #expect(near(weighted, try #require(expected), 1e-9)) }
  }

  @Test("a decision curve is the single benefits, and treating all is worth nothing at the prevalence")
  func decisionCurves() throws {
    let (labels, probabilities) = drawn(400, 56)
    let prevalence = Double(labels.count { $0 }) / 400
    let thresholds = [0.05, 0.2, prevalence, 0.5, 0.95]
    let curve = try #require(
      decisionCurve(labels: labels, probabilities: probabilities, thresholds: thresholds))
    #expect(near(curve[2].treatAll, 0, 1e-15))
    for point in curve {
      let single = netBenefit(labels: labels, probabilities: probabilities, threshold: point.threshold)
      #expect(single == point)
      let table = try #require(
        Discrimination.confusion(labels: labels, scores: probabilities, threshold: point.threshold))
      #expect(near(table.netBenefit(threshold: point.threshold), point.model, 1e-15))
      #expect(point.model <= prevalence)
    }
    #expect(netBenefit(labels: labels, probabilities: probabilities, threshold: 0) == nil)
    #expect(netBenefit(labels: labels, probabilities: probabilities, threshold: 1) == nil)
    #expect(netBenefit(labels: [], probabilities: [], threshold: 0.5) == nil)
    #expect(netBenefit(labels: [true], probabilities: [3], threshold: 0.5) == nil)
    let everyone = netBenefit(labels: labels, probabilities: probabilities, threshold: 1e-9)
    #expect(everyone?.model == everyone?.treatAll)
  }
}
