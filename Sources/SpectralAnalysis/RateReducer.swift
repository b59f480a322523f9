#if canImport(Glibc)
  internal import Glibc
#endif

/// Lowers a sound's sampling rate without delay, keeping everything below half the new rate and nothing above:
/// output sample k falls on the time of input sample k · input rate / output rate.
///
/// Linear prediction and cepstra hear the very end of the band, so a filter that falls off gradually there, or lets
/// what lies above fold back, moves every formant. The sound is cut into blocks of a second or two under sin², which
/// overlap by half and add up to one; each loses all frequencies from half the new rate on. Values between the
/// samples then come from a short sinc under Blackman's window (images 60 dB down or more, as tests measure),
/// as nothing is left near half the old rate.
///
/// Blocks lie at fixed places in the sound, so the result does not depend on how it is cut. Ask for samples in rising
/// order: each block is then transformed once. Serves one thread.
public struct RateReducer: ~Copyable {
  private static let longestReach = 48

  public let inputRateHz: Int
  public let outputRateHz: Int
  /// Output samples after which the positions between input samples repeat, and input samples in that time.
  private let phaseCount: Int
  private let inputStep: Int
  /// Input samples used on either side.
  private let reach: Int
  /// For each phase 2 · `reach` weights.
  private let weights: [Float]

  private var transform: RealTransform
  /// Holds a spectrum of ones below half the new rate and zeros from there on.
  private var band: RealTransform
  private let window: [Float]
  private var block: [Float]
  /// The block last transformed; block b starts at sample b · half a block.
  private var blockIndex = Int.min
  /// Band-limited samples from `limitedStart` on.
  private var limited: [Float] = []
  private var limitedStart = 0

  private var halfBlock: Int { block.count / 2 }

  /// - Precondition: Both rates are positive, and the output's is not the higher one.
  public init(inputRateHz: Int, outputRateHz: Int) {
    precondition(outputRateHz > 0 && outputRateHz <= inputRateHz, "a rate is lowered")
    self.inputRateHz = inputRateHz
    self.outputRateHz = outputRateHz
    let divisor = Self.greatestCommonDivisor(inputRateHz, outputRateHz)
    phaseCount = outputRateHz / divisor
    inputStep = inputRateHz / divisor
    // The window's transition, 5.5 / (2 · reach) of the input rate, fits between the band and its image; whole groups
    // of eight weights are summed fastest.
    let gap = 1 - Double(outputRateHz) / Double(inputRateHz)
    let reach = min(4 * Int((2.75 / max(gap, 0.01) / 4).rounded(.up)), Self.longestReach)
    self.reach = reach
    var weights: [Float] = []
    for phase in 0..<phaseCount {
      let fraction = Double(phase) / Double(phaseCount)
      let taps = (0..<2 * reach).map { Self.kernel(Double($0 - reach + 1) - fraction, reach: Double(reach)) }
      // Equal sums keep a constant input constant.
      let total = taps.reduce(0, +)
      weights += taps.map { Float($0 / total) }
    }
    self.weights = weights
    var length = 16
    while length < inputRateHz { length *= 2 }
    transform = RealTransform(length: length)
    window = (0..<length).map { i in
      let sine = sin(.pi * (Double(i) + 0.5) / Double(length))
      return Float(sine * sine / Double(length))
    }
    let cutBin = (outputRateHz * length + 2 * inputRateHz - 1) / (2 * inputRateHz)
    band = RealTransform(length: length)
    band.forward(Self.bandResponse(binCount: cutBin, length: length).span)
    block = [Float](repeating: 0, count: length)
  }

  /// The periodic impulse response of a filter that keeps the bins below a number: Dirichlet's kernel.
  private static func bandResponse(binCount: Int, length: Int) -> [Float] {
    let kept = 2 * binCount - 1
    return (0..<length).map { i in
      // The product is brought into one turn before it is rounded.
      let angle = Double.pi * Double(i * kept % (2 * length)) / Double(length)
      let sum = i == 0 ? Double(kept) : sin(angle) / sin(.pi * Double(i) / Double(length))
      return Float(sum / Double(length))
    }
  }

