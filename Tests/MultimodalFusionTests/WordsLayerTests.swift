import DenseMath
import MultimodalFusion
import TestSupport
import Testing

@Suite("Encoder layer with gradients")
struct WordsLayerTests {
  private static let width = 8

  private func layer() -> (layer: TrainableLayer, parameters: ParameterStore) {
    var parameters = ParameterStore()
    let layer = TrainableLayer(
      name: "layer", width: Self.width, headCount: 2, innerWidth: 12, epsilon: 1e-12, in: &parameters, seed: 2
    )
    parameters.values = normals(parameters.values.count, "weights", deviation: 0.5)
    return (layer, parameters)
  }

  @Test("every weight's and state's slope agrees with central differences, for texts of 3, 1 and 4 pieces")
  func slopes() {
    let (layer, parameters) = layer()
    let layout = SequenceLayout(lengths: [3, 1, 4])
    let states = normals(8 * Self.width, "states")
    let weights = normals(states.count, "loss")
    func loss(_ states: [Double], _ values: [Double]) -> Double {
      var parameters = parameters
      parameters.values = values
      var tape = TrainableLayer.Tape()
      return zip(layer.forward(states, layout, parameters, &tape), weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var tape = TrainableLayer.Tape()
    _ = layer.forward(states, layout, parameters, &tape)
    var gradients = parameters.zeroGradients
    let stateGradient = layer.backward(weights, tape, parameters, isTrained: true, &gradients)
    // Differences carry some 10⁻¹⁰ of rounding: a floor of 0.01 keeps that below the tolerance.
    expectSlopes(stateGradient, of: states, at: states.indices, floor: 1e-2, "states") {
      loss($0, parameters.values)
    }
    expectSlopes(gradients, of: parameters.values, at: gradients.indices, floor: 1e-2, "weights") {
      loss(states, $0)
    }
    var few = parameters.zeroGradients
    #expect(layer.backward(weights, tape, parameters, isTrained: false, &few) == stateGradient)
  }
}
