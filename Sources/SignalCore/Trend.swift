/// How a value changes in the course of a session.
package struct Trend {
  /// Least values, and least time between the first and the last, for a slope.
  private static let leastValues = 10
  private static let leastSeconds = 300.0
  /// Least values in a third.
  private static let leastInThird = 3

  /// In order of time.
  private let points: [(seconds: Double, value: Double)]
  /// From the first to the last word of anybody.
  private let conversation: TimeRange

  /// - Parameters:
  ///   - points: In order of time.
  ///   - conversation: From the first to the last word of anybody.
  package init(_ points: [(seconds: Double, value: Double)], in conversation: TimeRange) {
    self.points = points
    self.conversation = conversation
  }

  /// Median of the slopes between all pairs of values at different times (Theil 1950; Sen 1968), per ten
  /// minutes.
  package var slopePerTenMinutes: Double? {
    guard points.count >= Self.leastValues, let first = points.first, let last = points.last,
      last.seconds - first.seconds >= Self.leastSeconds
    else { return nil }
    let slopes = Self.pairSlopes(times: points.map(\.seconds), values: points.map(\.value))
    let upper = slopes.count / 2
    guard upper < slopes.count else { return nil }
    let median = slopes.count.isMultiple(of: 2) ? (slopes[upper - 1] + slopes[upper]) / 2 : slopes[upper]
    return median * 600
  }

  /// The slopes between all pairs of values at different times, in rising order.
  /// - Parameter times: In order.
  package static func pairSlopes(times: [Double], values: [Double]) -> [Double] {
    var slopes: [Double] = []
    slopes.reserveCapacity(times.count * (times.count - 1) / 2)
    for earlier in times.indices {
      for later in (earlier + 1)..<times.count where times[later] > times[earlier] {
        slopes.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
      }
    }
    // Sorted here, where the compiler knows the type: there are as many slopes as pairs.
    slopes.sort()
    return slopes
  }

  /// Median in the last third of the conversation less the median in the first.
  package var lastLessFirstThird: Double? {
    guard conversation.durationSeconds >= Self.leastSeconds else { return nil }
    let third = conversation.durationSeconds / 3
    let first = points.filter { $0.seconds < conversation.startSeconds + third }.map(\.value)
    let last = points.filter { $0.seconds >= conversation.endSeconds - third }.map(\.value)
    guard first.count >= Self.leastInThird, last.count >= Self.leastInThird, let before = first.median,
      let after = last.median
    else { return nil }
    return after - before
  }
}
