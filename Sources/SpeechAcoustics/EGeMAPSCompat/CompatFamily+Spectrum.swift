extension CompatFamily {
  /// A spectral contour over the whole recording, in voiced and in unvoiced frames.
  private static func variants(
    _ prefix: String, after place: Int, title: String, unit: String, lower: Double? = nil, definition: String,
    caution: String, whole: Bool = false
  ) -> [CompatFamily] {
    let split = prefix.index(prefix.startIndex, offsetBy: place)
    func named(_ mark: String) -> String { prefix[..<split] + mark + prefix[split...] + "_" }
    let frames = [
      ("UV", ", unvoiced", " Frames without pitch, pauses among them; moving average of 3."),
      ("V", ", voiced", " Voiced frames, moving average of 3."),
      ("", "", " All frames, moving average of 3."),
    ]
    return frames.filter { whole || !$0.0.isEmpty }.map { mark, addition, which in
      CompatFamily(
        prefix: named(mark), title: title + addition, unit: unit, lower: lower,
        definition: definition + which,
        caution: caution)
    }
  }

  static let spectral: [CompatFamily] =
    variants(
      "alphaRatio", after: 10, title: "Alpha ratio", unit: "dB",
      definition: "10·log10 of power from 1 to 5 kHz over power below 1 kHz, 20 ms Hamming windows.",
      caution: "Higher is brighter; some papers use the opposite sign. Follows microphone and room.")
    + variants(
      "hammarbergIndex", after: 15, title: "Hammarberg index", unit: "dB",
      definition: "10·log10 of the highest power below 2 kHz over the highest from 2 to 5 kHz.",
      caution: "Follows microphone and room.")
    + variants(
      "slope0-500", after: 5, title: "Spectral slope 0–500 Hz", unit: "dB/Hz",
      definition:
        "Straight line through spectral levels, with the set's own count of points and edge weights.",
      caution: "Not an exact least-squares slope: it depends on level.")
    + variants(
      "slope500-1500", after: 5, title: "Spectral slope 500–1500 Hz", unit: "dB/Hz",
      definition:
        "Straight line through spectral levels, with the set's own count of points and edge weights.",
      caution: "Not an exact least-squares slope: it depends on level.")
    + variants(
      "spectralFlux", after: 12, title: "Spectral flux", unit: "1", lower: 0,
      definition: "Root mean square change of spectral magnitudes below 5 kHz from one frame to the next.",
      caution: "Arbitrary scale: depends on gain and on the transform's length.", whole: true)

  static let cepstrum: [CompatFamily] = (1...4).flatMap { number in
    variants(
      "mfcc\(number)", after: 5, title: "Mel cepstrum \(number)", unit: "1",
      definition: "Coefficient \(number) of the cosine transform of 26 mel bands' log power, lifter 22.",
      caution: "Follows microphone, room and coding as much as the voice.", whole: true)
  }

  static let segments: [CompatFamily] = [
    segment(
      "VoicedSegmentsPerSec", "Voiced stretches per second", "1/s", 34,
      "Count of voiced stretches over the duration."),
    segment(
      "MeanVoicedSegmentLengthSec", "Mean voiced stretch", "s", nil, "Mean length of voiced stretches."),
    segment(
      "StddevVoicedSegmentLengthSec", "Spread of voiced stretches", "s", nil,
      "Standard deviation (divisor n) of the length of voiced stretches."),
    segment(
      "MeanUnvoicedSegmentLength", "Mean unvoiced stretch", "s", nil,
      "Mean length of stretches without pitch."),
    segment(
      "StddevUnvoicedSegmentLength", "Spread of unvoiced stretches", "s", nil,
      "Standard deviation (divisor n) of the length of stretches without pitch."),
  ]

  private static func segment(
    _ prefix: String, _ title: String, _ unit: String, _ upper: Double?, _ definition: String
  ) -> CompatFamily {
    CompatFamily(
      prefix: prefix, title: title, unit: unit, lower: 0, upper: upper,
      definition: """
        \(definition) A stretch counts from three frames on, single frames are bridged, and its length is one frame \
        short.
        """,
      caution: "Pauses of the other speaker count as unvoiced.")
  }

  static let soundLevel = CompatFamily(
    prefix: "equivalentSoundLevel", title: "Equivalent sound level", unit: "dB", lower: -120, upper: 0.001,
    definition: "10·log10 of the mean square of all samples, full scale ±1; at least −120.",
    depression: """
      Softer speech is described clinically; no published effect known that holds across uncalibrated microphones.
      """,
    caution: "Relative to digital full scale, not sound pressure; an offset counts.")
}
