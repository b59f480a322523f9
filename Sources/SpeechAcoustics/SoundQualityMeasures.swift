public import SignalCore

/// What the recording itself allows: measures for quality gates, not about the person.
public enum SoundQualityMeasures {
  /// Every measure, in the order of `AcousticResult.qualityReadings`.
  public static let all = [
    clippedShare, signalToNoise, offset, invalidShare, speechSeconds, octaveJumpShare, pitchAtFloorShare,
    pitchAtCeilingShare,
  ]

  static func readings(
    _ sound: PreparedSound, clippedShare clipped: MeasuredValue, signalToNoise noise: MeasuredValue,
    speechSeconds seconds: MeasuredValue, pitch: PitchQuality?
  ) -> [MeasureReading] {
    let count = sound.samples.count
    let invalid = count == 0 ? nil : Double(sound.repairedCount) / Double(count)
    return [
      MeasureReading(clippedShare, clipped),
      MeasureReading(signalToNoise, noise),
      MeasureReading(
        offset, .init(sound.durationSeconds >= 0.1 ? Double(sound.mean) : nil, orMissing: .tooShort)),
      MeasureReading(invalidShare, .init(invalid, orMissing: .tooShort)),
      MeasureReading(speechSeconds, seconds),
      MeasureReading(octaveJumpShare, .init(pitch?.octaveJumpShare, orMissing: seconds.reason ?? .unvoiced)),
      MeasureReading(pitchAtFloorShare, .init(pitch?.atFloorShare, orMissing: seconds.reason ?? .unvoiced)),
      MeasureReading(
        pitchAtCeilingShare, .init(pitch?.atCeilingShare, orMissing: seconds.reason ?? .unvoiced)),
    ]
  }

  static func measure(
    _ name: String, title: String, unit: String, from lowerBound: Double?, to upperBound: Double?,
    definition: String, minimumData: String, source: String, caution: String
  ) -> Measure {
    Measure(
      name: "quality.sound." + name, title: title, modality: .quality, unit: unit, lowerBound: lowerBound,
      upperBound: upperBound, definition: definition, minimumData: minimumData, source: source,
      depression: "A property of the recording; says nothing about depression.", caution: caution,
      trust: .plausible)
  }

  public static let clippedShare = measure(
    "clipped_share", title: "Clipped samples", unit: "1", from: 0, to: 1,
    definition: """
      Share of the samples in the participant's speech that lie in runs of three or more with a magnitude of \
      0.985 of full scale or more.
      """,
    minimumData: "any speech", source: "This program's definition",
    caution: """
      Misses clipping that was turned down afterwards or smoothed by lossy coding; a loud low tone can reach \
      full scale without being clipped.
      """)

  public static let signalToNoise = measure(
    "snr", title: "Signal-to-noise ratio", unit: "dB", from: nil, to: 150,
    definition: """
      10·log10((S − N) / N): S the mean power of the participant's sounding speech, N the power at the level \
      (Kaiser window of 128 ms) below which a tenth of the recording lies.
      """,
    minimumData: "1 s of recording that is not digital silence, and speech louder than a tenth of it",
    source: "This program's definition, an energy percentile estimate",
    caution: """
      Without pauses the quiet parts of speech pass for background and the ratio comes out too low; noise \
      suppression and gates make it too high.
      """)

  static let offset = measure(
    "dc_offset", title: "Offset", unit: "1", from: -1, to: 1,
    definition: "Mean of all samples of the recording, full scale being ±1.",
    minimumData: "0.1 s", source: "Definition of the arithmetic mean",
    caution: "A value far from 0 tells of a faulty sound card; the speech measures do not depend on it.")

  static let invalidShare = measure(
    "invalid_share", title: "Invalid samples", unit: "1", from: 0, to: 1,
    definition: """
      Share of all samples that are not finite numbers. Each is replaced by the sample before it, or 0.
      """,
    minimumData: "one sample", source: "This program's definition",
    caution: "Anything but 0 means that the file or its decoding is broken.")

  public static let speechSeconds = measure(
    "speech_seconds", title: "Seconds of speech", unit: "s", from: 0, to: nil,
    definition: """
      Phonation time: the total of the participant's sounding stretches (level at most 25 dB below the 99 \
      % quantile of the speech; silences under 0.3 s closed, sounds under 0.1 s dropped). 0 when nobody \
      spoke.
      """,
    minimumData: "0.06 s of recording", source: "de Jong & Wempe 2009, Behavior Research Methods 41:385–390",
    caution: "Without speech ranges any loud sound counts as speech.")
}
