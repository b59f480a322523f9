internal import Glibc

/// x Φ(x), Φ the standard normal distribution, computed with the error function; Hendrycks & Gimpel 2016, "Gaussian
/// error linear units", section 2.
public struct GELU: Sendable, Hashable {
  public struct Tape: Sendable {
    fileprivate var slopes: [Double] = []

    public init() {}
  }

  public init() {}

  public func forward(_ input: [Double], _ tape: inout Tape) -> [Double] {
    var output = [Double](repeating: 0, count: input.count)
    var slopes = [Double](repeating: 0, count: input.count)
    let source = input.span
    var target = output.mutableSpan
    var kept = slopes.mutableSpan
    let inverseRootTwo = 0.5.squareRoot()
    let densityAtZero = 1 / (2 * Double.pi).squareRoot()
    for index in source.indices {
      let value = source[index]
      let share = 0.5 * (1 + erf(value * inverseRootTwo))
      target[index] = value * share
      kept[index] = share + value * densityAtZero * exp(-0.5 * value * value)
    }
    tape.slopes = slopes
    return output
  }

  /// - Returns: The input's gradient.
  public func backward(_ outputGradient: [Double], _ tape: Tape) -> [Double] {
    product(outputGradient, tape.slopes)
  }
}

/// Zeros a share of the numbers while training and enlarges the others by 1 / (1 − rate), so that the mean stays;
/// Srivastava et al. 2014, "Dropout", Journal of Machine Learning Research 15, in its inverted form.
public struct Dropout: Sendable, Hashable {
  /// Share of numbers left out, 0 up to, not including, 1.
  public let rate: Double
  /// Names the random numbers, so that layers draw apart.
  public let stream: String

  public struct Tape: Sendable {
    fileprivate var factors: [Double]?

    public init() {}
  }

  /// Which numbers are left out in a training step.
  public struct Draw: Sendable, Hashable {
    public let seed: UInt64
    public let step: Int

    public init(seed: UInt64, step: Int) {
      self.seed = seed
      self.step = step
    }
  }

  /// - Precondition: The rate lies in 0 ..< 1.
  public init(rate: Double, stream: String) {
    precondition(rate >= 0 && rate < 1, "something is left after dropout")
    self.rate = rate
    self.stream = stream
  }

  /// - Parameter draw: `nil` outside training: the input is returned as it is.
  public func forward(_ input: [Double], _ draw: Draw?, _ tape: inout Tape) -> [Double] {
    guard let draw, rate > 0 else {
      tape.factors = nil
      return input
    }
    var generator = SeededGenerator(seed: draw.seed, stream: stream, step: draw.step)
    var factors = [Double](repeating: 0, count: input.count)
    var target = factors.mutableSpan
    let factor = 1 / (1 - rate)
    for index in target.indices where generator.unit() >= rate { target[index] = factor }
    tape.factors = factors
    return product(input, factors)
  }

  /// - Returns: The input's gradient.
  public func backward(_ outputGradient: [Double], _ tape: Tape) -> [Double] {
    guard let factors = tape.factors else { return outputGradient }
    return product(outputGradient, factors)
  }
}

/// Element by element.
private func product(_ first: [Double], _ second: [Double]) -> [Double] {
  precondition(first.count == second.count, "the gradient has the size of the forward pass")
  var result = [Double](repeating: 0, count: first.count)
  let left = first.span
  let right = second.span
  var target = result.mutableSpan
  for index in left.indices { target[index] = left[index] * right[index] }
  return result
}
