internal import Foundation

/// Cuts text into the pieces a BERT network reads, each with its place in the text.
///
/// BERT's normaliser for lower-case models (control characters dropped, accents stripped, ideographs apart), its
/// cut at white space and punctuation, then the longest piece first: Wu et al. 2016, section 4.1, as in
/// Devlin et al. 2019.
package struct WordPieceModel: Sendable {
  package struct Piece: Sendable, Hashable {
    package let id: Int64
    /// Places among the text's characters.
    package let characters: Range<Int>
  }

  private let pieces: [String: Int64]
  package let unknown: Int64
  package let start: Int64
  package let end: Int64

  /// - Parameter lines: The vocabulary; a piece's number is its place.
  /// - Returns: `nil` for a vocabulary without BERT's special pieces.
  package init?(vocabulary lines: [String]) {
    pieces = Dictionary(lines.enumerated().map { ($1, Int64($0)) }, uniquingKeysWith: { first, _ in first })
    guard let unknown = pieces["[UNK]"], let start = pieces["[CLS]"], let end = pieces["[SEP]"] else {
      return nil
    }
    (self.unknown, self.start, self.end) = (unknown, start, end)
  }

  /// The pieces of a text in order, without the special ones.
  package func pieces(of text: String) -> [Piece] {
    var found: [Piece] = []
    var word: [(scalar: Unicode.Scalar, character: Int)] = []
    func finishWord() {
      if !word.isEmpty { found += longestPieces(word) }
      word.removeAll(keepingCapacity: true)
    }
    for (place, character) in text.enumerated() {
      for scalar in Self.normalised(character) {
        if scalar.properties.isWhitespace {
          finishWord()
        } else if Self.standsAlone(scalar) {
          finishWord()
          word = [(scalar, place)]
          finishWord()
        } else {
          word.append((scalar, place))
        }
      }
    }
    finishWord()
    return found
  }

  private func longestPieces(_ word: [(scalar: Unicode.Scalar, character: Int)]) -> [Piece] {
    let whole = (word.first?.character ?? 0)..<(word.last?.character ?? 0) + 1
    guard word.count <= 100 else { return [Piece(id: unknown, characters: whole)] }
    var found: [Piece] = []
    var from = 0
    while from < word.count {
      var to = word.count
      var match: Int64?
      while to > from {
        var text = from == 0 ? "" : "##"
        for place in from..<to { text.unicodeScalars.append(word[place].scalar) }
        match = pieces[text]
        if match != nil { break }
        to -= 1
      }
      guard let match else { return [Piece(id: unknown, characters: whole)] }
      found.append(Piece(id: match, characters: word[from].character..<word[to - 1].character + 1))
      from = to
    }
    return found
  }

  private static func normalised(_ character: Character) -> [Unicode.Scalar] {
    if let ascii = character.asciiValue {
      if character == "\r\n" || ascii == 9 || ascii == 10 || ascii == 13 { return [" "] }
      if ascii < 32 || ascii == 127 { return [] }
      return [Unicode.Scalar((65...90).contains(ascii) ? ascii + 32 : ascii)]
    }
    let decomposed = String(character).decomposedStringWithCanonicalMapping
    return decomposed.lowercased().unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .control, .format, .privateUse, .surrogate, .unassigned: false
      default: scalar.value != 0xFFFD
      }
    }
  }

  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 128 {
      return (33...47).contains(value) || (58...64).contains(value) || (91...96).contains(value)
        || (123...126).contains(value)
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default:
      return ideographs.contains { $0.contains(value) }
    }
  }

  private static let ideographs: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
    0x2B820...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F,
  ]
}
