import DenseMath

/// A linear head in closed form, from which training goes on: what the encoder knows already is not unlearned while
/// the head is found (Kumar et al. 2022, "Fine-tuning can distort pretrained features and underperform
/// out-of-distribution").
///
/// Ridge regression (Hoerl & Kennard 1970), the penalty being the one of six that foretells held-out people best.
struct ClosedFormHead: Sendable {
  /// outputs × width.
  let weights: [Double]
  let biases: [Double]

  /// Penalties, in shares of the vectors' total variance along all columns.
  private static let penaltyShares = [1e-4, 1e-3, 1e-2, 3e-2, 0.1, 0.3]

  /// - Parameters:
  ///   - vectors: One a training text.
  ///   - outcomes: One list a training text; as long as the head has outputs.
  /// - Returns: `nil` when the vectors cannot be decomposed.
  init?(vectors: [[Double]], outcomes: [[Double]], heldOut: [[Double]], heldOutOutcomes: [[Double]]) {
    let width = vectors[0].count
    let count = vectors.count
    let means = (0..<width).map { column in vectors.reduce(0) { $0 + $1[column] } / Double(count) }
    let outputCount = outcomes[0].count
    let outcomeMeans = (0..<outputCount).map { output in
      outcomes.reduce(0) { $0 + $1[output] } / Double(count)
    }
    let centred = Matrix(
      rows: count, columns: width,
      values: vectors.flatMap { row in row.indices.map { row[$0] - means[$0] } })
    guard let parts = SingularValues(of: centred) else { return nil }
    let targets = Matrix(
      rows: count, columns: outputCount,
      values: outcomes.flatMap { row in row.indices.map { row[$0] - outcomeMeans[$0] } })
    let projected = parts.left.transposed * targets
    let variance = parts.values.reduce(0) { $0 + $1 * $1 }
    // Texts that are all alike foretell nothing but the mean; what is left of their differences is rounding.
    guard variance > 1e-24 * Double(count) * means.reduce(0, { $0 + $1 * $1 }) else {
      weights = [Double](repeating: 0, count: outputCount * width)
      biases = outcomeMeans
      return
    }
    var best: (error: Double, weights: [Double], biases: [Double])?
    for share in Self.penaltyShares {
      var shrunk = projected
      for (row, value) in parts.values.enumerated() {
        for output in 0..<outputCount {
          shrunk[row, output] *= value / (value * value + share * variance)
        }
      }
      let weights = (shrunk.transposed * parts.rightTransposed).values
      let biases = (0..<outputCount).map { output in
        (0..<width).reduce(outcomeMeans[output]) { $0 - weights[output * width + $1] * means[$1] }
      }
      var error = 0.0
      for (vector, wanted) in zip(heldOut, heldOutOutcomes) {
        for output in 0..<outputCount {
          let found = (0..<width).reduce(biases[output]) {
            $0 + weights[output * width + $1] * vector[$1]
          }
          error += (found - wanted[output]) * (found - wanted[output])
        }
      }
      if error < best?.error ?? .infinity { best = (error, weights, biases) }
    }
    guard let best else { return nil }
    (weights, biases) = (best.weights, best.biases)
  }
}
