public import SignalCore

/// How well the voices of a recording are kept apart.
public enum SpeakerQualityMeasures {
  public static let bleed = Measure(
    name: "quality.speakers.bleed", title: "Other voice heard on the participant's channel",
    modality: .quality,
    unit: "dB", upperBound: 0,
    definition: """
      How loud the other channel's voice is on the participant's, relative to its own channel; from levels in three \
      bands where the one is loud and the other follows it.
      """,
    minimumData: "Two channels with a voice each, and two seconds in which the other one is heard.",
    source: "This program's method; checked on mixtures of known level, within 3 dB.",
    depression: "None; what bleeds over would otherwise count as the participant's speech.",
    caution: "Missing also where nothing is heard of the other voice.", trust: .checked)

  public static let confidence = Measure(
    name: "quality.speakers.confidence", title: "Confidence that speakers were told apart by voice",
    modality: .quality, unit: "1", lowerBound: 0, upperBound: 1,
    definition: """
      Mean over the turns, by length, of how clearly each voice is its speaker's: 0.5 midway between two voices, 1 for \
      one like the speaker's average.
      """,
    minimumData:
      "Two voices found on one channel; not computed where a transcript or channels tell speakers apart.",
    source: "This program's method over GE2E embeddings (Wan et al. 2018, ICASSP).",
    depression: "None; a wrong speaker spoils every measure.",
    caution: "No calibrated probability. Rapid exchanges and like voices are mistaken with high values too.",
    trust: .exploratory)

  public static let all = [bleed, confidence]

  /// - Parameter hearing: `nil` for a recording whose sound was not heard.
  static func readings(_ hearing: Hearing?, channel: Int?) -> [MeasureReading] {
    [
      MeasureReading(
        bleed, MeasuredValue(channel.flatMap { hearing?.speech.bleedDecibels[$0] }, orMissing: .notRecorded)),
      MeasureReading(confidence, MeasuredValue(hearing?.diarization?.confidence, orMissing: .notRecorded)),
    ]
  }
}
