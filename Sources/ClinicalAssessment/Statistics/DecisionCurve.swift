/// What a decision is worth at one threshold, in true positives a person.
public struct NetBenefit: Sendable, Hashable, Codable {
  /// The probability from which one would act; above 0 and below 1.
  public var threshold: Double
  /// Acting on those at or above the threshold.
  public var model: Double
  /// Acting on everyone.
  public var treatAll: Double
  /// Acting on no one: 0 by definition.
  public var treatNone: Double
}

/// Net benefit at a threshold probability t: TP/n − FP/n · t/(1 − t).
///
/// Vickers & Elkin 2006, "Decision curve analysis: a novel method for evaluating prediction models", Med. Decis.
/// Making 26: 565–574. Probabilities should be calibrated: the threshold is also the exchange rate of harms.
/// - Returns: `nil` without rows, outside 0 < t < 1, and for a probability outside 0 to 1.
public func netBenefit(labels: [Bool], probabilities: [Double], threshold: Double) -> NetBenefit? {
  decisionCurve(labels: labels, probabilities: probabilities, thresholds: [threshold])?.first
}

/// Net benefit at each threshold, in their order.
/// - Returns: `nil` without rows, for a threshold outside 0 < t < 1, and for a probability outside 0 to 1.
public func decisionCurve(labels: [Bool], probabilities: [Double], thresholds: [Double]) -> [NetBenefit]? {
  guard thresholds.allSatisfy({ $0 > 0 && $0 < 1 }), probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }),
    let sample = DiscriminationSample(labels: labels, scores: probabilities)
  else { return nil }
  // Rows at or above a threshold, counted once down the sorted scores.
  let points = sample.decisions(sample.ones)
  let events = Double(labels.count { $0 })
  let total = Double(labels.count)
  return thresholds.compactMap { threshold in
    let decided = points.decided(atOrAbove: threshold)
    let table = Confusion(
      truePositives: decided.truePositives, falsePositives: decided.falsePositives,
      falseNegatives: events - decided.truePositives, trueNegatives: total - events - decided.falsePositives)
    let everyone = Confusion(
      truePositives: events, falsePositives: total - events, falseNegatives: 0, trueNegatives: 0)
    guard let model = table.netBenefit(threshold: threshold),
      let all = everyone.netBenefit(threshold: threshold)
    else { return nil }
    return NetBenefit(threshold: threshold, model: model, treatAll: all, treatNone: 0)
  }
}
