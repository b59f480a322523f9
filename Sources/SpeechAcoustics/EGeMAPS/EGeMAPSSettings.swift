/// How the set is computed.
public struct EGeMAPSSettings: Sendable, Hashable, Codable {
  /// Pitch and the hop of the whole track.
  public var acoustic = AcousticSettings()
  /// Formants: two poles each for five below 5500 Hz, which 16 kHz recordings of women and men fill without a
  /// pole to spare, prediction errors weighted by the energy of the 2.2 ms before.
  public var formants = FormantSettings(maximumHz: 5500)

  public init() {
    formants.prediction = .energyWeighted(seconds: 0.0022)
  }

  var fault: String? {
    if let fault = acoustic.pitch.fault ?? formants.fault { return fault }
    if formants.count < 3 { return "fewer than three formants are sought" }
    return nil
  }
}
