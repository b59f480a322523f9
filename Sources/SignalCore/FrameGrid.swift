/// Evenly spaced analysis instants on the container's clock.
///
/// The time of a frame is the centre of its window, whatever the window's length is.
public struct FrameGrid: Sendable, Hashable, Codable {
  public var firstCentreSeconds: Double
  public var hopSeconds: Double
  public var count: Int

  /// - Precondition: The hop is positive and the count is not negative.
  public init(firstCentreSeconds: Double, hopSeconds: Double, count: Int) {
    precondition(hopSeconds > 0 && count >= 0, "a grid has a positive hop and a count of 0 or more")
    self.firstCentreSeconds = firstCentreSeconds
    self.hopSeconds = hopSeconds
    self.count = count
  }

  /// As many whole windows as fit, the left-over time shared between both ends.
  ///
  /// The grid is empty when the signal is shorter than one window.
  public init(startSeconds: Double, durationSeconds: Double, windowSeconds: Double, hopSeconds: Double) {
    let spare = durationSeconds - windowSeconds
    let count = spare < 0 ? 0 : Int((spare / hopSeconds + 1e-9).rounded(.down)) + 1
    let covered = Double(max(count, 1) - 1) * hopSeconds
    self.init(
      firstCentreSeconds: startSeconds + (durationSeconds - covered) / 2, hopSeconds: hopSeconds,
      count: count)
  }

  public func centreSeconds(_ frame: Int) -> Double {
    firstCentreSeconds + Double(frame) * hopSeconds
  }

  public var centresSeconds: [Double] { (0..<count).map(centreSeconds) }

  /// Whether each frame's centre lies in one of the ranges.
  public func mask(_ ranges: [TimeRange]) -> [Bool] {
    let ordered = ranges.merged()
    var next = 0
    return centresSeconds.map { time in
      while next < ordered.count, ordered[next].endSeconds <= time { next += 1 }
      return next < ordered.count && ordered[next].contains(time)
    }
  }
}
