import DenseMath
import Testing

@Suite struct CholeskyFactorTests {
  @Test("a solution put back into the equations gives the right side")
  func solves() throws {
    let matrix = Matrix(rows: 3, columns: 3, values: [4, 2, 0.5, 2, 5, 1, 0.5, 1, 3])
    let factor = try #require(CholeskyFactor(of: matrix))
    let right = [1.0, -2, 7]
    let solved = Matrix(rows: 3, columns: 1, values: factor.solution(right))
    for (back, wanted) in zip((matrix * solved).values, right) { #expect(abs(back - wanted) < 1e-12) }
  }

  @Test("the inverse times the matrix is the unit matrix")
  func inverts() throws {
    let matrix = Matrix(rows: 3, columns: 3, values: [4, 2, 0.5, 2, 5, 1, 0.5, 1, 3])
    let product = try #require(CholeskyFactor(of: matrix)).solution(matrix)
    for row in 0..<3 {
      for column in 0..<3 { #expect(abs(product[row, column] - (row == column ? 1 : 0)) < 1e-12) }
    }
    let tall = Matrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
    let solved = try #require(CholeskyFactor(of: matrix)).solution(tall)
    #expect(solved.rows == 3 && solved.columns == 2)
    for (back, wanted) in zip((matrix * solved).values, tall.values) { #expect(abs(back - wanted) < 1e-12) }
  }

  @Test("a matrix that is not positive definite, square or finite has no factor")
  func refuses() {
    #expect(CholeskyFactor(of: Matrix(rows: 2, columns: 2, values: [1, 2, 2, 1])) == nil)
    #expect(CholeskyFactor(of: Matrix(rows: 1, columns: 2, values: [1, 2])) == nil)
    #expect(CholeskyFactor(of: Matrix(rows: 1, columns: 1, values: [.nan])) == nil)
  }
}
