package import DenseMath

/// One layer of BERT in double precision, with its gradients: self-attention and a feed-forward part, each added to
/// its input and normalised.
///
/// Vaswani et al. 2017, "Attention is all you need", sections 3.1 to 3.3; Devlin et al. 2019, "BERT".
package struct TrainableLayer: Sendable {
  let attention: SelfAttention
  let attentionNormalisation: LayerNormalisation
  let inner: Linear
  let outer: Linear
  let outputNormalisation: LayerNormalisation

  package struct Tape: Sendable {
    fileprivate var attention = SelfAttention.Tape()
    fileprivate var attentionNormalisation = LayerNormalisation.Tape()
    fileprivate var inner = Linear.Tape()
    fileprivate var activation = GELU.Tape()
    fileprivate var outer = Linear.Tape()
    fileprivate var outputNormalisation = LayerNormalisation.Tape()

    package init() {}
  }

  /// - Parameter epsilon: Added to the variance by both normalisations.
  package init(
    name: String, width: Int, headCount: Int, innerWidth: Int, epsilon: Double,
    in store: inout ParameterStore,
    seed: UInt64
  ) {
    attention = SelfAttention(
      name: name + ".attention", width: width, headCount: headCount, in: &store, seed: seed)
    attentionNormalisation = LayerNormalisation(
      name: name + ".attentionNormalisation", width: width, epsilon: epsilon, in: &store)
    inner = Linear(
      name: name + ".inner", inputWidth: width, outputWidth: innerWidth, in: &store, seed: seed)
    outer = Linear(
      name: name + ".outer", inputWidth: innerWidth, outputWidth: width, in: &store, seed: seed)
    outputNormalisation = LayerNormalisation(
      name: name + ".outputNormalisation", width: width, epsilon: epsilon, in: &store)
  }

  /// - Parameter states: layout.rows × width.
  package func forward(
    _ states: [Double], _ layout: SequenceLayout, _ parameters: ParameterStore, _ tape: inout Tape
  ) -> [Double] {
    let attended = attentionNormalisation.forward(
      sum(states, attention.forward(states, layout, parameters, &tape.attention)), parameters,
      &tape.attentionNormalisation)
    let activated = GELU().forward(inner.forward(attended, parameters, &tape.inner), &tape.activation)
    return outputNormalisation.forward(
      sum(attended, outer.forward(activated, parameters, &tape.outer)), parameters,
      &tape.outputNormalisation)
  }

  /// - Parameters:
  ///   - isTrained: Without it the gradients of the feed-forward weights are not computed; those of the attention,
  ///     which low-rank updates need, always are.
  /// - Returns: The gradient of the states.
  package func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, isTrained: Bool,
    _ gradients: inout [Double]
  ) -> [Double] {
    let outerGradient = outputNormalisation.backward(
      outputGradient, tape.outputNormalisation, parameters, &gradients)
    if isTrained { outer.accumulate(outerGradient, tape.outer, &gradients) }
    let innerGradient = GELU().backward(
      outer.inputGradient(outerGradient, parameters), tape.activation)
    if isTrained { inner.accumulate(innerGradient, tape.inner, &gradients) }
    let attendedGradient = sum(outerGradient, inner.inputGradient(innerGradient, parameters))
    let attentionGradient = attentionNormalisation.backward(
      attendedGradient, tape.attentionNormalisation, parameters, &gradients)
    return sum(
      attentionGradient, attention.backward(attentionGradient, tape.attention, parameters, &gradients))
  }
}

extension Linear {
  /// The gradient of the input alone, for weights that are not trained.
  /// - Parameter outputGradient: rows × outputWidth, at least one row.
  func inputGradient(_ outputGradient: [Double], _ parameters: ParameterStore) -> [Double] {
    let rows = outputGradient.count / outputWidth
    var result = [Double](repeating: 0, count: rows * inputWidth)
    multiply(
      outputGradient.span, MatrixWindow(rows: rows, columns: outputWidth), parameters.values.span,
      MatrixWindow(start: weights.start, rows: outputWidth, columns: inputWidth), into: &result,
      MatrixWindow(rows: rows, columns: inputWidth))
    return result
  }
}

/// Element by element.
func sum(_ first: [Double], _ second: [Double]) -> [Double] {
  precondition(first.count == second.count, "sums are of equally many numbers")
  var result = first
  var target = result.mutableSpan
  let addend = second.span
  for index in addend.indices { target[index] += addend[index] }
  return result
}
