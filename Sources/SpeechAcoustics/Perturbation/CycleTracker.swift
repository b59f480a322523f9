import SignalCore

/// The pitch that glottal pulses follow, by cross-correlation.
enum CycleTracker {
  /// The range voice reports are published for; a lower or higher voice widens it.
  static let floorHz = 75.0
  static let ceilingHz = 600.0

  /// - Parameter pitch: The speaker's pitch, whose range may widen this one.
  static func track(_ sound: PreparedSound, pitch: PitchTrack, ceilingHz: Double) -> PitchTrack {
    var settings = PitchSettings(
      floorHz: min(floorHz, pitch.floorHz), ceilingHz: max(Self.ceilingHz, ceilingHz))
    settings.method = .crossCorrelation
    settings.hopSeconds = pitch.grid.hopSeconds
    let grid = FrameGrid(
      startSeconds: sound.startSeconds, durationSeconds: sound.durationSeconds,
      windowSeconds: settings.windowSeconds, hopSeconds: settings.hopSeconds)
    return PitchTracker(unchecked: settings).track(sound, grid: grid)
  }
}
