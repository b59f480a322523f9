import DenseMath
import RealModule

/// An area under the ROC curve with the standard error of DeLong, DeLong & Clarke-Pearson 1988, "Comparing the areas
/// under two or more correlated receiver operating characteristic curves", Biometrics 44: 837–845.
public struct AreaUnderROC: Sendable, Hashable, Codable {
  /// 0 to 1; 0.5 is chance.
  public var area: Double
  /// √(S₁₀/m + S₀₁/n), of the m positive and n negative rows' placements, divisors m − 1 and n − 1.
  /// `nil` with fewer than two rows of a class.
  public var standardError: Double?
  /// Area ± z · error, cut at 0 and 1. `nil` where the error is 0 (perfect separation, for one): an interval of no
  /// width would claim certainty.
  public var waldInterval: Interval?
  /// The same on the log-odds scale, error/(A(1 − A)): never leaves 0 to 1, nearer its coverage in small samples
  /// with areas near 1.
  public var logitInterval: Interval?
}

/// Whether two scores of the same rows have different areas.
public struct AreaDifference: Sendable, Hashable, Codable {
  public var first: Double
  public var second: Double
  /// First less second area, with its interval.
  public var difference: Estimate
  /// Difference over its standard error.
  public var z: Double
  /// Two-sided.
  public var pValue: Double
}

extension Discrimination {
  /// The area with standard error and both intervals, in O(n log n): placements from mid-ranks (Sun & Xu 2014, "Fast
  /// implementation of DeLong's algorithm", IEEE Signal Process. Lett. 21: 1389–1393).
  public static func areaUnderROCWithError(
    labels: [Bool], scores: [Double], coverage: Double = 0.95
  ) -> AreaUnderROC? {
    guard let sample = DiscriminationSample(labels: labels, scores: scores),
      let placements = Placements(sample)
    else { return nil }
    let area = placements.area
    guard let variance = placements.covariance(with: placements) else {
      return AreaUnderROC(area: area, standardError: nil, waldInterval: nil, logitInterval: nil)
    }
    let error = variance.squareRoot()
    var result = AreaUnderROC(area: area, standardError: error, waldInterval: nil, logitInterval: nil)
    guard error > 0, let z = NormalDistribution.criticalValue(coverage: coverage) else { return result }
    result.waldInterval = Interval(
      lower: max(0, area - z * error), upper: min(1, area + z * error), coverage: coverage)
    if area > 0, area < 1 {
      let centre = Double.log(area) - Double.log(onePlus: -area)
      let half = z * error / (area * (1 - area))
      result.logitInterval = Interval(
        finite: logistic(centre - half), logistic(centre + half), coverage: coverage)
    }
    return result
  }

  /// DeLong's test of two correlated areas: both scores belong to the same rows.
  /// - Returns: `nil` with fewer than two rows of a class, and where the difference has no variance, as with scores
  ///   that order the rows alike.
  public static func deLongTest(
    labels: [Bool], _ first: [Double], _ second: [Double], coverage: Double = 0.95
  ) -> AreaDifference? {
    guard let a = DiscriminationSample(labels: labels, scores: first).flatMap({ Placements($0) }),
      let b = DiscriminationSample(labels: labels, scores: second).flatMap({ Placements($0) }),
      let variance = a.differenceVariance(from: b), variance > 0,
      let critical = NormalDistribution.criticalValue(coverage: coverage)
    else { return nil }
    let difference = a.area - b.area
    let error = variance.squareRoot()
    let z = difference / error
    return AreaDifference(
      first: a.area, second: b.area,
      difference: Estimate(
        value: difference,
        interval: Interval(
          lower: max(-1, difference - critical * error), upper: min(1, difference + critical * error),
          coverage: coverage)),
      z: z, pValue: 2 * NormalDistribution.survival(abs(z)))
  }
}

/// For each positive row the share of negative rows it beats, and for each negative row the share of positive rows
/// that beat it, ties counting half; in the rows' order.
struct Placements {
  let positive: [Double]
  let negative: [Double]
  let area: Double

  init?(_ sample: DiscriminationSample) {
    let positives = Double(sample.labels.count { $0 })
    let negatives = Double(sample.count) - positives
    guard positives > 0, negatives > 0 else { return nil }
    var placement = [Double](repeating: 0, count: sample.count)
    var run = 0
    var positivesBelow = 0.0
    var negativesBelow = 0.0
    sample.forEachRun(sample.ones) { positive, negative in
      for place in sample.order.runStarts[run]..<sample.order.runStarts[run + 1] {
        let row = Int(sample.order.order[Int(place)])
        placement[row] =
          sample.labels[row]
          ? (negativesBelow + negative / 2) / negatives
          : 1 - (positivesBelow + positive / 2) / positives
      }
      positivesBelow += positive
      negativesBelow += negative
      run += 1
    }
    positive = zip(placement, sample.labels).filter(\.1).map(\.0)
    negative = zip(placement, sample.labels).filter { !$0.1 }.map(\.0)
    area = positive.reduce(0, +) / positives
  }

  /// Covariance of two areas over the same rows.
  func covariance(with other: Placements) -> Double? {
    guard positive.count >= 2, negative.count >= 2 else { return nil }
    return Self.covariance(positive, other.positive) / Double(positive.count)
      + Self.covariance(negative, other.negative) / Double(negative.count)
  }

  /// Variance of the difference of two areas: that of the differences of placements, which loses no digits where
  /// the two scores nearly agree.
  func differenceVariance(from other: Placements) -> Double? {
    guard positive.count >= 2, negative.count >= 2 else { return nil }
    let positives = zip(positive, other.positive).map { $0 - $1 }
    let negatives = zip(negative, other.negative).map { $0 - $1 }
    return Self.covariance(positives, positives) / Double(positives.count)
      + Self.covariance(negatives, negatives) / Double(negatives.count)
  }

  /// Divisor n − 1.
  private static func covariance(_ x: [Double], _ y: [Double]) -> Double {
    let meanX = x.reduce(0, +) / Double(x.count)
    let meanY = y.reduce(0, +) / Double(y.count)
    var sum = 0.0
    for index in x.indices { sum += (x[index] - meanX) * (y[index] - meanY) }
    return sum / Double(x.count - 1)
  }
}
