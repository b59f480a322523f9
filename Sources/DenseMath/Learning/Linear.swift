/// output = input · weightsᵀ + bias, row by row.
public struct Linear: Sendable, Hashable {
  public let inputWidth: Int
  public let outputWidth: Int
  /// outputWidth × inputWidth.
  public let weights: ParameterPlace
  /// outputWidth numbers.
  public let bias: ParameterPlace

  /// What `backward` needs of `forward`.
  public struct Tape: Sendable {
    fileprivate var input: [Double] = []

    public init() {}
  }

  /// Weights are drawn evenly from ±√(6 / (inputWidth + outputWidth)) (Glorot & Bengio 2010, equation 16), biases are
  /// zero.
  /// - Parameters:
  ///   - seed: With `name` it decides the weights, whatever else was drawn before.
  ///   - gain: Factor on the drawn weights; 0 for a layer that is to say nothing at first.
  public init(
    name: String, inputWidth: Int, outputWidth: Int, in store: inout ParameterStore, seed: UInt64,
    gain: Double = 1
  ) {
    self.inputWidth = inputWidth
    self.outputWidth = outputWidth
    var generator = SeededGenerator(seed: seed, stream: name)
    let limit = gain * (6 / Double(inputWidth + outputWidth)).squareRoot()
    weights = store.add(
      name: name + ".weights", shape: [outputWidth, inputWidth], decays: true,
      initial: (0..<inputWidth * outputWidth).map { _ in limit * (2 * generator.unit() - 1) })
    bias = store.add(
      name: name + ".bias", shape: [outputWidth], decays: false,
      initial: [Double](repeating: 0, count: outputWidth))
  }

  /// - Parameter input: rows × inputWidth; no row gives no row.
  /// - Returns: rows × outputWidth.
  public func forward(
    _ input: [Double], _ parameters: ParameterStore, _ tape: inout Tape
  ) -> [Double] {
    precondition(input.count % inputWidth == 0, "the input consists of whole rows")
    tape.input = input
    let rows = input.count / inputWidth
    guard rows > 0 else { return [] }
    var output = [Double](repeating: 0, count: rows * outputWidth)
    let values = parameters.values.span
    var target = output.mutableSpan
    for row in 0..<rows {
      for column in 0..<outputWidth { target[row * outputWidth + column] = values[bias.start + column] }
    }
    multiply(
      input.span, MatrixWindow(rows: rows, columns: inputWidth), values, weightWindow,
      rightIsTransposed: true,
      into: &output, MatrixWindow(rows: rows, columns: outputWidth), accumulating: true)
    return output
  }

  /// Adds the weights' gradients to `gradients`.
  /// - Parameter outputGradient: rows × outputWidth.
  /// - Returns: The input's gradient, rows × inputWidth.
  public func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    accumulate(outputGradient, tape, &gradients)
    let rows = outputGradient.count / outputWidth
    guard rows > 0 else { return [] }
    var inputGradient = [Double](repeating: 0, count: rows * inputWidth)
    multiply(
      outputGradient.span, MatrixWindow(rows: rows, columns: outputWidth), parameters.values.span,
      weightWindow,
      into: &inputGradient, MatrixWindow(rows: rows, columns: inputWidth))
    return inputGradient
  }

  /// `backward` for a layer whose input has no gradient of its own.
  public func accumulate(_ outputGradient: [Double], _ tape: Tape, _ gradients: inout [Double]) {
    let rows = outputGradient.count / outputWidth
    precondition(
      outputGradient.count == rows * outputWidth && tape.input.count == rows * inputWidth,
      "the gradient has the rows of the forward pass")
    guard rows > 0 else { return }
    multiply(
      outputGradient.span, MatrixWindow(rows: rows, columns: outputWidth), leftIsTransposed: true,
      tape.input.span, MatrixWindow(rows: rows, columns: inputWidth), into: &gradients, weightWindow,
      accumulating: true)
    let source = outputGradient.span
    var target = gradients.mutableSpan
    for row in 0..<rows {
      for column in 0..<outputWidth { target[bias.start + column] += source[row * outputWidth + column] }
    }
  }

  private var weightWindow: MatrixWindow {
    MatrixWindow(start: weights.start, rows: outputWidth, columns: inputWidth)
  }
}
