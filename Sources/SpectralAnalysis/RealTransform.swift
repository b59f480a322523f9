internal import CLibAV

/// A real discrete Fourier transform of one power-of-two length, forward and back, by libavutil.
///
/// It owns its work memory, aligned as the library asks; one transform serves one thread.
@safe
struct RealTransform: ~Copyable {
  let length: Int
  private var forwardContext: OpaquePointer?
  private var inverseContext: OpaquePointer?
  private let forwardFunction: av_tx_fn
  private let inverseFunction: av_tx_fn
  /// `length` samples.
  let time: UnsafeMutableBufferPointer<Float>
  /// `length / 2 + 1` complex numbers, real and imaginary parts in turn.
  let spectrum: UnsafeMutableBufferPointer<Float>

  /// - Precondition: The length is a power of two from 16 up.
  init(length: Int) {
    precondition(length >= 16 && length.nonzeroBitCount == 1, "a transform's length is a power of two")
    self.length = length
    unsafe time = unsafe Self.alignedBuffer(count: length)
    unsafe spectrum = unsafe Self.alignedBuffer(count: length + 2)
    var scale: Float = 1
    var forward: av_tx_fn?
    var inverse: av_tx_fn?
    unsafe forwardContext = nil
    unsafe inverseContext = nil
    let forwardCode = unsafe av_tx_init(
      &forwardContext, &forward, AV_TX_FLOAT_RDFT, 0, Int32(length), &scale, 0)
    let inverseCode = unsafe av_tx_init(
      &inverseContext, &inverse, AV_TX_FLOAT_RDFT, 1, Int32(length), &scale, 0)
    // Every power of two is supported, so only exhausted memory leads here.
    guard forwardCode >= 0, inverseCode >= 0, let forward = unsafe forward, let inverse = unsafe inverse
    else { preconditionFailure("out of memory") }
    unsafe forwardFunction = forward
    unsafe inverseFunction = inverse
  }

  deinit {
    var forward = unsafe forwardContext
    var inverse = unsafe inverseContext
    unsafe av_tx_uninit(&forward)
    unsafe av_tx_uninit(&inverse)
    unsafe time.deallocate()
    unsafe spectrum.deallocate()
  }

  /// Puts samples at the start of the work memory, zeros after them, and transforms.
  mutating func forward(_ samples: Span<Float>) {
    precondition(samples.count <= length, "no more samples than the transform is long")
    var target = unsafe time.mutableSpan
    for i in samples.indices { target[i] = samples[i] }
    for i in samples.count..<length { target[i] = 0 }
    forwardInPlace()
  }

  /// Transforms what lies in `time`.
  mutating func forwardInPlace() {
    unsafe forwardFunction(
      forwardContext, spectrum.baseAddress, time.baseAddress, MemoryLayout<Float>.stride)
  }

  /// Replaces every spectral value by its squared magnitude, phase 0.
  mutating func squareSpectrum() {
    var values = unsafe spectrum.mutableSpan
    let count = values.count / 2
    for bin in 0..<count {
      let real = values[2 &* bin]
      let imaginary = values[2 &* bin &+ 1]
      values[2 &* bin] = real * real + imaginary * imaginary
      values[2 &* bin &+ 1] = 0
    }
  }

  /// Transforms the spectrum back, unnormalised (a round trip multiplies by the length), and copies
  /// the first samples out.
  mutating func inverse(into samples: inout MutableSpan<Float>) {
    precondition(samples.count <= length, "no more samples than the transform is long")
    unsafe inverseFunction(
      inverseContext, time.baseAddress, spectrum.baseAddress, MemoryLayout<Float>.stride)
    let source = unsafe time.span
    for i in samples.indices { samples[i] = source[i] }
  }

  private static func alignedBuffer(count: Int) -> UnsafeMutableBufferPointer<Float> {
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * MemoryLayout<Float>.stride, alignment: 64)
    unsafe raw.initializeMemory(as: UInt8.self, repeating: 0)
    return unsafe raw.bindMemory(to: Float.self)
  }
}
