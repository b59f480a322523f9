public import NeuralRuntime

/// One text cut into the pieces the encoder knows.
public struct SentenceTokens: Sendable, Hashable {
  /// Numbers of the pieces, with the one that opens and the one that closes every text.
  public let pieces: [Int32]
  /// For each piece the UTF-8 offset in the text at which its word starts; −1 for the two that frame the text.
  public let wordOffsets: [Int]
  /// Whether pieces were left out because there is room for so many only.
  public let isTruncated: Bool

  /// Whether the text held nothing to encode: no character, or white space and control characters alone.
  public var isEmpty: Bool { pieces.count <= 2 }
}

/// WordPiece tokens of all-MiniLM-L6-v2: BERT's uncased normalisation, splitting and longest-piece matching.
///
/// Gives the same numbers as the Hugging Face `tokenizers` library with the model's `tokenizer.json` and truncation
/// to 256 pieces; with another vocabulary those of another uncased BERT. `[CLS]`, `[SEP]`, `[PAD]`, `[UNK]` and `[MASK]` written out in a text count as those pieces.
public struct SentenceTokenizer: Sendable {
  /// Most pieces of a text, the two that frame it among them; what follows is left out.
  public static let maximumPieces = 256
  /// Words of more characters are unknown as a whole.
  private static let maximumWordCharacters = 100
  /// Characters below have their reading kept: Latin, Greek, Cyrillic, Hebrew, Arabic, Indic, punctuation, kana.
  private static let keptCharacters: UInt32 = 0x3100

  private let vocabulary: WordPieceVocabulary
  private let readings: [CharacterReading]

  /// - Parameter catalog: The installation's model files.
  public init(catalog: ModelCatalog) throws(LanguageError) {
    do { try self.init(vocabularyPath: catalog.verifiedPath("minilm/vocab.txt")) } catch let error
      as ModelError
    {
      throw .model(error)
    } catch let error as LanguageError { throw error } catch { throw .vocabularyUnreadable }
  }

  /// - Parameter vocabularyPath: One piece a line.
  package init(vocabularyPath: String) throws(LanguageError) {
    vocabulary = try WordPieceVocabulary(contentsOf: vocabularyPath)
    readings = CharacterReading.readings(
      of: (0..<Self.keptCharacters).compactMap(Unicode.Scalar.init), in: vocabulary)
  }

  /// The pieces of one text. Reading stops where `maximumPieces` are full.
  public func tokens(of text: String) -> SentenceTokens {
    var work = Work(vocabulary: vocabulary, limit: Self.maximumPieces - 1)
    var text = text
    text.withUTF8 { unsafe read($0.span, into: &work) }
    work.close()
    return SentenceTokens(
      pieces: work.pieces, wordOffsets: work.offsets, isTruncated: work.isTruncated)
  }

  private func read(_ bytes: Span<UInt8>, into work: inout Work) {
    var index = 0
    while index < bytes.count, !work.isTruncated {
      if bytes[index] == UInt8(ascii: "["), let special = specialPiece(in: bytes, at: index) {
        work.endWord()
        work.add(special.piece, at: index)
        index += special.length
        continue
      }
      let start = index
      let scalar = nextScalar(in: bytes, at: &index)
      let reading = reading(of: scalar)
      switch reading.kind {
      case .dropped: break
      case .space: work.endWord()
      case .alone:
        work.endWord()
        work.append(reading, at: start)
        work.endWord()
      case .letters: work.append(reading, at: start)
      }
    }
    work.endWord()
  }

  private func reading(of scalar: UInt32) -> CharacterReading {
    if scalar < Self.keptCharacters { return readings[Int(scalar)] }
    return Unicode.Scalar(scalar).flatMap { CharacterReading.readings(of: [$0], in: vocabulary).first }
      ?? .dropped
  }

  private func specialPiece(in bytes: Span<UInt8>, at start: Int) -> (piece: Int32, length: Int)? {
    for (name, piece) in [
      ("[CLS]" as StaticString, vocabulary.first), ("[SEP]", vocabulary.last), ("[PAD]", vocabulary.padding),
      ("[UNK]", vocabulary.unknown), ("[MASK]", vocabulary.mask),
    ] {
      let length = name.utf8CodeUnitCount
      guard start + length <= bytes.count else { continue }
      let isHere = name.withUTF8Buffer { letters in
        (0..<length).allSatisfy { unsafe letters[$0] == bytes[start + $0] }
      }
      if isHere { return (piece, length) }
    }
    return nil
  }

  /// A string's bytes are well-formed UTF-8.
  private func nextScalar(in bytes: Span<UInt8>, at index: inout Int) -> UInt32 {
    let lead = UInt32(bytes[index])
    index += 1
    guard lead >= 0x80 else { return lead }
    let more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1
    var scalar = lead & (0x3F >> UInt32(more))
    for _ in 0..<more {
      scalar = scalar << 6 | UInt32(bytes[index]) & 0x3F
      index += 1
    }
    return scalar
  }

  /// The word being read and the pieces found so far.
  private struct Work {
    let vocabulary: WordPieceVocabulary
    /// Pieces before the closing one.
    let limit: Int
    var pieces: [Int32]
    var offsets: [Int] = [-1]
    var isTruncated = false
    private var word: [UInt16] = []
    private var wordOffset = 0

    init(vocabulary: WordPieceVocabulary, limit: Int) {
      self.vocabulary = vocabulary
      self.limit = limit
      pieces = [vocabulary.first]
    }

    mutating func append(_ reading: CharacterReading, at offset: Int) {
      guard reading.count > 0 else { return }
      if word.isEmpty { wordOffset = offset }
      // One more than may be is enough to know that the word is too long.
      guard word.count <= SentenceTokenizer.maximumWordCharacters else { return }
      word.append(reading.characters.0)
      if reading.count > 1 { word.append(reading.characters.1) }
      if reading.count > 2 { word.append(reading.characters.2) }
    }

    mutating func endWord() {
      guard !word.isEmpty else { return }
      defer { word.removeAll(keepingCapacity: true) }
      let before = pieces.count
      var start = word.count > SentenceTokenizer.maximumWordCharacters ? -1 : 0
      while start >= 0, start < word.count {
        guard let found = vocabulary.longestPiece(in: word.span, from: start) else {
          start = -1
          break
        }
        pieces.append(found.piece)
        start = found.end
      }
      if start < 0 {
        pieces.removeSubrange(before...)
        pieces.append(vocabulary.unknown)
      }
      offsets.append(contentsOf: repeatElement(wordOffset, count: pieces.count - before))
      truncate()
    }

    mutating func add(_ piece: Int32, at offset: Int) {
      pieces.append(piece)
      offsets.append(offset)
      truncate()
    }

    mutating func close() {
      pieces.append(vocabulary.last)
      offsets.append(-1)
    }

    private mutating func truncate() {
      guard pieces.count > limit else { return }
      isTruncated = true
      pieces.removeSubrange(limit...)
      offsets.removeSubrange(limit...)
    }
  }
}
