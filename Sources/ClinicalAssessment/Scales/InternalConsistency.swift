/// Cronbach's α: how far the items of a scale rise and fall together.
public enum InternalConsistency {
  /// α = k/(k − 1) · (1 − Σ item variances / variance of the sums), Cronbach 1951, Psychometrika 16: 297–334; with
  /// the interval of Feldt 1965, Psychometrika 30: 357–370, from the F distribution with n − 1 and
  /// (n − 1)(k − 1) degrees of freedom.
  ///
  /// - Parameters:
  ///   - forms: One array of points a person, all of one length, without gaps.
  ///   - coverage: Of the interval.
  /// - Returns: `nil` below two items or two persons, or where every sum is the same. No interval where α is
  ///   exactly 1.
  public static func alpha(_ forms: [[Int]], coverage: Double = 0.95) -> Estimate? {
    guard let items = forms.first?.count, items >= 2, forms.count >= 2,
      forms.allSatisfy({ $0.count == items })
    else { return nil }
    // Whole numbers: these sums are exact, whatever the order of the forms.
    var itemSums = [Int](repeating: 0, count: items)
    var itemSquares = 0
    var total = 0
    var totalSquares = 0
    for form in forms {
      var sum = 0
      for (index, points) in form.enumerated() {
        itemSums[index] += points
        itemSquares += points * points
        sum += points
      }
      total += sum
      totalSquares += sum * sum
    }
    let n = forms.count
    let between = Double(n * totalSquares - total * total)
    guard between > 0 else { return nil }
    let within = Double(n * itemSquares - itemSums.reduce(0) { $0 + $1 * $1 })
    let k = Double(items)
    let alpha = k / (k - 1) * (1 - within / between)

    let rows = Double(n - 1)
    let upperTail = (1 + coverage) / 2
    guard alpha < 1,
      let high = FisherDistribution.quantile(upperTail, numerator: rows, denominator: rows * (k - 1)),
      let low = FisherDistribution.quantile(1 - upperTail, numerator: rows, denominator: rows * (k - 1))
    else { return Estimate(value: alpha, interval: nil) }
    return Estimate(
      value: alpha,
      interval: Interval(lower: 1 - (1 - alpha) * high, upper: 1 - (1 - alpha) * low, coverage: coverage))
  }
}