  /// Samples that cover the time of so many input samples.
  public func outputCount(inputCount: Int) -> Int {
    (inputCount * phaseCount + inputStep - 1) / inputStep
  }

  /// Fills `output` with the output samples from `firstOutput` on; input outside the span counts as 0.
  ///
  /// The same rate passes unchanged.
  public mutating func convert(_ input: Span<Float>, firstOutput: Int, into output: inout [Float]) {
    guard !output.isEmpty else { return }
    if inputRateHz == outputRateHz {
      for i in output.indices {
        output[i] = input.indices.contains(firstOutput + i) ? input[firstOutput + i] : 0
      }
      return
    }
    let lastOutput = firstOutput + output.count - 1
    let from = Self.floorQuotient(firstOutput * inputStep, phaseCount) - reach + 1
    limitBand(input, from: from, to: Self.floorQuotient(lastOutput * inputStep, phaseCount) + reach + 1)
    interpolate(firstOutput: firstOutput, into: &output)
  }

  private func interpolate(firstOutput: Int, into output: inout [Float]) {
    let source = limited.span
    let factors = weights.span
    var target = output.mutableSpan
    let taps = 2 * reach
    for i in target.indices {
      let position = (firstOutput + i) * inputStep
      let whole = Self.floorQuotient(position, phaseCount)
      let first = whole - reach + 1 - limitedStart
      let base = (position - whole * phaseCount) * taps
      target[i] = dotProduct(source.extracting(first..<first + taps), factors.extracting(base..<base + taps))
    }
  }

  /// Makes the band-limited samples of a range, as far as they are not there.
  private mutating func limitBand(_ input: Span<Float>, from: Int, to: Int) {
    let end = limitedStart + limited.count
    if from < limitedStart || from > end {
      limited.removeAll(keepingCapacity: true)
      limitedStart = Self.floorQuotient(from, halfBlock) * halfBlock
    } else if to > end {
      limited.removeFirst(from - limitedStart)
      limitedStart = from
    }
    while limitedStart + limited.count < to { appendHalfBlock(input) }
  }

  /// The end of one block and the start of the next, added.
  private mutating func appendHalfBlock(_ input: Span<Float>) {
    let index = Self.floorQuotient(limitedStart + limited.count, halfBlock)
    if blockIndex != index - 1 { transformBlock(index - 1, input) }
    let start = limited.count
    limited.append(contentsOf: block[halfBlock...])
    transformBlock(index, input)
    for i in 0..<halfBlock { limited[start + i] += block[i] }
  }

  private mutating func transformBlock(_ index: Int, _ input: Span<Float>) {
    let first = index * halfBlock
    blockIndex = index
    guard first < input.count, first + block.count > 0 else {
      block = [Float](repeating: 0, count: block.count)
      return
    }
    Self.multiply(input, from: first, by: window, into: &block)
    Self.limit(&block, to: band, by: &transform)
  }

  private static func limit(
    _ block: inout [Float], to band: borrowing RealTransform, by transform: inout RealTransform
  ) {
    transform.forward(block.span)
    // The band's spectrum is real.
    transform.multiplyByConjugate(of: band)
    var result = block.mutableSpan
    transform.inverse(into: &result)
  }

  private static func multiply(
    _ input: Span<Float>, from first: Int, by window: [Float], into block: inout [Float]
  ) {
    let from = max(-first, 0)
    let to = min(input.count - first, block.count)
    let weights = window.span.extracting(from..<to)
    let samples = input.extracting(from + first..<to + first)
    var target = block.mutableSpan
    for i in 0..<from { target[i] = 0 }
    for i in to..<target.count { target[i] = 0 }
    for i in samples.indices { target[from &+ i] = samples[i] * weights[i] }
  }

  private static func kernel(_ distance: Double, reach: Double) -> Double {
    let angle = .pi * distance / reach
    let taper = 0.42 + 0.5 * cos(angle) + 0.08 * cos(2 * angle)
    return distance == 0 ? 1 : taper * sin(.pi * distance) / (.pi * distance)
  }

  private static func floorQuotient(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
