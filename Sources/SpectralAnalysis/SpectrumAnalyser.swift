/// Complex spectra of real frames of one power-of-two length, and autocorrelations of power spectra.
///
/// Serves one thread; allocates nothing after it is made.
public struct SpectrumAnalyser: ~Copyable {
  private var transform: RealTransform

  /// - Precondition: The length is a power of two from 16 up.
  public init(length: Int) {
    transform = RealTransform(length: length)
  }

  public var length: Int { transform.length }
  /// Bins from 0 Hz to half the sample rate, both included.
  public var binCount: Int { transform.length / 2 + 1 }

  /// The unscaled spectrum of a frame, zeros after its end.
  ///
  /// - Precondition: The frame is no longer than `length`; both results hold `binCount` numbers.
  public mutating func analyse(_ frame: [Float], real: inout [Float], imaginary: inout [Float]) {
    precondition(real.count == binCount && imaginary.count == binCount, "results hold every bin")
    transform.forward(frame.span)
    let spectrum = unsafe transform.spectrum.span
    for bin in real.indices {
      real[bin] = spectrum[2 * bin]
      imaginary[bin] = spectrum[2 * bin + 1]
    }
  }

  /// The circular autocorrelation that belongs to a power spectrum, times `length`, from lag 0 as far as
  /// `result` is long.
  ///
  /// - Precondition: The power spectrum holds `binCount` numbers.
  public mutating func autocorrelate(power: Span<Float>, into result: inout [Float]) {
    precondition(power.count == binCount, "a power spectrum holds every bin")
    var spectrum = unsafe transform.spectrum.mutableSpan
    for bin in power.indices {
      spectrum[2 * bin] = power[bin]
      spectrum[2 * bin + 1] = 0
    }
    var target = result.mutableSpan
    transform.inverse(into: &target)
  }
}
