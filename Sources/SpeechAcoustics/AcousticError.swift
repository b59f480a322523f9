public import SignalCore

/// The analysis cannot be done as asked.
public enum AcousticError: UserFacingError, Equatable {
  /// The associated text says what is wrong with the settings.
  case unusableSettings(String)

  public var message: String {
    switch self {
    case .unusableSettings(let fault): "The acoustic settings cannot work: \(fault)."
    }
  }
  public var remedy: String {
    switch self {
    case .unusableSettings: "Change the setting named, or leave it at its default."
    }
  }
}
