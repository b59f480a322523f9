internal import SignalCore

/// Where one person usually lies in one measure, learned from the person's own earlier sessions.
public struct OwnScale: Sendable, Hashable, Codable {
  /// Median of the earlier sessions.
  public let centre: Double
  /// Their median absolute deviation × 1.4826, which is the standard deviation of a normal distribution.
  public let spread: Double

  /// Fewer say nothing of how far a person's sessions usually lie apart.
  public static let leastSessions = 3

  /// - Parameter values: Of the earlier sessions that have the measure.
  /// - Returns: `nil` of fewer than `leastSessions`, and where half of them or more are alike: the session is then held
  ///   against all people.
  public init?(earlier values: [Double]) {
    guard values.count >= Self.leastSessions, let centre = values.median,
      let deviation = values.map({ abs($0 - centre) }).median,
      deviation > 1e-9 * (values.map(abs).max() ?? 0)
    else { return nil }
    self.centre = centre
    spread = 1.4826 * deviation
  }
}
