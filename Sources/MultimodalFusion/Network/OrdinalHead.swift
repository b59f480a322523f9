package import DenseMath
internal import RealModule

/// Probabilities of the levels 0 … levelCount − 1 of an ordered outcome from one score: the proportional odds model,
/// P(level > k) = σ(score − t_k) with t_0 = 0 < t_1 < t_2 …; McCullagh 1980, "Regression models for ordinal data",
/// Journal of the Royal Statistical Society B 42, section 2.
///
/// One score for all levels, where CORN (Shi, Cao & Raschka 2021) has one each, because cohorts of some hundred people
/// leave most levels of a 27-point scale with a handful of people. Expected total, probability of the cut-off and
/// levels all follow from the same numbers, so none can contradict another. The score's bias does the work of t_0.
package struct OrdinalHead: Sendable, Hashable {
  package let levelCount: Int
  /// t_k − t_(k−1) = log(1 + exp(gap)) for k = 1 … levelCount − 2; `nil` with two levels.
  private let gaps: ParameterPlace?

  /// - Precondition: At least two levels.
  package init(name: String, levelCount: Int, in store: inout ParameterStore) {
    precondition(levelCount >= 2, "an outcome has at least two levels")
    self.levelCount = levelCount
    gaps =
      levelCount > 2
      ? store.add(
        name: name + ".gaps", shape: [levelCount - 2], decays: false,
        initial: [Double](repeating: 0, count: levelCount - 2)) : nil
  }

  /// Sets the gaps to those between rising thresholds, one for each level but the last.
  package func start(thresholds: [Double], in store: inout ParameterStore) {
    guard let gaps else { return }
    for (place, index) in gaps.range.enumerated() {
      // The inverse of log(1 + exp(x)); a gap of 1e-3 keeps it finite.
      let gap = max(thresholds[place + 1] - thresholds[place], 1e-3)
      store.values[index] = gap + Double.log(-Double.expMinusOne(-gap))
    }
  }

  /// P(level > k) for k = 0 … levelCount − 2, falling.
  package func exceedance(score: Double, _ parameters: ParameterStore) -> [Double] {
    var shift = score
    var result = [logistic(shift)]
    if let gaps {
      for index in gaps.range {
        shift -= softplus(parameters.values[index])
        result.append(logistic(shift))
      }
    }
    return result
  }

  /// −log P(level), its slope by the score, and, times `weight`, its slopes by the gaps added to `gradients`.
  ///
  /// With a = score − t_(level−1) and b = score − t_level the probability is σ(a) − σ(b), whose logarithm is
  /// log σ(a) + log σ(−b) + log σ(gap): 1 − exp(b − a) = σ(gap), so nothing cancels.
  package func loss(
    score: Double, level: Int, weight: Double, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> (loss: Double, scoreSlope: Double) {
    precondition(level >= 0 && level < levelCount, "the level exists")
    var below = 0.0
    for gap in 1..<max(level, 1) { below += softplus(gapValue(gap, parameters)) }
    var loss = 0.0
    var slope = 0.0
    if level > 0 {
      let above = score - below
      loss += softplus(-above)
      slope -= logistic(-above)
    }
    if level < levelCount - 1 {
      let gap = gapValue(level, parameters)
      let beyond = score - below - (level > 0 ? softplus(gap) : 0)
      loss += softplus(beyond)
      slope += logistic(beyond)
      if level > 0, let gaps {
        loss += softplus(-gap)
        gradients[gaps.start + level - 1] -= weight * (logistic(beyond) * logistic(gap) + logistic(-gap))
      }
    }
    // The gaps before the last one move a and b alike.
    if let gaps, level > 1 {
      for index in gaps.start..<gaps.start + level - 1 {
        gradients[index] -= weight * slope * logistic(parameters.values[index])
      }
    }
    return (loss, slope)
  }

  /// The gap before threshold `index`, counted from 1; there is none before threshold 0.
  private func gapValue(_ index: Int, _ parameters: ParameterStore) -> Double {
    guard let gaps, index > 0 else { return 0 }
    return parameters.values[gaps.start + index - 1]
  }
}
