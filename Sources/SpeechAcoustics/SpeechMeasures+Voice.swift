import SignalCore

extension SpeechMeasures {
  private static let pulseDefinition = """
    Pitch by forward cross-correlation from 75 to 600 Hz (wider for a lower or higher voice; no \
    high-pass). Glottal pulses are found in each voiced stretch from its middle outwards, where one period \
    of sound correlates best with the next (lags 0.8 to 1.25 periods; correlation 0.3 or more). Periods T \
    count from 0.1 to 20 ms, neighbours with a ratio up to 1.3
    """
  private static let amplitudeDefinition = """
    \(pulseDefinition). Amplitude A of a pulse: root of Σ(w·x)²/Σw² under a Hann window from 0.2 periods \
    before to 0.2 periods after it; neighbours up to 20 ms apart with a ratio up to 1.6 count
    """
  private static let voiceDepression = """
    Raised jitter and shimmer and a lower harmonics-to-noise ratio are reported in some studies and not in \
    others: review in Cummins et al. 2015, Speech Communication 71:10–49. No pooled effect size known.
    """
  private static let jitterSource = """
    Boersma & Weenink, Praat manual, pages “Voice 2. Jitter” and “Sound & Pitch: To PointProcess (cc)”
    """
  private static let shimmerSource = "Boersma & Weenink, Praat manual, page “Voice 3. Shimmer”"
  private static let jitterCaution = """
    Norms hold for sustained vowels; in running speech intonation and edges raise it. Noise, lossy coding and \
    sample rate change it. On nine real recordings, five of which its details were worked out on, local \
    jitter within 5 % of Praat, the three- and five-point quotients within 11 %; on a synthetic vowel with \
    0.5 to 3 % jitter 7 to 17 % too low, as Praat is.
    """
  private static let shimmerCaution = """
    The most fragile voice measure: clipping and noise at 20 dB multiply it several times. Norms hold for \
    sustained vowels. On five real recordings, on which its details were worked out, within 5 % of Praat.
    """

  static let voice = [
    jitterLocal, jitterLocalAbsolute, jitterRap, jitterPpq5, jitterDdp, shimmerLocal, shimmerLocalDecibels,
    shimmerApq3, shimmerApq5, shimmerApq11, shimmerDda, harmonicsToNoise, voiceBreakRate, voiceBreakShare,
  ]

  private static func jitter(
    _ name: String, version: Int = 1, title: String, unit: String = "%", to upperBound: Double,
    _ formula: String
  ) -> Measure {
    measure(
      "voice.jitter_" + name, version: version, title: title, unit: unit, to: upperBound,
      definition: "\(pulseDefinition). \(formula)", minimumData: "20 pairs of periods", source: jitterSource,
      depression: voiceDepression, caution: jitterCaution, trust: .plausible)
  }

  private static func shimmer(
    _ name: String, version: Int = 1, title: String, unit: String = "%", to upperBound: Double,
    _ formula: String
  ) -> Measure {
    measure(
      "voice.shimmer_" + name, version: version, title: title, unit: unit, to: upperBound,
      definition: "\(amplitudeDefinition). \(formula)", minimumData: "20 pairs of amplitudes",
      source: shimmerSource, depression: voiceDepression, caution: shimmerCaution, trust: .plausible)
  }

