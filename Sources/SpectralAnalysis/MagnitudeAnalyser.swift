internal import RealModule

/// Spectra of windowed real frames of one power-of-two transform length, and autocorrelations from magnitudes.
///
/// Serves one thread; allocates nothing after it is made.
public struct MagnitudeAnalyser: ~Copyable {
  private var transform: RealTransform

  /// - Precondition: The length is a power of two from 16 up.
  public init(length: Int) {
    transform = RealTransform(length: length)
  }

  public var length: Int { transform.length }
  /// Bins from 0 Hz to half the sample rate, both included.
  public var binCount: Int { transform.length / 2 + 1 }

  /// Windows a frame, centres it between zeros and puts the magnitudes of its unscaled spectrum into `magnitude`.
  ///
  /// - Precondition: Frame and window are of one length, no longer than `length`; there are `binCount` magnitudes.
  /// - Returns: The sum of the squared windowed samples.
  public mutating func analyse(_ frame: Span<Float>, window: [Float], magnitude: inout [Float]) -> Float {
    precondition(frame.count == window.count && frame.count <= length, "the window fits frame and transform")
    precondition(magnitude.count == binCount, "one magnitude a bin")
    let weights = window.span
    let leading = (length - frame.count) / 2
    var energy: Float = 0
    var time = unsafe transform.time.mutableSpan
    for i in 0..<leading { time[i] = 0 }
    for i in frame.indices {
      let value = frame[i] * weights[i]
      time[leading + i] = value
      energy = Relaxed.multiplyAdd(value, value, energy)
    }
    for i in leading + frame.count..<length { time[i] = 0 }
    transform.forwardInPlace()
    let spectrum = unsafe transform.spectrum.span
    var target = magnitude.mutableSpan
    for bin in target.indices {
      let real = spectrum[2 * bin]
      let imaginary = spectrum[2 * bin + 1]
      target[bin] = (real * real + imaginary * imaginary).squareRoot()
    }
    return energy
  }

  /// Real and imaginary parts in turn, from bin 0, of the frame last analysed.
  public func copySpectrum(into parts: inout [Float]) {
    let spectrum = unsafe transform.spectrum.span
    var target = parts.mutableSpan
    for i in target.indices { target[i] = spectrum[i] }
  }

  /// The circular autocorrelation that belongs to magnitudes, times `length`, from lag 0 as far as `result` is long.
  ///
  /// - Precondition: `binCount` magnitudes.
  public mutating func autocorrelate(magnitude: Span<Float>, into result: inout [Float]) {
    precondition(magnitude.count == binCount, "one magnitude a bin")
    var spectrum = unsafe transform.spectrum.mutableSpan
    for bin in magnitude.indices {
      spectrum[2 * bin] = magnitude[bin] * magnitude[bin]
      spectrum[2 * bin + 1] = 0
    }
    var target = result.mutableSpan
    transform.inverse(into: &target)
  }
}
