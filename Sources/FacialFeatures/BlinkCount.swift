/// Counts blinks: short peaks of eye closure that rise and fall.
///
/// A step, as when the eyes are cast down or stay shut, has a rise or a fall but not both, so it does not
/// count, whatever level the closure stands at before.
struct BlinkCount {
  /// A blink lasts 0.1 to 0.4 s; slower pictures step over it.
  static let leastFramesPerSecond = 15.0
  static let leastWatchedSeconds = 30.0
  /// The peak is the highest value this near to it on either side, so that blinks closer together merge.
  private static let peakSeconds = 0.15
  /// Rise and fall must happen within this time of the peak.
  private static let flankSeconds = 0.4
  private static let leastRise = 0.2

  private(set) var count = 0
  /// Time in which a peak would have been seen with both its flanks.
  private(set) var watchedSeconds = 0.0

  /// Adds a stretch without gaps.
  /// - Parameter closure: 0 (open) to 1 (shut), one for each time.
  mutating func add(timesSeconds: [Double], closure: [Double]) {
    guard let start = timesSeconds.first, let end = timesSeconds.last, end - start > 2 * Self.flankSeconds
    else { return }
    watchedSeconds += end - start - 2 * Self.flankSeconds
    var lower = 0
    var upper = 0
    for (index, time) in timesSeconds.enumerated() {
      while timesSeconds[lower] < time - Self.flankSeconds { lower += 1 }
      while upper < timesSeconds.count, timesSeconds[upper] <= time + Self.flankSeconds { upper += 1 }
      guard time >= start + Self.flankSeconds, time <= end - Self.flankSeconds else { continue }
      let peak = closure[index]
      let rises = closure[lower..<index].contains { peak - $0 >= Self.leastRise }
      let falls = closure[index..<upper].contains { peak - $0 >= Self.leastRise }
      let highest = (lower..<upper).allSatisfy { other in
        let apart = abs(timesSeconds[other] - time)
        // Of equal neighbours the first is the peak.
        return apart > Self.peakSeconds || (other < index ? closure[other] < peak : closure[other] <= peak)
      }
      if rises, falls, highest { count += 1 }
    }
  }
}
