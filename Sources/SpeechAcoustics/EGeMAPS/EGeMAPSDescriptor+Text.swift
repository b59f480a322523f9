import SignalCore

extension EGeMAPSDescriptor {
  /// What people read about it.
  struct Text {
    /// Part of the measures' names.
    let family: String
    let title: String
    let definition: String
    let source: String
    let caution: String
    var depression = "No published effect known for this definition."
    var lowerBound: Double?
    var upperBound: Double?
    var trust = Measure.Trust.plausible
    var version = 1
  }

  /// Name in openSMILE's functionals; `mark` tells voiced (V) from unvoiced (UV) spectra.
  func openSMILEName(mark: String) -> String {
    switch self {
    case .loudness: "loudness"
    case .alphaRatio: "alphaRatio\(mark)"
    case .hammarbergIndex: "hammarbergIndex\(mark)"
    case .slope0To500: "slope\(mark)0-500"
    case .slope500To1500: "slope\(mark)500-1500"
    case .spectralFlux: "spectralFlux\(mark)"
    case .mfcc1, .mfcc2, .mfcc3, .mfcc4: "\(columnName)\(mark)"
    case .f0Semitone: "F0semitoneFrom27.5Hz"
    case .jitter: "jitterLocal"
    case .shimmer: "shimmerLocaldB"
    case .harmonicsToNoise: "HNRdBACF"
    case .h1H2: "logRelF0-H1-H2"
    case .h1A3: "logRelF0-H1-A3"
    case .f1Frequency: "F1frequency"
    case .f1Bandwidth: "F1bandwidth"
    case .f1Amplitude: "F1amplitudeLogRelF0"
    case .f2Frequency: "F2frequency"
    case .f2Bandwidth: "F2bandwidth"
    case .f2Amplitude: "F2amplitudeLogRelF0"
    case .f3Frequency: "F3frequency"
    case .f3Bandwidth: "F3bandwidth"
    case .f3Amplitude: "F3amplitudeLogRelF0"
    }
  }

  var text: Text {
    switch self {
    case .loudness: loudnessText
    case .alphaRatio, .hammarbergIndex, .slope0To500, .slope500To1500, .spectralFlux: spectralText
    case .mfcc1: cepstralText(1)
    case .mfcc2: cepstralText(2)
    case .mfcc3: cepstralText(3)
    case .mfcc4: cepstralText(4)
    case .f0Semitone, .jitter, .shimmer, .harmonicsToNoise, .h1H2, .h1A3: voiceText
    case .f1Frequency, .f1Bandwidth, .f1Amplitude: formantText(1)
    case .f2Frequency, .f2Bandwidth, .f2Amplitude: formantText(2)
    case .f3Frequency, .f3Bandwidth, .f3Amplitude: formantText(3)
    }
  }

  private static let density = "power density of 25 ms Hamming-windowed frames, 2·|X|² / (rate · Σw²)"
  private static let setSource = "Eyben et al. 2016, section 3.1"

  private var loudnessText: Text {
    Text(
      family: "loudness", title: "Loudness",
      definition: """
        Sum over 26 triangles even on the mel scale, 20 to 6500 Hz, of (equal-loudness weight · power re 20 µPa)^0.33, \
        full scale ±1 taken for ±1 Pa; power from the \(Self.density). Scaled so that a line of 1 kHz at 40 dB has 1
        """,
      source: "Hermansky 1990, J. Acoust. Soc. Am. 87:1738–1752, eq. 7 and section III; \(Self.setSource)",
      caution: """
        Not calibrated: grows with the 0.66th power of gain. Compare only recordings of one set-up. Missing below \
        6.5 kHz of bandwidth.
        """,
      depression:
        "Softer, flatter loudness is described in depression; no effect size was read for this definition.",
      lowerBound: 0, version: 2)
  }

