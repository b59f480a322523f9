public import SignalCore

/// The 88 measures that `EGeMAPS` gives.
public enum EGeMAPSMeasures {
  /// Every measure, in the order of `EGeMAPSResult.readings` and of openSMILE's functionals.
  public static let all: [Measure] = functionals.map(\.measure)

  /// For each measure's name the openSMILE eGeMAPSv02 functional of the same meaning.
  ///
  /// Numbers differ: the two are computed differently, as each measure's definition says.
  public static let openSMILENames: [String: String] = Dictionary(
    uniqueKeysWithValues: functionals.map { ($0.measure.name, $0.openSMILEName) })

  static let voiceDescriptors = EGeMAPSDescriptor.allCases.filter { $0.isOfVoiceAlone && $0 != .f0Semitone }
  static let unvoicedSpectralDescriptors: [EGeMAPSDescriptor] = [
    .alphaRatio, .hammarbergIndex, .slope0To500, .slope500To1500, .spectralFlux,
  ]
  static let voicedSpectralDescriptors = unvoicedSpectralDescriptors + EGeMAPSDescriptor.cepstral

  private typealias Functional = (measure: Measure, openSMILEName: String)

  private static let functionals: [Functional] =
    contour(.f0Semitone, over: .voiced) + contour(.loudness, over: .active)
    + ([.spectralFlux] + EGeMAPSDescriptor.cepstral).flatMap { meanAndSpread($0, over: .active) }
    + voiceDescriptors.flatMap { meanAndSpread($0, over: .voiced) }
    + voicedSpectralDescriptors.flatMap { meanAndSpread($0, over: .voiced) }
    + unvoicedSpectralDescriptors.map { functional($0, .mean, over: .unvoiced) } + temporal

  private static func contour(_ descriptor: EGeMAPSDescriptor, over frames: EGeMAPSFrames) -> [Functional] {
    EGeMAPSStatistic.allCases.map { functional(descriptor, $0, over: frames) }
  }

  private static func meanAndSpread(
    _ descriptor: EGeMAPSDescriptor, over frames: EGeMAPSFrames
  ) -> [Functional] {
    [EGeMAPSStatistic.mean, .deviation].map { functional(descriptor, $0, over: frames) }
  }

  private static func functional(
    _ descriptor: EGeMAPSDescriptor, _ statistic: EGeMAPSStatistic, over frames: EGeMAPSFrames
  ) -> Functional {
    let text = descriptor.text
    // Spectral descriptors are named apart for voiced and unvoiced frames, as the set does.
    let split = descriptor.isOfVoiceAlone ? "" : frames.nameSuffix
    let isPerSecond = statistic.isSlope
    let unit = isPerSecond ? "\(descriptor.unit == "1" ? "1" : descriptor.unit)/s" : descriptor.unit
    let isSpread = statistic == .deviation
    let bounds: (Double?, Double?) =
      isSpread || isPerSecond || statistic == .range ? (0, nil) : (text.lowerBound, text.upperBound)
    let measure = Measure(
      name: "speech.egemaps.\(text.family)\(split).\(statistic.name)", version: text.version,
      title: "\(text.title)\(frames.titleSuffix(descriptor)), \(statistic.title)", modality: .speech,
      unit: isSpread ? "1" : unit, lowerBound: bounds.0, upperBound: bounds.1,
      definition: "\(text.definition). \(statistic.definition) over \(frames.definition). \(common)",
      minimumData: statistic.minimumData, source: "\(text.source); functional: \(setSource)",
      depression: text.depression,
      caution: isSpread && text.lowerBound != 0
        ? "\(text.caution) Divided by a mean that may lie near 0, this number can grow without meaning."
        : text.caution,
      trust: statistic == .mean || statistic == .median ? text.trust : .plausible)
    return (measure, openSMILEName(descriptor, statistic, over: frames))
  }

  private static func openSMILEName(
    _ descriptor: EGeMAPSDescriptor, _ statistic: EGeMAPSStatistic, over frames: EGeMAPSFrames
  ) -> String {
    let mark = descriptor.isOfVoiceAlone ? "" : frames.openSMILEMark
    let smoothing = frames == .active ? "sma3" : "sma3nz"
    return "\(descriptor.openSMILEName(mark: mark))_\(smoothing)_\(statistic.openSMILEName)"
  }

