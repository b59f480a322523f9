import DenseMath
import Testing

@Suite struct MatrixTests {
  @Test("a product is the sum of row times column")
  func product() {
    let left = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    let right = Matrix(rows: 3, columns: 2, values: [7, 8, 9, 10, 11, 12])
    // Whole numbers this small are exact in floating point.
    #expect(left * right == Matrix(rows: 2, columns: 2, values: [58, 64, 139, 154]))
    #expect(left.transposed == Matrix(rows: 3, columns: 2, values: [1, 4, 2, 5, 3, 6]))
    #expect((left * 2)[1, 2] == 12)
  }

  @Test(
    "singular factors are orthonormal and multiply back to the matrix",
    arguments: [
      Matrix(rows: 3, columns: 3, values: [2, -1, 0.5, 3, 4, -2, 1, 1, 1]),
      Matrix(rows: 4, columns: 2, values: [1, 2, 3, 4, 5, 6, 7, 9]),
      Matrix(rows: 2, columns: 4, values: [1, 2, 3, 4, 5, 6, 7, 9]),
    ])
  func decomposition(matrix: Matrix) throws {
    let parts = try #require(SingularValues(of: matrix))
    let rank = parts.values.count
    var diagonal = Matrix(rows: rank, columns: rank)
    for index in 0..<rank { diagonal[index, index] = parts.values[index] }
    // 1e-12: rounding of some ten operations on numbers below 10.
    #expect(distance(parts.left * diagonal * parts.rightTransposed, matrix) < 1e-12)
    #expect(distance(parts.left.transposed * parts.left, identity(rank)) < 1e-12)
    #expect(distance(parts.rightTransposed * parts.rightTransposed.transposed, identity(rank)) < 1e-12)
    #expect(parts.values == parts.values.sorted(by: >))
  }

  @Test("singular values of [[3, 0], [4, 5]] are √45 and √5")
  func closedForm() throws {
    let parts = try #require(SingularValues(of: Matrix(rows: 2, columns: 2, values: [3, 0, 4, 5])))
    #expect(abs(parts.values[0] - 45.0.squareRoot()) < 1e-13)
    #expect(abs(parts.values[1] - 5.0.squareRoot()) < 1e-13)
  }

  @Test("a matrix with a number that is not finite has no decomposition", arguments: [Double.nan, .infinity])
  func notFinite(number: Double) {
    #expect(SingularValues(of: Matrix(rows: 2, columns: 2, values: [1, number, 0, 1])) == nil)
  }
}

private func identity(_ size: Int) -> Matrix {
  var matrix = Matrix(rows: size, columns: size)
  for index in 0..<size { matrix[index, index] = 1 }
  return matrix
}

/// Greatest difference of two elements.
private func distance(_ first: Matrix, _ second: Matrix) -> Double {
  zip(first.values, second.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
