public import SignalCore

/// What one channel of sound says about one person's speech.
public struct AcousticResult: Sendable, Hashable {
  /// "acoustic": every 10 ms `f0` (Hz), `intensity` (dB re 20 µPa at full scale ±1 Pa) and
  /// `harmonicity` (dB), all at the same instants, the centres of their windows.
  ///
  /// Intensity covers the whole signal; f0 and harmonicity the participant's voiced frames.
  public let track: Track
  /// One for each of `SpeechMeasures.all`, in that order.
  public let readings: [MeasureReading]
  /// Where it was asked for and the signal has its rate, or nothing could be analysed.
  public let geneva: EGeMAPSResult?
  /// For each turn asked for, one for each of `SpeechMeasures.all`; `noSpeech` where the turn holds none of
  /// the participant's speech.
  public let turnReadings: [[MeasureReading]]
  /// One for each of `SoundQualityMeasures.all`, in that order.
  public let qualityReadings: [MeasureReading]
  /// Lowest and highest pitch looked for, in hertz; `nil` when nothing was analysed.
  public let pitchRangeHz: ClosedRange<Double>?
}
