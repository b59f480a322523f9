/// Brings every input column to mean 0 and standard deviation 1 over the turns learned from that have it.
struct InputScaling: Sendable, Hashable, Codable {
  /// One list a modality, one number a column.
  let means: [[Double]]
  let deviations: [[Double]]

  /// A scaling learned before.
  init(means: [[Double]], deviations: [[Double]]) {
    self.means = means
    self.deviations = deviations
  }

  /// A column that never changes keeps its mean and is left at 0.
  init(_ sequences: [TurnSequence], modalities: [TurnModality]) {
    var means: [[Double]] = []
    var deviations: [[Double]] = []
    for (place, modality) in modalities.enumerated() {
      let inputs = sequences.flatMap { $0.turns.compactMap { $0.inputs[place] } }
      let count = Double(max(inputs.count, 1))
      var mean = [Double](repeating: 0, count: modality.width)
      for input in inputs { for column in input.indices { mean[column] += input[column] } }
      for column in mean.indices { mean[column] /= count }
      var squares = [Double](repeating: 0, count: modality.width)
      for input in inputs {
        for column in input.indices {
          let distance = input[column] - mean[column]
          squares[column] += distance * distance
        }
      }
      means.append(mean)
      deviations.append(
        zip(squares, mean).map { square, mean in
          let deviation = (square / count).squareRoot()
          // Rounding leaves a constant column a spread of about 1e-16 of its value.
          return deviation > 1e-9 * max(1, abs(mean)) ? deviation : 0
        })
    }
    self.means = means
    self.deviations = deviations
  }

  /// Standardised and held within ±`limit` deviations, so that one outlying measure does not rule a turn.
  func scaled(_ input: [Double], modality: Int) -> [Double] {
    let limit = 5.0
    return input.indices.map { column in
      let deviation = deviations[modality][column]
      guard deviation > 0 else { return 0 }
      return min(max((input[column] - means[modality][column]) / deviation, -limit), limit)
    }
  }

  func scaled(_ sequence: TurnSequence) -> TurnSequence {
    TurnSequence(
      modalities: sequence.modalities,
      turns: sequence.turns.map { turn in
        var turn = turn
        turn.inputs = turn.inputs.enumerated().map { modality, input in
          input.map { scaled($0, modality: modality) }
        }
        return turn
      })
  }
}
