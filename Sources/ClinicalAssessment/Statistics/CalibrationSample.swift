import RealModule

/// True classes and predicted probabilities of the same rows, made ready once so that statistics of many resamples
/// cost O(n) each.
public struct CalibrationSample: Sendable {
  public let count: Int
  let labels: [Double]
  let probabilities: [Double]
  /// ln(p/(1 − p)); `nil` where some probability is 0 or 1, which no recalibration can move.
  let logits: [Double]?
  private let squaredErrors: [Double]
  private let losses: [Double]
  /// Fits of resamples start from those of the sample.
  private let startIntercept: Double
  private let startSlope: Double
  private let startInTheLarge: Double

  /// - Returns: `nil` for no rows and for a probability outside 0 to 1.
  /// - Precondition: Both have the same count.
  public init?(labels: [Bool], probabilities: [Double]) {
    precondition(labels.count == probabilities.count, "one probability a label")
    guard !labels.isEmpty, probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
    let numbers = labels.map { $0 ? 1.0 : 0 }
    count = labels.count
    self.labels = numbers
    self.probabilities = probabilities
    let inside = probabilities.allSatisfy { $0 > 0 && $0 < 1 }
    logits = inside ? probabilities.map { Double.log($0) - Double.log(onePlus: -$0) } : nil
    squaredErrors = zip(numbers, probabilities).map { ($0 - $1) * ($0 - $1) }
    losses = zip(labels, probabilities).map { $0 ? -Double.log($1) : -Double.log(onePlus: -$1) }
    let ones = RowWeights(repeating: 1, count: labels.count)
    let joint = logits.flatMap { LogisticFit.joint(labels: numbers, x: $0, weights: ones) }
    startIntercept = joint?.intercept ?? 0
    startSlope = joint?.slope ?? 1
    startInTheLarge =
      logits.flatMap { LogisticFit.offset(labels: numbers, offset: $0, weights: ones) }?.intercept ?? 0
  }

  /// Weights of the sample itself.
  public var ones: RowWeights { RowWeights(repeating: 1, count: count) }

  /// Mean (y − p)², 0 to 1, smaller is better (Brier 1950, Mon. Weather Rev. 78: 1–3).
  public func brier(weights: RowWeights) -> Double? { weightedMean(squaredErrors, weights) }

  /// Mean −ln of the probability given to what was the case, in nats.
  /// - Returns: `nil` also where a row's truth was given probability 0: the loss is infinite.
  public func logLoss(weights: RowWeights) -> Double? {
    for row in 0..<count where losses[row] == .infinity && weights[row] > 0 { return nil }
    guard losses.contains(.infinity) else { return weightedMean(losses, weights) }
    return weightedMean(losses.map { $0.isFinite ? $0 : 0 }, weights)
  }

  /// Slope of the log-odds of the class on logit p: 1 is right, below 1 the probabilities are too extreme
  /// (Cox 1958, "Two further applications of a model for binary regression", Biometrika 45: 562–565).
  /// - Returns: `nil` for one class, constant or separating probabilities, and where one is 0 or 1.
  public func slope(weights: RowWeights) -> Double? { jointFit(weights: weights)?.slope }

  /// Intercept beside ``slope(weights:)``, in log-odds.
  public func jointIntercept(weights: RowWeights) -> Double? { jointFit(weights: weights)?.intercept }

  /// Intercept with logit p as offset, in log-odds: 0 is right, above 0 the risk is underestimated.
  /// - Returns: `nil` for one class and where a probability is 0 or 1.
  public func inTheLarge(weights: RowWeights) -> Double? { offsetFit(weights: weights)?.intercept }

  /// Events over the sum of probabilities: 1 is right.
  public func observedToExpected(weights: RowWeights) -> Double? {
    guard let observed = weightedMean(labels, weights), let expected = weightedMean(probabilities, weights),
      expected > 0, (observed / expected).isFinite
    else { return nil }
    return observed / expected
  }

  /// Σ n_b/n |mean y − mean p| over bins; see ``Calibration/expectedError(labels:probabilities:bins:)``.
  /// - Parameter edges: As from ``CalibrationBins/edges(for:)``, taken from the sample and not anew in each resample.
  public func expectedError(edges: [Double], weights: RowWeights) -> Double? {
    let sums = binSums(edges: edges, weights: weights)
    let total = sums.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    return sums.reduce(0) { $0 + abs($1.events - $1.expected) } / total
  }

  func jointFit(weights: RowWeights) -> LogisticFit? {
    logits.flatMap {
      LogisticFit.joint(labels: labels, x: $0, weights: weights, from: (startIntercept, startSlope))
    }
  }

  func offsetFit(weights: RowWeights) -> LogisticFit? {
    logits.flatMap { LogisticFit.offset(labels: labels, offset: $0, weights: weights, from: startInTheLarge) }
  }

  struct BinSum {
    var weight = 0.0
    var events = 0.0
    var expected = 0.0
  }

  /// Bins are open below and closed above; the first holds its lower edge too.
  func binSums(edges: [Double], weights: RowWeights) -> [BinSum] {
    precondition(edges.count >= 2 && weights.count == count, "two edges a bin and one weight a row")
    var sums = [BinSum](repeating: BinSum(), count: edges.count - 1)
    for row in 0..<count {
      var low = 0
      var high = sums.count - 1
      while low < high {
        let middle = (low + high) / 2
        if probabilities[row] <= edges[middle + 1] { high = middle } else { low = middle + 1 }
      }
      sums[low].weight += weights[row]
      sums[low].events += weights[row] * labels[row]
      sums[low].expected += weights[row] * probabilities[row]
    }
    return sums
  }
}
