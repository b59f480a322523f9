import DenseMath
import Testing

@Suite struct WindowProductTests {
  @Test("a product of windows in longer arrays is the sum of row times column, and nothing else is touched")
  func product() {
    // 2 × 2 inside rows of 3, from the second number on; whole numbers this small are exact.
    let left: [Float] = [9, 1, 2, 9, 3, 4]
    let right: [Float] = [5, 6, 9, 7, 8, 9]
    var result: [Float] = [-1, -1, -1, -1, -1, -1, -1]
    let window = MatrixWindow(start: 1, rows: 2, columns: 2, rowStride: 3)
    multiply(
      left.span, window, right.span, MatrixWindow(start: 0, rows: 2, columns: 2, rowStride: 3), factor: 2,
      into: &result, window)
    #expect(result == [-1, 38, 44, -1, 86, 100, -1])
    multiply(
      left.span, window, right.span, MatrixWindow(start: 0, rows: 2, columns: 2, rowStride: 3),
      rightIsTransposed: true, into: &result, window)
    #expect(result == [-1, 17, 23, -1, 39, 53, -1])
  }
}
