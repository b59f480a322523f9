internal import SignalCore

extension SessionSeries {
  /// Least sessions with a value for a trend.
  public static let leastSessionsOfTrend = 4

  /// Change a week over all sessions, in the measure's unit: the median of the slopes between all pairs of sessions
  /// on different days (Theil 1950; Sen 1968, J. Am. Stat. Assoc. 63: 1379–1389).
  ///
  /// The interval is Sen's, from the normal approximation of Kendall's sum with the days' ties taken out, its ranks
  /// rounded outwards; below six sessions it does not exist at 95 %.
  /// - Returns: `nil` below four sessions, or where all lie on one day.
  public func changePerWeek(coverage: Double = 0.95) -> Estimate? {
    guard sessions.count >= Self.leastSessionsOfTrend else { return nil }
    let days = sessions.map { Double($0.day.number) }
    let slopes = Trend.pairSlopes(times: days, values: sessions.compactMap(\.value.number)).map { $0 * 7 }
    guard let middle = slopes.median else { return nil }
    return Estimate(value: middle, interval: interval(of: slopes, days: days, coverage: coverage))
  }

  private func interval(of slopes: [Double], days: [Double], coverage: Double) -> Interval? {
    func spread(_ count: Int) -> Double { Double(count * (count - 1) * (2 * count + 5)) / 18 }
    let tied = Dictionary(grouping: days, by: { $0 }).values.reduce(0) { $0 + spread($1.count) }
    guard let z = NormalDistribution.criticalValue(coverage: coverage) else { return nil }
    let margin = z * (spread(days.count) - tied).squareRoot()
    let rank = Int(((Double(slopes.count) - margin) / 2).rounded(.down))
    guard rank >= 1 else { return nil }
    return Interval(lower: slopes[rank - 1], upper: slopes[slopes.count - rank], coverage: coverage)
  }
}
