/// Whether two decisions about the same persons are right equally often.
public struct McNemarTest: Sendable, Hashable, Codable {
  /// Rows the first decision has right and the second wrong.
  public var onlyFirstRight: Int
  /// Rows the second decision has right and the first wrong.
  public var onlySecondRight: Int
  /// First less second accuracy.
  public var difference: Estimate
  /// Exact, two-sided; 1 where the decisions never differ in being right.
  public var pValue: Double
}

extension Discrimination {
  /// McNemar's test in its exact form: of the rows only one decision has right, each has half by chance.
  ///
  /// McNemar 1947, Psychometrika 12: 153–157. The interval of the difference is Agresti & Min's (2005, "Simple
  /// improved confidence intervals for comparing matched proportions", Stat. Med. 24: 729–740): half a row is added to
  /// each of the four cells. Rows must be independent persons.
  /// - Returns: `nil` without rows.
  /// - Precondition: All have the same count.
  public static func mcNemar(
    labels: [Bool], _ first: [Bool], _ second: [Bool], coverage: Double = 0.95
  ) -> McNemarTest? {
    precondition(labels.count == first.count && labels.count == second.count, "two decisions a label")
    guard !labels.isEmpty, let z = NormalDistribution.criticalValue(coverage: coverage) else { return nil }
    let onlyFirst = labels.indices.count { first[$0] == labels[$0] && second[$0] != labels[$0] }
    let onlySecond = labels.indices.count { second[$0] == labels[$0] && first[$0] != labels[$0] }
    let (b, c) = (Double(onlyFirst), Double(onlySecond))
    let total = Double(labels.count)
    let centre = (b - c) / (total + 2)
    let error = ((b + c + 1) - (b - c) * (b - c) / (total + 2)).squareRoot() / (total + 2)
    // P(X ≤ k) of a fair coin thrown n times is I(½; n − k, k + 1), DLMF 8.17.5.
    let fewer = min(b, c)
    let pValue =
      b == c ? 1 : min(1, 2 * regularizedBeta(a: b + c - fewer, b: fewer + 1, x: 0.5, complement: 0.5))
    return McNemarTest(
      onlyFirstRight: onlyFirst, onlySecondRight: onlySecond,
      difference: Estimate(
        value: (b - c) / total,
        interval: Interval(
          lower: max(-1, centre - z * error), upper: min(1, centre + z * error), coverage: coverage)),
      pValue: pValue)
  }
}

/// Holm's adjustment of p-values for testing several hypotheses: an adjusted value below α is significant with a
/// chance of at most α for any false claim among all.
///
/// Holm 1979, "A simple sequentially rejective multiple test procedure", Scand. J. Stat. 6: 65–70.
/// - Parameter pValues: 0 to 1, in any order.
/// - Returns: Adjusted values in the same order; `nil` for a value outside 0 to 1.
public func holmAdjusted(_ pValues: [Double]) -> [Double]? {
  guard pValues.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var largest = 0.0
  for (place, index) in order.enumerated() {
    largest = max(largest, min(1, Double(pValues.count - place) * pValues[index]))
    adjusted[index] = largest
  }
  return adjusted
}
