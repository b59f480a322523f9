internal import COpenVINO

/// A BERT-like network that reads sequences of word pieces of any length, on one thread in 32-bit precision.
///
/// One model serves one thread at a time; the same sequence gives the same bits.
@safe public final class TokenModel {
  private let model: OpaquePointer
  private let name: String

  /// - Parameter file: The manifest's `file`, a network with the inputs `input_ids`, `attention_mask` and
  ///   `token_type_ids`.
  /// - Throws: What the catalogue throws, or `.unusable` when the network does not load.
  public init(_ file: String, in catalog: ModelCatalog) throws(ModelError) {
    let path = try catalog.verifiedPath(file)
    name = catalog.entries.first { $0.file == file }?.name ?? file
    var opened: OpaquePointer?
    let status = unsafe bw_token_model_open(path, &opened)
    guard status == BW_OK, let opened = unsafe opened else {
      throw .unusable(name: name, detail: statusText(status))
    }
    unsafe model = opened
  }

  deinit { unsafe bw_token_model_close(model) }

  /// Computes the output for one sequence, every piece of which counts (attention mask 1, token type 0).
  /// - Parameter tokens: Numbers of word pieces, as many as the network has positions at most.
  /// - Returns: The output in row-major order, pieces × classes.
  public func output(for tokens: [Int64]) throws(ModelError) -> [Float] {
    var values: UnsafePointer<Float>?
    var count = 0
    let status = unsafe bw_token_model_run(model, tokens, tokens.count, &values, &count)
    guard status == BW_OK, let values = unsafe values else {
      throw .unusable(name: name, detail: statusText(status))
    }
    return unsafe Array(UnsafeBufferPointer(start: values, count: count))
  }
}
