/// The two ends of an interval that is said to hold the true value in a share of all studies.
public struct Interval: Sendable, Hashable, Codable {
  public var lower: Double
  public var upper: Double
  /// Share of studies, for example 0.95.
  public var coverage: Double

  public init(lower: Double, upper: Double, coverage: Double) {
    self.lower = lower
    self.upper = upper
    self.coverage = coverage
  }

  public var width: Double { upper - lower }

  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// `nil` where an end is not finite.
  init?(finite lower: Double, _ upper: Double, coverage: Double) {
    guard lower.isFinite, upper.isFinite else { return nil }
    self.init(lower: lower, upper: upper, coverage: coverage)
  }
}

/// A value computed from a sample, with the interval the sample allows.
public struct Estimate: Sendable, Hashable, Codable {
  public var value: Double
  /// `nil` where the sample gives a value but no interval, as an area of exactly 1 does.
  public var interval: Interval?

  public init(value: Double, interval: Interval?) {
    self.value = value
    self.interval = interval
  }
}

extension Estimate {
  /// A share of successes with its score interval.
  ///
  /// Wilson 1927, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22:
  /// 209–212: the shares p for which |k/n − p| ≤ z √(p(1 − p)/n). Never empty, never outside 0 to 1.
  /// - Parameters:
  ///   - successes: 0 to `count`.
  ///   - coverage: Above 0 and below 1.
  /// - Returns: `nil` when `count` is not above 0.
  public static func proportion(_ successes: Double, of count: Double, coverage: Double = 0.95) -> Estimate? {
    guard count > 0, successes >= 0, successes <= count,
      let z = NormalDistribution.criticalValue(coverage: coverage)
    else { return nil }
    let share = successes / count
    let shrink = 1 + z * z / count
    let centre = (share + z * z / (2 * count)) / shrink
    let half = z / shrink * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return Estimate(
      value: share,
      interval: Interval(
        // The closed form leaves a rounding error where an end is 0 or 1 exactly.
        lower: successes == 0 ? 0 : max(0, centre - half),
        upper: successes == count ? 1 : min(1, centre + half), coverage: coverage))
  }
}
