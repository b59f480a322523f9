/// Power spectra of real frames of one length, and real cepstra by a second transform.
///
/// Serves one thread; allocates nothing after it is made.
public struct FrameSpectrum: ~Copyable {
  private var transform: RealTransform

  /// - Precondition: The length is a power of two from 16 up.
  public init(length: Int) {
    transform = RealTransform(length: length)
  }

  public var length: Int { transform.length }
  /// Bins from 0 Hz to half the sample rate, both included.
  public var binCount: Int { transform.length / 2 + 1 }

  /// |X(k)|² of a frame, zeros after its end, unscaled.
  ///
  /// - Precondition: The frame is no longer than `length`; the result holds `binCount` numbers.
  public mutating func power(of frame: [Float], into power: inout [Float]) {
    precondition(power.count == binCount, "the result holds every bin")
    transform.forward(frame.span)
    let spectrum = unsafe transform.spectrum.span
    var target = power.mutableSpan
    for bin in target.indices {
      let real = spectrum[2 * bin]
      let imaginary = spectrum[2 * bin + 1]
      target[bin] = real * real + imaginary * imaginary
    }
  }

  /// The inverse transform of a real, even spectrum given by its bins from 0 Hz to half the sample rate,
  /// unscaled: `length` times the mean-normalised inverse.
  ///
  /// - Precondition: The spectrum holds `binCount` numbers; the result no more than `length`.
  public mutating func inverse(ofEven spectrum: [Float], into result: inout [Float]) {
    precondition(spectrum.count == binCount, "the spectrum holds every bin")
    var values = unsafe transform.spectrum.mutableSpan
    let source = spectrum.span
    for bin in source.indices {
      values[2 * bin] = source[bin]
      values[2 * bin + 1] = 0
    }
    var target = result.mutableSpan
    transform.inverse(into: &target)
  }
}
