/// How true classes and decisions fall together, with what is read from that.
///
/// Counts are weights of rows: whole numbers for a sample. Every share is `nil` where nothing is divided.
public struct Confusion: Sendable, Hashable, Codable {
  public var truePositives = 0.0
  public var falsePositives = 0.0
  public var falseNegatives = 0.0
  public var trueNegatives = 0.0

  public init() {}

  public init(truePositives: Double, falsePositives: Double, falseNegatives: Double, trueNegatives: Double) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  mutating func add(label: Bool, decision: Bool, weight: Double) {
    switch (label, decision) {
    case (true, true): truePositives += weight
    case (false, true): falsePositives += weight
    case (true, false): falseNegatives += weight
    case (false, false): trueNegatives += weight
    }
  }

  /// Rows with the condition.
  public var positives: Double { truePositives + falseNegatives }
  /// Rows without it.
  public var negatives: Double { falsePositives + trueNegatives }
  public var total: Double { positives + negatives }

  /// Share of people with the condition whom the decision finds, with Wilson's interval.
  public func sensitivity(coverage: Double = 0.95) -> Estimate? {
    .proportion(truePositives, of: positives, coverage: coverage)
  }

  /// Share of people without it whom the decision leaves alone, with Wilson's interval.
  public func specificity(coverage: Double = 0.95) -> Estimate? {
    .proportion(trueNegatives, of: negatives, coverage: coverage)
  }

  /// Share of positive decisions that are right, at this sample's prevalence, with Wilson's interval.
  public func positivePredictiveValue(coverage: Double = 0.95) -> Estimate? {
    .proportion(truePositives, of: truePositives + falsePositives, coverage: coverage)
  }

  /// Share of negative decisions that are right, at this sample's prevalence, with Wilson's interval.
  public func negativePredictiveValue(coverage: Double = 0.95) -> Estimate? {
    .proportion(trueNegatives, of: trueNegatives + falseNegatives, coverage: coverage)
  }

  /// Share of decisions that are right, with Wilson's interval.
  public func accuracy(coverage: Double = 0.95) -> Estimate? {
    .proportion(truePositives + trueNegatives, of: total, coverage: coverage)
  }

  /// Share of rows with the condition, with Wilson's interval.
  public func prevalence(coverage: Double = 0.95) -> Estimate? {
    .proportion(positives, of: total, coverage: coverage)
  }

  private var sensitivityValue: Double? { positives > 0 ? truePositives / positives : nil }
  private var specificityValue: Double? { negatives > 0 ? trueNegatives / negatives : nil }

  /// Mean of sensitivity and specificity: 0.5 for chance, whatever the prevalence.
  public var balancedAccuracy: Double? {
    guard let sensitivityValue, let specificityValue else { return nil }
    return (sensitivityValue + specificityValue) / 2
  }

  /// Harmonic mean of positive predictive value and sensitivity, 2 TP/(2 TP + FP + FN).
  /// - Returns: `nil` when nobody has the condition.
  public var f1: Double? {
    guard positives > 0 else { return nil }
    return 2 * truePositives / (2 * truePositives + falsePositives + falseNegatives)
  }

  /// Mean of F1 of either class.
  public var macroF1: Double? {
    guard let f1, negatives > 0 else { return nil }
    return (f1 + 2 * trueNegatives / (2 * trueNegatives + falsePositives + falseNegatives)) / 2
  }

  /// F1 of either class, weighted by how many are of it.
  public var weightedF1: Double? {
    guard let f1, negatives > 0 else { return nil }
    let other = 2 * trueNegatives / (2 * trueNegatives + falsePositives + falseNegatives)
    return (positives * f1 + negatives * other) / total
  }

  /// Matthews' correlation coefficient, −1 to 1 (Matthews 1975, Biochim. Biophys. Acta 405: 442–451).
  /// - Returns: `nil` when a class or a decision never occurs.
  public var matthews: Double? {
    let decidedPositive = truePositives + falsePositives
    let decidedNegative = trueNegatives + falseNegatives
    guard positives > 0, negatives > 0, decidedPositive > 0, decidedNegative > 0 else { return nil }
    let product =
      (positives.squareRoot() * negatives.squareRoot())
      * (decidedPositive.squareRoot() * decidedNegative.squareRoot())
    return min(1, max(-1, (truePositives * trueNegatives - falsePositives * falseNegatives) / product))
  }

  /// Cohen's κ of labels and decisions; see ``Discrimination/kappa(_:_:)``.
  public var kappa: Double? {
    guard total > 0 else { return nil }
    let decidedPositive = truePositives + falsePositives
    let expected =
      positives / total * (decidedPositive / total) + negatives / total * (1 - decidedPositive / total)
    guard expected < 1 else { return nil }
    return ((truePositives + trueNegatives) / total - expected) / (1 - expected)
  }

  /// True positives a person less false positives at the exchange rate of a threshold probability t, t/(1 − t); see
  /// ``netBenefit(labels:probabilities:threshold:)``.
  /// - Returns: `nil` for an empty table and outside 0 < t < 1.
  public func netBenefit(threshold: Double) -> Double? {
    guard total > 0, threshold > 0, threshold < 1 else { return nil }
    return (truePositives - falsePositives * threshold / (1 - threshold)) / total
  }
}