  private var spectralText: Text {
    let caution = "Microphone, room and noise colour the spectrum as much as the voice does."
    switch self {
    case .alphaRatio:
      return Text(
        family: columnName, title: "Alpha ratio",
        definition: """
          10·log10 of the power from 1000 to 5000 Hz over that from 50 to 1000 Hz, bins cut by the limits shared; \
          \(Self.density). Higher is brighter
          """, source: Self.setSource, caution: "\(caution) Missing below 5 kHz of bandwidth.",
        lowerBound: -150, upperBound: 150)
    case .hammarbergIndex:
      return Text(
        family: columnName, title: "Hammarberg index",
        definition: "Highest level below 2000 Hz less the highest from 2000 to 5000 Hz; \(Self.density)",
        source: "Hammarberg et al. 1980, Acta Otolaryngologica 90:441–451; \(Self.setSource)",
        caution: "\(caution) Missing below 5 kHz of bandwidth.", lowerBound: -150, upperBound: 150)
    case .slope0To500:
      return Text(
        family: columnName, title: "Spectral slope 0–500 Hz",
        definition: """
          Least-squares slope of 10·log10 of the density over the bins from 31.25 Hz, the first that holds no offset, to \
          500 Hz; \(Self.density)
          """, source: Self.setSource, caution: "\(caution) Follows the pitch; hum and rumble lower it.",
        lowerBound: -1, upperBound: 1)
    case .slope500To1500:
      return Text(
        family: columnName, title: "Spectral slope 500–1500 Hz",
        definition: """
          Least-squares slope of 10·log10 of the density over the bins from 500 to 1500 Hz; \(Self.density)
          """, source: Self.setSource, caution: "\(caution) Follows the vowels spoken.", lowerBound: -1,
        upperBound: 1)
    default:
      return Text(
        family: columnName, title: "Spectral flux",
        definition: """
          Root mean square, over the bins up to 5000 Hz, of the change from the frame before of the square root of \
          the \(Self.density)
          """, source: Self.setSource,
        caution:
          "Proportional to gain: compare only recordings of one set-up. Missing below 5 kHz of bandwidth.",
        lowerBound: 0)
    }
  }

  private func cepstralText(_ number: Int) -> Text {
    Text(
      family: columnName, title: "MFCC \(number)",
      definition: """
        Mel-frequency cepstral coefficient \(number): √(2/26) · Σ ln(power in triangle m) · cos(π·\(number)·(m + ½)/26), m \
        from 0, over 26 triangles from 20 to 6500 Hz, times the lifter 1 + 11·sin(π·\(number)/22)
        """,
      source: "Davis & Mermelstein 1980, IEEE Trans. ASSP 28:357–366; \(Self.setSource)",
      caution: """
        Microphone, room and coding shift it as much as the voice does. Missing below 6.5 kHz of bandwidth.
        """, version: 2)
  }

