import RealModule

/// How often each row counts: 1 everywhere for the sample itself, 0, 1, 2… in a resample. One number a row.
///
/// A weight of 2 means exactly what the row written twice would mean, for every statistic that takes weights.
public typealias RowWeights = [Double]

/// Σ w x / Σ w, or `nil` where nothing has weight or the mean is not finite.
func weightedMean(_ values: [Double], _ weights: RowWeights) -> Double? {
  precondition(values.count == weights.count, "one weight a row")
  let (values, weights) = (values.span, weights.span)
  var sum = 0.0
  var total = 0.0
  for index in values.indices {
    sum = Relaxed.multiplyAdd(values[index], weights[index], sum)
    total = Relaxed.sum(total, weights[index])
  }
  guard total > 0, (sum / total).isFinite else { return nil }
  return sum / total
}

/// Rows in ascending order of a value, with the runs of equal values marked.
struct SortedRows: Sendable {
  /// Row numbers, smallest value first; equal values keep the rows' order.
  let order: [Int32]
  /// Starts of the runs of equal values in `order`, and its count at the end.
  let runStarts: [Int32]

  init(_ values: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] || (values[$0] == values[$1] && $0 < $1) }
    var starts: [Int32] = []
    for (place, row) in order.enumerated() where place == 0 || values[row] != values[order[place - 1]] {
      starts.append(Int32(place))
    }
    starts.append(Int32(order.count))
    self.order = order.map { Int32($0) }
    runStarts = starts
  }

  var runCount: Int { runStarts.count - 1 }

  /// The number of the run each row lies in.
  func runOfRow() -> [Int32] {
    var runs = [Int32](repeating: 0, count: order.count)
    for run in 0..<runCount {
      for place in runStarts[run]..<runStarts[run + 1] { runs[Int(order[Int(place)])] = Int32(run) }
    }
    return runs
  }
}

/// Values brought to −1…1 by an exact power of two after their first is taken off, so that squares neither overflow
/// nor vanish and a constant becomes exactly 0.
struct ScaledValues: Sendable {
  let values: [Double]
  /// Binary exponent: a difference of two originals is the difference here times 2 to this power.
  let exponent: Int

  /// - Parameter values: Finite.
  init(_ values: [Double]) {
    let first = values.first ?? 0
    // Halves first: the difference of two values may be twice the largest number there is.
    let shifted = values.map { $0 / 2 - first / 2 }
    let largest = shifted.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else {
      self.values = shifted
      exponent = 0
      return
    }
    let power = Int(largest.exponent) + 1
    self.values = shifted.map { Double(sign: .plus, exponent: -power, significand: 1) * $0 }
    exponent = power + 1
  }
}

/// 2 to a power, 0 or infinity beyond what a number holds.
func powerOfTwo(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
