/// Limits of agreement of two measurements of the same persons.
public struct BlandAltman: Sendable, Hashable, Codable {
  public var count: Int
  /// Mean difference, second less first, in points of the scale.
  public var bias: Estimate
  /// Standard deviation of the differences, divisor n − 1.
  public var standardDeviation: Double
  /// Bias − 1.96 standard deviations.
  public var lowerLimit: Estimate
  /// Bias + 1.96 standard deviations.
  public var upperLimit: Estimate
}

extension Agreement {
  /// Bias and limits of agreement with Student intervals.
  ///
  /// Bland & Altman 1999, "Measuring agreement in method comparison studies", Stat. Methods Med. Res. 8: 135–160: the
  /// standard error is s/√n for the bias and s √(1/n + 1.96²/(2(n − 1))) for the limits (section 2.1). To be drawn
  /// against the mean of the two, which the differences should not follow.
  /// - Parameters: Predicted (second) less truth (first) is the difference; one row a person.
  /// - Returns: `nil` below two rows and where values are not finite.
  public static func blandAltman(
    _ truth: [Double], _ predicted: [Double], coverage: Double = 0.95
  ) -> BlandAltman? {
    precondition(truth.count == predicted.count, "one prediction a true score")
    let count = Double(truth.count)
    guard truth.count >= 2,
      let critical = StudentDistribution.quantile((1 + coverage) / 2, degreesOfFreedom: count - 1),
      let z = NormalDistribution.quantile(0.975)
    else { return nil }
    let differences = zip(truth, predicted).map { $1 - $0 }
    let first = differences[0]
    let bias = first + differences.reduce(0) { $0 + ($1 - first) } / count
    let squares = differences.reduce(0) { $0 + ($1 - bias) * ($1 - bias) }
    guard bias.isFinite, squares.isFinite else { return nil }
    let deviation = (squares / (count - 1)).squareRoot()
    func estimate(_ value: Double, error: Double) -> Estimate {
      Estimate(
        value: value,
        interval: Interval(
          finite: value - critical * error, value + critical * error, coverage: coverage))
    }
    let limitError = deviation * (1 / count + z * z / (2 * (count - 1))).squareRoot()
    return BlandAltman(
      count: truth.count, bias: estimate(bias, error: deviation / count.squareRoot()),
      standardDeviation: deviation,
      lowerLimit: estimate(bias - z * deviation, error: limitError),
      upperLimit: estimate(bias + z * deviation, error: limitError))
  }
}
