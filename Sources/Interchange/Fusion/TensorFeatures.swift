/// The inputs of one modality, one list a turn.
struct TensorFeatures {
  /// Numbers of a turn.
  let width: Int
  /// `nil` for a turn without any.
  let rows: [[Double]?]

  /// Columns that are the same in all training rows are left out; a number that is missing (not finite) takes the
  /// column's mean over the training rows.
  init(_ array: NumPyArray, path: String, name: String, isTraining: [Bool]) throws {
    guard (2...3).contains(array.shape.count), array.shape[0] == isTraining.count, let numbers = array.doubles
    else { throw TensorFileError.notATable(path: path, array: name, rows: isTraining.count) }
    let steps = array.shape.count == 3 ? array.shape[1] : 1
    let columns = array.shape[array.shape.count - 1]
    let size = steps * columns
    let pooled = isTraining.indices.map { row -> [Double]? in
      let turn = numbers[row * size..<(row + 1) * size]
      return array.shape.count == 3 ? Self.pooled(turn, columns: columns) : Self.present(Array(turn))
    }
    let found = array.shape.count == 3 ? 2 * columns : columns
    var kept: [(column: Int, mean: Double)] = []
    for column in 0..<found {
      let values = isTraining.indices.compactMap { row in
        isTraining[row] ? pooled[row]?[column] : nil
      }.filter(\.isFinite)
      // Spreads that are all the same differ by their rounding.
      guard let low = values.min(), let high = values.max(),
        high - low > 1e-9 * max(abs(low), abs(high))
      else { continue }
      kept.append((column, values.reduce(0) { $0 + $1 / Double(values.count) }))
    }
    width = kept.count
    rows = pooled.map { row in
      row.map { row in kept.map { row[$0.column].isFinite ? row[$0.column] : $0.mean } }
    }
  }

  /// Mean and standard deviation of each column over the steps that are not padding; not a number where a column has
  /// none.
  /// - Returns: `nil` when every step is padding.
  private static func pooled(_ turn: ArraySlice<Double>, columns: Int) -> [Double]? {
    var counts = [Double](repeating: 0, count: columns)
    var sums = counts
    var squares = counts
    var isPadding = true
    for step in stride(from: turn.startIndex, to: turn.endIndex, by: columns) {
      let values = turn[step..<step + columns]
      guard values.contains(where: { $0 != 0 }) else { continue }
      isPadding = false
      for (column, value) in values.enumerated() where value.isFinite {
        counts[column] += 1
        sums[column] += value
        squares[column] += value * value
      }
    }
    guard !isPadding else { return nil }
    let means = zip(sums, counts).map { $0 / $1 }
    let deviations = means.indices.map { column in
      max(squares[column] / counts[column] - means[column] * means[column], 0).squareRoot()
    }
    return means + deviations
  }

  /// - Returns: `nil` for a row of zeros, which stands for nothing.
  private static func present(_ row: [Double]) -> [Double]? { row.contains { $0 != 0 } ? row : nil }
}
