#if canImport(Glibc)
  internal import Glibc
#endif

/// Band-limited change of the sampling rate without delay: output sample k falls on the time of input sample
/// k · input rate / output rate.
///
/// Sinc interpolation under a Kaiser window (β = 7, side lobes 70 dB down), 50 zero crossings on either side at
/// the lower of both rates; half the amplitude passes at half the lower rate, 4 % of it away nearly everything
/// or nothing. Every output sample is one sum over the input, so the result does not depend on how it is cut.
public struct RateConverter: Sendable {
  private static let zeroCrossings = 50
  private static let beta = 7.0
  /// Half of the taper, so fine that straight lines between its steps are true to 1e-6.
  private static let flankSteps = 2048
  private static let flank = Windows.kaiserFlank(count: flankSteps, beta: beta)

  public let inputRateHz: Int
  public let outputRateHz: Int
  /// Output samples after which the positions between input samples repeat, and input samples in that time.
  private let phaseCount: Int
  private let inputStep: Int
  /// Input samples used on either side.
  private let reach: Int
  /// For each phase 2 · `reach` weights and zeros up to whole runs of vector registers.
  private let weights: [Float]
  private let width: Int

  /// - Precondition: Both rates are positive.
  public init(inputRateHz: Int, outputRateHz: Int) {
    precondition(inputRateHz > 0 && outputRateHz > 0, "a rate is positive")
    let divisor = Self.greatestCommonDivisor(inputRateHz, outputRateHz)
    self.inputRateHz = inputRateHz
    self.outputRateHz = outputRateHz
    phaseCount = outputRateHz / divisor
    inputStep = inputRateHz / divisor
    let band = min(1, Double(outputRateHz) / Double(inputRateHz))
    let reach = Int((Double(Self.zeroCrossings) / band).rounded(.up))
    self.reach = reach
    let width = (2 * reach + 31) / 32 * 32
    self.width = width
    var weights = [Float](repeating: 0, count: phaseCount * width)
    var taps = [Double](repeating: 0, count: 2 * reach)
    for phase in 0...phaseCount / 2 {
      Self.makeTaps(fraction: Double(phase) / Double(phaseCount), band: band, into: &taps)
      for tap in taps.indices { weights[phase * width + tap] = Float(taps[tap]) }
      // A fraction's weights are those of its complement, backwards; at 0 one sample is at neither end.
      guard phase > 0 else { continue }
      for tap in taps.indices {
        weights[(phaseCount - phase) * width + tap] = Float(taps[2 * reach - 1 - tap])
      }
    }
    self.weights = weights
  }

  /// Samples that cover the time of so many input samples.
  public func outputCount(inputCount: Int) -> Int {
    (inputCount * phaseCount + inputStep - 1) / inputStep
  }

  /// Fills `output` with the output samples from `firstOutput` on; input outside the span counts as 0.
  public func convert(_ input: Span<Float>, firstOutput: Int, into output: inout MutableSpan<Float>) {
    // Outputs a whole cycle of phases apart share their weights, which then are read once for four of them: all
    // weights together do not fit the fastest memory.
    for cycle in stride(from: 0, to: output.count, by: 4 * phaseCount) {
      for first in cycle..<min(cycle + phaseCount, output.count) {
        let position = (firstOutput + first) * inputStep
        let row = position / phaseCount - reach + 1
        let shape = weights.span.extracting(
          position % phaseCount * width..<position % phaseCount * width + width)
        let count = min(4, (output.count - first + phaseCount - 1) / phaseCount)
        if count == 4, row >= 0, row + 3 * inputStep + width <= input.count {
          let sums = fourDotProducts(
            shape, input, row, row + inputStep, row + 2 * inputStep, row + 3 * inputStep)
          for i in 0..<4 { output[first + i * phaseCount] = sums[i] }
        } else {
          for i in 0..<count { output[first + i * phaseCount] = single(shape, input, row + i * inputStep) }
        }
      }
    }
  }

  /// One output's sum; at the ends of the input over what there is.
  private func single(_ shape: Span<Float>, _ input: Span<Float>, _ row: Int) -> Float {
    if row >= 0, row + width <= input.count {
      // Four times the same, so that the order of addition does not tell how the work was cut.
      return fourDotProducts(shape, input, row, row, row, row)[0]
    }
    let from = max(row, 0)
    let to = min(row + width, input.count)
    guard from < to else { return 0 }
    return dotProduct(input.extracting(from..<to), shape.extracting(from - row..<to - row))
  }

  /// The weights of the input samples round a place a fraction after the middle two's first; equal sums, 1, keep a
  /// constant input constant.
  private static func makeTaps(fraction: Double, band: Double, into taps: inout [Double]) {
    let reach = taps.count / 2
    // sin(π · band · distance), tap after tap, by rotation.
    let step = (sine: sin(.pi * band), cosine: cos(.pi * band))
    let first = .pi * band * (Double(1 - reach) - fraction)
    var angle = (sine: sin(first), cosine: cos(first))
    var total = 0.0
    for tap in taps.indices {
      let distance = Double(tap - reach + 1) - fraction
      let place = distance.magnitude / Double(reach) * Double(flankSteps)
      let below = Int(place)
      let taper = flank[below] + (place - Double(below)) * (flank[below + 1] - flank[below])
      taps[tap] = distance == 0 ? taper : taper * angle.sine / (.pi * band * distance)
      total += taps[tap]
      angle = (
        angle.sine * step.cosine + angle.cosine * step.sine,
        angle.cosine * step.cosine - angle.sine * step.sine
      )
    }
    for tap in taps.indices { taps[tap] /= total }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
