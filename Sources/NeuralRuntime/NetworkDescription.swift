/// A network put together step by step, in OpenVINO's intermediate representation (IR version 11: layers, edges, and
/// one block of constants).
///
/// Steps are the operations of OpenVINO's published operation sets, under their names there; sizes follow from the
/// inputs'. Numbers are 32-bit floats, of which constants may be stored in 16 bits.
package struct NetworkDescription {
  /// What a step yields.
  package struct Value {
    fileprivate var layer: Int
    fileprivate var port: Int
  }

  /// What every constant begins on a multiple of, in bytes, as vector loads like it.
  private static let alignment = 64

  package private(set) var constants: [UInt8] = []
  private var layers = ""
  private var edges = ""
  private var count = 0

  package init() {}

  /// The description as XML.
  package var text: String {
    "<?xml version=\"1.0\"?><net name=\"network\" version=\"11\"><layers>\(layers)</layers>"
      + "<edges>\(edges)</edges></net>"
  }

  package mutating func input(shape: [Int]) -> Value {
    step("Parameter", set: 1, ["shape": list(shape), "element_type": "f32"], [])
  }

  package mutating func output(_ value: Value) { _ = step("Result", set: 1, [:], [value], yields: false) }

  package mutating func constant(_ values: [Float], shape: [Int]) -> Value {
    unsafe values.withUnsafeBytes { bytes in unsafe stored(bytes, as: "f32", shape: shape) }
  }

  /// - Parameter halves: 16-bit floats in the machine's order, two bytes each.
  package mutating func constant(halves: UnsafeRawBufferPointer, shape: [Int]) -> Value {
    let stored = unsafe stored(halves, as: "f16", shape: shape)
    return step("Convert", set: 1, ["destination_type": "f32"], [stored])
  }

  private mutating func integers(_ values: [Int]) -> Value {
    unsafe values.map(Int64.init).withUnsafeBytes { bytes in
      unsafe stored(bytes, as: "i64", shape: [values.count])
    }
  }

  private mutating func stored(_ bytes: UnsafeRawBufferPointer, as type: String, shape: [Int]) -> Value {
    let padding = (Self.alignment - constants.count % Self.alignment) % Self.alignment
    constants += repeatElement(0, count: padding)
    let offset = constants.count
    unsafe constants.append(contentsOf: bytes)
    let place = ["element_type": type, "shape": list(shape), "offset": "\(offset)", "size": "\(bytes.count)"]
    return step("Const", set: 1, place, [])
  }

  package mutating func sum(_ first: Value, _ second: Value) -> Value { pair("Add", first, second) }
  package mutating func product(_ first: Value, _ second: Value) -> Value { pair("Multiply", first, second) }
  package mutating func larger(_ first: Value, _ second: Value) -> Value { pair("Maximum", first, second) }

  private mutating func pair(_ name: String, _ first: Value, _ second: Value) -> Value {
    step(name, set: 1, ["auto_broadcast": "numpy"], [first, second])
  }

  /// Rows times the transpose of a matrix that has one row an output.
  package mutating func rows(_ rows: Value, times matrix: Value) -> Value {
    step("MatMul", set: 1, ["transpose_a": "false", "transpose_b": "true"], [rows, matrix])
  }

  package mutating func naturalLogarithm(_ value: Value) -> Value { step("Log", set: 1, [:], [value]) }

  /// The Gaussian error linear unit x·Φ(x), by the error function.
  package mutating func gelu(_ value: Value) -> Value {
    step("Gelu", set: 7, ["approximation_mode": "ERF"], [value])
  }

  /// The largest value over all of these axes, which stay with a size of 1.
  package mutating func largest(_ value: Value, over axes: [Int]) -> Value {
    step("ReduceMax", set: 1, ["keep_dims": "true"], [value, integers(axes)])
  }

  /// Values less their mean, over their standard deviation, along an axis; 1e-5 is added to the variance.
  package mutating func standardised(_ value: Value, along axis: Int) -> Value {
    let settings = ["eps": "0.00001", "normalize_variance": "true", "eps_mode": "INSIDE_SQRT"]
    return step("MVN", set: 6, settings, [value, integers([axis])])
  }

  package mutating func transposed(_ value: Value, to order: [Int]) -> Value {
    step("Transpose", set: 1, [:], [value, integers(order)])
  }

  package mutating func reshaped(_ value: Value, to shape: [Int]) -> Value {
    step("Reshape", set: 1, ["special_zero": "false"], [value, integers(shape)])
  }

  /// A convolution along the last axis with one zero added at both ends.
  /// - Parameters:
  ///   - value: 1, channels, positions.
  ///   - kernels: Output channels, channels, width.
  package mutating func convolution(_ value: Value, kernels: Value, stride: Int) -> Value {
    let settings = [
      "strides": "\(stride)", "dilations": "1", "pads_begin": "1", "pads_end": "1", "auto_pad": "explicit",
    ]
    return step("Convolution", set: 1, settings, [value, kernels])
  }

  /// softmax(q·kᵀ/√width)·v; each 1, heads, positions, width.
  package mutating func attention(queries: Value, keys: Value, values: Value) -> Value {
    step("ScaledDotProductAttention", set: 13, ["causal": "false"], [queries, keys, values])
  }

  private mutating func step(
    _ name: String, set: Int, _ settings: [String: String], _ inputs: [Value], yields: Bool = true
  ) -> Value {
    let id = count
    count += 1
    let data = settings.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
    func ports(_ numbers: Range<Int>) -> String {
      numbers.map { "<port id=\"\($0)\" precision=\"FP32\"/>" }.joined()
    }
    layers += "<layer id=\"\(id)\" name=\"\(name)\(id)\" type=\"\(name)\" version=\"opset\(set)\">"
    if !data.isEmpty { layers += "<data\(data)/>" }
    if !inputs.isEmpty { layers += "<input>\(ports(0..<inputs.count))</input>" }
    if yields { layers += "<output>\(ports(inputs.count..<(inputs.count + 1)))</output>" }
    layers += "</layer>"
    for (port, input) in inputs.enumerated() {
      edges +=
        "<edge from-layer=\"\(input.layer)\" from-port=\"\(input.port)\" to-layer=\"\(id)\" to-port=\"\(port)\"/>"
    }
    return Value(layer: id, port: inputs.count)
  }

  private func list(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: ",") }
}
