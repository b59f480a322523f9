import SignalCore

extension SpeechMeasures {
  private static let spectrumDefinition = """
    Power spectrum of a Hamming window of 25 ms every 10 ms, offset removed
    """
  private static let voicedMean = "Mean over the voiced frames of the participant's speech"
  private static let depression = """
    A steeper, duller spectrum is described with psychomotor slowing and a flatter one with tension; \
    studies disagree: review in Cummins et al. 2015, Speech Communication 71:10–49. No pooled effect size \
    known.
    """
  private static let caution = """
    Microphone, distance, room and lossy coding colour the spectrum: compare only recordings of one set-up.
    """
  private static let gemaps = "Eyben et al. 2016, IEEE Trans. Affective Computing 7:190–202 (GeMAPS)"

  static let spectral = [
    firstOverSecondHarmonic, longTermTilt, lowSlope, middleSlope, alphaRatio, hammarbergIndex,
    centreOfGravity,
  ]

  static let firstOverSecondHarmonic = measure(
    "spectrum.h1_h2_mean", title: "First over second harmonic", unit: "dB", from: -200, to: 200,
    definition: """
      Level of the harmonic at F0 less that at 2·F0: Fourier sums at these frequencies under a Hann window \
      of four periods. Not corrected for formants. \(voicedMean).
      """,
    minimumData: "1 s voiced", source: "Hanson 1997, J. Acoust. Soc. Am. 101:466–481 (uncorrected H1–H2)",
    depression: "A breathier voice would raise it; no published effect known.",
    caution: """
      A first formant near either harmonic moves it by several decibels; telephone bands, which lack the \
      first harmonic, make it meaningless. \(caution)
      """,
    trust: .plausible)

  static let longTermTilt = measure(
    "spectrum.ltas_slope", title: "Spectral tilt", unit: "dB", from: -100, to: 100,
    definition: """
      \(spectrumDefinition). 10·log10 of the mean power density from 1 to 4 kHz over that below 1 kHz, \
      averaged over the participant's speech, voiced or not.
      """,
    minimumData: "0.5 s of speech",
    source: """
      Praat manual, page “Ltas: Get slope…” (0–1000 and 1000–4000 Hz, averaged as energy)
      """, depression: depression, caution: "\(caution) Noise and s sounds flatten it.", trust: .checked)

  static let lowSlope = measure(
    "spectrum.slope_0_500", title: "Spectral slope 0–500 Hz", unit: "dB/Hz", from: -2, to: 2,
    definition: """
      \(spectrumDefinition). Slope of the least-squares line through its decibels from the first bin to \
      500 Hz. \(voicedMean).
      """,
    minimumData: "1 s voiced", source: gemaps, depression: depression, caution: caution, trust: .plausible)

  static let middleSlope = measure(
    "spectrum.slope_500_1500", title: "Spectral slope 500–1500 Hz", unit: "dB/Hz", from: -2, to: 2,
    definition: """
      \(spectrumDefinition). Slope of the least-squares line through its decibels from 500 to 1500 Hz. \
      \(voicedMean).
      """,
    minimumData: "1 s voiced", source: gemaps, depression: depression, caution: caution, trust: .plausible)

  static let alphaRatio = measure(
    "spectrum.alpha_ratio", title: "Alpha ratio", unit: "dB", from: -120, to: 120,
    definition: """
      \(spectrumDefinition). 10·log10 of the power from 1 to 5 kHz over that from 50 Hz to 1 kHz: higher \
      is brighter. \(voicedMean).
      """,
    minimumData: "1 s voiced; a sample rate of 10 kHz", source: gemaps, depression: depression,
    caution: caution, trust: .plausible)

  static let hammarbergIndex = measure(
    "spectrum.hammarberg_index", title: "Hammarberg index", unit: "dB", from: -120, to: 120,
    definition: """
      \(spectrumDefinition). Level of the highest bin below 2 kHz less that of the highest from 2 to 5 \
      kHz. \(voicedMean).
      """,
    minimumData: "1 s voiced; a sample rate of 10 kHz",
    source: "Hammarberg et al. 1980, Acta Oto-Laryngologica 90:441–451; \(gemaps)", depression: depression,
    caution: caution, trust: .plausible)

  static let centreOfGravity = measure(
    "spectrum.centre_of_gravity", title: "Spectral centre of gravity", unit: "Hz", from: 0, to: 5000,
    definition: """
      \(spectrumDefinition). Mean frequency from 50 Hz to 5 kHz weighted by power. \(voicedMean).
      """,
    minimumData: "1 s voiced; a sample rate of 10 kHz",
    source: "Praat manual, page “Spectrum: Get centre of gravity…” (power 2), frame by frame",
    depression: depression, caution: caution, trust: .plausible)

  /// Mean and deviation of one coefficient.
  struct MelPair: Sendable {
    let mean: Measure
    let deviation: Measure
  }

  static let melPairs: [MelPair] = (1...MelCepstrum.coefficientCount).map { k in
    MelPair(mean: melMeasure(k, "mean"), deviation: melMeasure(k, "sd"))
  }
  static let mel = melPairs.flatMap { [$0.mean, $0.deviation] }

  private static func melMeasure(_ k: Int, _ statistic: String) -> Measure {
    let isMean = statistic == "mean"
    return measure(
      "mfcc.c\(k < 10 ? "0" : "")\(k).\(statistic)",
      title: "Mel-frequency cepstral coefficient \(k), \(isMean ? "mean" : "variability")", unit: "1",
      from: isMean ? -500 : 0, to: 500,
      definition: """
        Pre-emphasis 0.97; power spectrum of a Hamming window of 25 ms every 10 ms; 26 triangular bands on \
        the mel scale 2595·log10(1 + f/700) from 0 to 8 kHz; natural logarithm; cosine transform √(2/26)·Σ \
        ln(m_b)·cos(π·\(k)·(b − ½)/26); lifter 22. \(isMean ? "Mean" : "Standard deviation (n − 1)") over \
        the participant's sounding speech.
        """,
      minimumData: "2 s of phonation; a sample rate of 16 kHz",
      source: """
        Davis & Mermelstein 1980, IEEE Trans. ASSP 28:357–366; Young et al., The HTK Book, sections 5.4 \
        and 5.6, with power for magnitude
        """,
      depression: """
        Used in most automatic detectors of depression; which coefficients differ, and which way, is not \
        agreed. No pooled effect size known.
        """,
      caution: "Describes the microphone and the room as much as the voice. \(caution)", trust: .exploratory)
  }
}
