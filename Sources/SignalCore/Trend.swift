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
    return medianSlope(points).map { $0 * 600 }
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

/// The slopes between all pairs of points at different places, in rising order.
/// - Parameter points: In order of place.
package func pairSlopes(_ points: [(seconds: Double, value: Double)]) -> [Double] {
  var slopes: [Double] = []
  slopes.reserveCapacity(points.count * max(points.count - 1, 0) / 2)
  for (index, earlier) in points.enumerated() {
    for later in points[(index + 1)...] where later.seconds > earlier.seconds {
      slopes.append((later.value - earlier.value) / (later.seconds - earlier.seconds))
    }
  }
  // Sorted here, where the compiler knows the type: there are as many slopes as pairs.
  slopes.sort()
  return slopes
}

/// Median of the slopes between all pairs of points at different places (Theil 1950; Sen 1968).
/// - Parameter points: In order of place.
/// - Returns: `nil` without two places.
package func medianSlope(_ points: [(seconds: Double, value: Double)]) -> Double? {
  let slopes = pairSlopes(points)
  let upper = slopes.count / 2
  guard upper < slopes.count else { return nil }
  return slopes.count.isMultiple(of: 2) ? (slopes[upper - 1] + slopes[upper]) / 2 : slopes[upper]
}
