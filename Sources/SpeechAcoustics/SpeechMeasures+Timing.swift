import SignalCore

extension SpeechMeasures {
  private static let soundingDefinition = """
    Sounding: frames of the participant's speech whose level (Kaiser window of 128 ms) is at most 25 dB \
    below the 99 % quantile of that speech and, where speech ranges are given, at least 5 dB above the \
    background (10 % quantile of the recording); silences under 0.3 s are closed, sounds under 0.1 s \
    dropped
    """
  private static let pauseDefinition = """
    Pause: a silence of at least 0.3 s between two sounding stretches in which nobody else speaks (0.1 s \
    or more, heard on this channel or another, or known from the transcript; 0.15 s at either end aside)
    """
  private static let syllableDefinition = """
    Syllable nuclei: level peaks in sounding stretches from which the level falls by more than 2 dB before \
    the next peak (the recording's last peak is none), and that are voiced: pitch every 20 ms by \
    autocorrelation from 30 to 450 Hz, 4 candidates, voicing threshold 0.25, voiced/unvoiced cost 0.25
    """
  private static let timingSource = """
    de Jong & Wempe 2009, Behavior Research Methods 41:385–390; gaps with another speaker left out, which is \
    this program's addition
    """
  private static let rateDepression = """
    Slower: speech rate was lower than in controls and related to HAMD-17 in 241 people (Yamamoto et al. \
    2020, 10.1371/journal.pone.0238726; coefficients not read). Speech timing changed with treatment \
    response in 105 adults (Mundt et al. 2012, 10.1016/j.biopsych.2012.03.015).
    """
  private static let pauseDepression = """
    Longer and more pauses: pause time was longer than in controls and related to HAMD-17 in 241 people \
    (Yamamoto et al. 2020, 10.1371/journal.pone.0238726; coefficients not read); a pause factor went with \
    psychomotor retardation, |r| = .67, in 28 patients. Against it: in a counting task pause time did not \
    differ between 28 depressed people and 13 controls.
    """
  private static let timingCaution = """
    Level thresholds take loud breathing and noise for speech and soft syllables for silence; echo \
    shortens pauses.
    """

  static let timing =
    [
      speechRate, articulationRate, pauseRate, pauseMean, pauseDeviation, pauseShare, phonationRatio,
      pauseCount,
    ] + pauseBands.map(\.measure) + [runSeconds, runSyllables, rhythmVariability]

  static let speechRate = measure(
    "timing.speech_rate", version: 2, title: "Speech rate", unit: "1/s", to: 15,
    definition: """
      Syllable nuclei over phonation time plus pauses. \(syllableDefinition). \(soundingDefinition). \
      \(pauseDefinition).
      """,
    minimumData: "2 s of phonation", source: timingSource, depression: rateDepression,
    caution: "\(timingCaution) Nuclei undercount fast speech; languages differ in syllable length.",
    trust: .plausible)

  static let articulationRate = measure(
    "timing.articulation_rate", version: 2, title: "Articulation rate", unit: "1/s", to: 15,
    definition: """
      Syllable nuclei over phonation time, the total of sounding stretches. \(syllableDefinition). \
      \(soundingDefinition).
      """,
    minimumData: "2 s of phonation", source: timingSource, depression: rateDepression,
    caution: "\(timingCaution) Nuclei undercount fast speech; languages differ in syllable length.",
    trust: .plausible)

  static let pauseRate = measure(
    "timing.pause_rate", title: "Pauses per minute", unit: "1/min", to: 200,
    definition: """
      Pauses per minute of phonation plus pauses. \(soundingDefinition). \(pauseDefinition).
      """,
    minimumData: "5 s of phonation plus pauses", source: timingSource, depression: pauseDepression,
    caution: timingCaution, trust: .plausible)

  static let pauseMean = measure(
    "timing.pause_mean", title: "Mean pause", unit: "s", from: 0.3, to: nil,
    definition: "Mean length of pauses. \(soundingDefinition). \(pauseDefinition).",
    minimumData: "5 s of phonation plus pauses, and one pause", source: timingSource,
    depression: pauseDepression, caution: "\(timingCaution) One long silence dominates it.", trust: .plausible
  )

  static let pauseDeviation = measure(
    "timing.pause_sd", title: "Variability of pauses", unit: "s", to: nil,
    definition: """
      Standard deviation (n − 1) of the lengths of pauses. \(soundingDefinition). \(pauseDefinition).
      """,
    minimumData: "5 s of phonation plus pauses, and three pauses", source: timingSource,
    depression: pauseDepression, caution: "\(timingCaution) One long silence dominates it.",
    trust: .exploratory)