  static let jitterLocal = jitter(
    "local", version: 2, title: "Jitter (local)", to: 30, "Mean |Tᵢ − Tᵢ₊₁| over mean T, in percent.")
  static let jitterLocalAbsolute = jitter(
    "local_absolute", title: "Jitter (local, absolute)", unit: "s", to: 0.01,
    "Mean |Tᵢ − Tᵢ₊₁|, in seconds.")
  static let jitterRap = jitter(
    "rap", title: "Jitter (relative average perturbation)", to: 30,
    "Mean |Tᵢ − mean of Tᵢ₋₁ to Tᵢ₊₁| over mean T, in percent.")
  static let jitterPpq5 = jitter(
    "ppq5", title: "Jitter (five-point quotient)", to: 30,
    "Mean |Tᵢ − mean of Tᵢ₋₂ to Tᵢ₊₂| over mean T, in percent.")
  static let jitterDdp = jitter(
    "ddp", title: "Jitter (difference of differences)", to: 90,
    "Mean |(Tᵢ₊₁ − Tᵢ) − (Tᵢ − Tᵢ₋₁)| over mean T, in percent: three times the relative average perturbation."
  )
  static let shimmerLocal = shimmer(
    "local", version: 3, title: "Shimmer (local)", to: 60, "Mean |Aᵢ − Aᵢ₊₁| over mean A, in percent.")
  static let shimmerLocalDecibels = shimmer(
    "local_db", version: 2, title: "Shimmer (local, decibels)", unit: "dB", to: 5, "Mean |20·log10(Aᵢ₊₁/Aᵢ)|."
  )
  static let shimmerApq3 = shimmer(
    "apq3", version: 2, title: "Shimmer (three-point quotient)", to: 60,
    "Mean |Aᵢ − mean of the three around it| over mean A, in percent.")
  static let shimmerApq5 = shimmer(
    "apq5", version: 2, title: "Shimmer (five-point quotient)", to: 60,
    "Mean |Aᵢ − mean of the five around it| over mean A, in percent.")
  static let shimmerApq11 = shimmer(
    "apq11", version: 2, title: "Shimmer (eleven-point quotient)", to: 60,
    "Mean |Aᵢ − mean of the eleven around it| over mean A, in percent.")
  static let shimmerDda = shimmer(
    "dda", version: 2, title: "Shimmer (difference of differences)", to: 180,
    "Mean |(Aᵢ₊₁ − Aᵢ) − (Aᵢ − Aᵢ₋₁)| over mean A, in percent: three times the three-point quotient.")

  static let harmonicsToNoise = measure(
    "voice.hnr_mean", version: 2, title: "Harmonics-to-noise ratio", unit: "dB", from: -60, to: 60,
    definition: """
      Every 10 ms 10·log10(r / (1 − r)), r the highest normalised cross-correlation, over all lags up to \
      one period of 75 Hz (or of a lower voice's floor), of two stretches of that length; held inside ±60 \
      dB. Frames whose peak is below a tenth of the speech's (95 % quantile of the peaks of its seconds) \
      are left out. Mean in decibels over the participant's speech, voiced or not.
      """,
    minimumData: "0.1 s that is not silent",
    source: """
      Boersma 1993, Proc. Inst. Phonetic Sciences Amsterdam 17:97–110, eq. 4; Praat manual, page “Sound: To \
      Harmonicity (cc)…”, silence threshold 0.1, one period a window
      """,
    depression: voiceDepression,
    caution: """
      Background noise lowers it at once: read it beside the signal-to-noise ratio. Loud unvoiced sounds, \
      s and sh, lower it as well. Within 0.35 dB of Praat on nine real recordings.
      """,
    trust: .checked)

  private static let breakDefinition = """
    \(pulseDefinition). A voice break is a gap of more than 1.25 periods of the pitch floor (16.7 ms at 75 \
    Hz) between two neighbouring pulses of one sounding stretch (level at most 25 dB below the 99 % \
    quantile of the speech; silences under 0.3 s closed)
    """
  private static let breakSource = """
    Boersma & Weenink, Praat manual, page “Voice 1. Voice breaks”; confined to sounding stretches, which \
    is this program's addition
    """
  private static let breakCaution = """
    Meant for sustained vowels. In running speech every voiceless consonant is a break, so it describes \
    articulation as much as the voice.
    """

  static let voiceBreakRate = measure(
    "voice.break_rate", title: "Voice breaks", unit: "1/s", to: 60,
    definition: "\(breakDefinition). Breaks per second of phonation.", minimumData: "2 s of phonation",
    source: breakSource, depression: "No published effect known.", caution: breakCaution, trust: .exploratory)

  static let voiceBreakShare = measure(
    "voice.break_share", title: "Degree of voice breaks", unit: "1", to: 1,
    definition: "\(breakDefinition). Total of the breaks over phonation time.",
    minimumData: "2 s of phonation", source: breakSource, depression: "No published effect known.",
    caution: breakCaution, trust: .exploratory)
}
