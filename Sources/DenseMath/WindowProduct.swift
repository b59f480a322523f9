internal import COpenBLAS

/// A matrix inside a longer row-by-row array: its rows lie `rowStride` numbers apart, the first at `start`.
public struct MatrixWindow: Sendable, Hashable {
  public let start: Int
  public let rows: Int
  public let columns: Int
  public let rowStride: Int

  /// - Precondition: The matrix has a row and a column, and a row does not reach into the next.
  public init(start: Int, rows: Int, columns: Int, rowStride: Int) {
    precondition(start >= 0 && rows > 0 && columns > 0 && rowStride >= columns, "the window is a matrix")
    self.start = start
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
  }

  /// One past the window's last number.
  var end: Int { start + (rows - 1) * rowStride + columns }
}

/// `factor` times the product of two single-precision matrices, or of the left one and the right one transposed, on
/// one thread. All three lie in longer arrays. Allocates nothing.
///
/// - Precondition: The windows lie inside their arrays and their sizes agree.
public func multiply(
  _ left: Span<Float>, _ leftWindow: MatrixWindow, _ right: Span<Float>, _ rightWindow: MatrixWindow,
  rightIsTransposed: Bool = false, factor: Float = 1, into result: inout [Float],
  _ resultWindow: MatrixWindow
) {
  let (inner, columns) =
    rightIsTransposed ? (rightWindow.columns, rightWindow.rows) : (rightWindow.rows, rightWindow.columns)
  precondition(
    leftWindow.columns == inner && resultWindow.rows == leftWindow.rows && resultWindow.columns == columns,
    "the windows' sizes agree")
  precondition(
    leftWindow.end <= left.count && rightWindow.end <= right.count && resultWindow.end <= result.count,
    "the windows lie inside their arrays")
  _ = oneThread
  unsafe left.withUnsafeBufferPointer { leftBuffer in
    unsafe right.withUnsafeBufferPointer { rightBuffer in
      unsafe result.withUnsafeMutableBufferPointer { resultBuffer in
        unsafe cblas_sgemm(
          CblasRowMajor, CblasNoTrans, rightIsTransposed ? CblasTrans : CblasNoTrans,
          blasint(leftWindow.rows), blasint(columns), blasint(inner), factor,
          leftBuffer.baseAddress?.advanced(by: leftWindow.start), blasint(leftWindow.rowStride),
          rightBuffer.baseAddress?.advanced(by: rightWindow.start), blasint(rightWindow.rowStride), 0,
          resultBuffer.baseAddress?.advanced(by: resultWindow.start), blasint(resultWindow.rowStride))
      }
    }
  }
}
