/// Number, mean and deviation of many numbers; each statistic is `nil` without numbers.
struct Moments {
  let count: Int
  let mean: Double?
  /// Square root of the mean squared deviation (divisor n), as the set has it.
  let populationDeviation: Double?

  /// - Parameter forEach: Calls its argument with every number; it is run twice.
  init(_ forEach: ((Double) -> Void) -> Void) {
    var count = 0
    var total = 0.0
    forEach {
      count += 1
      total += $0
    }
    self.count = count
    guard count > 0 else {
      (mean, populationDeviation) = (nil, nil)
      return
    }
    let mean = total / Double(count)
    var squares = 0.0
    forEach { squares += ($0 - mean) * ($0 - mean) }
    self.mean = mean
    populationDeviation = (squares / Double(count)).squareRoot()
  }

  init(_ values: [Double]) { self.init { values.forEach($0) } }

  /// Population deviation over the mean's magnitude; `nil` where the mean is 0 beside it.
  var normalisedDeviation: Double? {
    guard let mean, let deviation = populationDeviation, mean.magnitude > 1e-3 * deviation else { return nil }
    return deviation == 0 ? 0 : deviation / mean.magnitude
  }
}

/// Many numbers, sorted once for their quantiles.
struct OrderedSample {
  private let ordered: [Float]

  init(_ values: [Float]) { ordered = values.sorted() }

  /// Linear between order statistics (Hyndman & Fan 1996, type 7); `nil` without numbers.
  ///
  /// - Parameter probability: 0 to 1.
  func quantile(_ probability: Double) -> Double? {
    guard let last = ordered.last else { return nil }
    let position = probability * Double(ordered.count - 1)
    let below = Int(position)
    guard below + 1 < ordered.count else { return Double(last) }
    let lower = Double(ordered[below])
    return lower + (position - Double(below)) * (Double(ordered[below + 1]) - lower)
  }
}
