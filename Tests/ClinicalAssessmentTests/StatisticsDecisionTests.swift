import ClinicalAssessment
import Testing

/// Shares, categories, paired decisions, subgroups, sample size.
@Suite struct StatisticsDecisionTests {
  @Test(
    "Wilson's interval is statsmodels 0.15.0's and reaches 0 and 1 exactly",
    arguments: [
      (4, 11, 0.1516647109536757, 0.6461988254921511), (46, 49, 0.8347951216427361, 0.9789598533270325),
      (0, 10, 0, 0.27753279986288926), (10, 10, 0.7224672001371106, 1),
      (1, 3, 0.06149194472039626, 0.7923403991979523),
    ])
  func wilson(successes: Double, count: Double, lower: Double, upper: Double) throws {
    let interval = try #require(Estimate.proportion(successes, of: count)?.interval)
    #expect(near(interval.lower, lower, 1e-13) && near(interval.upper, upper, 1e-13))
  }

  @Test(
    "Wilson's 95 % interval covers 93 to 97 % on the average of all shares from 0.05 to 0.95 of 30 people")
  func wilsonCoverage() {
    // Exactly: the sum of binomial probabilities of the counts whose interval holds the share.
    var sum = 0.0
    let shares = (1...19).map { Double($0) / 20 }
    for share in shares {
      var probability = 1.0
      for _ in 0..<30 { probability *= 1 - share }
      for successes in 0...30 {
        if Estimate.proportion(Double(successes), of: 30)?.interval?.contains(share) == true {
          sum += probability
        }
        probability *= Double(30 - successes) / Double(successes + 1) * share / (1 - share)
      }
    }
    #expect(near(sum / Double(shares.count), 0.95, 0.02))
  }

  @Test("predictive values at a stated prevalence are Bayes', and the sample's own at its own prevalence")
  func prevalence() throws {
    let table = Confusion(truePositives: 90, falsePositives: 30, falseNegatives: 10, trueNegatives: 170)
    let few = try #require(table.inPopulation(prevalence: 0.1))
    // Sensitivity 0.9, specificity 0.85: 0.09/(0.09 + 0.135), 0.765/(0.765 + 0.01).
    #expect(near(few.positivePredictiveValue?.value, 0.4, 1e-15))
    #expect(near(few.negativePredictiveValue?.value, 0.765 / 0.775, 1e-15))
    #expect(near(few.truePositivesPerThousand, 90, 1e-12))
    #expect(near(few.falsePositivesPerThousand, 135, 1e-12))
    #expect(near(few.falseNegativesPerThousand, 10, 1e-12))
    #expect(near(few.trueNegativesPerThousand, 765, 1e-12))
    let own = try #require(table.inPopulation(prevalence: 1.0 / 3))
    #expect(near(own.positivePredictiveValue?.value, table.positivePredictiveValue()?.value ?? 0, 1e-15))
    #expect(near(own.negativePredictiveValue?.value, table.negativePredictiveValue()?.value ?? 0, 1e-15))
    let interval = try #require(few.positivePredictiveValue?.interval)
    #expect(interval.lower < 0.4 && interval.upper > 0.4)
    #expect(table.inPopulation(prevalence: 1.2) == nil)
    let nobody = try #require(table.inPopulation(prevalence: 0))
    #expect(nobody.positivePredictiveValue?.value == 0 && nobody.negativePredictiveValue?.value == 1)
  }

