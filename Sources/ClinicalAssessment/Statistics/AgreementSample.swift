import RealModule

/// True and predicted scores of the same rows, made ready once so that statistics of many resamples are cheap.
///
/// Every statistic takes row weights and costs O(n), Kendall's O(n log k) with k different values.
public struct AgreementSample: Sendable {
  public let count: Int
  let truth: ScaledValues
  let predicted: ScaledValues
  /// Predicted less true, scaled by `differenceExponent` and, unlike the others, not shifted.
  private let differences: [Double]
  private let differenceExponent: Int
  private let absoluteDifferences: [Double]
  private let squaredDifferences: [Double]
  let truthOrder: SortedRows
  let predictedOrder: SortedRows
  let truthRuns: [Int32]
  let predictedRuns: [Int32]

  /// - Returns: `nil` for no rows and for values that are not finite.
  /// - Precondition: Both have the same count.
  public init?(truth: [Double], predicted: [Double]) {
    precondition(truth.count == predicted.count, "one prediction a true score")
    guard !truth.isEmpty, truth.allSatisfy(\.isFinite), predicted.allSatisfy(\.isFinite) else { return nil }
    count = truth.count
    self.truth = ScaledValues(truth)
    self.predicted = ScaledValues(predicted)
    let halves = zip(truth, predicted).map { $1 / 2 - $0 / 2 }
    let largest = halves.reduce(0) { max($0, abs($1)) }
    let power = largest > 0 ? Int(largest.exponent) + 1 : 0
    let differences = halves.map { powerOfTwo(-power) * $0 }
    self.differences = differences
    differenceExponent = power + 1
    absoluteDifferences = differences.map { abs($0) }
    squaredDifferences = differences.map { $0 * $0 }
    truthOrder = SortedRows(truth)
    predictedOrder = SortedRows(predicted)
    truthRuns = truthOrder.runOfRow()
    predictedRuns = predictedOrder.runOfRow()
  }

  /// Weights of the sample itself.
  public var ones: RowWeights { RowWeights(repeating: 1, count: count) }

  /// Mean |ŷ − y|, in points of the scale.
  public func meanAbsoluteError(weights: RowWeights) -> Double? {
    weightedMean(absoluteDifferences, weights).flatMap { finite($0 * powerOfTwo(differenceExponent)) }
  }

  /// √ mean (ŷ − y)², in points of the scale.
  public func rootMeanSquaredError(weights: RowWeights) -> Double? {
    weightedMean(squaredDifferences, weights).flatMap {
      finite($0.squareRoot() * powerOfTwo(differenceExponent))
    }
  }

  /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)²; below 0 where the mean of the true scores would do better.
  /// - Returns: `nil` where the true scores are constant.
  public func coefficientOfDetermination(weights: RowWeights) -> Double? {
    guard let moments = moments(weights), moments.truthVariance > 0,
      let error = weightedMean(squaredDifferences, weights)
    else { return nil }
    let scale = powerOfTwo(2 * (differenceExponent - truth.exponent))
    return finite(1 - error * scale / moments.truthVariance)
  }

  /// Lin's concordance correlation coefficient, 2 s_xy / (s_x² + s_y² + (x̄ − ȳ)²), −1 to 1.
  ///
  /// Lin 1989, "A concordance correlation coefficient to evaluate reproducibility", Biometrics 45: 255–268, with
  /// divisor n throughout. A constant prediction of varying scores has 0.
  /// - Returns: `nil` below two rows and where both are constant.
  public func concordance(weights: RowWeights) -> Double? {
    guard let moments = moments(weights), let shift = weightedMean(differences, weights) else { return nil }
    let common = max(truth.exponent, predicted.exponent, differenceExponent)
    let x = powerOfTwo(truth.exponent - common)
    let y = powerOfTwo(predicted.exponent - common)
    let d = shift * powerOfTwo(differenceExponent - common)
    guard moments.truthVariance > 0 || moments.predictedVariance > 0 else { return nil }
    let spread = moments.truthVariance * x * x + moments.predictedVariance * y * y + d * d
    guard spread > 0 else { return nil }
    return finite(2 * moments.covariance * x * y / spread)
  }

  /// Pearson's product-moment correlation, −1 to 1.
  /// - Returns: `nil` below two rows and where either is constant.
  public func pearson(weights: RowWeights) -> Double? { moments(weights)?.correlation }

  /// Means and (co)variances with divisor Σw, each in its own scale.
  private func moments(_ weights: RowWeights) -> Moments? {
    Moments(truth.values, predicted.values, weights)
  }

  private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}

/// Second moments of two lists about their weighted means.
struct Moments {
  var truthVariance: Double
  var predictedVariance: Double
  var covariance: Double

  /// - Parameters: Values within −1…1.
  /// - Returns: `nil` below a total weight of 2.
  init?(_ truth: [Double], _ predicted: [Double], _ weights: RowWeights) {
    precondition(truth.count == weights.count && predicted.count == weights.count, "one weight a row")
    guard let truthMean = weightedMean(truth, weights), let predictedMean = weightedMean(predicted, weights)
    else { return nil }
    let (x, y, w) = (truth.span, predicted.span, weights.span)
    var total = 0.0
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0
    for index in x.indices {
      let weight = w[index]
      let a = x[index] - truthMean
      let b = y[index] - predictedMean
      total = Relaxed.sum(total, weight)
      xx = Relaxed.multiplyAdd(a * a, weight, xx)
      yy = Relaxed.multiplyAdd(b * b, weight, yy)
      xy = Relaxed.multiplyAdd(a * b, weight, xy)
    }
    guard total >= 2 else { return nil }
    truthVariance = Self.spread(xx / total)
    predictedVariance = Self.spread(yy / total)
    covariance = truthVariance > 0 && predictedVariance > 0 ? xy / total : 0
  }

  /// What rounding of the mean leaves of a constant is no variance: 10⁻¹² is a thousand times the error of a mean
  /// of values up to 1, and a millionth of a millionth of the sample's own range.
  private static func spread(_ variance: Double) -> Double { variance < 1e-24 ? 0 : variance }

  var correlation: Double? {
    guard truthVariance > 0, predictedVariance > 0 else { return nil }
    return min(1, max(-1, covariance / (truthVariance * predictedVariance).squareRoot()))
  }
}
