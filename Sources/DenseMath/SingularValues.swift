internal import COpenBLAS

/// Thin singular value decomposition, A = left · diag(values) · rightTransposed.
public struct SingularValues: Sendable, Hashable {
  /// rows × k with orthonormal columns; k is the lesser of rows and columns.
  public let left: Matrix
  /// k values, none negative, greatest first.
  public let values: [Double]
  /// k × columns with orthonormal rows.
  public let rightTransposed: Matrix

  /// LAPACK `dgesdd`.
  /// - Returns: `nil` when the matrix holds a number that is not finite or the iteration does not end.
  public init?(of matrix: Matrix) {
    guard matrix.values.allSatisfy(\.isFinite) else { return nil }
    _ = oneThread
    let rank = min(matrix.rows, matrix.columns)
    // Read column by column, our rows are those of the transpose Aᵀ = V S Uᵀ: LAPACK's U is V, its Vᵀ is Uᵀ,
    // and each of them, read row by row again, is the transposed factor wanted here.
    var transpose = matrix.values
    var values = [Double](repeating: 0, count: rank)
    var right = [Double](repeating: 0, count: rank * matrix.columns)
    var left = [Double](repeating: 0, count: matrix.rows * rank)
    var m = blasint(matrix.columns)
    var n = blasint(matrix.rows)
    var k = blasint(rank)
    var integers = [blasint](repeating: 0, count: 8 * rank)
    var status: blasint = 0
    var wanted = 0.0
    var workCount: blasint = -1
    unsafe dgesdd_(
      "S", &m, &n, &transpose, &m, &values, &right, &m, &left, &k, &wanted, &workCount, &integers, &status, 1)
    guard status == 0 else { return nil }
    workCount = blasint(wanted)
    var work = [Double](repeating: 0, count: Int(workCount))
    unsafe dgesdd_(
      "S", &m, &n, &transpose, &m, &values, &right, &m, &left, &k, &work, &workCount, &integers, &status, 1)
    guard status == 0 else { return nil }
    self.values = values
    self.left = Matrix(rows: matrix.rows, columns: rank, values: left)
    rightTransposed = Matrix(rows: rank, columns: matrix.columns, values: right)
  }
}
