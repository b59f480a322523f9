import SignalCore

extension SpeechMeasures {
  private static let tremorDefinition = """
    Of each voiced stretch of 0.5 s or more the contour, every 10 ms, less its least-squares parabola and \
    over its mean; Fourier sums under a Hann window every 0.1 Hz from 3 to 15 Hz, squares averaged over \
    stretches weighted by length
    """
  private static let tremorSource = """
    This program's definition, after the frequency and amplitude tremor measures of Brückl 2012, Interspeech
    """
  private static let tremorDepression = """
    Tremor is a known side effect of lithium and of antidepressants; no published effect of depression on the \
    voice’s tremor known.
    """
  private static let tremorCaution = """
    Meant for sustained vowels: in running speech accents and syllables, 3 to 6 a second, pass for tremor. \
    Stretches of half a second resolve no better than 4 Hz.
    """

  static let tremor: [Measure] = [
    pitchTremorFrequency, pitchTremorMagnitude, amplitudeTremorFrequency, amplitudeTremorMagnitude,
  ]

  private static func tremor(
    _ name: String, title: String, unit: String, from lowerBound: Double, to upperBound: Double,
    _ text: String
  ) -> Measure {
    measure(
      "tremor." + name, title: title, unit: unit, from: lowerBound, to: upperBound,
      definition: "\(tremorDefinition). \(text)", minimumData: "one voiced stretch of 0.5 s",
      source: tremorSource, depression: tremorDepression, caution: tremorCaution, trust: .exploratory)
  }

  static let pitchTremorFrequency = tremor(
    "f0.frequency", title: "Pitch tremor frequency", unit: "Hz", from: 2.9, to: 15.1,
    "Contour: F0. Frequency of the strongest modulation.")
  static let pitchTremorMagnitude = tremor(
    "f0.magnitude", title: "Pitch tremor", unit: "%", from: 0, to: 100,
    "Contour: F0. Amplitude of the strongest modulation, in percent of the mean F0.")
  static let amplitudeTremorFrequency = tremor(
    "amplitude.frequency", title: "Amplitude tremor frequency", unit: "Hz", from: 2.9, to: 15.1,
    "Contour: amplitude of the glottal pulses, as shimmer takes it. Frequency of the strongest modulation.")
  static let amplitudeTremorMagnitude = tremor(
    "amplitude.magnitude", title: "Amplitude tremor", unit: "%", from: 0, to: 200,
    """
    Contour: amplitude of the glottal pulses, as shimmer takes it. Amplitude of the strongest modulation, \
    in percent of the mean.
    """)

  private static let flowDefinition = """
    Glottal flow of every second voiced frame, four periods at 8 kHz, by iterative adaptive inverse \
    filtering (tract of order 10, source of order 4); the recording's polarity is that in which the flow's \
    derivative is skewed to the negative; cycle: the period that ends at the derivative's least value in \
    the middle one
    """
  private static let flowSource = "Alku 1992, Speech Communication 11:109–118"
  private static let flowDepression = """
    Glottal quotients differed between depressed and control speakers in small studies (Scherer et al. 2013, \
    Interspeech; not read here); no pooled effect known.
    """
  private static let flowCaution = """
    Inverse filtering fails with high voices, echo, noise, lossy coding and microphones that shift phase; \
    nobody has validated it on such recordings.
    """

  static let glottal = [amplitudeQuotient, openQuotient]

  static let amplitudeQuotient = measure(
    "glottis.naq_median", title: "Normalised amplitude quotient", unit: "1", from: 0, to: 10,
    definition: """
      \(flowDefinition). Range of the flow over the product of its derivative's negative peak and the \
      period; median over frames. Pressed voice is low, breathy voice high.
      """,
    minimumData: "1 s voiced; a sample rate of 8 kHz",
    source: "\(flowSource); Alku, Bäckström & Vilkman 2002, J. Acoust. Soc. Am. 112:701–710",
    depression: flowDepression, caution: flowCaution, trust: .exploratory)

  static let openQuotient = measure(
    "glottis.qoq_median", title: "Quasi-open quotient", unit: "1", from: 0, to: 1,
    definition: """
      \(flowDefinition). Share of the period in which the flow is above the middle between its least and \
      greatest value; median over frames.
      """,
    minimumData: "1 s voiced; a sample rate of 8 kHz",
    source: "\(flowSource); Laukkanen, Vilkman, Alku & Oksanen 1996, J. Phonetics 24:313–335",
    depression: flowDepression, caution: flowCaution, trust: .exploratory)
}
