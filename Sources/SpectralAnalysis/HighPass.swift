#if canImport(Glibc)
  internal import Glibc
#endif

/// Second-order Butterworth high-pass, by bilinear transform (Oppenheim & Schafer, section 7.1), fed sample by
/// sample or eight at a time: 12 dB an octave below the corner, where it takes 3 dB.
public struct HighPass: Sendable {
  private let gain: Double
  private let feedback1: Double
  private let feedback2: Double
  private var memory1 = 0.0
  private var memory2 = 0.0
  /// Of eight outputs, what either memory and each of the eight inputs add to them.
  private var ofMemory1 = SIMD8<Double>()
  private var ofMemory2 = SIMD8<Double>()
  private var ofInputs = InlineArray<8, SIMD8<Double>>(repeating: .zero)
  /// Of either memory after eight samples, what the memories before and the inputs leave in it.
  private var carried = (SIMD2<Double>(), SIMD2<Double>())
  private var carriedInputs = InlineArray<8, SIMD2<Double>>(repeating: .zero)

  /// - Precondition: The corner lies between 0 and half the sample rate.
  public init(cornerHz: Double, sampleRateHz: Double) {
    precondition(cornerHz > 0 && cornerHz < sampleRateHz / 2, "a corner lies below half the sample rate")
    let k = tan(.pi * cornerHz / sampleRateHz)
    let root = 2.0.squareRoot()
    gain = 1 / (1 + root * k + k * k)
    feedback1 = 2 * (k * k - 1) * gain
    feedback2 = (1 - root * k + k * k) * gain
    // The filter is linear: eight steps at once are sums of its answers to single ones.
    (ofMemory1, carried.0) = answer(memories: SIMD2(1, 0), pulseAt: nil)
    (ofMemory2, carried.1) = answer(memories: SIMD2(0, 1), pulseAt: nil)
    for i in 0..<8 { (ofInputs[i], carriedInputs[i]) = answer(memories: .zero, pulseAt: i) }
  }

  public mutating func next(_ input: Float) -> Float {
    let output = step(Double(input))
    forgetDenormals()
    return Float(output)
  }

  /// Filters the samples of a range, less an offset, into an array whose first element is that of index `first`;
  /// what precedes it only moves the filter on.
  ///
  /// Whole groups of eight go through at once, so that ranges which start a multiple of eight apart give the same
  /// bits however they are cut.
  ///
  /// - Precondition: `first` lies a whole number of groups from the range's start, or before it.
  public mutating func run(
    over source: Span<Float>, _ range: Range<Int>, less offset: Float, into array: inout [Float],
    from first: Int
  ) {
    var filter = self
    var target = array.mutableSpan
    var i = range.lowerBound
    while i + 8 <= range.upperBound {
      let part = source.extracting(i..<i + 8)
      var group = SIMD8<Float>()
      for lane in 0..<8 { group[lane] = part[lane] }
      let filtered = filter.next(group - offset)
      if i >= first {
        for lane in 0..<8 { target[i - first + lane] = filtered[lane] }
      }
      i += 8
    }
    while i < range.upperBound {
      target[i - first] = filter.next(source[i] - offset)
      i += 1
    }
    self = filter
  }

  /// Eight samples at once: the same filter, rounded a little differently in the last bits of Double.
  @inline(__always)
  private mutating func next(_ input: SIMD8<Float>) -> SIMD8<Float> {
    let x = SIMD8<Double>(input)
    var output = ofMemory1 * memory1 + ofMemory2 * memory2
    var memories = carried.0 * memory1 + carried.1 * memory2
    for i in 0..<8 {
      output += ofInputs[i] * x[i]
      memories += carriedInputs[i] * x[i]
    }
    memory1 = memories[0]
    memory2 = memories[1]
    forgetDenormals()
    return SIMD8<Float>(output)
  }

  private mutating func step(_ x: Double) -> Double {
    let y = gain * x + memory1
    memory1 = -2 * gain * x - feedback1 * y + memory2
    memory2 = gain * x - feedback2 * y
    return y
  }

  /// Denormal numbers, to which the memory decays in digital silence, are a hundred times slower.
  @inline(__always)
  private mutating func forgetDenormals() {
    if memory1.magnitude < 1e-30 && memory2.magnitude < 1e-30 {
      memory1 = 0
      memory2 = 0
    }
  }

  /// Eight outputs, and the memories after them, of a filter that starts with given memories and is fed one pulse
  /// or silence.
  private func answer(memories: SIMD2<Double>, pulseAt place: Int?) -> (SIMD8<Double>, SIMD2<Double>) {
    var filter = self
    filter.memory1 = memories[0]
    filter.memory2 = memories[1]
    var output = SIMD8<Double>()
    for i in 0..<8 { output[i] = filter.step(i == place ? 1 : 0) }
    return (output, SIMD2(filter.memory1, filter.memory2))
  }
}
