/// The six intraclass correlations of Shrout & Fleiss 1979, "Intraclass correlations: uses in assessing rater
/// reliability", Psychol. Bull. 86: 420–428, of n persons rated k times.
public struct IntraclassCorrelations: Sendable, Hashable, Codable {
  /// ICC(1,1): raters differ from person to person, one rating.
  public var oneWaySingle: Estimate
  /// ICC(2,1): raters are a sample, absolute agreement, one rating.
  public var agreementSingle: Estimate
  /// ICC(3,1): these raters only, consistency, one rating.
  public var consistencySingle: Estimate
  /// ICC(1,k): as ICC(1,1) for the mean of k ratings.
  public var oneWayMean: Estimate
  /// ICC(2,k): as ICC(2,1) for the mean of k ratings.
  public var agreementMean: Estimate
  /// ICC(3,k): as ICC(3,1) for the mean of k ratings.
  public var consistencyMean: Estimate
}

/// Stability of a measure between sessions.
public struct TestRetest: Sendable, Hashable, Codable {
  public var people: Int
  /// ICC(2,1).
  public var reliability: Estimate
  /// Standard error of measurement, SD √(1 − ICC), in points; SD over all measurements, divisor N − 1.
  public var standardErrorOfMeasurement: Double
  /// Smallest change that is more than error in 95 % of cases, 1.96 √2 SEM, in points.
  public var minimalDetectableChange95: Double
}

extension Agreement {
  /// All six intraclass correlations with their intervals.
  ///
  /// Point estimates and the exact intervals of forms 1 and 3 follow Shrout & Fleiss 1979; that of form 2 is their
  /// Satterthwaite approximation, as McGraw & Wong 1996 (Psychol. Methods 1: 30–46) write it.
  /// - Parameter ratings: One list a person, one rating a rater or session, in the same order.
  /// - Returns: `nil` below two persons or two ratings, for lists of unequal length, values that are not finite, and
  ///   where all persons have the same mean.
  public static func intraclassCorrelation(
    ratings: [[Double]], coverage: Double = 0.95
  ) -> IntraclassCorrelations? {
    guard let table = RatingVariance(ratings) else { return nil }
    return table.correlations(coverage: coverage)
  }

  /// ICC(2,1) with the error of measurement and the smallest detectable change.
  ///
  /// Weir 2005, "Quantifying test-retest reliability using the intraclass correlation coefficient and the SEM",
  /// J. Strength Cond. Res. 19: 231–240.
  /// - Parameter sessions: One list a person, the same number of sessions each.
  /// - Returns: `nil` where ``intraclassCorrelation(ratings:coverage:)`` is.
  public static func testRetest(sessions: [[Double]], coverage: Double = 0.95) -> TestRetest? {
    guard let table = RatingVariance(sessions), let all = table.correlations(coverage: coverage) else {
      return nil
    }
    let deviation = (table.total / Double(table.people * table.raters - 1)).squareRoot()
    let error = deviation * max(0, 1 - all.agreementSingle.value).squareRoot()
    return TestRetest(
      people: table.people, reliability: all.agreementSingle, standardErrorOfMeasurement: error,
      minimalDetectableChange95: 1.959963984540054 * 2.0.squareRoot() * error)
  }
}

/// Sums of squares of a persons × raters table without repetition.
private struct RatingVariance {
  let people: Int
  let raters: Int
  /// Σ of squares about the grand mean.
  let total: Double
  /// Mean squares between persons, within persons, between raters, and what is left.
  let rows: Double
  let within: Double
  let columns: Double
  let residual: Double

  init?(_ ratings: [[Double]]) {
    people = ratings.count
    raters = ratings.first?.count ?? 0
    let width = raters
    guard people >= 2, width >= 2, ratings.allSatisfy({ $0.count == width && $0.allSatisfy(\.isFinite) })
    else { return nil }
    let n = Double(people)
    let k = Double(raters)
    // The first rating is taken off, so that constants leave exact zeros.
    let origin = ratings[0][0]
    let table = ratings.map { $0.map { $0 - origin } }
    let rowMeans = table.map { $0.reduce(0, +) / k }
    let columnMeans = (0..<width).map { column in table.reduce(0) { $0 + $1[column] } / n }
    let grand = rowMeans.reduce(0, +) / n
    let betweenRows = k * rowMeans.reduce(0) { $0 + ($1 - grand) * ($1 - grand) }
    let betweenColumns = n * columnMeans.reduce(0) { $0 + ($1 - grand) * ($1 - grand) }
    var withinRows = 0.0
    var left = 0.0
    for (row, mean) in zip(table, rowMeans) {
      for (value, columnMean) in zip(row, columnMeans) {
        withinRows += (value - mean) * (value - mean)
        let rest = value - mean - columnMean + grand
        left += rest * rest
      }
    }
    guard (betweenRows + withinRows).isFinite else { return nil }
    total = betweenRows + withinRows
    // What rounding leaves of nothing is nothing: 10⁻²⁸ of the whole is the square of a last digit.
    func cleared(_ squares: Double) -> Double { squares < 1e-28 * (betweenRows + withinRows) ? 0 : squares }
    rows = cleared(betweenRows) / (n - 1)
    within = cleared(withinRows) / (n * (k - 1))
    columns = cleared(betweenColumns) / (k - 1)
    residual = cleared(left) / ((n - 1) * (k - 1))
  }

