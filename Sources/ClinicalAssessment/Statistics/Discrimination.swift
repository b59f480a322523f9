/// How well scores tell people with a condition from people without it.
///
/// A label of `true` is a person with the condition, higher scores mean more likely. `nil` stands for undefined: one
/// class absent, no rows, or scores that are not finite. Intervals here treat rows as independent persons; where
/// persons have several rows, take ``PersonBootstrap``.
public enum Discrimination {
  /// Area under the ROC curve, 0 to 1, with DeLong's interval on the area's own scale, cut at 0 and 1.
  ///
  /// The value needs one row of each class, the interval two of each and an area whose variance is above 0.
  public static func areaUnderROC(
    labels: [Bool], scores: [Double], coverage: Double = 0.95
  ) -> Estimate? {
    areaUnderROCWithError(labels: labels, scores: scores, coverage: coverage).map {
      Estimate(value: $0.area, interval: $0.waldInterval)
    }
  }

  /// Σ (Rₙ − Rₙ₋₁) Pₙ; see ``DiscriminationSample/averagePrecision(weights:)``. Chance level is the prevalence.
  public static func averagePrecision(labels: [Bool], scores: [Double]) -> Double? {
    DiscriminationSample(labels: labels, scores: scores).flatMap { $0.averagePrecision(weights: $0.ones) }
  }

  /// The 2 × 2 table of labels against “score at or above the threshold”.
  public static func confusion(labels: [Bool], scores: [Double], threshold: Double) -> Confusion? {
    guard !threshold.isNaN else { return nil }
    return DiscriminationSample(labels: labels, scores: scores).map {
      $0.confusion(threshold: threshold, weights: $0.ones)
    }
  }

  /// Matthews' correlation coefficient at a threshold, −1 to 1.
  public static func matthews(labels: [Bool], scores: [Double], threshold: Double) -> Double? {
    confusion(labels: labels, scores: scores, threshold: threshold)?.matthews
  }

  /// Mean of sensitivity and specificity at a threshold.
  public static func balancedAccuracy(labels: [Bool], scores: [Double], threshold: Double) -> Double? {
    confusion(labels: labels, scores: scores, threshold: threshold)?.balancedAccuracy
  }

  /// Harmonic mean of precision and sensitivity at a threshold.
  public static func f1(labels: [Bool], scores: [Double], threshold: Double) -> Double? {
    confusion(labels: labels, scores: scores, threshold: threshold)?.f1
  }
}