  private var voiceText: Text {
    let pulses = """
      Glottal pulses as for `speech.voice.jitter_local`; from each to the next, the period of the sound from 0.15 \
      periods before to 0.35 periods after the pulse, and its root mean square from 0.05 before to 0.35 after, ends \
      between samples. Over pulses within 50 ms of the \
      frame, at least three pairs of neighbours (ratio of periods up to 1.3)
      """
    let perturbation = """
      Raised jitter and shimmer are reported in some studies and not in others: review in Cummins et al. 2015, Speech \
      Communication 71:10–49.
      """
    switch self {
    case .f0Semitone:
      return Text(
        family: columnName, title: "Pitch",
        definition: """
          12·log2(F0 / 27.5 Hz), F0 by autocorrelation and a best path as for `speech.pitch.f0.median`, the range \
          fitted to the speaker
          """,
        source: "Boersma 1993, Proc. Inst. Phonetic Sciences Amsterdam 17:97–110, eqs. 9 and 22–28",
        caution: "Noise, a second voice and creaky voice disturb it; sex and age move its level.",
        depression: """
          Level: no reliable difference. Reduced variability is among the oldest descriptions of depressed speech, but \
          studies disagree: review in Cummins et al. 2015, Speech Communication 71:10–49.
          """, lowerBound: -6, upperBound: 70, trust: .checked)
    case .jitter:
      return Text(
        family: columnName, title: "Jitter",
        definition: "\(pulses): mean |Tᵢ − Tᵢ₊₁| over mean T, in percent",
        source: "Boersma & Weenink, Praat manual, page “Voice 2. Jitter”; \(Self.setSource)",
        caution: """
          Norms hold for sustained vowels; intonation and noise raise it. On synthetic vowels with 0.5 to 3 % jitter 7 to \
          13 % too low.
          """, depression: perturbation, lowerBound: 0, upperBound: 30, trust: .checked)
    case .shimmer:
      return Text(
        family: columnName, title: "Shimmer",
        definition: "\(pulses), amplitudes root mean squares with ratios up to 1.6: mean |20·log10(Aᵢ₊₁/Aᵢ)|",
        source: "Boersma & Weenink, Praat manual, page “Voice 3. Shimmer”; \(Self.setSource)",
        caution: """
          Clipping and noise multiply it; norms hold for sustained vowels. On synthetic vowels with 2 to 4 % shimmer 10 to \
          11 % too low: the ringing of one period evens out the next.
          """, depression: perturbation, lowerBound: 0, upperBound: 5, trust: .checked, version: 2)
    case .harmonicsToNoise:
      return Text(
        family: columnName, title: "Harmonics-to-noise ratio",
        definition: """
          10·log10(r / (1 − r)), r the highest normalised correlation of a stretch with the one a period on, within \
          10 % of the period, both under one Gaussian window of 70 ms, 35 ms effective; held inside ±60 dB
          """,
        source: "Boersma 1993, Proc. Inst. Phonetic Sciences Amsterdam 17:97–110, eq. 4",
        caution: "Background noise and quick changes of pitch lower it.", depression: perturbation,
        lowerBound: -60, upperBound: 60, trust: .checked, version: 2)
    case .h1H2:
      return Text(
        family: columnName, title: "H1–H2",
        definition: """
          Level of the first harmonic less that of the second: peaks within 0.3 F0 of F0 and 2 F0 in the spectrum of \
          a Gaussian-windowed frame of 100 ms, 50 ms effective, parabola through decibels; not corrected for formants
          """, source: "Hanson 1997, J. Acoust. Soc. Am. 101:466–481; \(Self.setSource)",
        caution: "A first formant near either harmonic, and telephone bands, falsify it.",
        lowerBound: -100, upperBound: 100, trust: .checked)
    default:
      return Text(
        family: columnName, title: "H1–A3",
        definition: """
          Level of the first harmonic less that of the harmonic nearest F3, peaks as for H1–H2; not corrected for \
          formants
          """, source: "Hanson 1997, J. Acoust. Soc. Am. 101:466–481; \(Self.setSource)",
        caution: "Noise near F3 fills the valley and lowers it. Missing below 5 kHz of bandwidth.",
        lowerBound: -120, upperBound: 120)
    }
  }

  private func formantText(_ number: Int) -> Text {
    let tracking = """
      Linear prediction with ten poles below 5500 Hz, pre-emphasis from 50 Hz, Gaussian window of 25 ms effective \
      length, squared errors weighted by the energy of the 2.2 ms before
      """
    let source = """
      Ma, Kamp & Willems 1993, Speech Communication 12:69–81; Markel & Gray 1976, Linear Prediction of Speech, \
      section 7; \(Self.setSource)
      """
    let caution = """
      Harmonics of high voices pull it; small children need a higher ceiling. Missing below 5 kHz of bandwidth.
      """
    switch self {
    case .f1Frequency, .f2Frequency, .f3Frequency:
      return Text(
        family: columnName, title: "F\(number) frequency",
        definition: "\(tracking): frequency of pole pair \(number) from 50 to 5450 Hz, by frequency",
        source: source, caution: "\(caution) A missed or spurious pole shifts all above.", lowerBound: 50,
        upperBound: 5500, trust: .checked)
    case .f1Bandwidth, .f2Bandwidth, .f3Bandwidth:
      return Text(
        family: columnName, title: "F\(number) bandwidth",
        definition: "\(tracking): −ln|z| · rate / π of pole pair \(number)", source: source,
        caution: "\(caution) Bandwidths of linear prediction are rough.", lowerBound: 0)
    default:
      return Text(
        family: columnName, title: "F\(number) amplitude",
        definition: """
          Level of the harmonic nearest F\(number) less that of the first harmonic, peaks within 0.3 F0 in the \
          spectrum of a Gaussian-windowed frame of 100 ms, 50 ms effective; voiced frames alone
          """, source: source, caution: caution, lowerBound: -150, upperBound: 150)
    }
  }
}
