/// Plain descriptive statistics of finite numbers. Each returns `nil` where it is undefined.
extension Collection<Double> {
  public var mean: Double? {
    isEmpty ? nil : reduce(0, +) / Double(count)
  }

  /// Square root of the unbiased variance (divisor n − 1); needs two values.
  public var sampleStandardDeviation: Double? {
    guard count >= 2, let mean else { return nil }
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  public var median: Double? { quantile(0.5) }

  /// Quantile by linear interpolation between order statistics
  /// (Hyndman & Fan 1996, type 7, the default of R and NumPy).
  /// - Parameter probability: 0 to 1.
  public func quantile(_ probability: Double) -> Double? {
    precondition((0...1).contains(probability), "a probability lies between 0 and 1")
    let ordered = sorted()
    guard let last = ordered.last else { return nil }
    let position = probability * Double(ordered.count - 1)
    let below = Int(position)
    guard below + 1 < ordered.count else { return last }
    return ordered[below] + (position - Double(below)) * (ordered[below + 1] - ordered[below])
  }
}
