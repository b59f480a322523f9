import SignalCore

extension SpeechMeasures {
  private static let formantDefinition = """
    Linear prediction by Burg's method, ten poles below 5.5 kHz, pre-emphasis from 50 Hz, Gaussian window \
    of 50 ms, every 10 ms, at the instants of the pitch by straight line between frames; formants counted by \
    rising frequency
    """
  private static let source = """
    Markel & Gray 1976, Linear Prediction of Speech, section 7; Praat manual, page “Sound: To Formant (burg)…”
    """
  private static let depression = """
    Slack articulation would centralise vowels; a smaller vowel space was reported in depression (Scherer \
    et al. 2016, IEEE Trans. Affective Computing 7:59–73). No pooled effect size known.
    """
  private static let caution = """
    Depends on which vowels were said, and on the speaker's size and sex; high voices, nasals and noise \
    displace it. The ceiling of 5.5 kHz suits most women; for most men 5 kHz would, which moves the higher \
    formants.
    """

  static let formant =
    formantFrequencies + formantBandwidths + [formantDispersion, vowelSpaceArea]

  static let formantFrequencies: [Measure] = (1...4).map { k in
    measure(
      "formant.f\(k).median", version: 2, title: "Median formant \(k)", unit: "Hz", from: 50, to: 5500,
      definition:
        """
        \(formantDefinition). Median frequency of formant \(k) over the voiced frames of the participant's \
        speech.
        """,
      minimumData: "1 s voiced", source: source, depression: depression, caution: caution, trust: .plausible)
  }

  static let formantBandwidths: [Measure] = (1...4).map { k in
    measure(
      "formant.b\(k).median", version: 2, title: "Median bandwidth of formant \(k)", unit: "Hz", from: 0,
      to: 20_000,
      definition: """
        \(formantDefinition). Median 3 dB bandwidth of formant \(k) over the voiced frames of the \
        participant's speech.
        """,
      minimumData: "1 s voiced", source: source, depression: "No published effect known.",
      caution: "Much less certain than the frequency; noise and echo widen it. \(caution)",
      trust: .plausible)
  }

  static let formantDispersion = measure(
    "formant.dispersion", version: 2, title: "Formant dispersion", unit: "Hz", from: 100, to: 2500,
    definition: """
      Mean spacing of neighbouring formants 1 to 4, (F4 − F1)/3 of their medians. \(formantDefinition).
      """,
    minimumData: "1 s voiced", source: "Fitch 1997, J. Acoust. Soc. Am. 102:1213–1222, eq. 1",
    depression: "Tells the length of the vocal tract, not mood: no published effect known.", caution: caution,
    trust: .plausible)

  static let vowelSpaceArea = measure(
    "formant.vowel_space_area", version: 2, title: "Vowel space", unit: "Bark²", from: 0, to: 400,
    definition: """
      \(formantDefinition). F1 and F2 of the voiced frames in Bark (26.81·f/(1960 + f) − 0.53); density by \
      a Gaussian kernel of ½ Bark on cells of ¼ Bark; area of the fewest cells that hold 80 % of it, in \
      square Bark.
      """,
    minimumData: "5 s voiced",
    source: """
      This program's definition: highest-density region (Hyndman 1996, Am. Statistician 50:120–126), Bark \
      scale of Traunmüller 1990, J. Acoust. Soc. Am. 88:97–100
      """,
    depression: depression,
    caution: """
      \(caution) Grows with the amount and variety of speech up to about a minute; voiced consonants count \
      as well as vowels. A single vowel fills 2.5 Bark² by the kernel alone.
      """,
    trust: .exploratory)
}
