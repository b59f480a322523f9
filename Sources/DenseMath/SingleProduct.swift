internal import COpenBLAS
internal import SignalCore

/// Shape of a product of single-precision matrices that lie row by row: rows × inner times inner × columns.
public struct ProductShape: Sendable, Hashable {
  public let rows: Int
  public let inner: Int
  public let columns: Int
  /// The right factor is stored as columns × inner.
  public let rightIsTransposed: Bool

  /// - Precondition: Every size is positive.
  public init(rows: Int, inner: Int, columns: Int, rightIsTransposed: Bool = false) {
    precondition(rows > 0 && inner > 0 && columns > 0, "a matrix has at least one row and one column")
    self.rows = rows
    self.inner = inner
    self.columns = columns
    self.rightIsTransposed = rightIsTransposed
  }
}

/// Product of two single-precision matrices on one thread, written into a part of an array or, with `accumulating`,
/// added to what lies there. Allocates nothing.
///
/// - Parameter start: Where in `result` the product's first number goes.
/// - Precondition: Both factors fill their shapes exactly, and the product fits behind `start`.
public func multiply(
  _ left: Span<Float>, _ right: Span<Float>, _ shape: ProductShape, into result: inout [Float],
  at start: Int = 0, accumulating: Bool = false
) {
  precondition(
    left.count == shape.rows * shape.inner && right.count == shape.inner * shape.columns,
    "the factors fill their shapes")
  precondition(
    start >= 0 && start + shape.rows * shape.columns <= result.count, "the product fits into the result")
  _ = oneThread
  unsafe left.withUnsafeBufferPointer { leftBuffer in
    unsafe right.withUnsafeBufferPointer { rightBuffer in
      unsafe result.withUnsafeMutableBufferPointer { resultBuffer in
        unsafe cblas_sgemm(
          CblasRowMajor, CblasNoTrans, shape.rightIsTransposed ? CblasTrans : CblasNoTrans,
          blasint(shape.rows), blasint(shape.columns), blasint(shape.inner), 1,
          leftBuffer.baseAddress, blasint(shape.inner), rightBuffer.baseAddress,
          blasint(shape.rightIsTransposed ? shape.inner : shape.columns), accumulating ? 1 : 0,
          resultBuffer.baseAddress?.advanced(by: start), blasint(shape.columns))
      }
    }
  }
}
