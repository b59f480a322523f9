internal import COpenBLAS

/// Triangular factor of a symmetric positive definite matrix, A = L · Lᵀ, to solve A x = b with.
public struct CholeskyFactor: Sendable, Hashable {
  public let size: Int
  /// The factor in the triangle LAPACK fills; the other triangle still holds A.
  private let values: [Double]

  /// LAPACK `dpotrf`. Only one triangle is read; the matrix is taken as symmetric.
  /// - Returns: `nil` when the matrix is not square, holds a number that is not finite or is not positive definite.
  public init?(of matrix: Matrix) {
    guard matrix.rows == matrix.columns, matrix.values.allSatisfy(\.isFinite) else { return nil }
    _ = oneThread
    size = matrix.rows
    var values = matrix.values
    var n = blasint(size)
    var status: blasint = 0
    unsafe dpotrf_("L", &n, &values, &n, &status, 1)
    guard status == 0 else { return nil }
    self.values = values
  }

  /// x of A x = b.
  /// - Precondition: `right` has `size` numbers.
  public func solution(_ right: [Double]) -> [Double] {
    precondition(right.count == size, "the right side has a number for each row")
    return solutions(right, count: 1)
  }

  /// A⁻¹ B, row by row.
  /// - Precondition: `right` has `size` rows.
  public func solution(_ right: Matrix) -> Matrix {
    precondition(right.rows == size, "the right side has as many rows as the matrix")
    // LAPACK reads columns: each right side lies in a row of the transpose.
    let columns = right.transposed
    return Matrix(
      rows: columns.rows, columns: size, values: solutions(columns.values, count: columns.rows)
    ).transposed
  }

  private func solutions(_ right: [Double], count: Int) -> [Double] {
    _ = oneThread
    var solved = right
    var n = blasint(size)
    var sides = blasint(count)
    var status: blasint = 0
    unsafe dpotrs_("L", &n, &sides, values, &n, &solved, &n, &status, 1)
    return solved
  }
}
