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

  public let inputRateHz: Int
  public let outputRateHz: Int
  /// Output samples after which the positions between input samples repeat, and input samples in that time.
  private let phaseCount: Int
  private let inputStep: Int
  /// Input samples used on either side.
  private let reach: Int
  /// For each phase 2 · `reach` weights.
  private let weights: [Float]

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
    var weights: [Float] = []
    weights.reserveCapacity(phaseCount * 2 * reach)
    for phase in 0..<phaseCount {
      let fraction = Double(phase) / Double(phaseCount)
      let taps = (0..<2 * reach).map { tap in
        Self.kernel(Double(tap - reach + 1) - fraction, band: band, reach: Double(reach))
      }
      // Equal sums keep a constant input constant.
      let total = taps.reduce(0, +)
      weights += taps.map { Float($0 / total) }
    }
    self.weights = weights
  }

  /// Samples that cover the time of so many input samples.
  public func outputCount(inputCount: Int) -> Int {
    (inputCount * phaseCount + inputStep - 1) / inputStep
  }

  /// Fills `output` with the output samples from `firstOutput` on; input outside the span counts as 0.
  public func convert(_ input: Span<Float>, firstOutput: Int, into output: inout MutableSpan<Float>) {
    for i in output.indices {
      let position = (firstOutput + i) * inputStep
      let first = position / phaseCount - reach + 1
      let from = max(first, 0)
      let to = min(first + 2 * reach, input.count)
      guard from < to else {
        output[i] = 0
        continue
      }
      let base = position % phaseCount * 2 * reach - first
      output[i] = dotProduct(
        input.extracting(from..<to), weights.span.extracting(base + from..<base + to))
    }
  }

  private static func kernel(_ distance: Double, band: Double, reach: Double) -> Double {
    let taper = Windows.kaiserWeight(distance / reach, beta: beta)
    return distance == 0 ? taper : taper * sin(.pi * band * distance) / (.pi * band * distance)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