  static let pauseShare = measure(
    "timing.pause_share", title: "Share of pauses", unit: "1", to: 1,
    definition: """
      Total of pauses over phonation plus pauses. \(soundingDefinition). \(pauseDefinition).
      """,
    minimumData: "5 s of phonation plus pauses", source: timingSource, depression: pauseDepression,
    caution: timingCaution, trust: .plausible)

  static let phonationRatio = measure(
    "timing.phonation_ratio", title: "Phonation in the recording", unit: "1", to: 1,
    definition: """
      Phonation time, the total of the participant's sounding stretches, over the length of the whole \
      recording, silences and other people's turns included. \(soundingDefinition).
      """,
    minimumData: "a recording of 5 s", source: "de Jong & Wempe 2009, Behavior Research Methods 41:385–390",
    depression: """
      Talking less is a clinical sign; no effect size known for this ratio. In an interview it depends on \
      the interviewer as much.
      """,
    caution: timingCaution, trust: .plausible)

  static let pauseCount = measure(
    "timing.pause_count", title: "Pauses", unit: "1", to: nil,
    definition: "Number of pauses. \(soundingDefinition). \(pauseDefinition).",
    minimumData: "5 s of phonation plus pauses", source: timingSource, depression: pauseDepression,
    caution: "\(timingCaution) Grows with the length of speech: compare the rate instead.", trust: .plausible)

  /// Shares of pauses by length.
  struct PauseBand: Sendable {
    let from: Double
    let to: Double
    let measure: Measure
  }

  static let pauseBands = [
    pauseBand("0300_0500", "0.3 to 0.5 s", from: 0, to: 0.5),
    pauseBand("0500_1000", "0.5 to 1 s", from: 0.5, to: 1),
    pauseBand("1000_2000", "1 to 2 s", from: 1, to: 2),
    pauseBand("2000_up", "2 s or more", from: 2, to: .infinity),
  ]

  private static func pauseBand(_ name: String, _ text: String, from: Double, to: Double) -> PauseBand {
    PauseBand(
      from: from, to: to,
      measure: measure(
        "timing.pause_band_\(name)_share", title: "Share of pauses of \(text)", unit: "1", to: 1,
        definition: """
          Number of pauses of \(text) (the upper end not included) over the number of all. \
          \(soundingDefinition). \(pauseDefinition).
          """,
        minimumData: "5 s of phonation plus pauses, and five pauses", source: timingSource,
        depression: pauseDepression, caution: timingCaution, trust: .exploratory))
  }

  static let runSeconds = measure(
    "timing.run_mean", title: "Mean length of run", unit: "s", to: nil,
    definition: """
      Mean length of the sounding stretches, the speech between pauses. \(soundingDefinition).
      """,
    minimumData: "2 s of phonation",
    source: "Goldman-Eisler 1968, Psycholinguistics; sounding: \(timingSource)",
    depression: "Shorter runs would go with longer and more pauses; no effect size known for this measure.",
    caution: "\(timingCaution) Turns end runs too, so short answers shorten it.", trust: .plausible)

  static let runSyllables = measure(
    "timing.run_syllables_mean", title: "Mean syllables a run", unit: "1", to: nil,
    definition: """
      Syllable nuclei over the number of sounding stretches. \(syllableDefinition). \(soundingDefinition).
      """,
    minimumData: "2 s of phonation",
    source: "Goldman-Eisler 1968, Psycholinguistics; syllables: \(timingSource)",
    depression: "Shorter runs would go with longer and more pauses; no effect size known for this measure.",
    caution: "\(timingCaution) Turns end runs too, so short answers shorten it.", trust: .plausible)

  /// Shorter voiced intervals are blips of the pitch track.
  static let leastIntervalSeconds = 0.03

  static let rhythmVariability = measure(
    "timing.npvi_voiced", title: "Rhythm variability (nPVI of voiced intervals)", unit: "1", to: 200,
    definition: """
      100 times the mean, over neighbouring voiced intervals a and b of one sounding stretch, of |a − b| \
      over (a + b)/2. Voiced interval: consecutive frames with a pitch, 0.03 s or more. \
      \(soundingDefinition).
      """,
    minimumData: "ten pairs of voiced intervals",
    source: """
      Grabe & Low 2002, Laboratory Phonology 7:515–546, there of vowels; voiced intervals after \
      Dellwo, Fourcin & Abberton 2007, ICPhS
      """,
    depression: "No published effect known.",
    caution: "Languages differ more than people; noise and creaky voice break intervals up.",
    trust: .exploratory)
}
