import ClinicalAssessment
import Testing

@Suite struct StatisticsAgreementTests {
  typealias Statistic = @Sendable ([Double], [Double]) -> Double?

  static let all: [(name: String, value: Statistic)] = [
    ("concordance", { Agreement.concordance($0, $1) }),
    ("mean absolute error", { Agreement.meanAbsoluteError($0, $1) }),
    ("root mean squared error", { Agreement.rootMeanSquaredError($0, $1) }),
    ("R²", { Agreement.coefficientOfDetermination($0, $1) }),
    ("Pearson", { Agreement.pearson($0, $1) }), ("Spearman", { Agreement.spearman($0, $1) }),
    ("Kendall", { Agreement.kendallTauB($0, $1) }),
  ]

  @Test("a prediction off by 2 everywhere has its closed form in every statistic")
  func shifted() {
    let truth: [Double] = [1, 2, 3, 4, 5]
    let predicted = truth.map { $0 + 2 }
    #expect(near(Agreement.meanAbsoluteError(truth, predicted), 2, 1e-15))
    #expect(near(Agreement.rootMeanSquaredError(truth, predicted), 2, 1e-15))
    // Variance 2 each, 2·2/(2 + 2 + 4).
    #expect(near(Agreement.concordance(truth, predicted), 0.5, 1e-15))
    #expect(near(Agreement.coefficientOfDetermination(truth, predicted), -1, 1e-15))
    for statistic in [Agreement.pearson, Agreement.spearman, Agreement.kendallTauB] {
      #expect(near(statistic(truth, predicted), 1, 1e-15))
      #expect(near(statistic(truth, truth.map { -$0 }), -1, 1e-15))
    }
  }

  @Test("Kendall's τ-b is the count over all pairs, with ties on either side", arguments: [2, 3, 17, 60])
  func kendall(count: Int) throws {
    var chance = Chance(UInt64(count))
    for levels in [2, 5, 1_000] {
      let x = chance.levels(count, below: levels)
      let y = chance.levels(count, below: 4)
      var (difference, untiedX, untiedY) = (0.0, 0.0, 0.0)
      for i in x.indices {
        for j in x.indices where j < i {
          difference += sign(x[i] - x[j]) * sign(y[i] - y[j])
          untiedX += abs(sign(x[i] - x[j]))
          untiedY += abs(sign(y[i] - y[j]))
        }
      }
      let value = Agreement.kendallTauB(x, y)
      if untiedX * untiedY == 0 {
        #expect(value == nil)
      } else {
        #expect(near(value, difference / (untiedX * untiedY).squareRoot(), 1e-14))
      }
    }
  }

  @Test("exchanging truth and prediction changes neither correlation nor concordance nor error")
  func symmetry() throws {
    var chance = Chance(7)
    for _ in 0..<50 {
      let x = chance.levels(40, below: 27)
      let y = chance.normals(40)
      for (name, value) in Self.all where name != "R²" {
        let forwards = try #require(value(x, y))
        #expect(near(value(y, x), forwards, 1e-14), "\(name)")
      }
    }
  }

