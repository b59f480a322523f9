/// Many numbers, sorted once, with the statistics the set takes of them; every one is `nil` without numbers.
struct OrderedSample {
  private let ordered: [Double]

  init(_ values: [Double]) { ordered = values.sorted() }

  var count: Int { ordered.count }

  var mean: Double? {
    var total = 0.0
    for value in ordered { total += value }
    return ordered.isEmpty ? nil : total / Double(ordered.count)
  }

  /// Square root of the mean squared deviation (divisor n), as the set has it.
  var populationDeviation: Double? {
    guard let mean else { return nil }
    var total = 0.0
    for value in ordered { total += (value - mean) * (value - mean) }
    return (total / Double(ordered.count)).squareRoot()
  }

  /// Population deviation over the mean's magnitude; `nil` where the mean is 0 beside it.
  var normalisedDeviation: Double? {
    guard let mean, let deviation = populationDeviation, mean.magnitude > 1e-3 * deviation else { return nil }
    return deviation == 0 ? 0 : deviation / mean.magnitude
  }

  /// Linear between order statistics (Hyndman & Fan 1996, type 7).
  ///
  /// - Parameter probability: 0 to 1.
  func quantile(_ probability: Double) -> Double? {
    guard let last = ordered.last else { return nil }
    let position = probability * Double(ordered.count - 1)
    let below = Int(position)
    guard below + 1 < ordered.count else { return last }
    return ordered[below] + (position - Double(below)) * (ordered[below + 1] - ordered[below])
  }
}
