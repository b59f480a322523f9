import SignalCore

extension SpeechMeasures {
  private static let pulseDefinition = """
    Glottal pulses are found in each voiced stretch from its middle outwards, where one period of sound \
    correlates best with the next (lags 0.8 to 1.25 periods). Periods count from 0.1 to 20 ms, neighbours \
    with a ratio up to 1.3
    """
  private static let voiceDepression = """
    Raised jitter and shimmer and a lower harmonics-to-noise ratio are reported in some studies and not in \
    others: review in Cummins et al. 2015, Speech Communication 71:10–49. No pooled effect size known.
    """

  static let voice = [jitterLocal, shimmerLocal, harmonicsToNoise]

  static let jitterLocal = measure(
    "voice.jitter_local", title: "Jitter (local)", unit: "%", to: 30,
    definition: """
      \(pulseDefinition). Mean |Tᵢ − Tᵢ₊₁| over mean T of these periods, in percent.
      """,
    minimumData: "20 pairs of periods",
    source: """
      Boersma & Weenink, Praat manual, pages “Voice 2. Jitter” and “Sound & Pitch: To PointProcess (cc)”
      """,
    depression: voiceDepression,
    caution: """
      Norms hold for sustained vowels; in running speech intonation and edges raise it. Noise, lossy coding and \
      sample rate change it. Within 5 % of the truth on synthetic pulses; on a synthetic vowel with 0.5 to 3 % jitter 10 \
      to 18 % too low, as Praat is.
      """,
    trust: .checked)

  static let shimmerLocal = measure(
    "voice.shimmer_local", title: "Shimmer (local)", unit: "%", to: 60,
    definition: """
      \(pulseDefinition). Amplitude A of a pulse: Hann-weighted root mean square from 0.2 periods before to 0.2 \
      periods after it; neighbours with a ratio up to 1.6 count. Mean |Aᵢ − Aᵢ₊₁| over mean A, in percent.
      """,
    minimumData: "20 pairs of amplitudes",
    source: "Boersma & Weenink, Praat manual, page “Voice 3. Shimmer”",
    depression: voiceDepression,
    caution: """
      The most fragile voice measure: clipping and noise at 20 dB multiply it several times. Norms hold for \
      sustained vowels. Within 5 % of the truth on synthetic pulses; on a synthetic vowel with 2 to 4 % shimmer 13 % too \
      low, as Praat is.
      """,
    trust: .checked)

  static let harmonicsToNoise = measure(
    "voice.hnr_mean", title: "Harmonics-to-noise ratio", unit: "dB", from: -60, to: 60,
    definition: """
      In each voiced frame 10·log10(r / (1 − r)), r the highest normalised cross-correlation, within 10 % of the \
      period found, of two stretches one period of the pitch floor long; held inside ±60 dB. Mean in decibels \
      over the voiced frames of the participant's speech.
      """,
    minimumData: "0.1 s voiced",
    source: """
      Boersma 1993, Proc. Inst. Phonetic Sciences Amsterdam 17:97–110, eq. 4; Praat manual, page “Sound: To \
      Harmonicity (cc)…”
      """,
    depression: voiceDepression,
    caution: """
      Background noise lowers it at once: read it beside the signal-to-noise ratio. Within 0.7 dB of the truth on \
      synthetic mixtures from 5 to 30 dB; on running speech up to 1.5 dB from Praat's mean, which takes the best \
      of all lags and loud unvoiced frames too.
      """,
    trust: .checked)
}