  @Test("κ is symmetric, at most 1, 1 for equal lists, and does not mind names of categories")
  func kappa() throws {
    var chance = Chance(41)
    for _ in 0..<50 {
      let first = chance.levels(30, below: 4).map { Int($0) }
      let second = zip(first, chance.units(30)).map { $1 < 0.6 ? $0 : 1 }
      let kappa = try #require(Discrimination.kappa(first, second))
      let weighted = try #require(Discrimination.weightedKappa(first, second))
      #expect(kappa <= 1 && kappa >= -1 && weighted <= 1 && weighted >= -1)
      #expect(near(Discrimination.kappa(second, first), kappa, 1e-14))
      #expect(near(Discrimination.weightedKappa(second, first), weighted, 1e-14))
      #expect(near(Discrimination.kappa(first.map { 7 - 3 * $0 }, second.map { 7 - 3 * $0 }), kappa, 1e-14))
      #expect(
        near(Discrimination.weightedKappa(first.map { $0 + 90 }, second.map { $0 + 90 }), weighted, 1e-13))
      #expect(Discrimination.kappa(first, first) == 1 && Discrimination.weightedKappa(first, first) == 1)
    }
    #expect(
      Discrimination.kappa([2, 2], [2, 2]) == nil && Discrimination.weightedKappa([2, 2], [2, 2]) == nil)
    #expect(Discrimination.kappa([], []) == nil && Discrimination.weightedKappa([], []) == nil)
    #expect(Discrimination.kappa([1, 1], [1, 2]) == 0)
  }

  @Test("with two categories plain and weighted κ agree with the 2 × 2 table's, weights as repeated rows")
  func kappaOfTwo() throws {
    var chance = Chance(42)
    let first = chance.labels(50)
    let second = zip(first, chance.units(50)).map { $1 < 0.7 ? $0 : !$0 }
    let table = try #require(
      Discrimination.confusion(labels: first, scores: second.map { $0 ? 1 : 0 }, threshold: 0.5))
    let numbers = (first.map { $0 ? 1 : 0 }, second.map { $0 ? 1 : 0 })
    let kappa = try #require(table.kappa)
    #expect(near(Discrimination.kappa(numbers.0, numbers.1), kappa, 1e-14))
    #expect(near(Discrimination.weightedKappa(numbers.0, numbers.1), kappa, 1e-14))
    let weights = chance.levels(50, below: 3)
    let sample = try #require(CategorySample(numbers.0, numbers.1))
    let many = (repeated(numbers.0, weights), repeated(numbers.1, weights))
    #expect(near(sample.kappa(weights: weights), Discrimination.kappa(many.0, many.1) ?? -9, 1e-14))
    #expect(
      near(sample.quadraticKappa(weights: weights), Discrimination.weightedKappa(many.0, many.1) ?? -9, 1e-14)
    )
  }

  @Test(
    "McNemar's exact p-value is that of scipy 1.17.1, binomtest(min(b, c), b + c)",
    arguments: [(8, 2, 0.109375), (0, 5, 0.0625), (7, 7, 1), (30, 12, 0.007915897334896727), (0, 0, 1)])
  func mcNemar(onlyFirst: Int, onlySecond: Int, expected: Double) throws {
    let labels = [Bool](repeating: true, count: 60)
    let first = labels.indices.map { $0 < onlyFirst || $0 >= 50 }
    let second = labels.indices.map { ($0 >= onlyFirst && $0 < onlyFirst + onlySecond) || $0 >= 50 }
    let test = try #require(Discrimination.mcNemar(labels: labels, first, second))
    #expect(test.onlyFirstRight == onlyFirst && test.onlySecondRight == onlySecond)
    #expect(near(test.pValue, expected, 1e-13))
    #expect(near(test.difference.value, Double(onlyFirst - onlySecond) / 60, 1e-15))
    #expect(Discrimination.mcNemar(labels: [], [], []) == nil)
  }

  @Test("Holm's adjustment is statsmodels 0.15.0's multipletests")
  func holm() throws {
    let adjusted = try #require(holmAdjusted([0.01, 0.04, 0.03, 0.005, 0.5]))
    for (value, expected) in zip(adjusted, [0.04, 0.09, 0.09, 0.025, 0.5]) {
      #expect(near(value, expected, 1e-15))
    }
    #expect(holmAdjusted([]) == [])
    #expect(holmAdjusted([0.2, .nan]) == nil)
  }

  @Test("a group of two persons with the condition has a count and a prevalence, and nothing else is claimed")
  func subgroups() throws {
    let groups = StatisticsGolden.group.map { $0 == 1 ? "b" : "a" }
    let table = try #require(
      SubgroupTable(
        labels: StatisticsGolden.labels, probabilities: StatisticsGolden.probabilities, threshold: 0.5,
        groups: groups))
    #expect(table.rows.map(\.group) == ["a", "b"])
    #expect(table.rows.map(\.count) == [33, 27] && table.rows.map(\.events) == [2, 9])
    #expect(near(table.rows[0].prevalence.value, 2.0 / 33, 1e-15))
    for row in table.rows {
      #expect(!row.isLargeEnough && row.areaUnderROC == nil && row.sensitivityGap == nil)
      #expect(row.calibrationInTheLarge == nil && row.observedToExpected == nil)
    }
    #expect(table.largestSensitivityGap == nil)
    // scikit-learn's areas of both groups, 1.0 and 0.69444, once two events are said to be enough.
    let bold = try #require(
      SubgroupTable(
        labels: StatisticsGolden.labels, probabilities: StatisticsGolden.probabilities, threshold: 0.5,
        groups: groups, fewestEvents: 2))
    #expect(bold.rows[0].areaUnderROC?.value == 1)
    #expect(near(bold.rows[1].areaUnderROC?.value, 0.6944444444444444, 1e-14))
    let gap = try #require(bold.rows[0].sensitivityGap)
    #expect(near(bold.rows[1].sensitivityGap?.value, -gap.value, 1e-15))
    #expect(near(bold.largestSensitivityGap, abs(gap.value), 1e-15))
    #expect(bold.rows[0].calibrationSlope == nil, "a threshold separates the classes of this group")
  }

  @Test("rows without a group are counted, and compared with as everyone else")
  func unknownGroups() throws {
    var chance = Chance(43)
    let labels = chance.labels(200)
    let scores = chance.units(200)
    let groups: [String?] = labels.indices.map { $0 < 90 ? "x" : nil }
    let table = try #require(
      SubgroupTable(labels: labels, probabilities: scores, threshold: 0.5, groups: groups))
    #expect(table.unknownCount == 110 && table.rows.count == 1)
    let here = try #require(
      Discrimination.confusion(
        labels: Array(labels[..<90]), scores: Array(scores[..<90]), threshold: 0.5))
    let others = try #require(
      Discrimination.confusion(
        labels: Array(labels[90...]), scores: Array(scores[90...]), threshold: 0.5))
    let expected = try #require(here.sensitivity()).value - (others.sensitivity()?.value ?? 9)
    #expect(near(table.rows[0].sensitivityGap?.value, expected, 1e-14))
    #expect(table.rows[0].isLargeEnough && table.rows[0].areaUnderROC?.interval != nil)
    let empty = SubgroupTable(labels: [], probabilities: [], threshold: 0.5, groups: [])
    #expect(empty == nil)
  }

  @Test("Newcombe's interval of 7/20 less 12/40 is statsmodels 0.15.0's")
  func newcombe() throws {
    let gap = try #require(Estimate.difference(.proportion(7, of: 20), .proportion(12, of: 40)))
    #expect(near(gap.value, 0.05, 1e-15))
    #expect(near(gap.interval?.lower, -0.17870231376868653, 1e-12))
    #expect(near(gap.interval?.upper, 0.29773614347394256, 1e-12))
  }

  @Test(
    "a sample is warned of for few events, few events a predictor and a wide interval, and a large one is not"
  )
  func sampleSize() throws {
    let small = SampleSizeAdvice(events: 11, nonEvents: 49, predictors: 88)
    #expect(small.eventsPerPredictor == 0.125)
    let width = try #require(small.expectedAreaWidth)
    // Hanley & McNeil's variance at 0.75: Q₁ = 0.6, Q₂ = 0.642857.
    let variance = (0.1875 + 10 * 0.0375 + 48 * (0.6428571428571429 - 0.5625)) / 539
    #expect(near(width, 2 * 1.959963984540054 * variance.squareRoot(), 1e-12))
    #expect(
      small.warnings == [.fewEventsPerPredictor(0.125), .fewEvents(11), .wideArea(expectedWidth: width)])
    #expect(small.warnings.allSatisfy { !$0.message.isEmpty })
    #expect(SampleSizeAdvice(events: 2_000, nonEvents: 8_000, predictors: 20).warnings.isEmpty)
    let none = SampleSizeAdvice(events: 0, nonEvents: 40, predictors: 0)
    #expect(none.expectedAreaWidth == nil && none.eventsPerPredictor == nil)
    #expect(none.warnings == [.fewEvents(0)])
  }
}
