/// What openSMILE's column names of the GeMAPS family say: unit, and whether a value means anything without voice.
enum OpenSMILEColumns {
  static let unknownUnit = "unknown"
  /// Written where a harmonic or formant has no amplitude.
  static let absentAmplitude: Float = -201

  /// The pitch of a table of frames: 0 where there is no voice.
  static func isPitch(_ name: String) -> Bool {
    name.hasPrefix("F0semitone") && isOfFrames(name) || name == "F0final_sma" || name == "F0final_sma_0"
  }

  /// The mean pitch of a table of functionals: 0 where nothing was voiced.
  static func isMeanPitch(_ name: String) -> Bool {
    name.hasPrefix("F0semitone") && name.hasSuffix("_amean")
  }

  static func needsVoice(_ name: String) -> Bool {
    if !isOfFrames(name) { return name.contains("_sma3nz_") && !name.contains("UV") }
    return [
      "F0semitone", "F0final_", "jitterLocal", "jitterDDP", "shimmerLocal", "HNRdBACF", "logHNR", "logRelF0",
    ].contains { name.hasPrefix($0) } || isAmplitude(name)
  }

  static func isAmplitude(_ name: String) -> Bool {
    isOfFrames(name) && (name.hasPrefix("logRelF0") || name.contains("amplitudeLogRelF0"))
  }

  /// A functional's name goes on behind the smoothing's.
  private static func isOfFrames(_ name: String) -> Bool {
    !name.contains("_sma3_") && !name.contains("_sma3nz_")
  }

  static func unit(_ name: String) -> String {
    switch name {
    case "loudnessPeaksPerSec", "VoicedSegmentsPerSec": return "1/s"
    case "MeanVoicedSegmentLengthSec", "StddevVoicedSegmentLengthSec", "MeanUnvoicedSegmentLength",
      "StddevUnvoicedSegmentLength":
      return "s"
    case "equivalentSoundLevel_dBp": return "dB"
    default: break
    }
    let unit = unitOfFrames(name)
    if name.hasSuffix("_stddevNorm") { return "1" }
    return unit != unknownUnit && name.hasSuffix("Slope") ? unit + "/s" : unit
  }

  private static func unitOfFrames(_ name: String) -> String {
    let units: [(String, String)] = [
      ("F0semitone", "st"), ("F0final_sma", "Hz"), ("loudness", "1"), ("alphaRatio", "dB"),
      ("hammarbergIndex", "dB"), ("slope", "dB/Hz"), ("spectralFlux", "1"), ("mfcc", "1"),
      ("pcm_fftMag_mfcc", "1"), ("jitterLocal", "1"), ("shimmerLocaldB", "dB"), ("HNRdBACF", "dB"),
      ("logRelF0", "dB"), ("F1amplitude", "dB"), ("F2amplitude", "dB"), ("F3amplitude", "dB"),
      ("F1", "Hz"), ("F2", "Hz"), ("F3", "Hz"),
    ]
    let name = name.hasPrefix("Loudness") ? "loudness" : name
    return units.first { name.hasPrefix($0.0) }?.1 ?? unknownUnit
  }
}
