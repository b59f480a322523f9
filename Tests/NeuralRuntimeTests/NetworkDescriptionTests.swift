import Foundation
import NeuralRuntime
import Testing

/// Truth is the steps' definition, worked out by hand; single precision leaves 1e-5.
@Suite struct NetworkDescriptionTests {
  private typealias Value = NetworkDescription.Value

  @Test("sums, products and maxima of matrices follow their definition")
  func arithmetic() throws {
    let outputs = try outputs(input: [1, 2, 3, 4], shape: [2, 2]) { network, input in
      let product = network.rows(input, times: network.constant([1, 1, 1, -1], shape: [2, 2]))  // 3 −1, 7 −1
      let positive = network.larger(product, network.constant([0], shape: [1, 1]))  // 3 0, 7 0
      let one = [UInt8(0x00), 0x3C]  // 1 in 16 bits
      let ones = unsafe one.withUnsafeBytes { unsafe network.constant(halves: $0, shape: [1, 1]) }
      let raised = network.sum(network.product(positive, positive), ones)  // 10 1, 50 1
      return network.sum(network.naturalLogarithm(raised), network.largest(raised, over: [0, 1]))
    }
    #expect(near(outputs, [50 + log(10), 50, 50 + log(50), 50]))
  }

  @Test("rows are standardised and turned, and GELU lets large values through")
  func layers() throws {
    let outputs = try outputs(input: [-1, 1, 50, 70], shape: [1, 2, 2]) { network, input in
      let standard = network.standardised(input, along: 2)  // −1 1, −1 1
      let large = network.product(standard, network.constant([20], shape: [1, 1]))
      return network.gelu(network.transposed(network.reshaped(large, to: [2, 2]), to: [1, 0]))
    }
    #expect(near(outputs, [0, 0, 20, 20], within: 1e-3))  // 1e-5 is added to the variance of 1
  }

  @Test("a convolution adds neighbours, with a zero beyond each end, at every second place")
  func convolution() throws {
    let outputs = try outputs(input: [1, 2, 3, 4], shape: [1, 1, 4]) { network, input in
      network.convolution(input, kernels: network.constant([1, 10, 100], shape: [1, 1, 3]), stride: 2)
    }
    #expect(near(outputs, [210, 432]))
  }

  @Test("attention weighs values by how well keys fit, by the softmax of products over the root of the width")
  func attention() throws {
    let outputs = try outputs(input: [1, 0, 0, 0, 0, 0, 0, 0], shape: [1, 1, 2, 4]) { network, input in
      network.attention(queries: input, keys: input, values: input)
    }
    let first = exp(0.5) / (exp(0.5) + 1)
    #expect(near(outputs, [first, 0, 0, 0, 0.5, 0, 0, 0]))
  }

  @Test("a network whose sizes do not fit is refused")
  func misfit() {
    #expect(throws: ModelError.self) {
      try outputs(input: [1, 2], shape: [1, 2]) { network, input in
        network.rows(input, times: network.constant([1, 2, 3], shape: [1, 3]))
      }
    }
  }

  private func near(_ outputs: [Float], _ truth: [Double], within: Double = 1e-5) -> Bool {
    outputs.count == truth.count
      && zip(outputs, truth).allSatisfy { abs(Double($0) - $1) <= within * max(1, abs($1)) }
  }

  private func outputs(
    input: [Float], shape: [Int], _ make: (inout NetworkDescription, Value) -> Value
  ) throws -> [Float] {
    var description = NetworkDescription()
    let first = description.input(shape: shape)
    description.output(make(&description, first))
    let model = try InferenceModel(description, name: "test")
    model.writeInput { values in
      for index in input.indices { values[index] = input[index] }
    }
    try model.run()
    return model.readOutput(0) { values in values.indices.map { values[$0] } }
  }
}
