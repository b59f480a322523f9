internal import Glibc

/// Gradient steps with adaptive moments and decay kept apart from them; Loshchilov & Hutter 2019, "Decoupled weight
/// decay regularization", algorithm 2. The rate rises linearly over the warm-up, then falls linearly to 0.
///
/// The value is its own state: saved and loaded, it goes on bit for bit.
public struct AdamW: Sendable, Hashable, Codable {
  public struct Settings: Sendable, Hashable, Codable {
    /// Greatest rate, reached at the end of the warm-up.
    public var rate = 1e-3
    public var firstMomentDecay = 0.9
    public var secondMomentDecay = 0.999
    public var epsilon = 1e-8
    /// Share by which decaying weights shrink in a step, times the rate.
    public var weightDecay = 0.01
    /// Share of all steps.
    public var warmUpShare = 0.1
    /// Greatest Euclidean length of all gradients together; longer ones are shortened to it.
    public var greatestGradientNorm = 1.0

    public init() {}
  }

  public let settings: Settings
  public let stepCount: Int
  /// Steps made so far.
  public private(set) var step = 0
  /// First and second moment of every weight, in turn.
  private var moments: [Double]

  /// - Parameter stepCount: All steps that will be made: the rate is 0 after them.
  /// - Precondition: At least one step.
  public init(_ parameters: ParameterStore, settings: Settings, stepCount: Int) {
    precondition(stepCount > 0, "at least one step is made")
    self.settings = settings
    self.stepCount = stepCount
    moments = [Double](repeating: 0, count: 2 * parameters.values.count)
  }

  /// The rate of a step, counted from 1.
  public func rate(step: Int) -> Double {
    let warmUp = max(1, Int((settings.warmUpShare * Double(stepCount)).rounded()))
    if step <= warmUp { return settings.rate * Double(step) / Double(warmUp) }
    return settings.rate * Double(max(0, stepCount + 1 - step)) / Double(stepCount + 1 - warmUp)
  }

  /// One step against the gradients.
  /// - Returns: The gradients' Euclidean length before shortening.
  /// - Precondition: As many gradients as weights.
  @discardableResult
  public mutating func update(_ parameters: inout ParameterStore, _ gradients: [Double]) -> Double {
    precondition(
      2 * gradients.count == moments.count && 2 * parameters.values.count == moments.count,
      "one gradient a weight")
    step += 1
    let slopes = gradients.span
    var squares = 0.0
    for index in slopes.indices { squares += slopes[index] * slopes[index] }
    let norm = squares.squareRoot()
    let factor = norm > settings.greatestGradientNorm ? settings.greatestGradientNorm / norm : 1
    let rate = rate(step: step)
    let (first, second) = (settings.firstMomentDecay, settings.secondMomentDecay)
    let firstCorrection = 1 / (1 - pow(first, Double(step)))
    let secondCorrection = 1 / (1 - pow(second, Double(step)))
    let shrink = rate * settings.weightDecay
    let epsilon = settings.epsilon
    for place in parameters.places where place.decays {
      for index in place.range { parameters.values[index] -= shrink * parameters.values[index] }
    }
    var values = parameters.values.mutableSpan
    var kept = moments.mutableSpan
    for index in slopes.indices {
      let gradient = slopes[index] * factor
      let firstMoment = first * kept[2 * index] + (1 - first) * gradient
      let secondMoment = second * kept[2 * index + 1] + (1 - second) * gradient * gradient
      kept[2 * index] = firstMoment
      kept[2 * index + 1] = secondMoment
      values[index] -=
        rate * firstMoment * firstCorrection
        / ((secondMoment * secondCorrection).squareRoot() + epsilon)
    }
    return norm
  }
}