  func correlations(coverage: Double) -> IntraclassCorrelations? {
    let k = Double(raters)
    let n = Double(people)
    let agreementDivisor = rows + (k - 1) * residual + k * (columns - residual) / n
    let meanDivisor = rows + (columns - residual) / n
    guard total > 0, rows > 0, agreementDivisor > 0, meanDivisor > 0 else { return nil }
    let agreement = (rows - residual) / agreementDivisor
    let oneWay = limits(ratio: rows / within, denominator: n * (k - 1), coverage)
    let consistency = limits(ratio: rows / residual, denominator: (n - 1) * (k - 1), coverage)
    let agreementLimits = agreementInterval(agreement, coverage)
    return IntraclassCorrelations(
      oneWaySingle: Estimate(
        value: (rows - within) / (rows + (k - 1) * within), interval: oneWay.flatMap { single($0, coverage) }),
      agreementSingle: Estimate(value: agreement, interval: agreementLimits),
      consistencySingle: Estimate(
        value: (rows - residual) / (rows + (k - 1) * residual),
        interval: consistency.flatMap { single($0, coverage) }),
      oneWayMean: Estimate(
        value: (rows - within) / rows, interval: oneWay.flatMap { mean($0, coverage) }),
      agreementMean: Estimate(
        value: (rows - residual) / meanDivisor, interval: agreementLimits.flatMap(steppedUp)),
      consistencyMean: Estimate(
        value: (rows - residual) / rows, interval: consistency.flatMap { mean($0, coverage) }))
  }

  /// Limits of the ratio of true mean squares: F/F_{ν₁,ν₂} and F · F_{ν₂,ν₁}.
  private func limits(ratio: Double, denominator: Double, _ coverage: Double) -> (Double, Double)? {
    let numerator = Double(people - 1)
    let upperTail = (1 + coverage) / 2
    guard ratio.isFinite,
      let divisor = FisherDistribution.quantile(upperTail, numerator: numerator, denominator: denominator),
      let factor = FisherDistribution.quantile(upperTail, numerator: denominator, denominator: numerator)
    else { return nil }
    return (ratio / divisor, ratio * factor)
  }

  private func single(_ limits: (Double, Double), _ coverage: Double) -> Interval? {
    let k = Double(raters)
    return Interval(
      finite: (limits.0 - 1) / (limits.0 + k - 1), (limits.1 - 1) / (limits.1 + k - 1), coverage: coverage)
  }

  private func mean(_ limits: (Double, Double), _ coverage: Double) -> Interval? {
    Interval(finite: 1 - 1 / limits.0, 1 - 1 / limits.1, coverage: coverage)
  }

  /// Spearman–Brown's step from one rating to the mean of k.
  private func steppedUp(_ interval: Interval) -> Interval? {
    let k = Double(raters)
    func step(_ value: Double) -> Double { k * value / (1 + (k - 1) * value) }
    guard 1 + (k - 1) * interval.lower > 0 else { return nil }
    return Interval(finite: step(interval.lower), step(interval.upper), coverage: interval.coverage)
  }

  private func agreementInterval(_ value: Double, _ coverage: Double) -> Interval? {
    guard residual > 0 else { return nil }
    let k = Double(raters)
    let n = Double(people)
    let columnRatio = columns / residual
    let a = k * value * columnRatio
    let b = n * (1 + (k - 1) * value) - k * value
    let freedom = (k - 1) * (n - 1) * (a + b) * (a + b) / ((n - 1) * a * a + b * b)
    let upperTail = (1 + coverage) / 2
    guard freedom.isFinite, freedom > 0,
      let below = FisherDistribution.quantile(upperTail, numerator: n - 1, denominator: freedom),
      let above = FisherDistribution.quantile(upperTail, numerator: freedom, denominator: n - 1)
    else { return nil }
    let spread = k * columns + (k * n - k - n) * residual
    return Interval(
      finite: n * (rows - below * residual) / (below * spread + n * rows),
      n * (above * rows - residual) / (spread + n * above * rows), coverage: coverage)
  }
}
