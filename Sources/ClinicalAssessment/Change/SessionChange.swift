internal import SignalCore

/// What became of a measure between two sessions of a person. On all scales here a fall is an improvement.
///
/// Intervals hold what the error of reading allows; they need a `MeasurementError` and are absent without one.
public struct SessionChange: Sendable, Hashable {
  public let earlier: SessionValue
  public let later: SessionValue
  /// Later less earlier, in the measure's unit.
  public let difference: Estimate
  /// The later value.
  public let value: Estimate
  /// Difference over its standard error; `nil` unless the rule is the index.
  public let reliableChangeIndex: Double?
  /// Whether the difference is more than the error of reading; `nil` where no rule is stated.
  public let reliable: ChangeDirection?
  /// Whether it is large enough to matter to patients; `nil` where no rule is stated, or the rule is a share and
  /// the earlier value was the lowest possible.
  public let important: ChangeDirection?
  /// Share of the earlier value that is gone, both counted from the measure's lowest: 1 is all, negative a rise.
  /// `nil` where the earlier value was the lowest possible.
  public let fall: Estimate?
  /// `nil` where there is no fall to judge.
  public let isResponse: Bool?
  /// `nil` where no rule is stated, or the earlier value was in remission already.
  public let isRemission: Bool?

  /// - Parameters:
  ///   - coverage: Of the intervals. The index is judged at 1.96 whatever the coverage.
  /// - Returns: `nil` where a session has no value.
  init?(from earlier: SessionValue, to later: SessionValue, _ rules: ChangeRules, coverage: Double) {
    guard let before = earlier.value.number, let after = later.value.number else { return nil }
    self.earlier = earlier
    self.later = later
    let change = after - before
    var error: MeasurementError?
    switch rules.reliableChange {
    case .index(let measurement):
      error = measurement
      let index = change / measurement.ofDifference
      reliableChangeIndex = index
      reliable = ChangeDirection(index, isChange: abs(index) > 1.96)
    case .points(let points, _):
      reliableChangeIndex = nil
      reliable = ChangeDirection(change, isChange: abs(change) >= points)
    case nil:
      reliableChangeIndex = nil
      reliable = nil
    }

    func estimate(_ value: Double, _ standardError: Double?) -> Estimate {
      guard let standardError, let z = NormalDistribution.criticalValue(coverage: coverage) else {
        return Estimate(value: value, interval: nil)
      }
      return Estimate(
        value: value,
        interval: Interval(
          lower: value - z * standardError, upper: value + z * standardError, coverage: coverage))
    }
    difference = estimate(change, error?.ofDifference)
    value = estimate(after, error?.ofReading)

    fall = rules.lowestValue.flatMap {
      Self.fall(from: before - $0, to: after - $0, standardError: error?.ofReading, coverage: coverage)
    }
    isResponse = fall.map { $0.value >= rules.responseShare }
    important =
      switch rules.importantDifference {
      case .points(let points, _): ChangeDirection(change, isChange: abs(change) >= points)
      case .share(let share, _): fall.map { ChangeDirection(change, isChange: abs($0.value) >= share) }
      case nil: nil
      }
    isRemission = rules.remission.flatMap { before > $0.atMost ? after <= $0.atMost : nil }
  }

  /// 1 − after/before. The interval is Fieller's for a ratio of two readings with the same independent error:
  /// the shares ρ with (after − ρ before)² ≤ z² s² (1 + ρ²). It is absent where the earlier value is itself
  /// not surely above the lowest.
  private static func fall(
    from before: Double, to after: Double, standardError: Double?, coverage: Double
  ) -> Estimate? {
    guard before > 0 else { return nil }
    let value = 1 - after / before
    guard let standardError, let z = NormalDistribution.criticalValue(coverage: coverage) else {
      return Estimate(value: value, interval: nil)
    }
    let squaredMargin = z * z * standardError * standardError
    let divisor = before * before - squaredMargin
    guard divisor > 0 else { return Estimate(value: value, interval: nil) }
    let half = (squaredMargin * (before * before + after * after - squaredMargin)).squareRoot()
    return Estimate(
      value: value,
      interval: Interval(
        lower: 1 - (before * after + half) / divisor, upper: 1 - (before * after - half) / divisor,
        coverage: coverage))
  }
}

public enum ChangeDirection: String, Sendable, Hashable, Codable {
  case fallen, risen
  /// Less than the rule asks for.
  case unchanged

  init(_ difference: Double, isChange: Bool) {
    self = if !isChange || difference == 0 { .unchanged } else if difference < 0 { .fallen } else { .risen }
  }
}
