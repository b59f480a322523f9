/// Autocorrelations of frames of one length, by way of the power spectrum (Wiener–Khinchin).
///
/// Serves one thread; allocates nothing after it is made.
public struct Autocorrelator: ~Copyable {
  private var transform: RealTransform

  /// - Parameters:
  ///   - frameLengthSamples: Longest frame it will be given.
  ///   - longestLagSamples: Lags up to this one are free of the transform's wrap-around.
  public init(frameLengthSamples: Int, longestLagSamples: Int) {
    precondition(frameLengthSamples > 0 && longestLagSamples >= 0, "a frame holds samples")
    var length = 16
    while length < frameLengthSamples + longestLagSamples { length *= 2 }
    transform = RealTransform(length: length)
  }

  /// Σ x[i]·x[i + lag] for lag 0, 1, … as far as `result` is long.
  ///
  /// The scale is a constant factor of no meaning; divide by lag 0. Takes arrays, not spans, so that both may
  /// be stored properties of one caller.
  public mutating func autocorrelate(_ frame: [Float], into result: inout [Float]) {
    transform.forward(frame.span)
    transform.squareSpectrum()
    var target = result.mutableSpan
    transform.inverse(into: &target)
  }
}
