internal import COpenBLAS
internal import SignalCore

/// A small dense matrix of doubles, row by row.
public struct Matrix: Sendable, Hashable {
  public let rows: Int
  public let columns: Int
  /// `rows × columns` numbers; the element at row r, column c is `values[r × columns + c]`.
  public private(set) var values: [Double]

  /// - Precondition: The shape is positive and `values` fills it exactly.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(rows > 0 && columns > 0, "a matrix has at least one row and one column")
    precondition(values.count == rows * columns, "a matrix's values fill its shape")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
  }

  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
      return values[row * columns + column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "outside the matrix")
      values[row * columns + column] = newValue
    }
  }

  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  public static func * (matrix: Matrix, factor: Double) -> Matrix {
    Matrix(rows: matrix.rows, columns: matrix.columns, values: matrix.values.map { $0 * factor })
  }

  /// Matrix product on one thread.
  /// - Precondition: The left factor has as many columns as the right one has rows.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columns == right.rows, "the factors' inner sizes agree")
    _ = oneThread
    var product = Matrix(rows: left.rows, columns: right.columns)
    unsafe cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans,
      blasint(left.rows), blasint(right.columns), blasint(left.columns), 1,
      left.values, blasint(left.columns), right.values, blasint(right.columns), 0,
      &product.values, blasint(right.columns))
    return product
  }
}

/// Limits OpenBLAS to the calling thread, once a process: sums come out the same on every run.
let oneThread: Void = openblas_set_num_threads(1)
