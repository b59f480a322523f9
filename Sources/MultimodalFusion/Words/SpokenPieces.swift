public import LanguageFeatures

/// A spoken text cut into the encoder's pieces, each with the word it is part of.
public struct SpokenPieces: Sendable, Hashable {
  public let tokens: SentenceTokens
  /// One place a piece: the word's place in the list handed over; `nil` for the two pieces that frame the text.
  public let wordOfPiece: [Int?]
  /// Words handed over, those without a piece included.
  public let wordCount: Int

  /// - Parameter words: As spoken; joined by spaces they are the text.
  public init(words: [String], tokenizer: SentenceTokenizer) {
    var text = ""
    var starts: [Int] = []
    for word in words {
      if !starts.isEmpty { text += " " }
      starts.append(text.utf8.count)
      text += word
    }
    wordCount = words.count
    tokens = tokenizer.tokens(of: text)
    // Offsets of pieces rise, and so do those of words.
    var word = 0
    wordOfPiece = tokens.wordOffsets.map { offset in
      guard offset >= 0 else { return nil }
      while word + 1 < starts.count, starts[word + 1] <= offset { word += 1 }
      return word
    }
  }

  /// Each piece gets its word's vector: sub-word pieces copies of one, the framing pieces none.
  /// - Precondition: There is a place for every word.
  public func spread(_ vectors: [[Double]?]) -> [[Double]?] {
    wordOfPiece.map { $0.flatMap { vectors[$0] } }
  }
}