  @Test("correlations stay within ±1 and concordance never exceeds Pearson's in size")
  func bounds() throws {
    var chance = Chance(8)
    for _ in 0..<200 {
      let count = 2 + chance.bits.whole(below: 20)
      let x = chance.levels(count, below: 6)
      let y = zip(x, chance.levels(count, below: 6)).map { $0 + $1 }
      let pearson = Agreement.pearson(x, y)
      for value in [pearson, Agreement.spearman(x, y), Agreement.kendallTauB(x, y)] {
        if let value { #expect(abs(value) <= 1) }
      }
      if let pearson, let concordance = Agreement.concordance(x, y) {
        #expect(abs(concordance) <= abs(pearson) + 1e-15)
      }
    }
  }

  @Test("a row of weight 2 counts as two rows, and one of weight 0 not at all")
  func weights() throws {
    var chance = Chance(9)
    let x = chance.levels(50, below: 27)
    let y = zip(x, chance.normals(50)).map { $0 + 5 * $1 }.map { $0.rounded() }
    let weights = chance.levels(50, below: 4)
    let sample = try #require(AgreementSample(truth: x, predicted: y))
    let weighted = [
      sample.concordance(weights: weights), sample.meanAbsoluteError(weights: weights),
      sample.rootMeanSquaredError(weights: weights), sample.coefficientOfDetermination(weights: weights),
      sample.pearson(weights: weights), sample.spearman(weights: weights),
      sample.kendallTauB(weights: weights),
    ]
    for ((name, value), weighted) in zip(Self.all, weighted) {
      let expected = try #require(value(repeated(x, weights), repeated(y, weights)))
      #expect(near(weighted, expected, 1e-12), "\(name)")
    }
  }

  @Test("a scale of 1e±300 or a start at 1e9 changes no correlation, and no error but by its unit")
  func hugeValues() throws {
    var chance = Chance(10)
    let x = chance.levels(30, below: 27)
    let y = zip(x, chance.levels(30, below: 9)).map { $0 + $1 }
    for scale in [1e-300, 1e-160, 1e160, 1e300] {
      for (name, value) in Self.all {
        let unit = name.hasSuffix("error") ? scale : 1
        let expected = try #require(value(x, y))
        let scaled = try #require(value(x.map { $0 * scale }, y.map { $0 * scale }))
        #expect(abs(scaled / unit - expected) <= 1e-12 * abs(expected), "\(name) at \(scale)")
      }
    }
    let tiny = x.map { $0 * 1e-300 }
    #expect(near(Agreement.concordance(tiny, tiny), 1, 1e-15))
    #expect(Agreement.meanAbsoluteError(tiny, tiny) == 0)
    #expect(Agreement.concordance(tiny, tiny.map { _ in 1e-300 }) == 0)
    for (name, value) in Self.all {
      let expected = try #require(value(x, y))
      #expect(near(value(x.map { $0 + 1e9 }, y.map { $0 + 1e9 }), expected, 1e-12), "\(name)")
    }
    // The difference itself is beyond any number.
    #expect(Agreement.meanAbsoluteError([1.7e308, 0], [-1.7e308, -1.7e308]) == nil)
    #expect(near(Agreement.pearson([1.7e308, 0, -1.7e308], [-1.7e308, 0, 1.7e308]), -1, 1e-15))
  }

  @Test("constants, single rows, nothing and infinities have no correlation, and no statistic is ever NaN")
  func degenerate() {
    let lists: [[Double]] = [
      [], [3], [3, 3], [1, 2], [0.1, 0.1, 0.1], [1, 2, 3], [1, 2, .nan], [1, .infinity, 2],
      [1e308, -1e308, 1e308], [.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude],
    ]
    for x in lists {
      for y in lists where y.count == x.count {
        for (name, value) in Self.all {
          if let result = value(x, y) {
            #expect(result.isFinite, "\(name) of \(x), \(y)")
            #expect(x.allSatisfy(\.isFinite) && y.allSatisfy(\.isFinite))
          }
        }
      }
    }
    for statistic in [Agreement.pearson, Agreement.spearman, Agreement.kendallTauB] {
      #expect(statistic([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
      #expect(statistic([1, 2, 3], [0.3, 0.3, 0.3]) == nil)
      #expect(statistic([1], [2]) == nil)
    }
    #expect(Agreement.concordance([4, 4], [4, 4]) == nil)
    #expect(Agreement.concordance([1, 2, 3], [2, 2, 2]) == 0, "a mean predictor does not follow the scores")
    #expect(Agreement.coefficientOfDetermination([2, 2], [1, 3]) == nil)
    #expect(Agreement.meanAbsoluteError([1], [4]) == 3)
  }

  @Test("Fisher's 95 % interval holds the true correlation in 93 to 97 % of 2,000 samples of 30")
  func fisherCoverage() {
    var chance = Chance(11)
    var held = 0
    for _ in 0..<2_000 {
      let x = chance.normals(30)
      let y = x.map { 0.6 * $0 + 0.8 * chance.normal() }
      if Agreement.pearsonEstimate(x, y)?.interval?.contains(0.6) == true { held += 1 }
    }
    #expect((1_860...1_940).contains(held), "\(held)")
  }

  @Test("no interval for a correlation below four rows or at 1")
  func fisherRefused() throws {
    let three = try #require(Agreement.pearsonEstimate([1, 2, 4], [1, 3, 2]))
    #expect(three.interval == nil)
    let perfect = try #require(Agreement.pearsonEstimate([1, 2, 3, 4, 6], [1, 2, 3, 4, 6]))
    #expect(perfect.value == 1 && perfect.interval == nil)
  }

  private func sign(_ value: Double) -> Double { value > 0 ? 1 : value < 0 ? -1 : 0 }
}
