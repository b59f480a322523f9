internal import COpenBLAS

/// `factor` times the product of two double-precision matrices, each read transposed where asked for, on one thread;
/// with `accumulating` it is added to what lies in the result. All three lie in longer arrays. Allocates nothing.
///
/// - Precondition: The windows lie inside their arrays and their sizes agree.
public func multiply(
  _ left: Span<Double>, _ leftWindow: MatrixWindow, leftIsTransposed: Bool = false,
  _ right: Span<Double>, _ rightWindow: MatrixWindow, rightIsTransposed: Bool = false,
  factor: Double = 1, into result: inout [Double], _ resultWindow: MatrixWindow, accumulating: Bool = false
) {
  let (rows, inner) =
    leftIsTransposed ? (leftWindow.columns, leftWindow.rows) : (leftWindow.rows, leftWindow.columns)
  let (rightInner, columns) =
    rightIsTransposed ? (rightWindow.columns, rightWindow.rows) : (rightWindow.rows, rightWindow.columns)
  precondition(
    inner == rightInner && resultWindow.rows == rows && resultWindow.columns == columns,
    "the windows' sizes agree")
  precondition(
    leftWindow.end <= left.count && rightWindow.end <= right.count && resultWindow.end <= result.count,
    "the windows lie inside their arrays")
  _ = oneThread
  unsafe left.withUnsafeBufferPointer { leftBuffer in
    unsafe right.withUnsafeBufferPointer { rightBuffer in
      unsafe result.withUnsafeMutableBufferPointer { resultBuffer in
        unsafe cblas_dgemm(
          CblasRowMajor, leftIsTransposed ? CblasTrans : CblasNoTrans,
          rightIsTransposed ? CblasTrans : CblasNoTrans,
          blasint(rows), blasint(columns), blasint(inner), factor,
          leftBuffer.baseAddress?.advanced(by: leftWindow.start), blasint(leftWindow.rowStride),
          rightBuffer.baseAddress?.advanced(by: rightWindow.start), blasint(rightWindow.rowStride),
          accumulating ? 1 : 0,
          resultBuffer.baseAddress?.advanced(by: resultWindow.start), blasint(resultWindow.rowStride))
      }
    }
  }
}

extension MatrixWindow {
  /// A whole matrix without gaps between its rows.
  public init(start: Int = 0, rows: Int, columns: Int) {
    self.init(start: start, rows: rows, columns: columns, rowStride: columns)
  }
}
