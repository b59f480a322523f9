/// The set's own names in its own order, as a CSV written by openSMILE has them.
enum EGeMAPSCompatNames {
  static let lowLevel: [String] =
    ["Loudness", "alphaRatio", "hammarbergIndex", "slope0-500", "slope500-1500", "spectralFlux"]
    .map { $0 + "_sma3" }
    + (1...4).map { "mfcc\($0)_sma3" }
    + (["F0semitoneFrom27.5Hz"] + voice + formants).map { $0 + "_sma3nz" }

  static let functionals: [String] =
    eachOf(["F0semitoneFrom27.5Hz_sma3nz", "loudness_sma3"], ten)
    + eachOf(["spectralFlux"] + cepstrum(""), two, "_sma3")
    + eachOf(voice + formants, two, "_sma3nz")
    + eachOf(spectral("V") + ["spectralFluxV"] + cepstrum("V"), two, "_sma3nz")
    + eachOf(spectral("UV") + ["spectralFluxUV"], ["amean"], "_sma3nz")
    + [
      "loudnessPeaksPerSec", "VoicedSegmentsPerSec", "MeanVoicedSegmentLengthSec",
      "StddevVoicedSegmentLengthSec", "MeanUnvoicedSegmentLength", "StddevUnvoicedSegmentLength",
      "equivalentSoundLevel_dBp",
    ]

  private static let two = ["amean", "stddevNorm"]
  private static let ten =
    two + ["percentile20.0", "percentile50.0", "percentile80.0", "pctlrange0-2"] + [
      "meanRisingSlope", "stddevRisingSlope", "meanFallingSlope", "stddevFallingSlope",
    ]
  private static let voice = [
    "jitterLocal", "shimmerLocaldB", "HNRdBACF", "logRelF0-H1-H2", "logRelF0-H1-A3",
  ]
  private static let formants = (1...3).flatMap {
    ["F\($0)frequency", "F\($0)bandwidth", "F\($0)amplitudeLogRelF0"]
  }

  private static func cepstrum(_ suffix: String) -> [String] { (1...4).map { "mfcc\($0)\(suffix)" } }

  private static func spectral(_ suffix: String) -> [String] {
    ["alphaRatio\(suffix)", "hammarbergIndex\(suffix)", "slope\(suffix)0-500", "slope\(suffix)500-1500"]
  }

  private static func eachOf(_ names: [String], _ statistics: [String], _ smoothing: String = "") -> [String]
  {
    names.flatMap { name in statistics.map { "\(name)\(smoothing)_\($0)" } }
  }
}
