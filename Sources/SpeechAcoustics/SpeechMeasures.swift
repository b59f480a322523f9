public import SignalCore

/// The measures of one person's speech that `AcousticAnalysis` gives.
public enum SpeechMeasures {
  /// Every measure, in the order of `AcousticResult.readings`.
  public static let all: [Measure] =
    pitch + intensity + voice + cepstral + spectral + formant + mel + tremor + glottal + timing

  /// A speech measure; all share modality and the trust stated.
  static func measure(
    _ name: String, version: Int = 1, title: String, unit: String, from lowerBound: Double? = 0,
    to upperBound: Double?,
    definition: String, minimumData: String, source: String, depression: String, caution: String,
    trust: Measure.Trust
  ) -> Measure {
    Measure(
      name: "speech." + name, version: version, title: title, modality: .speech, unit: unit,
      lowerBound: lowerBound,
      upperBound: upperBound, definition: definition, minimumData: minimumData, source: source,
      depression: depression, caution: caution, trust: trust)
  }
}

// MARK: - Level

extension SpeechMeasures {
  private static let levelDefinition = """
    Sound level every 10 ms: 10·log10(Σ w·(x − m)² / Σ w / 4e-10), x the samples with full scale ±1 taken as \
    ±1 Pa, w a Kaiser window (β = 2π² + ½) of 64 ms, m the window's weighted mean
    """
  private static let levelSource =
    "Boersma & Weenink, Praat manual, page “Sound: To Intensity…”, minimum pitch 100 Hz, mean subtracted"

  static let intensity = [intensityMedian, intensityDeviation, intensityRange, intensitySlope]

  static let intensityMedian = measure(
    "intensity.median", title: "Median sound level", unit: "dB", from: -100, to: 110,
    definition: "\(levelDefinition). Median over the participant's speech.",
    minimumData: "0.5 s of speech", source: levelSource,
    depression: """
      Softer speech is described clinically; no published effect known that holds across uncalibrated \
      microphones.
      """,
    caution: """
      Depends on microphone, distance and gain; compare only recordings of one calibrated set-up. It is not \
      the sound pressure level at the mouth.
      """,
    trust: .checked)

  static let intensityDeviation = measure(
    "intensity.sd", title: "Variability of sound level", unit: "dB", to: 100,
    definition: """
      \(levelDefinition). Standard deviation (n − 1) over the participant's speech, in decibels.
      """,
    minimumData: "0.5 s of speech", source: levelSource,
    depression: """
      Flatter loudness is described in depression; no effect size was read for this definition.
      """,
    caution: """
      Does not depend on gain, but grows when speech ranges include pauses and shrinks with background noise \
      and automatic gain control.
      """,
    trust: .plausible)

  static let intensityRange = measure(
    "intensity.range", title: "Range of sound level", unit: "dB", to: 150,
    definition: """
      \(levelDefinition). 95 % less 5 % quantile (type 7) over the participant's speech, in decibels.
      """,
    minimumData: "0.5 s of speech", source: levelSource,
    depression: "Flatter loudness is described in depression; no effect size was read for this definition.",
    caution: """
      Does not depend on gain, but the quiet end is the room's noise when speech ranges include pauses, and \
      automatic gain control narrows it.
      """,
    trust: .plausible)

  static let intensitySlope = measure(
    "intensity.slope", title: "Fall of sound level within a run", unit: "dB/s", from: -500, to: 500,
    definition: """
      \(levelDefinition). In each sounding stretch of 0.5 s or more, as the timing measures define it, the \
      slope of the least-squares line through the level; median over these stretches.
      """,
    minimumData: "three stretches of 0.5 s", source: "This program's definition; level: \(levelSource)",
    depression: "No published effect known.",
    caution: "Stretches merge when background noise fills the pauses; automatic gain control flattens it.",
    trust: .exploratory)
}
