import SignalCore

extension SpeechMeasures {
  private static let pitchDefinition = """
    Fundamental frequency F0 every 10 ms, after a second-order high-pass at 120 Hz against hum, by \
    autocorrelation of a Hann window of three periods of the pitch floor, 14 candidates and a best path \
    (voicing threshold 0.45, silence threshold 0.03, octave cost 0.01, octave-jump cost 0.35, \
    voiced/unvoiced cost 0.14). A first pass from 50 to 800 Hz sets the floor to 0.75 times the lower and \
    the ceiling to 2.5 times the upper quartile of F0, inside 50 to 800 Hz
    """
  private static let pitchSource = """
    Boersma 1993, Proc. Inst. Phonetic Sciences Amsterdam 17:97–110, eqs. 9 and 22–28; range: Hirst 2011, \
    J. Speech Sciences 1:55–83, after De Looze & Hirst 2008, Speech Prosody
    """
  private static let pitchCaution = """
    Noise, music, a second voice inside the speech ranges, and creaky voice disturb it; values at 50 or \
    800 Hz deserve a look at the track.
    """
  private static let meanPitchDepression = """
    No reliable difference: a meta-analysis of January 2026 (read as abstract) pooled six studies and \
    found F0 1.82 Hz lower in depression, p = .58.
    """
  private static let pitchSpreadDepression = """
    Reduced pitch variability (monotony) is among the oldest descriptions of depressed speech, but studies \
    disagree: review in Cummins et al. 2015, Speech Communication 71:10–49. No pooled effect size known.
    """

  static let pitch = [
    pitchMedian, pitchMean, pitchDeviation, pitchLow, pitchHigh, pitchRange, pitchSlope, voicedShare,
  ]

  static let pitchMedian = measure(
    "pitch.f0.median", title: "Median pitch", unit: "Hz", from: 20, to: 1500,
    definition: "\(pitchDefinition). Median over the voiced frames of the participant's speech.",
    minimumData: "0.1 s voiced", source: pitchSource, depression: meanPitchDepression,
    caution: "\(pitchCaution) Sex, age and language move it far more than mood.", trust: .checked)

  static let pitchMean = measure(
    "pitch.f0.mean", title: "Mean pitch", unit: "Hz", from: 20, to: 1500,
    definition:
      "\(pitchDefinition). Arithmetic mean in hertz over the voiced frames of the participant's speech.",
    minimumData: "0.1 s voiced", source: pitchSource, depression: meanPitchDepression,
    caution: "\(pitchCaution) A few octave errors move it; the median is steadier.", trust: .checked)

  static let pitchDeviation = measure(
    "pitch.f0.sd_semitones", title: "Pitch variability", unit: "st", to: 48,
    definition: """
      \(pitchDefinition). Standard deviation (n − 1) of 12·log2(F0) over the voiced frames of the \
      participant's speech, in semitones.
      """,
    minimumData: "0.5 s voiced", source: pitchSource, depression: pitchSpreadDepression,
    caution: "\(pitchCaution) Octave errors inflate it; questions and reading differ from conversation.",
    trust: .plausible)

  static let pitchLow = measure(
    "pitch.f0.p05", title: "Low end of pitch", unit: "Hz", from: 20, to: 1500,
    definition:
      "\(pitchDefinition). 5 % quantile (type 7) over the voiced frames of the participant's speech.",
    minimumData: "0.5 s voiced", source: pitchSource, depression: pitchSpreadDepression,
    caution: pitchCaution, trust: .plausible)

  static let pitchHigh = measure(
    "pitch.f0.p95", title: "High end of pitch", unit: "Hz", from: 20, to: 1500,
    definition:
      "\(pitchDefinition). 95 % quantile (type 7) over the voiced frames of the participant's speech.",
    minimumData: "0.5 s voiced", source: pitchSource, depression: pitchSpreadDepression,
    caution: pitchCaution, trust: .plausible)

  static let pitchRange = measure(
    "pitch.f0.range_semitones", title: "Pitch range", unit: "st", to: 60,
    definition: """
      \(pitchDefinition). 12·log2 of the 95 % over the 5 % quantile (type 7) over the voiced frames of the \
      participant's speech, in semitones.
      """,
    minimumData: "0.5 s voiced", source: pitchSource, depression: pitchSpreadDepression,
    caution: "\(pitchCaution) Octave errors at either end widen it; see the share of octave jumps.",
    trust: .plausible)

  static let pitchSlope = measure(
    "pitch.f0.slope", title: "Pitch slope within voiced stretches", unit: "st/s", from: -1000, to: 1000,
    definition: """
      \(pitchDefinition). In each voiced stretch of 0.1 s or more the slope of the least-squares line \
      through 12·log2(F0) over time; median over the stretches. Below 0: pitch falls.
      """,
    minimumData: "three voiced stretches of 0.1 s",
    source: "This program's definition; pitch: \(pitchSource)",
    depression: "No published effect known.",
    caution: "\(pitchCaution) Questions, lists and reading change it.", trust: .exploratory)

  static let voicedShare = measure(
    "pitch.voiced_share", title: "Voiced share of speech", unit: "1", to: 1,
    definition: """
      Frames with a fundamental frequency over all frames whose centre lies in the participant's speech. \
      \(pitchDefinition).
      """,
    minimumData: "0.5 s of speech", source: pitchSource, depression: "No published effect known.",
    caution: """
      Falls with whispering, noise, and with pauses left inside the speech ranges. Without speech ranges \
      it is the share of the whole recording.
      """,
    trust: .plausible)
}
