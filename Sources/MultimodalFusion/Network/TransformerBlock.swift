internal import DenseMath

/// Attention and a feed-forward pair, each normalised before and added after: the order of Xiong et al. 2020, "On layer
/// normalization in the transformer architecture", figure 1b, which needs less care at the start of training.
struct TransformerBlock: Sendable, Hashable {
  let attention: SelfAttention
  private let attentionNormalisation: LayerNormalisation
  private let attentionDropout: Dropout
  private let feedNormalisation: LayerNormalisation
  private let expansion: Linear
  private let contraction: Linear
  private let feedDropout: Dropout

  struct Tape: Sendable {
    fileprivate(set) var attention = SelfAttention.Tape()
    fileprivate var attentionNormalisation = LayerNormalisation.Tape()
    fileprivate var attentionDropout = Dropout.Tape()
    fileprivate var feedNormalisation = LayerNormalisation.Tape()
    fileprivate var expansion = Linear.Tape()
    fileprivate var unit = GELU.Tape()
    fileprivate var contraction = Linear.Tape()
    fileprivate var feedDropout = Dropout.Tape()
  }

  init(name: String, settings: TurnNetworkSettings, in store: inout ParameterStore, seed: UInt64) {
    let width = settings.width
    attentionNormalisation = LayerNormalisation(name: name + ".attention.norm", width: width, in: &store)
    attention = SelfAttention(
      name: name + ".attention", width: width, headCount: settings.headCount, in: &store, seed: seed)
    attentionDropout = Dropout(rate: settings.dropout, stream: name + ".attention")
    feedNormalisation = LayerNormalisation(name: name + ".feed.norm", width: width, in: &store)
    expansion = Linear(
      name: name + ".feed.expansion", inputWidth: width, outputWidth: settings.feedForwardWidth, in: &store,
      seed: seed)
    contraction = Linear(
      name: name + ".feed.contraction", inputWidth: settings.feedForwardWidth, outputWidth: width, in: &store,
      seed: seed)
    feedDropout = Dropout(rate: settings.dropout, stream: name + ".feed")
  }

  func forward(
    _ input: [Double], _ layout: SequenceLayout, _ parameters: ParameterStore, _ draw: Dropout.Draw?,
    _ tape: inout Tape
  ) -> [Double] {
    let looked = attention.forward(
      attentionNormalisation.forward(input, parameters, &tape.attentionNormalisation), layout, parameters,
      &tape.attention)
    var middle = attentionDropout.forward(looked, draw, &tape.attentionDropout)
    add(input, to: &middle)
    let expanded = expansion.forward(
      feedNormalisation.forward(middle, parameters, &tape.feedNormalisation), parameters, &tape.expansion)
    let contracted = contraction.forward(
      GELU().forward(expanded, &tape.unit), parameters, &tape.contraction)
    var output = feedDropout.forward(contracted, draw, &tape.feedDropout)
    add(middle, to: &output)
    return output
  }

  func backward(
    _ outputGradient: [Double], _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> [Double] {
    var middle = feedNormalisation.backward(
      expansion.backward(
        GELU().backward(
          contraction.backward(
            feedDropout.backward(outputGradient, tape.feedDropout), tape.contraction, parameters, &gradients),
          tape.unit),
        tape.expansion, parameters, &gradients),
      tape.feedNormalisation, parameters, &gradients)
    add(outputGradient, to: &middle)
    var input = attentionNormalisation.backward(
      attention.backward(
        attentionDropout.backward(middle, tape.attentionDropout), tape.attention, parameters, &gradients),
      tape.attentionNormalisation, parameters, &gradients)
    add(middle, to: &input)
    return input
  }
}

func add(_ addend: [Double], to sum: inout [Double]) {
  let source = addend.span
  var target = sum.mutableSpan
  for index in source.indices { target[index] += source[index] }
}
