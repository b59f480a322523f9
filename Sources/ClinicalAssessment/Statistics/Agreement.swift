import RealModule

/// How closely predicted scores follow true ones.
///
/// Each takes lists of the same length, one value a row. `nil` stands for undefined: no rows, constant values where
/// the statistic divides by their spread, or values that are not finite.
public enum Agreement {
  /// Lin's concordance correlation coefficient with divisor n; see ``AgreementSample/concordance(weights:)``.
  public static func concordance(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.concordance(weights: $1) }
  }

  /// Mean |ŷ − y|, in points of the scale.
  public static func meanAbsoluteError(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.meanAbsoluteError(weights: $1) }
  }

  /// √ mean (ŷ − y)², in points of the scale.
  public static func rootMeanSquaredError(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.rootMeanSquaredError(weights: $1) }
  }

  /// R², 1 − residual over total squares of the true scores; below 0 where their mean would do better.
  public static func coefficientOfDetermination(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.coefficientOfDetermination(weights: $1) }
  }

  /// Pearson's correlation, −1 to 1.
  public static func pearson(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.pearson(weights: $1) }
  }

  /// Spearman's correlation of mid-ranks, −1 to 1.
  public static func spearman(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.spearman(weights: $1) }
  }

  /// Kendall's τ-b, −1 to 1, in O(n log n).
  public static func kendallTauB(_ truth: [Double], _ predicted: [Double]) -> Double? {
    value(truth, predicted) { $0.kendallTauB(weights: $1) }
  }

  /// Pearson's correlation with Fisher's interval: tanh(artanh r ± z/√(n − 3)).
  ///
  /// Fisher 1921, "On the probable error of a coefficient of correlation", Metron 1: 3–32. Rows must be independent
  /// (one a person) and near normal; otherwise resample persons with ``PersonBootstrap``.
  /// - Returns: No interval below four rows and at ±1.
  public static func pearsonEstimate(
    _ truth: [Double], _ predicted: [Double], coverage: Double = 0.95
  ) -> Estimate? {
    guard let r = pearson(truth, predicted) else { return nil }
    guard truth.count >= 4, abs(r) < 1, let z = NormalDistribution.criticalValue(coverage: coverage) else {
      return Estimate(value: r, interval: nil)
    }
    let half = z / Double(truth.count - 3).squareRoot()
    let centre = Double.atanh(r)
    return Estimate(
      value: r,
      interval: Interval(
        lower: Double.tanh(centre - half), upper: Double.tanh(centre + half), coverage: coverage))
  }

  private static func value(
    _ truth: [Double], _ predicted: [Double], _ statistic: (AgreementSample, RowWeights) -> Double?
  ) -> Double? {
    AgreementSample(truth: truth, predicted: predicted).flatMap { statistic($0, $0.ones) }
  }
}
