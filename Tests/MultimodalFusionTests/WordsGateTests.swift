import DenseMath
import MultimodalFusion
import TestSupport
import Testing

@Suite("Multimodal adaptation gate")
struct WordsGateTests {
  private static let width = 6
  private static let widths = [3, 2]

  /// Random weights everywhere, the shifts' too.
  private func gate(
    shiftShare: Double, dropoutRate: Double = 0
  ) -> (gate: MultimodalAdaptationGate, parameters: ParameterStore, settings: GateSettings) {
    var settings = GateSettings(modalities: [
      .init(name: "acoustic", width: Self.widths[0]), .init(name: "visual", width: Self.widths[1]),
    ])
    (settings.shiftShare, settings.dropoutRate) = (shiftShare, dropoutRate)
    var parameters = ParameterStore()
    let gate = MultimodalAdaptationGate(
      settings, width: Self.width, epsilon: 1e-12, in: &parameters, seed: 3)
    parameters.values = normals(parameters.values.count, "weights")
    return (gate, parameters, settings)
  }

  /// Seven pieces; the second word lacks the first modality, the third the second, the fourth both.
  private func text() throws -> EncoderText {
    try spoken("so we left early again", widths: Self.widths, absent: [[1, 3], [2, 3]])
  }

  private func states() -> [Double] { normals(7 * Self.width, "states") }

  @Test(
    "the weighted sum of the gate's result has hand-derived slopes", arguments: [1e-2, 1.0, 1e3], [0, 0.4])
  func slopes(shiftShare: Double, dropoutRate: Double) throws {
    let (gate, parameters, settings) = gate(shiftShare: shiftShare, dropoutRate: dropoutRate)
    let signals = GateSignals([try text()], settings)
    #expect(signals.rows == [1, 2, 3, 5])
    let weights = normals(7 * Self.width, "loss")
    let draw = Dropout.Draw(seed: 5, step: 2)
    func loss(_ states: [Double], _ values: [Double]) -> Double {
      var parameters = parameters
      parameters.values = values
      var tape = MultimodalAdaptationGate.Tape()
      let result = gate.forward(states, signals, parameters, draw, &tape)
      return zip(result, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var tape = MultimodalAdaptationGate.Tape()
    _ = gate.forward(states(), signals, parameters, draw, &tape)
    var gradients = parameters.zeroGradients
    let stateGradient = gate.backward(weights, tape, parameters, &gradients)
    // Sums of terms near 1: differences carry 10⁻¹¹ of rounding, which a floor of 10⁻² keeps below the tolerance.
    expectSlopes(stateGradient, of: states(), at: states().indices, floor: 1e-2, "states") {
      loss($0, parameters.values)
    }
    expectSlopes(gradients, of: parameters.values, at: gradients.indices, floor: 1e-2, "weights") {
      loss(states(), $0)
    }
  }

  /// Rahman et al. 2020: α = min(β ‖Z‖ / ‖H‖, 1).
  @Test("a shift is no longer than its share of the vector, nor than the unlimited shift")
  func bounds() throws {
    let text = try text()
    func lengths(_ shiftShare: Double) -> [Double] {
      let (gate, parameters, settings) = gate(shiftShare: shiftShare)
      let signals = GateSignals([text], settings)
      var tape = MultimodalAdaptationGate.Tape()
      let sums = gate.shiftedStates(states(), signals, parameters, &tape)
      return signals.rows.enumerated().map { index, row in
        length((0..<Self.width).map { sums[index * Self.width + $0] - states()[row * Self.width + $0] })
      }
    }
    let unlimited = lengths(1e9)
    for share in [1e-3, 0.1, 1, 10] {
      for (index, row) in [1, 2, 3, 5].enumerated() {
        let state = length(Array(states()[row * Self.width..<(row + 1) * Self.width]))
        let shift = lengths(share)[index]
        #expect(shift <= share * state * (1 + 1e-12))
        #expect(shift <= unlimited[index] * (1 + 1e-12))
        // One of the two is reached but for the 10⁻⁶ under the fraction.
        #expect(shift >= min(share * state, unlimited[index]) * (1 - 1e-5))
      }
    }
  }

  @Test("without a shift the result is the normalised vector, and nothing in the gradients is not finite")
  func noShift() throws {
    var (gate, parameters, settings) = gate(shiftShare: 1e-3)
    for place in parameters.places where place.name.contains(".shift.") && place.name.hasPrefix("gate") {
      guard !place.name.hasPrefix("gate.normalisation") else { continue }
      parameters[place] = [Double](repeating: 0, count: place.count)[...]
    }
    let signals = GateSignals([try text()], settings)
    var tape = MultimodalAdaptationGate.Tape()
    let sums = gate.shiftedStates(states(), signals, parameters, &tape)
    #expect(sums == signals.rows.flatMap { states()[$0 * Self.width..<($0 + 1) * Self.width] })
    let result = gate.forward(states(), signals, parameters, nil, &tape)
    var gradients = parameters.zeroGradients
    let stateGradient = gate.backward(normals(result.count, "loss"), tape, parameters, &gradients)
    #expect((result + stateGradient + gradients).allSatisfy { $0.isFinite && abs($0) < 1e3 })
    // The shifts' weights can leave zero.
    #expect(
      parameters.places.filter { $0.name.hasSuffix(".shift.weights") }.allSatisfy { place in
        gradients[place.range].contains { $0 != 0 }
      })
  }

  @Test("a piece without signals keeps its vector bit for bit, and hands its gradient through")
  func absent() throws {
    let (gate, parameters, settings) = gate(shiftShare: 1, dropoutRate: 0.5)
    let text = try text()
    var tape = MultimodalAdaptationGate.Tape()
    let draw = Dropout.Draw(seed: 1, step: 1)
    let result = gate.forward(states(), GateSignals([text], settings), parameters, draw, &tape)
    let weights = normals(result.count, "loss")
    var gradients = parameters.zeroGradients
    let back = gate.backward(weights, tape, parameters, &gradients)
    for row in [0, 4, 6] {
      let range = row * Self.width..<(row + 1) * Self.width
      #expect(result[range] == states()[range] && back[range] == weights[range])
    }
    #expect(result[Self.width..<2 * Self.width] != states()[Self.width..<2 * Self.width])
    let alone = GateSignals([text.wordsAlone], settings)
    #expect(gate.forward(states(), alone, parameters, draw, &tape) == states())
  }

  @Test("an absent modality's weights and biases have no part in the result")
  func absentBiases() throws {
    let (gate, parameters, settings) = gate(shiftShare: 1)
    let voiceOnly = try spoken("so we left", widths: Self.widths, absent: [[], [0, 1, 2]])
    let signals = GateSignals([voiceOnly], settings)
    let states = normals(5 * Self.width, "states")
    var tape = MultimodalAdaptationGate.Tape()
    let result = gate.forward(states, signals, parameters, nil, &tape)
    var other = parameters
    for place in other.places where place.name.hasPrefix("gate.visual") {
      other[place] = normals(place.count, place.name)[...]
    }
    #expect(gate.forward(states, signals, other, nil, &tape) == result)
    var gradients = parameters.zeroGradients
    _ = gate.backward(normals(result.count, "loss"), tape, parameters, &gradients)
    for place in parameters.places where place.name.hasPrefix("gate.visual") {
      #expect(gradients[place.range].allSatisfy { $0 == 0 })
    }
  }

  private func length(_ numbers: [Double]) -> Double {
    numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
