import SignalCore

extension SpeechMeasures {
  private static let cepstrumDefinition = """
    The sound at 10 kHz, pre-emphasised from 50 Hz, under a Gaussian window of 0.1 s; power cepstrum: \
    squared inverse transform of the power spectrum in decibels
    """
  private static let prominenceDefinition = """
    Prominence: the highest value from 1/330 to 1/60 s (by parabola, in decibels) over the straight trend \
    line through all quefrencies (incomplete Theil fit)
    """
  private static let smoothing = "averaged over 10 ms and over 1 ms of quefrency"
  private static let source = """
    Maryn & Weenink 2015, J. Voice 29:35–43; Hillenbrand, Cleveland & Erickson 1994, J. Speech Hear. Res. \
    37:769–778; Praat manual, pages “PowerCepstrogram: Get CPPS…” and “theil regression”
    """
  private static let depression = """
    Cepstral peak prominence is lower in hoarse and breathy voices; no pooled effect for depression known.
    """
  private static let caution = """
    Falls with noise, echo and lossy coding, and with the share of pauses and voiceless sounds. Values of \
    other settings or programs differ by many decibels.
    """

  static let cepstral = [smoothedProminence, smoothedProminenceVoiced, prominenceVoiced]

  static let smoothedProminence = measure(
    "voice.cpps_mean", title: "Smoothed cepstral peak prominence", unit: "dB", from: -20, to: 80,
    definition: """
      \(cepstrumDefinition), every 2 ms, \(smoothing). \(prominenceDefinition). Mean over all frames of the \
      participant's speech, voiced or not.
      """,
    minimumData: "0.5 s of speech", source: source, depression: depression,
    caution: "\(caution) Within 0.15 dB of Praat on nine real recordings.", trust: .checked)

  static let smoothedProminenceVoiced = measure(
    "voice.cpps_voiced_mean", title: "Smoothed cepstral peak prominence, voiced", unit: "dB", from: -20,
    to: 80,
    definition: """
      \(cepstrumDefinition), every 2 ms, \(smoothing). \(prominenceDefinition). Mean over the frames \
      nearest to which the pitch track is voiced.
      """,
    minimumData: "0.5 s voiced", source: source, depression: depression, caution: caution, trust: .plausible)

  static let prominenceVoiced = measure(
    "voice.cpp_voiced_mean", title: "Cepstral peak prominence, voiced", unit: "dB", from: -20, to: 100,
    definition: """
      \(cepstrumDefinition), every 10 ms, not smoothed. \(prominenceDefinition). Mean over the frames \
      nearest to which the pitch track is voiced.
      """,
    minimumData: "0.5 s voiced", source: source, depression: depression, caution: caution, trust: .plausible)
}
