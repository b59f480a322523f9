/// Complex, power and magnitude spectra of real frames of one power-of-two length, and transforms of them back.
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
    copySpectrum(real: &real, imaginary: &imaginary)
  }

  /// |X(k)|² of a frame, zeros after its end, unscaled.
  ///
  /// - Precondition: The frame is no longer than `length`; the result holds `binCount` numbers.
  public mutating func power(of frame: [Float], into power: inout [Float]) {
    precondition(power.count == binCount, "the result holds every bin")
    transform.forward(frame.span)
    let (real, imaginary) = unsafe (transform.reals.span, transform.imaginaries.span)
    var target = power.mutableSpan
    for bin in target.indices { target[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin] }
  }

  /// The inverse transform of a real, even spectrum, unscaled: `length` times the mean-normalised inverse, as far
  /// as `result` is long. For a power spectrum it is the circular autocorrelation from lag 0.
  ///
  /// - Precondition: The spectrum holds `binCount` numbers.
  public mutating func inverse(ofEven even: [Float], into result: inout [Float]) {
    var target = result.mutableSpan
    transform.inverse(ofEven: even.span, into: &target)
  }

  /// Windows a frame, centres it between zeros and puts the magnitudes of its unscaled spectrum into `magnitude`,
  /// from a place on.
  ///
  /// - Precondition: Frame and window are of one length, no longer than `length`; `binCount` magnitudes have room.
  /// - Returns: The sum of the squared windowed samples.
  public mutating func magnitude(
    of frame: Span<Float>, window: [Float], into magnitude: inout [Float], from place: Int = 0
  ) -> Float {
    let energy = transform.centre(frame, weights: window.span)
    transform.transformTime()
    var target = magnitude.mutableSpan
    transform.magnitudes(into: &target, from: place)
    return energy
  }

  /// The spectrum of the frame whose magnitudes were taken last, from bin 0 as far as the results are long.
  public mutating func spectrumOfLast(real: inout [Float], imaginary: inout [Float]) {
    transform.splitHalves(binCount: max(real.count, imaginary.count))
    copySpectrum(real: &real, imaginary: &imaginary)
  }

  private func copySpectrum(real: inout [Float], imaginary: inout [Float]) {
    let (source, otherSource) = unsafe (transform.reals.span, transform.imaginaries.span)
    for bin in real.indices { real[bin] = source[bin] }
    for bin in imaginary.indices { imaginary[bin] = otherSource[bin] }
  }
}
