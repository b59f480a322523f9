/// How speech is analysed.
public struct AcousticSettings: Sendable, Hashable, Codable {
  /// Pitch, voicing and the hop of the whole track. Floor and ceiling serve only when the range is not
  /// fitted to the speaker.
  public var pitch = PitchSettings()
  /// Whether a first pass sets the pitch range, or `pitch` does: 0.75 times the lower to 2.5 times the upper
  /// quartile of F0 (Hirst 2011), inside 50 to 800 Hz.
  public var fitsPitchRangeToSpeaker = true

  /// Published defaults, and a 120 Hz high-pass before the pitch analysis: 12 dB less mains hum.
  public init() {
    pitch.highPassHz = 120
  }

  /// Longest pitch window that can come up; frames start and end half of it inside the signal.
  var longestWindowSeconds: Double {
    fitsPitchRangeToSpeaker ? PitchSettings.wide.windowSeconds : pitch.windowSeconds
  }
}
