import DenseMath
import Testing

/// Hand-derived gradients against central differences of fourth order with step 1e-3 · max(1, |x|): truncation about
/// 1e-12, rounding about 1e-13. Differences are relative to the largest gradient of the pass; 1e-6 is what the
/// project asks for.
@Suite struct LearningGradientTests {
  private let layout = SequenceLayout(lengths: [4, 1, 0, 3])

  @Test("a linear layer's gradients are its loss's slopes")
  func linear() {
    var store = ParameterStore()
    let layer = Linear(name: "layer", inputWidth: 3, outputWidth: 4, in: &store, seed: 1)
    check(store, inputCount: 15) { input, parameters, gradients, wantsGradient in
      var tape = Linear.Tape()
      let output = layer.forward(input, parameters, &tape)
      let (loss, slope) = probe(output)
      let inputGradient = wantsGradient ? layer.backward(slope, tape, parameters, &gradients) : []
      return (loss, inputGradient)
    }
  }

  @Test("a normalisation's gradients are its loss's slopes")
  func normalisation() {
    var store = ParameterStore()
    let layer = LayerNormalisation(name: "layer", width: 5, in: &store)
    check(store, inputCount: 20) { input, parameters, gradients, wantsGradient in
      var tape = LayerNormalisation.Tape()
      let output = layer.forward(input, parameters, &tape)
      let (loss, slope) = probe(output)
      let inputGradient = wantsGradient ? layer.backward(slope, tape, parameters, &gradients) : []
      return (loss, inputGradient)
    }
  }

  @Test("the error unit's and dropout's gradients are their loss's slopes")
  func elementwise() {
    let dropout = Dropout(rate: 0.4, stream: "test")
    check(ParameterStore(), inputCount: 30) { input, _, _, wantsGradient in
      var unitTape = GELU.Tape()
      var dropoutTape = Dropout.Tape()
      let output = dropout.forward(
        GELU().forward(input, &unitTape), Dropout.Draw(seed: 3, step: 7), &dropoutTape)
      let (loss, slope) = probe(output)
      let inputGradient =
        wantsGradient ? GELU().backward(dropout.backward(slope, dropoutTape), unitTape) : []
      return (loss, inputGradient)
    }
  }

  @Test("attention's gradients are its loss's slopes, with and without masked keys", arguments: [false, true])
  func attention(isMasked: Bool) {
    var store = ParameterStore()
    let layer = SelfAttention(name: "layer", width: 6, headCount: 2, in: &store, seed: 2)
    // The second sequence's only key is masked: its rows see nothing.
    let mask = isMasked ? [true, false, true, true, false, false, true, true] : nil
    check(store, inputCount: layout.rows * 6) { input, parameters, gradients, wantsGradient in
      var tape = SelfAttention.Tape()
      let output = layer.forward(input, layout, keyIsSeen: mask, parameters, &tape)
      let (loss, slope) = probe(output)
      let inputGradient = wantsGradient ? layer.backward(slope, tape, parameters, &gradients) : []
      return (loss, inputGradient)
    }
  }

  /// A loss with a different slope at every number.
  private func probe(_ output: [Double]) -> (loss: Double, slope: [Double]) {
    var loss = 0.0
    var slope: [Double] = []
    for (index, value) in output.enumerated() {
      let weight = 0.3 + Double((index * 7) % 11) / 5
      loss += weight * value * (1 + 0.5 * value)
      slope.append(weight * (1 + value))
    }
    return (loss, slope)
  }

  private func check(
    _ store: ParameterStore, inputCount: Int,
    _ pass: (
      _ input: [Double], _ parameters: ParameterStore, _ gradients: inout [Double], _ wantsGradient: Bool
    ) -> (loss: Double, inputGradient: [Double])
  ) {
    var generator = SeededGenerator(seed: 5, stream: "gradients")
    var store = store
    for index in store.values.indices { store.values[index] += 0.3 * generator.normal() }
    let input = (0..<inputCount).map { _ in generator.normal() }
    var gradients = store.zeroGradients
    let inputGradient = pass(input, store, &gradients, true).inputGradient
    let scale = (gradients + inputGradient).reduce(0) { max($0, abs($1)) }
    #expect(scale > 0.1)
    var unused: [Double] = []
    for index in store.values.indices {
      let slope = slope(at: store.values[index]) { value in
        var moved = store
        moved.values[index] = value
        return pass(input, moved, &unused, false).loss
      }
      #expect(abs(slope - gradients[index]) <= 1e-6 * scale, "weight \(index)")
    }
    for index in input.indices {
      let slope = slope(at: input[index]) { value in
        var moved = input
        moved[index] = value
        return pass(moved, store, &unused, false).loss
      }
      #expect(abs(slope - inputGradient[index]) <= 1e-6 * scale, "input \(index)")
    }
  }

  private func slope(at value: Double, _ function: (Double) -> Double) -> Double {
    let step = 1e-3 * max(1, abs(value))
    let near = function(value + step) - function(value - step)
    let far = function(value + 2 * step) - function(value - 2 * step)
    return (8 * near - far) / (12 * step)
  }
}
