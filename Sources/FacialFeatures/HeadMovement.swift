/// How fast the head turns, from angles averaged over quarter seconds.
///
/// Averaging first makes the speed depend little on the frame rate: the landmarks' tremble at rest, which
/// frame-to-frame differences would add up, mostly cancels.
struct HeadMovement {
  /// Below this rate a quarter second may hold no picture.
  static let leastFramesPerSecond = 5.0
  private static let binSeconds = 0.25

  struct Instant {
    let seconds: Double
    /// Pitch, yaw, roll in radians.
    let angles: SIMD3<Double>
  }

  private(set) var turnedRadians = 0.0
  private(set) var comparedSeconds = 0.0

  /// Adds a stretch without gaps; instants in order.
  mutating func add(_ stretch: [Instant]) {
    guard let start = stretch.first?.seconds else { return }
    var previous: (bin: Int, mean: Instant)?
    var index = 0
    while index < stretch.count {
      let bin = Int((stretch[index].seconds - start) / Self.binSeconds)
      var end = index
      while end < stretch.count, Int((stretch[end].seconds - start) / Self.binSeconds) == bin { end += 1 }
      let mean = Self.mean(stretch[index..<end])
      if let previous, previous.bin + 1 == bin {
        turnedRadians += Self.pose(mean).angleRadians(from: Self.pose(previous.mean))
        comparedSeconds += mean.seconds - previous.mean.seconds
      }
      previous = (bin, mean)
      index = end
    }
  }

  private static func mean(_ instants: ArraySlice<Instant>) -> Instant {
    let count = Double(instants.count)
    return Instant(
      seconds: instants.reduce(0) { $0 + $1.seconds } / count,
      angles: instants.reduce(.zero) { $0 + $1.angles } / count)
  }

  private static func pose(_ instant: Instant) -> HeadPose {
    HeadPose(
      pitchRadians: instant.angles[0], yawRadians: instant.angles[1], rollRadians: instant.angles[2])
  }
}
