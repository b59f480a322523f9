internal import DenseMath
internal import RealModule

/// One vector a sequence: the mean of its rows, weighted by a softmax over learned scores; Yang et al. 2016,
/// "Hierarchical attention networks for document classification", NAACL, equations 6 and 7 with a linear score.
struct AttentionPooling: Sendable, Hashable {
  let width: Int
  /// A row's score is its product with these; zero at first, so that all rows weigh the same.
  private let scores: ParameterPlace

  struct Tape: Sendable {
    fileprivate var input: [Double] = []
    fileprivate var layout = SequenceLayout(lengths: [])
    /// One a row; within a sequence they sum to 1, over the rows that are pooled.
    fileprivate(set) var weights: [Double] = []
  }

  init(name: String, width: Int, in store: inout ParameterStore) {
    self.width = width
    scores = store.add(
      name: name, shape: [width], decays: true, initial: [Double](repeating: 0, count: width))
  }

  /// - Parameter isPooled: One a row; at least one of every sequence.
  /// - Returns: layout.count × width.
  func forward(
    _ input: [Double], _ layout: SequenceLayout, isPooled: [Bool], _ parameters: ParameterStore,
    _ tape: inout Tape
  ) -> [Double] {
    var weights = [Double](repeating: 0, count: layout.rows)
    for row in weights.indices where isPooled[row] {
      for column in 0..<width {
        weights[row] += input[row * width + column] * parameters.values[scores.start + column]
      }
    }
    var output = [Double](repeating: 0, count: layout.count * width)
    for sequence in 0..<layout.count {
      let rows = layout.rows(of: sequence)
      var greatest = -Double.infinity
      for row in rows where isPooled[row] { greatest = max(greatest, weights[row]) }
      var sum = 0.0
      for row in rows {
        weights[row] = isPooled[row] ? Double.exp(weights[row] - greatest) : 0
        sum += weights[row]
      }
      for row in rows {
        weights[row] /= sum
        for column in 0..<width {
          output[sequence * width + column] += weights[row] * input[row * width + column]
        }
      }
    }
    tape.input = input
    tape.layout = layout
    tape.weights = weights
    return output
  }

  func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    var slopes = [Double](repeating: 0, count: tape.weights.count)
    var inputGradient = [Double](repeating: 0, count: tape.input.count)
    for sequence in 0..<tape.layout.count {
      let rows = tape.layout.rows(of: sequence)
      var along = 0.0
      for row in rows {
        var slope = 0.0
        for column in 0..<width {
          let gradient = outputGradient[sequence * width + column]
          slope += gradient * tape.input[row * width + column]
          inputGradient[row * width + column] = tape.weights[row] * gradient
        }
        slopes[row] = slope
        along += tape.weights[row] * slope
      }
      for row in rows {
        let slope = tape.weights[row] * (slopes[row] - along)
        for column in 0..<width {
          let index = row * width + column
          gradients[scores.start + column] += slope * tape.input[index]
          inputGradient[index] += slope * parameters.values[scores.start + column]
        }
      }
    }
    return inputGradient
  }
}
