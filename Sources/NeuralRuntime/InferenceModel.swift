internal import COpenVINO
internal import SignalCore

/// One neural network, compiled for one thread of this machine's CPU in 32-bit precision.
///
/// Write the input, run, read the outputs: all three work on memory the model keeps, so a run
/// allocates nothing here. Different models may run in different threads at the same time; one
/// model serves one thread at a time.
@safe public final class InferenceModel {
  private let model: OpaquePointer
  private let name: String
  /// Number of floats in the input.
  public let inputCount: Int
  /// Number of floats in each output, in the file's order.
  public let outputCounts: [Int]

  /// - Parameters:
  ///   - file: The manifest's `file`, for example `face/face_detector.tflite`.
  ///   - inputShape: Replaces the shape in the file, where that leaves a size open.
  /// - Throws: What the catalogue throws, or `.unusable` when the network does not load.
  public convenience init(
    _ file: String, in catalog: ModelCatalog, inputShape: [Int] = []
  ) throws(ModelError) {
    let path = try catalog.verifiedPath(file)
    let name = catalog.entries.first { $0.file == file }?.name ?? file
    try self.init(path: path, name: name, inputShape: inputShape)
  }

  /// - Parameter name: What messages call the model.
  package convenience init(path: String, name: String, inputShape: [Int] = []) throws(ModelError) {
    let shape = inputShape.map { Int64($0) }
    var opened: OpaquePointer?
    let status = unsafe bw_model_open(path, shape, shape.count, &opened)
    guard status == BW_OK, let opened = unsafe opened else {
      throw .unusable(name: name, detail: statusText(status))
    }
    unsafe self.init(opened, name: name)
  }

  /// - Parameter name: What messages call the model.
  package convenience init(_ description: NetworkDescription, name: String) throws(ModelError) {
    let text = Array(description.text.utf8CString)
    let constants = description.constants
    var opened: OpaquePointer?
    let status = unsafe bw_model_open_described(text, text.count - 1, constants, constants.count, &opened)
    guard status == BW_OK, let opened = unsafe opened else {
      throw .unusable(name: name, detail: statusText(status))
    }
    unsafe self.init(opened, name: name)
  }

  private init(_ opened: OpaquePointer, name: String) {
    unsafe model = opened
    self.name = name
    inputCount = unsafe bw_model_input_count(opened)
    outputCounts = unsafe (0..<bw_model_output_number(opened)).map {
      unsafe bw_model_output_count(opened, $0)
    }
  }

  deinit { unsafe bw_model_close(model) }

  /// Lets the caller write the input, `inputCount` floats in row-major order. They stay until rewritten.
  public func writeInput(_ write: (inout MutableSpan<Float>) -> Void) {
    var input = unsafe MutableSpan(_unsafeStart: bw_model_input(model), count: inputCount)
    write(&input)
  }

  /// Computes the outputs from the input.
  public func run() throws(ModelError) {
    let status = unsafe bw_model_run(model)
    guard status == BW_OK else { throw .unusable(name: name, detail: statusText(status)) }
  }

  /// Lets the caller read an output of the last run, in row-major order.
  public func readOutput<Result>(_ index: Int, _ read: (Span<Float>) -> Result) -> Result {
    precondition(outputCounts.indices.contains(index), "the network has no output of this number")
    let output = unsafe Span(_unsafeStart: bw_model_output(model, index), count: outputCounts[index])
    return read(output)
  }

  /// Where the input has exactly this many floats and the outputs these many.
  ///
  /// Called once after loading, it makes the reads that follow safe by construction.
  public func require(inputCount: Int, outputCounts: [Int]) throws(ModelError) {
    guard self.inputCount == inputCount, self.outputCounts == outputCounts else {
      throw .unusable(name: name, detail: "its inputs or outputs have another size than expected")
    }
  }
}

/// What went wrong in the library, as the end of a sentence.
func statusText(_ status: bw_status) -> String {
  switch status {
  case BW_NO_RUNTIME: "the inference library did not start"
  case BW_NOT_READ: "its file could not be read as a network"
  case BW_SHAPE_REFUSED: "it does not take the wanted input shape"
  case BW_NOT_COMPILED: "it could not be prepared for this processor"
  case BW_TENSORS_REFUSED: "its inputs or outputs are of an unexpected kind"
  default: "the computation broke off"
  }
}
