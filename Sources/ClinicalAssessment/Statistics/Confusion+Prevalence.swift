/// What a decision would mean in a population.
public struct PopulationPrediction: Sendable, Hashable, Codable {
  /// Share of the population with the condition.
  public var prevalence: Double
  /// `nil` where nobody would be decided “yes”.
  public var positivePredictiveValue: Estimate?
  /// `nil` where nobody would be decided “no”.
  public var negativePredictiveValue: Estimate?
  /// Of 1,000 people.
  public var truePositivesPerThousand: Double
  public var falsePositivesPerThousand: Double
  public var falseNegativesPerThousand: Double
  public var trueNegativesPerThousand: Double
}

extension Confusion {
  /// Predictive values at a stated prevalence by Bayes' theorem, and counts of 1,000 people.
  ///
  /// The predictive values rise with both sensitivity and specificity, so their intervals are those at the lower and
  /// at the upper ends of both Wilson intervals: wider than stated, never narrower.
  /// - Parameter prevalence: 0 to 1.
  /// - Returns: `nil` outside that and when the sample lacks a class.
  public func inPopulation(prevalence: Double, coverage: Double = 0.95) -> PopulationPrediction? {
    guard prevalence >= 0, prevalence <= 1, let sensitivity = sensitivity(coverage: coverage),
      let specificity = specificity(coverage: coverage)
    else { return nil }
    let found = prevalence * sensitivity.value
    let missed = prevalence * (1 - sensitivity.value)
    let alarmed = (1 - prevalence) * (1 - specificity.value)
    let spared = (1 - prevalence) * specificity.value
    return PopulationPrediction(
      prevalence: prevalence,
      positivePredictiveValue: estimate(sensitivity, specificity) { sensitivity, specificity in
        share(prevalence * sensitivity, (1 - prevalence) * (1 - specificity))
      },
      negativePredictiveValue: estimate(sensitivity, specificity) { sensitivity, specificity in
        share((1 - prevalence) * specificity, prevalence * (1 - sensitivity))
      },
      truePositivesPerThousand: 1_000 * found, falsePositivesPerThousand: 1_000 * alarmed,
      falseNegativesPerThousand: 1_000 * missed, trueNegativesPerThousand: 1_000 * spared)
  }

  private func share(_ right: Double, _ wrong: Double) -> Double? {
    right + wrong > 0 ? right / (right + wrong) : nil
  }

  private func estimate(
    _ sensitivity: Estimate, _ specificity: Estimate, _ value: (Double, Double) -> Double?
  ) -> Estimate? {
    guard let centre = value(sensitivity.value, specificity.value) else { return nil }
    guard let first = sensitivity.interval, let second = specificity.interval,
      let lower = value(first.lower, second.lower), let upper = value(first.upper, second.upper)
    else { return Estimate(value: centre, interval: nil) }
    return Estimate(
      value: centre, interval: Interval(lower: lower, upper: upper, coverage: first.coverage))
  }
}
