/// How predicted probabilities are cut into bins.
public enum CalibrationBins: Sendable, Hashable, Codable {
  /// Bins of equal width over 0 to 1.
  case equalWidth(Int)
  /// Bins of as equal a count as ties allow, by quantiles (Hyndman & Fan type 7) of the probabilities.
  case equalCount(Int)

  /// Edges, ascending from 0 to 1; one more than bins. Quantiles that coincide are one edge.
  /// - Returns: `nil` without bins and, by count, without probabilities.
  public func edges(for probabilities: [Double]) -> [Double]? {
    switch self {
    case .equalWidth(let count):
      guard count >= 1 else { return nil }
      return (0...count).map { Double($0) / Double(count) }
    case .equalCount(let count):
      guard count >= 1, !probabilities.isEmpty else { return nil }
      let sorted = probabilities.sorted()
      let inner = (1..<max(count, 1)).map { quantile(ofSorted: sorted, Double($0) / Double(count)) }
      return inner.reduce(into: [0.0]) { if $1 > ($0.last ?? 0), $1 < 1 { $0.append($1) } } + [1]
    }
  }
}

/// One bin of a calibration curve.
public struct CalibrationBin: Sendable, Hashable, Codable {
  /// Open below, but for the first bin; closed above.
  public var lowerEdge: Double
  public var upperEdge: Double
  public var count: Int
  public var events: Int
  public var meanProbability: Double
  /// Share of events with Wilson's interval.
  public var observed: Estimate
}

/// Slope and intercept of recalibration, fitted together.
public struct CalibrationLine: Sendable, Hashable, Codable {
  /// 1 is right; below 1 the probabilities are too extreme.
  public var slope: Estimate
  /// In log-odds, beside the slope; not calibration in the large.
  public var intercept: Estimate
}

/// Expected calibration error with the bins it depends on.
public struct ExpectedCalibrationError: Sendable, Hashable, Codable {
  /// 0 to 1. Biased upwards, and unstable below about 200 rows.
  public var value: Double
  public var edges: [Double]
}

/// Whether predicted probabilities mean what they say.
///
/// A label of `true` is a person with the condition. `nil` stands for undefined: no rows, a probability outside 0 to 1,
/// or what each function names.
public enum Calibration {
  /// Mean squared difference of class and probability, 0 to 1.
  public static func brier(labels: [Bool], probabilities: [Double]) -> Double? {
    sample(labels, probabilities) { $0.brier(weights: $0.ones) }
  }

  /// Mean −ln of the probability given to the truth, in nats; `nil` where that was 0 for some row.
  public static func logLoss(labels: [Bool], probabilities: [Double]) -> Double? {
    sample(labels, probabilities) { $0.logLoss(weights: $0.ones) }
  }

  /// Slope and intercept of the log-odds of the class on logit p, with Wald intervals.
  /// - Returns: `nil` for one class, constant probabilities, classes that a threshold separates (no finite maximum),
  ///   and where a probability is 0 or 1 (no finite log-odds).
  public static func line(labels: [Bool], probabilities: [Double], coverage: Double = 0.95)
    -> CalibrationLine?
  {
    sample(labels, probabilities) { sample in
      guard let fit = sample.jointFit(weights: sample.ones) else { return nil }
      return CalibrationLine(
        slope: wald(fit.slope, variance: fit.slopeVariance, coverage: coverage),
        intercept: wald(fit.intercept, variance: fit.interceptVariance, coverage: coverage))
    }
  }

  /// Calibration in the large: the intercept with logit p as offset, in log-odds, with its Wald interval. 0 is right,
  /// above 0 the risk is underestimated.
  /// - Returns: `nil` for one class and where a probability is 0 or 1.
  public static func inTheLarge(labels: [Bool], probabilities: [Double], coverage: Double = 0.95) -> Estimate?
  {
    sample(labels, probabilities) { sample in
      sample.offsetFit(weights: sample.ones).map {
        wald($0.intercept, variance: $0.interceptVariance, coverage: coverage)
      }
    }
  }

  /// Events over the sum of probabilities: 1 is right, above 1 the risk is underestimated.
  public static func observedToExpected(labels: [Bool], probabilities: [Double]) -> Double? {
    sample(labels, probabilities) { $0.observedToExpected(weights: $0.ones) }
  }

  /// Σ n_b/n |mean y − mean p| over the bins (Naeini, Cooper & Hauskrecht 2015, AAAI: 2901–2907).
  public static func expectedError(
    labels: [Bool], probabilities: [Double], bins: CalibrationBins = .equalWidth(10)
  ) -> ExpectedCalibrationError? {
    sample(labels, probabilities) { sample in
      guard let edges = bins.edges(for: probabilities),
        let value = sample.expectedError(edges: edges, weights: sample.ones)
      else { return nil }
      return ExpectedCalibrationError(value: value, edges: edges)
    }
  }

  /// Observed shares against mean probabilities, bin by bin; bins without rows are left out.
  public static func curve(
    labels: [Bool], probabilities: [Double], bins: CalibrationBins = .equalWidth(10), coverage: Double = 0.95
  ) -> [CalibrationBin]? {
    sample(labels, probabilities) { sample in
      guard let edges = bins.edges(for: probabilities) else { return nil }
      return sample.binSums(edges: edges, weights: sample.ones).enumerated().compactMap { index, sum in
        Estimate.proportion(sum.events, of: sum.weight, coverage: coverage).map {
          CalibrationBin(
            lowerEdge: edges[index], upperEdge: edges[index + 1], count: Int(sum.weight),
            events: Int(sum.events), meanProbability: sum.expected / sum.weight, observed: $0)
        }
      }
    }
  }

  private static func sample<Value>(
    _ labels: [Bool], _ probabilities: [Double], _ value: (CalibrationSample) -> Value?
  ) -> Value? {
    CalibrationSample(labels: labels, probabilities: probabilities).flatMap(value)
  }

  private static func wald(_ value: Double, variance: Double, coverage: Double) -> Estimate {
    let half = NormalDistribution.criticalValue(coverage: coverage).map { $0 * variance.squareRoot() }
    return Estimate(
      value: value, interval: half.flatMap { Interval(finite: value - $0, value + $0, coverage: coverage) })
  }
}

/// Quantile by linear interpolation between order statistics, type 7, of values in ascending order.
func quantile(ofSorted sorted: [Double], _ probability: Double) -> Double {
  let position = probability * Double(sorted.count - 1)
  let below = min(Int(position), sorted.count - 1)
  guard below + 1 < sorted.count else { return sorted[below] }
  return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
}
