/// Ridge regression (Hoerl & Kennard 1970, Technometrics 12:55–67) for any number of penalties: the weights w that
/// make |y − X w|² + λ |w|² least, w = (XᵀX + λI)⁻¹ Xᵀy, or where there are more columns than rows
/// w = Xᵀ (XXᵀ + λI)⁻¹ y.
///
/// There is no intercept: with columns centred on their means it is the targets' mean.
public struct RidgeSystem: Sendable {
  private let inputs: Matrix
  /// XᵀX or XXᵀ.
  private let products: Matrix
  /// Xᵀy or y.
  private let right: [Double]
  private let isDual: Bool

  /// - Precondition: As many targets as the inputs have rows.
  public init(_ inputs: Matrix, targets: [Double]) {
    precondition(targets.count == inputs.rows, "one target a row")
    self.inputs = inputs
    isDual = inputs.columns > inputs.rows
    let transposed = inputs.transposed
    products = isDual ? inputs * transposed : transposed * inputs
    right =
      isDual
      ? targets : (transposed * Matrix(rows: targets.count, columns: 1, values: targets)).values
  }

  /// - Parameter penalty: λ, above 0.
  /// - Returns: One weight a column; `nil` where the equations have no solution in double precision.
  public func weights(penalty: Double) -> [Double]? {
    var system = products
    for place in 0..<system.rows { system[place, place] += penalty }
    guard let solved = CholeskyFactor(of: system)?.solution(right), solved.allSatisfy(\.isFinite) else {
      return nil
    }
    return isDual ? (Matrix(rows: 1, columns: solved.count, values: solved) * inputs).values : solved
  }
}
