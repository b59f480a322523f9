import DenseMath

extension TrainableEncoder {
  /// Sets the gate's normalisation so that a shift of zero changes the states as little as a normalisation can: each
  /// column's scale and shift are the least-squares line from the normalised states to the states themselves.
  ///
  /// The layers behind expect the states they were trained with; scale 1 and shift 0 would not give them those.
  /// - Parameter states: At the gate's depth, of training texts: rows × 384 each.
  mutating func startGate(from states: some Sequence<[Double]>) {
    guard let gate else { return }
    let width = Self.width
    var count = 0.0
    var sums = [Double](repeating: 0, count: width)
    var normalisedSums = sums
    var squares = sums
    var products = sums
    for rows in states {
      for first in stride(from: 0, to: rows.count, by: width) {
        let row = rows[first..<first + width]
        let mean = row.reduce(0, +) / Double(width)
        let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
        let factor = 1 / (variance + FrozenEmbeddings.epsilon).squareRoot()
        for (column, value) in row.enumerated() {
          let normalised = (value - mean) * factor
          sums[column] += value
          normalisedSums[column] += normalised
          squares[column] += normalised * normalised
          products[column] += normalised * value
        }
        count += 1
      }
    }
    guard count > 0 else { return }
    let lines = (0..<width).map { column in
      let mean = sums[column] / count
      let normalisedMean = normalisedSums[column] / count
      let variance = squares[column] / count - normalisedMean * normalisedMean
      let scale = variance > 0 ? (products[column] / count - normalisedMean * mean) / variance : 0
      return (scale: scale, shift: mean - scale * normalisedMean)
    }
    gateParameters[gate.normalisation.scale] = lines.map(\.scale)[...]
    gateParameters[gate.normalisation.shift] = lines.map(\.shift)[...]
  }
}
