/// How a trainable encoder is put together.
public struct EncoderSettings: Sendable, Hashable, Codable {
  /// What training changes. The embeddings never change.
  public enum Training: Sendable, Hashable, Codable {
    /// The output head; the gate, where there is one, stays as it began.
    case headOnly
    /// The head and the gate.
    case gateOnly
    /// The head, the gate where there is one, and low-rank updates of every layer's query and value maps.
    case lowRank(rank: Int)
    /// The head, the gate where there is one, and every layer.
    case full
  }

  /// `nil` for words alone.
  public var gate: GateSettings?
  public var training = Training.headOnly
  /// Numbers the head foretells of a text.
  public var outputCount = 1

  public init(gate: GateSettings? = nil, training: Training = .headOnly) {
    self.gate = gate
    self.training = training
  }

  /// The depth from which on states change while training; `nil` when none do.
  var firstTrainedDepth: Int? {
    switch training {
    case .headOnly: nil
    case .gateOnly: gate?.depth
    case .lowRank, .full: 0
    }
  }
}

/// One number or more of every trained part; gradients have the same form.
package struct EncoderNumbers: Sendable, Hashable, Codable {
  /// The layers.
  package var body: [Double]
  package var gate: [Double]
  package var adapters: [Double]
  package var head: [Double]
}
