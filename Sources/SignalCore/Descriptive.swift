/// Plain descriptive statistics of finite numbers. Each returns `nil` where it is undefined.
extension Collection<Double> {
  @inlinable
  public var mean: Double? {
    isEmpty ? nil : reduce(0, +) / Double(count)
  }

  /// Square root of the unbiased variance (divisor n − 1); needs two values.
  @inlinable
  public var sampleStandardDeviation: Double? {
    guard count >= 2, let mean else { return nil }
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  @inlinable
  public var median: Double? { quantile(0.5) }

  /// Quantile by linear interpolation between order statistics
  /// (Hyndman & Fan 1996, type 7, the default of R and NumPy).
  /// - Parameter probability: 0 to 1.
  @inlinable
  public func quantile(_ probability: Double) -> Double? {
    precondition((0...1).contains(probability), "a probability lies between 0 and 1")
    var values = Array(self)
    guard !values.isEmpty else { return nil }
    let position = probability * Double(values.count - 1)
    let below = Int(position)
    let lower = selectValue(rank: below, of: &values)
    guard below + 1 < values.count else { return lower }
    // What follows the selected rank is not smaller.
    var upper = values[below + 1]
    for value in values[(below + 1)...] where value < upper { upper = value }
    return lower + (position - Double(below)) * (upper - lower)
  }
}

/// Hoare's selection: the value of a rank; smaller ones end before it, greater ones after it.
@usableFromInline
func selectValue(rank: Int, of array: inout [Double]) -> Double {
  var values = array.mutableSpan
  var low = 0
  var high = values.count - 1
  while low < high {
    let (first, middle, last) = (values[low], values[(low + high) / 2], values[high])
    let pivot = Swift.max(Swift.min(first, middle), Swift.min(Swift.max(first, middle), last))
    var i = low
    var j = high
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      if i <= j {
        values.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if rank <= j {
      high = j
    } else if rank >= i {
      low = i
    } else {
      break
    }
  }
  return values[rank]
}
