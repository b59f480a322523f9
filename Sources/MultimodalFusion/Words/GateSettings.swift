/// What the Multimodal Adaptation Gate is given and where it sits.
public struct GateSettings: Sendable, Hashable, Codable {
  /// A kind of signal that goes with words.
  public struct Modality: Sendable, Hashable, Codable {
    /// `acoustic`, `visual`.
    public let name: String
    /// Numbers in a word's vector.
    public let width: Int

    /// - Precondition: A vector has at least one number.
    public init(name: String, width: Int) {
      precondition(width > 0, "a modality has at least one number a word")
      self.name = name
      self.width = width
    }
  }

  public var modalities: [Modality]
  /// The layer behind which the gate sits: 0 for the embeddings, 6 for the last.
  public var depth = 0
  /// β: how long the shift may be beside the piece's own vector.
  public var shiftShare = 1.0
  /// Share of the shifted vector's numbers left out in training.
  public var dropoutRate = 0.5

  /// The authors' published code has these defaults.
  public init(modalities: [Modality]) { self.modalities = modalities }

  /// Whether a gate can be made so; a damaged file may ask for one that cannot.
  var isUsable: Bool {
    !modalities.isEmpty && modalities.allSatisfy { (1...Self.greatestWidth).contains($0.width) }
      && (0...TrainableEncoder.layerCount).contains(depth) && shiftShare > 0 && shiftShare.isFinite
      && dropoutRate >= 0 && dropoutRate < 1
  }

  /// Far more numbers than any extractor gives a word.
  private static let greatestWidth = 100_000
}

/// The signals that go with the pieces of a batch, gathered by modality.
package struct GateSignals: Sendable {
  struct Gathered: Sendable {
    /// Rows of the batch that have the modality, rising.
    var rows: [Int] = []
    /// rows.count × width.
    var values: [Double] = []
  }

  private(set) var modalities: [Gathered]
  /// Rows with at least one modality, rising.
  package private(set) var rows: [Int] = []

  /// - Parameter texts: One below the other.
  /// - Precondition: A text has signals for every modality, of its width, or for none.
  package init(_ texts: [EncoderText], _ settings: GateSettings) {
    modalities = settings.modalities.map { _ in Gathered() }
    var first = 0
    for text in texts {
      precondition(
        text.signals.isEmpty || text.signals.count == modalities.count, "a text has every modality or none")
      for piece in text.pieces.indices where !text.signals.isEmpty {
        var isPresent = false
        for index in modalities.indices {
          guard let vector = text.signals[index][piece] else { continue }
          precondition(
            vector.count == settings.modalities[index].width && vector.allSatisfy(\.isFinite),
            "a vector has its modality's width and is finite")
          modalities[index].rows.append(first + piece)
          modalities[index].values += vector
          isPresent = true
        }
        if isPresent { rows.append(first + piece) }
      }
      first += text.pieces.count
    }
  }
}
