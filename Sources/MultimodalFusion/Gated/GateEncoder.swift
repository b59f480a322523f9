public import LanguageFeatures
public import NeuralRuntime

/// The published text encoder that gates are put into, and which file it is.
public struct GateEncoder: Sendable {
  let plain: TrainableEncoder
  /// Cuts words into the pieces it reads.
  public let tokenizer: SentenceTokenizer
  /// SHA-256 of its weights: a gate fits no other encoder.
  let sha256: String

  private static let file = "minilm/model.safetensors"

  /// - Parameter catalog: The installation's model files.
  public init(catalog: ModelCatalog) throws(LanguageError) {
    let path: String
    do { path = try catalog.verifiedPath(Self.file) } catch { throw .model(error) }
    try self.init(
      weights: SafetensorsFile(contentsOf: path), tokenizer: SentenceTokenizer(catalog: catalog),
      sha256: catalog.entries.first { $0.file == Self.file }?.sha256 ?? "")
  }

  package init(
    weights: SafetensorsFile, tokenizer: SentenceTokenizer, sha256: String
  ) throws(LanguageError) {
    self.tokenizer = tokenizer
    plain = try TrainableEncoder(weights: weights, settings: EncoderSettings(), seed: 0)
    self.sha256 = sha256
  }

  /// The encoder with a fresh gate: the layers' weights are shared, not copied, until low-rank updates change them.
  /// - Parameter tuning: `gateOnly` or `lowRank`.
  func gated(_ gate: GateSettings, tuning: EncoderSettings.Training, seed: UInt64) -> TrainableEncoder {
    TrainableEncoder(plain, settings: EncoderSettings(gate: gate, training: tuning), seed: seed)
  }
}
