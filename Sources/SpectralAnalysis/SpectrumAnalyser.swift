/// Complex and power spectra of real frames of one power-of-two length, and transforms of them back.
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

  /// |X(k)|² of a frame, zeros after its end, unscaled.
  ///
  /// - Precondition: The frame is no longer than `length`; the result holds `binCount` numbers.
  public mutating func power(of frame: [Float], into power: inout [Float]) {
    precondition(power.count == binCount, "the result holds every bin")
    transform.forward(frame.span)
    let spectrum = unsafe transform.spectrum.span
    var target = power.mutableSpan
    precondition(spectrum.count == 2 * target.count, "two numbers a bin")
    for bin in target.indices {
      let real = spectrum[2 &* bin]
      let imaginary = spectrum[2 &* bin &+ 1]
      target[bin] = real * real + imaginary * imaginary
    }
  }

  /// The inverse transform of a real, even spectrum, unscaled: `length` times the mean-normalised inverse, as far
  /// as `result` is long. For a power spectrum it is the circular autocorrelation from lag 0.
  ///
  /// - Precondition: The spectrum holds `binCount` numbers.
  public mutating func inverse(ofEven even: [Float], into result: inout [Float]) {
    precondition(even.count == binCount, "the spectrum holds every bin")
    var spectrum = unsafe transform.spectrum.mutableSpan
    let source = even.span
    for bin in source.indices {
      spectrum[2 * bin] = source[bin]
      spectrum[2 * bin + 1] = 0
    }
    var target = result.mutableSpan
    transform.inverse(into: &target)
  }
}
