import DenseMath
import MultimodalFusion
import Testing

@Suite struct NetworkGradientTests {
  private let modalities = [
    TurnModality(name: "words", width: 3), TurnModality(name: "voice", width: 2),
    TurnModality(name: "face", width: 4),
  ]

  private var settings: TurnNetworkSettings {
    var settings = TurnNetworkSettings()
    settings.width = 6
    settings.headCount = 2
    settings.feedForwardWidth = 5
    settings.gateLimit = 0.6
    return settings
  }

  /// Fourth-order central differences with step 1e-5 (rounding about 1e-10 of the loss; no rectifier of these
  /// sessions is so near its edge),
  /// relative to the greatest gradient of the same parameter, or to 1e-3 of the greatest of all where a parameter's
  /// is smaller: an attention key's bias, for one, has none.
  @Test(
    "every gradient of the whole network, all heads and absent modalities, is its loss's slope",
    arguments: [nil, Dropout.Draw(seed: 8, step: 3)])
  func wholeNetwork(draw: Dropout.Draw?) {
    let network = TurnNetwork(
      modalities: modalities,
      outcomes: TurnOutcomes(levelCount: 5, itemLevelCounts: [3, 2], turnThreshold: 0.2),
      settings: settings, seed: 4)
    let parameters = shaken(network.initial)
    let batch = TurnBatch(
      sessions(), modalityCount: 3, dropping: draw.map { (chance: 0.2, draw: $0) })
    var gradients = parameters.zeroGradients
    let loss = network.loss(batch, parameters, draw: draw, &gradients)
    #expect(loss.isFinite)
    let greatest = gradients.reduce(0) { max($0, abs($1)) }
    var worst = 0.0
    var unused = parameters.zeroGradients
    for place in parameters.places {
      let scale = max(gradients[place.range].reduce(0) { max($0, abs($1)) }, 1e-3 * greatest)
      for index in place.range {
        let slope = slope(at: parameters.values[index]) { value in
          var moved = parameters
          moved.values[index] = value
          return network.loss(batch, moved, draw: draw, &unused)
        }
        let error = abs(slope - gradients[index]) / scale
        worst = max(worst, error)
        #expect(error <= 1e-6, "\(place.name) \(index - place.start): \(gradients[index]), not \(slope)")
      }
    }
    #expect(worst > 0)
    // Every part of the network is reached, or the check above would prove nothing about it.
    for place in parameters.places {
      #expect(gradients[place.range].contains { abs($0) > 1e-9 }, "\(place.name) has no gradient")
    }
  }

  @Test("the gate's gradients are its loss's slopes, held back, free, and with nothing to add")
  func gate() {
    var store = ParameterStore()
    let gate = ModalityGate(
      name: "gate", otherModalities: ["voice", "face"], width: 4, limit: 0.8, in: &store, seed: 3)
    store = shaken(store)
    var generator = SeededGenerator(seed: 1, stream: "gate")
    // Of five rows the first has both, the second one, the third none; the fourth is so loud that nothing is held
    // back; the last is so quiet that everything is.
    var base = (0..<20).map { _ in generator.normal() }
    for column in 0..<4 {
      base[12 + column] *= 100
      base[16 + column] *= 0.01
    }
    let voice = (0..<16).map { _ in generator.normal() }
    let face = (0..<12).map { _ in generator.normal() }
    let weights = (0..<20).map { _ in generator.normal() }
    func pass(_ all: [Double], _ store: ParameterStore, _ tape: inout ModalityGate.Tape) -> Double {
      let output = gate.forward(
        Array(all[0..<20]),
        [
          ModalityGate.Source(modality: 1, rows: [0, 1, 3, 4], vectors: Array(all[20..<36])),
          ModalityGate.Source(modality: 2, rows: [0, 3, 4], vectors: Array(all[36..<48])),
        ], store, &tape)
      return zip(output, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let inputs = base + voice + face
    var tape = ModalityGate.Tape()
    _ = pass(inputs, store, &tape)
    #expect(tape.factors[3] == 1)
    #expect(tape.factors[4] < 1)
    var gradients = store.zeroGradients
    let result = gate.backward(weights, tape, store, &gradients)
    let inputGradients = result.base + result.sources.flatMap(\.vectors)
    let scale = (gradients + inputGradients).reduce(0) { max($0, abs($1)) }
    for index in inputs.indices {
      let slope = slope(at: inputs[index]) { value in
        var moved = inputs
        moved[index] = value
        var tape = ModalityGate.Tape()
        return pass(moved, store, &tape)
      }
      #expect(abs(slope - inputGradients[index]) <= 1e-6 * scale, "input \(index)")
    }
    for index in store.values.indices {
      let slope = slope(at: store.values[index]) { value in
        var moved = store
        moved.values[index] = value
        var tape = ModalityGate.Tape()
        return pass(inputs, moved, &tape)
      }
      #expect(abs(slope - gradients[index]) <= 1e-6 * scale, "weight \(index)")
    }
  }

  /// Turns that lack each modality, an interviewer's turn, a session without total, items unknown, one without a
  /// participant's turn.
  private func sessions() -> [PreparedSession] {
    var generator = SeededGenerator(seed: 6, stream: "sessions")
    func turn(_ position: Int, _ has: [Bool], participant: Bool = true, judged: Bool = true) -> PreparedTurn {
      PreparedTurn(
        position: position, isParticipant: participant,
        inputs: zip(modalities, has).map { modality, has in
          has ? (0..<modality.width).map { _ in generator.normal() } : nil
        },
        linearScores: (0..<8).map { _ in generator.normal() },
        target: judged ? TurnTarget(value: generator.normal(), isPositive: position % 2 == 0) : nil)
    }
    let first = [
      turn(0, [true, true, true]), turn(1, [false, true, true]),
      turn(3, [true, false, false], participant: false),
      turn(4, [true, true, false], judged: false),
    ]
    let second = [turn(0, [false, false, true]), turn(2, [true, false, true])]
    let third = [turn(5, [true, true, true], participant: false)]
    let fourth = [turn(0, [true, true, true]), turn(1, [true, true, true]), turn(2, [true, true, true])]
    return [
      (first, 2 as Int?, [1, nil] as [Int?]), (second, nil, [2, 1]), (third, 4, [nil, nil]),
      (fourth, 0, [0, 0]),
    ]
    .map { turns, level, items in
      PreparedSession(
        participant: "p", turns: turns, linearScores: (0..<8).map { _ in generator.normal() }, level: level,
        itemLevels: items)
    }
  }
}

/// Every weight moved at random, so that none sits at a special value such as zero.
func shaken(_ store: ParameterStore) -> ParameterStore {
  var store = store
  for place in store.places {
    var generator = SeededGenerator(seed: 2, stream: place.name)
    for index in place.range { store.values[index] += 0.3 * generator.normal() }
  }
  return store
}

private func slope(at value: Double, _ function: (Double) -> Double) -> Double {
  let step = 1e-5
  let near = function(value + step) - function(value - step)
  let far = function(value + 2 * step) - function(value - 2 * step)
  return (8 * near - far) / (12 * step)
}
