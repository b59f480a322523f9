internal import SignalCore

/// Tells a recording whose header states a wrong sample rate: everything in it is too high or too low at once.
enum RatePlausibility {
  /// Medians of the third formant over all adults' speech lie near 2.5 kHz, between these limits for women and men
  /// (Hillenbrand et al. 1995, J. Acoust. Soc. Am. 97:3099–3111, table V, with a margin of a fifth).
  static let plausibleThirdFormantHz = 1700.0...3800.0

  /// A sentence for the reader, or `nil` where nothing is odd or formants are missing.
  static func doubt(_ readings: [MeasureReading]) -> String? {
    guard let hertz = readings.first(where: { $0.measure.name == "speech.formant.f3.median" })?.value.number,
      !plausibleThirdFormantHz.contains(hertz)
    else { return nil }
    return
      "The voice’s formants are implausible for an adult (F3 \(Int(hertz.rounded())) Hz): the recording may "
      + "state a wrong sample rate, and every frequency and duration would then be wrong."
  }
}
