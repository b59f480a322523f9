/// Every row brought to mean 0 and variance 1, then scaled and shifted column by column; Ba, Kiros & Hinton 2016,
/// "Layer normalization", equations 3 and 4 with the row as the layer.
public struct LayerNormalisation: Sendable, Hashable {
  public let width: Int
  /// Added to the variance.
  public let epsilon: Double
  public let scale: ParameterPlace
  public let shift: ParameterPlace

  public struct Tape: Sendable {
    fileprivate var normalised: [Double] = []
    /// 1 / √(variance + epsilon), one a row.
    fileprivate var inverseDeviations: [Double] = []

    public init() {}
  }

  /// Scale 1, shift 0.
  public init(name: String, width: Int, epsilon: Double = 1e-5, in store: inout ParameterStore) {
    self.width = width
    self.epsilon = epsilon
    scale = store.add(
      name: name + ".scale", shape: [width], decays: false, initial: [Double](repeating: 1, count: width))
    shift = store.add(
      name: name + ".shift", shape: [width], decays: false, initial: [Double](repeating: 0, count: width))
  }

  /// - Parameter input: rows × width.
  public func forward(
    _ input: [Double], _ parameters: ParameterStore, _ tape: inout Tape
  ) -> [Double] {
    precondition(input.count % width == 0, "the input consists of whole rows")
    let rows = input.count / width
    var output = [Double](repeating: 0, count: input.count)
    var normalised = [Double](repeating: 0, count: input.count)
    var inverseDeviations = [Double](repeating: 0, count: rows)
    let source = input.span
    let values = parameters.values.span
    var target = output.mutableSpan
    var kept = normalised.mutableSpan
    for row in 0..<rows {
      let start = row * width
      var mean = 0.0
      for column in 0..<width { mean += source[start + column] }
      mean /= Double(width)
      var variance = 0.0
      for column in 0..<width {
        let distance = source[start + column] - mean
        variance += distance * distance
      }
      let inverse = 1 / (variance / Double(width) + epsilon).squareRoot()
      inverseDeviations[row] = inverse
      for column in 0..<width {
        let value = (source[start + column] - mean) * inverse
        kept[start + column] = value
        target[start + column] = value * values[scale.start + column] + values[shift.start + column]
      }
    }
    tape.normalised = normalised
    tape.inverseDeviations = inverseDeviations
    return output
  }

  /// Adds the gradients of scale and shift to `gradients`.
  /// - Returns: The input's gradient, rows × width.
  public func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    precondition(
      outputGradient.count == tape.normalised.count, "the gradient has the rows of the forward pass")
    var inputGradient = [Double](repeating: 0, count: outputGradient.count)
    let source = outputGradient.span
    let normalised = tape.normalised.span
    let values = parameters.values.span
    var target = inputGradient.mutableSpan
    var sums = gradients.mutableSpan
    for (row, inverse) in tape.inverseDeviations.enumerated() {
      let start = row * width
      var mean = 0.0
      var meanAlong = 0.0
      for column in 0..<width {
        let gradient = source[start + column]
        sums[scale.start + column] += gradient * normalised[start + column]
        sums[shift.start + column] += gradient
        let inner = gradient * values[scale.start + column]
        mean += inner
        meanAlong += inner * normalised[start + column]
      }
      mean /= Double(width)
      meanAlong /= Double(width)
      for column in 0..<width {
        let inner = source[start + column] * values[scale.start + column]
        target[start + column] = inverse * (inner - mean - normalised[start + column] * meanAlong)
      }
    }
    return inputGradient
  }
}
