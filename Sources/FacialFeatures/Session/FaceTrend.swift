import SignalCore

/// How a face measure changes from minute to minute.
enum FaceTrend {
  private static let minuteSeconds = 60.0
  private static let leastFaceSeconds = 30.0
  private static let leastMinutes = 5

  /// Median of the slopes between all pairs of minutes (Theil 1950; Sen 1968), per ten minutes.
  /// - Parameter value: Of one minute; `nil` leaves the minute out.
  static func slopePerTenMinutes(_ series: FaceSeries, _ value: (CoveredTime) -> Double?) -> Double? {
    guard let first = series.timesSeconds.first, let last = series.timesSeconds.last else { return nil }
    var minutes: [(seconds: Double, value: Double)] = []
    for number in 0..<Int((last - first) / minuteSeconds) + 1 {
      let start = first + Double(number) * minuteSeconds
      let minute = CoveredTime([TimeRange(startSeconds: start, endSeconds: start + minuteSeconds)])
      if series.seconds(in: minute) >= leastFaceSeconds, let value = value(minute) {
        minutes.append((Double(number) * minuteSeconds, value))
      }
    }
    guard minutes.count >= leastMinutes else { return nil }
    return medianSlope(minutes).map { $0 * 10 * minuteSeconds }
  }
}
