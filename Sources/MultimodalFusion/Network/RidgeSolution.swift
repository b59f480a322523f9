internal import DenseMath

/// Ridge regression (Hoerl & Kennard 1970) for several penalties at once: w = (XᵀX + n k I)⁻¹ Xᵀ y, solved over the
/// columns or, where there are fewer rows, over the rows: w = Xᵀ (X Xᵀ + n k I)⁻¹ y.
///
/// - Parameters:
///   - inputs: rows × columns, row by row.
///   - penalties: k, each positive.
/// - Returns: One weight a column for every penalty, or `nil` where the equations have no solution in double precision.
package func ridgeWeights(
  _ inputs: [Double], columns: Int, targets: [Double], penalties: [Double]
) -> [[Double]?] {
  let rows = targets.count
  precondition(rows > 0 && inputs.count == rows * columns, "one target a row")
  let shape = MatrixWindow(rows: rows, columns: columns)
  let overRows = rows < columns
  let size = overRows ? rows : columns
  var products = [Double](repeating: 0, count: size * size)
  multiply(
    inputs.span, shape, leftIsTransposed: !overRows, inputs.span, shape, rightIsTransposed: overRows,
    into: &products, MatrixWindow(rows: size, columns: size))
  /// Xᵀ v.
  func combined(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    multiply(
      values.span, MatrixWindow(rows: 1, columns: rows), inputs.span, shape, into: &sums,
      MatrixWindow(rows: 1, columns: columns))
    return sums
  }
  let right = overRows ? targets : combined(targets)
  return penalties.map { penalty in
    var penalised = products
    for index in 0..<size { penalised[index * size + index] += Double(rows) * penalty }
    guard
      let factor = CholeskyFactor(of: Matrix(rows: size, columns: size, values: penalised))
    else { return nil }
    let solution = factor.solution(right)
    return overRows ? combined(solution) : solution
  }
}
