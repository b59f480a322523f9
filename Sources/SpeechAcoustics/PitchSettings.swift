/// How the voice's fundamental frequency is found. Defaults as published in Boersma (1993) and the
/// Praat manual, page "Sound: To Pitch (ac)…", unless a comment says otherwise.
public struct PitchSettings: Sendable, Hashable, Codable {
  /// How alike two stretches of sound are, a lag apart.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Of a Hann-windowed frame of three longest periods, its window's own divided out (Boersma 1993).
    case autocorrelation
    /// Of one longest period with what follows it, no window (Praat manual, page "Sound: To Pitch (cc)…"):
    /// follows quick changes, as cycle-to-cycle measures ask.
    case crossCorrelation
  }

  public var method = Method.autocorrelation
  /// Lowest frequency looked for; three of its periods make the analysis window, two for cross-correlation.
  public var floorHz = 75.0
  /// Highest frequency looked for.
  public var ceilingHz = 600.0
  public var hopSeconds = 0.010
  /// Corner of a second-order high-pass before the analysis, against mains hum and rumble, which otherwise
  /// pass for a low voice; `nil`, as published, for none. A voice keeps its pitch: the harmonics carry it.
  public var highPassHz: Double?
  /// Best candidates kept in a frame, the unvoiced one included.
  public var candidateLimit = 15
  /// Frames whose peak is below this share of the recording's tend to be unvoiced.
  public var silenceThreshold = 0.03
  /// Strength of the unvoiced candidate: the autocorrelation a voiced one must reach.
  public var voicingThreshold = 0.45
  /// Preference for high candidates, per octave.
  public var octaveCost = 0.01
  /// Penalty for a pitch jump, per octave and 10 ms.
  public var octaveJumpCost = 0.35
  /// Penalty for each change between voiced and unvoiced, per 10 ms.
  public var voicedUnvoicedCost = 0.14

  public init(floorHz: Double = 75, ceilingHz: Double = 600) {
    self.floorHz = floorHz
    self.ceilingHz = ceilingHz
  }

  /// Window of three longest periods (Boersma 1993, section 3.2); one and the longest lag for
  /// cross-correlation.
  package var windowSeconds: Double { (method == .autocorrelation ? 3 : 2) / floorHz }

  /// The range that holds every adult's speaking voice: creaky low voices reach 60 Hz, lively high
  /// ones 600 Hz.
  package static let wide = PitchSettings(floorHz: 50, ceilingHz: 800)

  /// What cannot work, in words, or `nil`.
  package var fault: String? {
    if !(floorHz >= 20 && floorHz.isFinite) { return "the pitch floor lies below 20 Hz" }
    if !(ceilingHz >= 1.5 * floorHz && ceilingHz <= 1500) {
      return "the pitch ceiling lies below 1.5 times the floor or above 1500 Hz"
    }
    if !(0.001...0.1).contains(hopSeconds) { return "the hop lies outside 0.001 to 0.1 seconds" }
    if let highPassHz, !(1...500).contains(highPassHz) {
      return "the high-pass corner lies outside 1 to 500 Hz"
    }
    if !(2...100).contains(candidateLimit) { return "the candidate limit lies outside 2 to 100" }
    let costs = [silenceThreshold, voicingThreshold, octaveCost, octaveJumpCost, voicedUnvoicedCost]
    if !costs.allSatisfy({ (0...10).contains($0) }) {
      return "a pitch threshold or cost lies outside 0 to 10"
    }
    return nil
  }
}
