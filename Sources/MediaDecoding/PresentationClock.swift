/// Puts stamped times on one clock that is carried on where a container's own clock starts anew.
struct PresentationClock {
  private(set) var resets = 0
  private var offsetSeconds = 0.0

  /// - Parameters:
  ///   - stamped: The container's time; `nil` where it gives none.
  ///   - expected: Where the data so far end.
  mutating func seconds(stamped: Double?, expected: Double) -> Double {
    guard let stamped else { return expected }
    let time = stamped + offsetSeconds
    if time < expected - furthestStepBackSeconds || time > expected + longestPauseSeconds {
      resets += 1
      offsetSeconds += expected - time
      return expected
    }
    return time
  }
}

/// Glued recordings start their clock anew; a late packet is late by less.
private let furthestStepBackSeconds = 10.0
/// No session pauses longer; a wrong stamp would be filled with hours of silence.
private let longestPauseSeconds = 3600.0
