import SignalCore

/// How far pairs of numbers agree.
struct Agreement {
  private(set) var relativeErrors: [Double] = []
  /// Where one has a value and the other none.
  private(set) var onlyOne = 0

  /// Adds a pair.
  /// - Parameter floor: Least magnitude a difference is set against, in the value's own unit: the relative error of
  ///   a number near zero says nothing.
  mutating func add(_ ours: Double?, reference: Double?, floor: Double = 1e-9) {
    switch (ours, reference) {
    case (let ours?, let reference?):
      relativeErrors.append(abs(ours - reference) / max(abs(reference), floor))
    case (nil, nil): break
    default: onlyOne += 1
    }
  }

  mutating func merge(_ other: Agreement) {
    relativeErrors += other.relativeErrors
    onlyOne += other.onlyOne
  }

  var count: Int { relativeErrors.count + onlyOne }

  /// Share of all pairs within a relative error; a value only one side has is a disagreement.
  func share(within tolerance: Double) -> Double {
    count == 0 ? 0 : Double(relativeErrors.count { $0 <= tolerance }) / Double(count)
  }
}

/// Pearson's correlation of two equally long series; `nil` when one is constant or has under three values.
func pearson(_ first: [Double], _ second: [Double]) -> Double? {
  guard first.count == second.count, first.count >= 3, let meanOne = first.mean, let meanTwo = second.mean
  else { return nil }
  var (products, squaresOne, squaresTwo) = (0.0, 0.0, 0.0)
  for (one, two) in zip(first, second) {
    products += (one - meanOne) * (two - meanTwo)
    squaresOne += (one - meanOne) * (one - meanOne)
    squaresTwo += (two - meanTwo) * (two - meanTwo)
  }
  guard squaresOne > 0, squaresTwo > 0 else { return nil }
  return products / (squaresOne * squaresTwo).squareRoot()
}
