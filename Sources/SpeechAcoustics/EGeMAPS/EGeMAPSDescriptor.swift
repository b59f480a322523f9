/// The 25 low-level descriptors of eGeMAPS (Eyben et al. 2016, IEEE Trans. Affective Computing 7:190–202,
/// section 3), in the order of the track's columns.
public enum EGeMAPSDescriptor: Int, Sendable, Hashable, CaseIterable {
  case loudness, alphaRatio, hammarbergIndex, slope0To500, slope500To1500, spectralFlux
  case mfcc1, mfcc2, mfcc3, mfcc4
  case f0Semitone, jitter, shimmer, harmonicsToNoise, h1H2, h1A3
  case f1Frequency, f1Bandwidth, f1Amplitude
  case f2Frequency, f2Bandwidth, f2Amplitude
  case f3Frequency, f3Bandwidth, f3Amplitude

  /// Whether only voiced frames have it; the others have a value in every active frame.
  public var isOfVoiceAlone: Bool { rawValue >= Self.f0Semitone.rawValue }

  /// Name of its column in the track.
  public var columnName: String {
    switch self {
    case .loudness: "loudness"
    case .alphaRatio: "alpha_ratio"
    case .hammarbergIndex: "hammarberg_index"
    case .slope0To500: "slope_0_500"
    case .slope500To1500: "slope_500_1500"
    case .spectralFlux: "spectral_flux"
    case .mfcc1: "mfcc1"
    case .mfcc2: "mfcc2"
    case .mfcc3: "mfcc3"
    case .mfcc4: "mfcc4"
    case .f0Semitone: "f0_semitone"
    case .jitter: "jitter_local"
    case .shimmer: "shimmer_local_db"
    case .harmonicsToNoise: "hnr"
    case .h1H2: "h1_h2"
    case .h1A3: "h1_a3"
    case .f1Frequency: "f1_frequency"
    case .f1Bandwidth: "f1_bandwidth"
    case .f1Amplitude: "f1_amplitude"
    case .f2Frequency: "f2_frequency"
    case .f2Bandwidth: "f2_bandwidth"
    case .f2Amplitude: "f2_amplitude"
    case .f3Frequency: "f3_frequency"
    case .f3Bandwidth: "f3_bandwidth"
    case .f3Amplitude: "f3_amplitude"
    }
  }

  /// Unit as in `Measure.unit`; loudness and the cepstral coefficients are pure numbers.
  public var unit: String {
    switch self {
    case .loudness, .mfcc1, .mfcc2, .mfcc3, .mfcc4: "1"
    case .spectralFlux: "Hz^-1/2"
    case .slope0To500, .slope500To1500: "dB/Hz"
    case .f0Semitone: "st"
    case .jitter: "%"
    case .f1Frequency, .f1Bandwidth, .f2Frequency, .f2Bandwidth, .f3Frequency, .f3Bandwidth: "Hz"
    case .alphaRatio, .hammarbergIndex, .shimmer, .harmonicsToNoise, .h1H2, .h1A3, .f1Amplitude,
      .f2Amplitude, .f3Amplitude:
      "dB"
    }
  }

  /// Width of the band the recording must fill for it to be what it says, in hertz.
  var neededBandwidthHz: Double {
    switch self {
    case .loudness, .mfcc1, .mfcc2, .mfcc3, .mfcc4: 6500
    case .alphaRatio, .hammarbergIndex, .spectralFlux: 5000
    case .h1A3, .f1Frequency, .f1Bandwidth, .f1Amplitude, .f2Frequency, .f2Bandwidth, .f2Amplitude,
      .f3Frequency, .f3Bandwidth, .f3Amplitude:
      5000
    case .slope0To500, .slope500To1500, .f0Semitone, .jitter, .shimmer, .harmonicsToNoise, .h1H2: 0
    }
  }

  static let cepstral: [Self] = [.mfcc1, .mfcc2, .mfcc3, .mfcc4]

  static func frequency(formant: Int) -> Self { [.f1Frequency, .f2Frequency, .f3Frequency][formant] }
  static func bandwidth(formant: Int) -> Self { [.f1Bandwidth, .f2Bandwidth, .f3Bandwidth][formant] }
  static func amplitude(formant: Int) -> Self { [.f1Amplitude, .f2Amplitude, .f3Amplitude][formant] }
}
