/// A stretch of a recording, in seconds on the container's clock. Half open: the end is not part of it.
public struct TimeRange: Sendable, Hashable, Codable {
  public var startSeconds: Double
  public var endSeconds: Double

  /// - Precondition: The end does not precede the start.
  public init(startSeconds: Double, endSeconds: Double) {
    precondition(startSeconds <= endSeconds, "a time range ends before it starts")
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
  }

  public var durationSeconds: Double { endSeconds - startSeconds }

  public func contains(_ seconds: Double) -> Bool {
    startSeconds <= seconds && seconds < endSeconds
  }

  /// The part both share, or `nil` where they do not meet.
  public func intersection(_ other: TimeRange) -> TimeRange? {
    let start = max(startSeconds, other.startSeconds)
    let end = min(endSeconds, other.endSeconds)
    return start < end ? TimeRange(startSeconds: start, endSeconds: end) : nil
  }
}

extension [TimeRange] {
  /// The same time covered by ranges in order that neither touch nor overlap.
  ///
  /// - Parameter gapSeconds: Ranges this close together, or closer, become one.
  public func merged(closingGapsUpTo gapSeconds: Double = 0) -> [TimeRange] {
    var result: [TimeRange] = []
    for range in sorted(by: { $0.startSeconds < $1.startSeconds }) {
      if let last = result.last, range.startSeconds - last.endSeconds <= gapSeconds {
        result[result.count - 1].endSeconds = Swift.max(last.endSeconds, range.endSeconds)
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// Seconds covered, counting time that several ranges share once.
  public var coveredSeconds: Double {
    merged().reduce(0) { $0 + $1.durationSeconds }
  }

  /// What is left of these ranges without others.
  public func subtracting(_ others: [TimeRange]) -> [TimeRange] {
    var result: [TimeRange] = []
    let removed = others.merged()
    for range in merged() {
      var start = range.startSeconds
      for other in removed where other.endSeconds > start && other.startSeconds < range.endSeconds {
        if other.startSeconds > start {
          result.append(TimeRange(startSeconds: start, endSeconds: other.startSeconds))
        }
        start = Swift.max(start, other.endSeconds)
      }
      if start < range.endSeconds {
        result.append(TimeRange(startSeconds: start, endSeconds: range.endSeconds))
      }
    }
    return result
  }
}
