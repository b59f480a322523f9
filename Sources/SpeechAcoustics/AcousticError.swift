public import SignalCore

/// The analysis cannot be done as asked.
public enum AcousticError: UserFacingError, Equatable {
  /// The associated text says what is wrong with the settings.
  case unusableSettings(String)
  /// The signal must be resampled first.
  case unsupportedSampleRate(hertz: Double, neededHertz: Double)

  public var message: String {
    switch self {
    case .unusableSettings(let fault): "The acoustic settings cannot work: \(fault)."
    case .unsupportedSampleRate(let hertz, let needed):
      "The sound has \(hertz) samples a second; this analysis works on \(needed)."
    }
  }
  public var remedy: String {
    switch self {
    case .unusableSettings: "Change the setting named, or leave it at its default."
    case .unsupportedSampleRate(_, let needed): "Decode the recording at \(needed) samples a second."
    }
  }
}