  private static let setSource = "Eyben et al. 2016, IEEE Trans. Affective Computing 7:190–202, section 3"

  private static let common = """
    Frames lie 10 ms apart; values are means of three frames, but for jitter and shimmer. Frames count in the \
    participant's speech alone; missing frames are left out, never 0.
    """

  // MARK: Temporal

  private static let temporal: [Functional] = [
    (
      temporal(
        "loudness_peaks_per_second", version: 2, title: "Loudness peaks per second", unit: "1/s", to: 50,
        definition: """
          Ends of rises of the loudness contour, in active stretches, by at least a tenth of the range between its \
          5 % and 95 % quantiles, over all seconds of the participant's speech ranges, pauses in them included
          """, minimumData: "0.5 s of speech",
        caution: "Counts bumps of loud noise too; a rough stand-in for the syllable rate."),
      "loudnessPeaksPerSec"
    ),
    (
      temporal(
        "voiced_segments_per_second", title: "Voiced segments per second", unit: "1/s", to: 50,
        definition: """
          Voiced segments (three voiced frames or more, single unvoiced frames bridged) over all seconds of the \
          participant's speech ranges, pauses in them included
          """, minimumData: "0.5 s of speech", caution: segmentCaution), "VoicedSegmentsPerSec"
    ),
    (
      temporal(
        "voiced_segment_length.mean", title: "Voiced segments, mean length", unit: "s", to: nil,
        definition: "\(voicedSegments). Mean length, 10 ms for each frame",
        minimumData: "0.5 s of speech and one segment", caution: segmentCaution),
      "MeanVoicedSegmentLengthSec"
    ),
    (
      temporal(
        "voiced_segment_length.sd", title: "Voiced segments, deviation of length", unit: "s", to: nil,
        definition: "\(voicedSegments). Population standard deviation of length",
        minimumData: "0.5 s of speech and three segments", caution: segmentCaution),
      "StddevVoicedSegmentLengthSec"
    ),
    (
      temporal(
        "unvoiced_segment_length.mean", title: "Unvoiced segments, mean length", unit: "s", to: nil,
        definition: "\(unvoicedSegments). Mean length, 10 ms for each frame",
        minimumData: "0.5 s of speech and one segment", caution: segmentCaution),
      "MeanUnvoicedSegmentLength"
    ),
    (
      temporal(
        "unvoiced_segment_length.sd", title: "Unvoiced segments, deviation of length", unit: "s", to: nil,
        definition: "\(unvoicedSegments). Population standard deviation of length",
        minimumData: "0.5 s of speech and three segments", caution: segmentCaution),
      "StddevUnvoicedSegmentLength"
    ),
    (
      temporal(
        "equivalent_sound_level", title: "Equivalent sound level", unit: "dB", from: -200, to: 10,
        definition: """
          10·log10 of the mean square of all samples in the participant's speech ranges less the recording's mean, \
          re full scale squared: a full-scale sine has −3.01 dB
          """, minimumData: "0.1 s of speech",
        caution: "Depends on microphone, distance and gain; falls with pauses inside the speech ranges.",
        trust: .checked), "equivalentSoundLevel_dBp"
    ),
  ]

  private static let voicedSegments =
    "Runs of three or more voiced frames in the participant's speech, single unvoiced frames bridged"
  private static let unvoicedSegments = """
    Runs of three or more frames of the participant's sounding speech without pitch, single voiced frames \
    bridged; pauses (0.3 s and more below the level gate) are not among them, unlike in openSMILE
    """
  private static let segmentCaution =
    "Follows the pitch tracker: noise and creaky voice break voiced segments."

  private static func temporal(
    _ name: String, version: Int = 1, title: String, unit: String, from lowerBound: Double = 0,
    to upperBound: Double?,
    definition: String, minimumData: String, caution: String, trust: Measure.Trust = .plausible
  ) -> Measure {
    Measure(
      name: "speech.egemaps.\(name)", version: version, title: title, modality: .speech, unit: unit,
      lowerBound: lowerBound,
      upperBound: upperBound, definition: definition + ".", minimumData: minimumData, source: setSource,
      depression: "No published effect known for this definition.", caution: caution, trust: trust)
  }
}
