/// Codes of the Unified Code for Units of Measure.
enum UnifiedUnit {
  /// - Returns: `nil` for a unit the code does not have: semitones, Bark, pixels, and "per 100 words".
  static func code(_ unit: String) -> String? { codes[unit] }

  private static let codes = [
    "1": "1", "%": "%", "s": "s", "ms": "ms", "Hz": "Hz", "kHz": "kHz", "dB": "dB", "dB/s": "dB/s",
    "dB/Hz": "dB/Hz", "deg": "deg", "deg/s": "deg/s", "rad": "rad", "cm": "cm", "mm": "mm", "1/s": "/s",
    "1/min": "/min", "1/10min": "/(10.min)", "%/10min": "%/(10.min)", "words": "{words}",
    "words/min": "{words}/min", "letters": "{letters}",
  ]
}
