public import LanguageFeatures

/// A text as the encoder takes it: its pieces and what goes with each.
public struct EncoderText: Sendable, Hashable {
  /// As `SentenceTokens.pieces`.
  public let pieces: [Int32]
  /// One list a modality of the gate, one vector a piece, `nil` where the modality is absent; empty for words alone.
  public let signals: [[[Double]?]]

  /// A text without signals.
  public init(_ tokens: SentenceTokens) {
    pieces = tokens.pieces
    signals = []
  }

  /// - Parameter wordVectors: One list a modality of the gate, one vector a word, as `WordReadings.vectors` gives
  ///   them.
  public init(_ spoken: SpokenPieces, wordVectors: [[[Double]?]]) {
    pieces = spoken.tokens.pieces
    signals = wordVectors.map(spoken.spread)
  }

  /// Whether there is nothing to encode, as `SentenceTokens.isEmpty`.
  public var isEmpty: Bool { pieces.count <= 2 }

  /// The same words without signals.
  public var wordsAlone: EncoderText { EncoderText(pieces: pieces, signals: []) }

  /// Whether any piece has a signal.
  var hasSignals: Bool { signals.contains { $0.contains { $0 != nil } } }

  /// The same words without the signals of some of the modalities.
  func silencing(_ isSilenced: [Bool]) -> EncoderText {
    EncoderText(
      pieces: pieces,
      signals: zip(signals, isSilenced).map { vectors, isSilenced in
        isSilenced ? vectors.map { _ in nil } : vectors
      })
  }

  private init(pieces: [Int32], signals: [[[Double]?]]) {
    self.pieces = pieces
    self.signals = signals
  }
}
