import SignalCore

/// What the values made of one contour share: unit, range and texts.
struct CompatFamily {
  let prefix: String
  let title: String
  let unit: String
  var lower: Double?
  var upper: Double?
  let definition: String
  var depression = "No published effect known."
  let caution: String
  var trust = Measure.Trust.checked

  /// No prefix begins another.
  static let all: [CompatFamily] =
    [pitch, loudness, loudnessPeaks, jitter, shimmer, noise, harmonics, harmonicFormant]
    + (1...3).flatMap { formant($0) } + spectral + cepstrum + segments + [soundLevel]

  private static let voiceDepression = """
    Reported raised or lowered in some studies and unchanged in others: review in Cummins et al. 2015, Speech \
    Communication 71:10–49. No pooled effect size known.
    """

  private static let pitch = CompatFamily(
    prefix: "F0semitone", title: "Pitch above A0", unit: "st", lower: 0, upper: 62.3,
    definition: """
      Pitch by sub-harmonic summation in 60 ms Gaussian windows, candidates from 55 to 1000 Hz, smoothed by a shortest \
      path, in semitones above 27.5 Hz; voiced frames, moving average of 3.
      """,
    depression: """
      Reduced pitch variability is among the oldest descriptions of depressed speech, but studies disagree: review in \
      Cummins et al. 2015, Speech Communication 71:10–49. No pooled effect size known.
      """,
    caution: "The last one to three frames, or 39 after an uncertain start, are left out.")

  private static let loudness = CompatFamily(
    prefix: "loudness_", title: "Auditory loudness", unit: "1", lower: 0,
    definition: """
      Mean over 26 mel bands (20–8000 Hz) of band power times the ear's sensitivity, to the power 0.33, from 20 ms \
      Hamming windows every 10 ms; moving average of 3.
      """,
    depression: """
      Softer and flatter speech is described clinically; no published effect known that holds across uncalibrated \
      microphones.
      """,
    caution: "Arbitrary scale: depends on gain and on the transform's length.")

  private static let loudnessPeaks = CompatFamily(
    prefix: "loudnessPeaks", title: "Loudness peaks per second", unit: "1/s", lower: 0, upper: 50,
    definition: "Peaks of loudness that stand out by a tenth of its range, over the recording's duration.",
    caution:
      "A rough stand-in for syllable rate; one loud event raises the threshold for the whole recording.")

  private static let jitter = CompatFamily(
    prefix: "jitterLocal", title: "Jitter", unit: "1", lower: 0, upper: 1,
    definition: """
      Mean difference of neighbouring periods over the mean period, periods found by matching the waveform within 10 % \
      of the pitch, one to three a frame; frames above 0, moving average of 3.
      """,
    depression: voiceDepression,
    caution: "A fraction, and lower than Praat's since periods are read again and averaged.")

  private static let shimmer = CompatFamily(
    prefix: "shimmerLocaldB", title: "Shimmer", unit: "dB", lower: 0, upper: 6.03,
    definition: """
      20·log10(1 + mean difference of neighbouring periods' peak-to-peak amplitudes over their mean); voiced frames, \
      moving average of 3.
      """,
    depression: voiceDepression,
    caution: "Not the usual shimmer in decibels, which is the mean of |20·log10(A₂/A₁)|.")

  private static let noise = CompatFamily(
    prefix: "HNRdBACF", title: "Harmonics-to-noise ratio", unit: "dB", lower: -90, upper: 110,
    definition: """
      10·log10(R(T) / (R(0) − R(T))), R the circular autocorrelation of the Gaussian-windowed 60 ms frame, T the pitch \
      period; voiced frames, moving average of 3.
      """,
    depression: voiceDepression,
    caution:
      "The window's own decay is not taken out: a clean voice reads about 7 dB at 100 Hz, 13 dB at 200 Hz.")

  private static let harmonics = CompatFamily(
    prefix: "logRelF0-H1-H2", title: "“H1−H2”", unit: "dB", lower: -201, upper: 201,
    definition: """
      By name the first harmonic less the second, in fact the level of the second harmonic less that of the third; \
      voiced frames, moving average of 3.
      """,
    caution: "Do not read it as H1−H2 of the voice literature.")

  private static let harmonicFormant = CompatFamily(
    prefix: "logRelF0-H1-A3", title: "“H1−A3”", unit: "dB", lower: -201, upper: 201,
    definition: """
      By name the first harmonic less the strongest one near the third formant, in fact the second harmonic less it; \
      −201 where none is near; voiced frames, moving average of 3.
      """,
    caution: "Do not read it as H1−A3 of the voice literature; rests on the set's faulty formants.")

  private static func formant(_ number: Int) -> [CompatFamily] {
    let method = """
      Linear prediction of order 11 on 20 ms windows resampled to 11 kHz, roots of the predictor with its signs \
      turned, as the set has it.
      """
    let caution =
      "Not true formants: on a clean /a/ of 730, 1090 and 2440 Hz the set gives 422, 1218 and 2360 Hz."
    return [
      CompatFamily(
        prefix: "F\(number)frequency", title: "Formant \(number) frequency", unit: "Hz", lower: 0,
        upper: 5450,
        definition: "\(method) Voiced frames, moving average of 3.", caution: caution),
      CompatFamily(
        prefix: "F\(number)bandwidth", title: "Formant \(number) bandwidth", unit: "Hz", lower: 0,
        definition: "\(method) Voiced frames, moving average of 3.",
        caution: "\(caution) Ill-conditioned: single frames differ between exact and rounded arithmetic.",
        trust: .plausible),
      CompatFamily(
        prefix: "F\(number)amplitude", title: "Formant \(number) level", unit: "dB", lower: -201,
        definition: """
          Level of the strongest harmonic within 20 % of formant \(number), relative to the first harmonic; −201 in \
          unvoiced frames, which count. Moving average of 3.
          """,
        caution:
          "Mostly tells how much of the recording is unvoiced: −201 enters the mean for every such frame."),
    ]
  }
}
