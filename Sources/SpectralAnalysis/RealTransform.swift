internal import CLibAV

#if canImport(Glibc)
  internal import Glibc
#endif

/// A real discrete Fourier transform of one power-of-two length, forward and back.
///
/// libavutil transforms even and odd samples as the real and imaginary part of one complex signal of half the
/// length; the two spectra are taken apart here, on all of the processor's lanes, for which the library's own real
/// transform took as long as for the rest. It owns its work memory, aligned as the library asks; one transform
/// serves one thread.
@safe
struct RealTransform: ~Copyable {
  let length: Int
  private var forwardContext: OpaquePointer?
  private var inverseContext: OpaquePointer?
  private let forwardFunction: av_tx_fn
  private let inverseFunction: av_tx_fn
  /// `length` samples.
  let time: UnsafeMutableBufferPointer<Float>
  /// Real and imaginary parts of bins 0 to `length / 2`.
  let reals: UnsafeMutableBufferPointer<Float>
  let imaginaries: UnsafeMutableBufferPointer<Float>
  /// The complex signal's spectrum, the first number repeated at its end; real and imaginary parts in turn.
  let half: UnsafeMutableBufferPointer<Float>
  /// cos and sin of 2πk / length for every bin k.
  let cosines: UnsafeMutableBufferPointer<Float>
  let sines: UnsafeMutableBufferPointer<Float>

  /// - Precondition: The length is a power of two from 16 up.
  init(length: Int) {
    precondition(length >= 16 && length.nonzeroBitCount == 1, "a transform's length is a power of two")
    self.length = length
    unsafe time = unsafe Self.alignedBuffer(count: length)
    unsafe half = unsafe Self.alignedBuffer(count: length + 2)
    unsafe reals = unsafe Self.alignedBuffer(count: length / 2 + 1)
    unsafe imaginaries = unsafe Self.alignedBuffer(count: length / 2 + 1)
    unsafe cosines = unsafe Self.alignedBuffer(count: length / 2 + 1)
    unsafe sines = unsafe Self.alignedBuffer(count: length / 2 + 1)
    var scale: Float = 1
    var forward: av_tx_fn?
    var inverse: av_tx_fn?
    unsafe forwardContext = nil
    unsafe inverseContext = nil
    let forwardCode = unsafe av_tx_init(
      &forwardContext, &forward, AV_TX_FLOAT_FFT, 0, Int32(length / 2), &scale, 0)
    let inverseCode = unsafe av_tx_init(
      &inverseContext, &inverse, AV_TX_FLOAT_FFT, 1, Int32(length / 2), &scale, 0)
    // Every power of two is supported, so only exhausted memory leads here.
    guard forwardCode >= 0, inverseCode >= 0, let forward = unsafe forward, let inverse = unsafe inverse
    else { preconditionFailure("out of memory") }
    unsafe forwardFunction = forward
    unsafe inverseFunction = inverse
    fillRotations()
  }

  deinit {
    var forward = unsafe forwardContext
    var inverse = unsafe inverseContext
    unsafe av_tx_uninit(&forward)
    unsafe av_tx_uninit(&inverse)
    unsafe time.deallocate()
    unsafe half.deallocate()
    unsafe reals.deallocate()
    unsafe imaginaries.deallocate()
    unsafe cosines.deallocate()
    unsafe sines.deallocate()
  }

  /// Puts samples at the start of the work memory, zeros after them, and transforms.
  mutating func forward(_ samples: Span<Float>) {
    precondition(samples.count <= length, "no more samples than the transform is long")
    var target = unsafe time.mutableSpan
    for i in samples.indices { target[i] = samples[i] }
    for i in samples.count..<length { target[i] = 0 }
    transformTime()
    splitHalves(binCount: length / 2 + 1)
  }

  /// Transforms what lies in `time` as far as the complex signal's spectrum, for `splitHalves` to finish.
  mutating func transformTime() {
    unsafe forwardFunction(
      forwardContext, half.baseAddress, time.baseAddress, MemoryLayout<AVComplexFloat>.stride)
    unsafe half[length] = half[0]
    unsafe half[length + 1] = half[1]
  }

  /// Transforms the spectrum back, unnormalised (a round trip multiplies by the length), and copies
  /// the first samples out.
  mutating func inverse(into samples: inout MutableSpan<Float>) {
    joinHalves()
    finishInverse(into: &samples)
  }

  /// The same for a real, even spectrum, given from bin 0 to `length / 2`.
  mutating func inverse(ofEven even: Span<Float>, into samples: inout MutableSpan<Float>) {
    joinHalves(ofEven: even)
    finishInverse(into: &samples)
  }

  private mutating func finishInverse(into samples: inout MutableSpan<Float>) {
    precondition(samples.count <= length, "no more samples than the transform is long")
    unsafe inverseFunction(
      inverseContext, time.baseAddress, half.baseAddress, MemoryLayout<AVComplexFloat>.stride)
    let source = unsafe time.span
    for i in samples.indices { samples[i] = source[i] }
  }

  private func fillRotations() {
    let step = 2 * Double.pi / Double(length)
    let quarter = length / 4
    // The four eighths of the half circle have the same values.
    for k in 0...quarter / 2 {
      let (cosine, sine) = (Float(cos(step * Double(k))), Float(sin(step * Double(k))))
      unsafe (cosines[k], sines[k]) = (cosine, sine)
      unsafe (cosines[quarter - k], sines[quarter - k]) = (sine, cosine)
      unsafe (cosines[quarter + k], sines[quarter + k]) = (-sine, cosine)
      unsafe (cosines[2 * quarter - k], sines[2 * quarter - k]) = (-cosine, sine)
    }
  }

  private static func alignedBuffer(count: Int) -> UnsafeMutableBufferPointer<Float> {
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
    unsafe raw.initializeMemory(as: UInt8.self, repeating: 0)
    return unsafe raw.bindMemory(to: Float.self)
  }
}
