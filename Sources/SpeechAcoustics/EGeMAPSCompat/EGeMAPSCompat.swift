public import SignalCore

/// eGeMAPSv02 as openSMILE 2.6.0 gives it, its peculiarities included, so that numbers can be compared with published
/// ones (Eyben et al. 2016, IEEE Trans. Affective Computing 7(2):190–202, for the set's idea).
///
/// For new work take the corrected set: this one depends on sample rate and gain, mixes absent values into means,
/// and names some values for what they are not. Each peculiarity is stated where it arises.
public struct EGeMAPSCompat: Sendable {
  /// Names of the 25 contours.
  public static let lowLevelNames = EGeMAPSCompatNames.lowLevel
  /// Names of the 88 values.
  public static let functionalNames = EGeMAPSCompatNames.functionals

  public init() {}

  /// - Parameter signal: One channel at the recording's own sample rate; do not resample.
  public func analyse(_ signal: Signal) -> EGeMAPSCompatResult {
    var stream = EGeMAPSCompatStream(
      sampleRateHz: signal.sampleRateHz, startSeconds: signal.startSeconds)
    stream.append(signal.samples.span)
    return stream.finish()
  }
}
