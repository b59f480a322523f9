import Foundation

/// The pieces words are cut into, as a tree that is followed character by character.
///
/// Characters are numbered: 1 upwards for those that occur in a piece, 0 for all others.
struct WordPieceVocabulary: Sendable {
  /// Number of a character that is in no piece.
  static let unknownCharacter: UInt16 = 0
  /// Where words start in the tree.
  static let wordStart: Int32 = 0
  /// Where the rest of a word starts.
  static let wordRest: Int32 = 1

  let padding: Int32
  let unknown: Int32
  let first: Int32
  let last: Int32
  let mask: Int32
  /// By scalar value; characters of pieces all lie in the first plane.
  private let characters: [UInt16]
  /// Per node the piece that ends there, or −1.
  private var pieces: [Int32] = [-1, -1]
  /// Hash table of edges: node and character above, the node led to below; 0 where free.
  private var edges = [UInt64](repeating: 0, count: 1 << edgeBits)
  private static let edgeBits: UInt64 = 18

  /// Reads one piece a line; a line's number from 0 is the piece's, `##` marks what does not start a word.
  init(contentsOf path: String) throws(LanguageError) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw .vocabularyUnreadable }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    var numbers: [Substring: Int32] = [:]
    var characters = [UInt16](repeating: Self.unknownCharacter, count: 1 << 16)
    var characterCount: UInt16 = 0
    for (index, line) in lines.enumerated() {
      numbers[line] = Int32(index)
      for scalar in line.unicodeScalars {
        guard scalar.value < 1 << 16 else { throw .vocabularyUnreadable }
        if characters[Int(scalar.value)] == Self.unknownCharacter {
          characterCount += 1
          characters[Int(scalar.value)] = characterCount
        }
      }
    }
    guard characterCount < 1 << 12, let padding = numbers["[PAD]"], let unknown = numbers["[UNK]"],
      let first = numbers["[CLS]"], let last = numbers["[SEP]"], let mask = numbers["[MASK]"]
    else { throw .vocabularyUnreadable }
    self.characters = characters
    (self.padding, self.unknown, self.first, self.last, self.mask) = (padding, unknown, first, last, mask)
    for (index, line) in lines.enumerated() {
      let isRest = line.utf8.starts(with: "##".utf8) && line.utf8.count > 2
      var node = isRest ? Self.wordRest : Self.wordStart
      for scalar in line.unicodeScalars.dropFirst(isRest ? 2 : 0) {
        guard let next = child(of: node, by: characters[Int(scalar.value)])
        else { throw .vocabularyUnreadable }
        node = next
      }
      pieces[Int(node)] = Int32(index)
    }
  }

  /// - Returns: `unknownCharacter` for one that is in no piece.
  func number(of scalar: Unicode.Scalar) -> UInt16 {
    scalar.value < 1 << 16 ? characters[Int(scalar.value)] : Self.unknownCharacter
  }

  /// The longest piece at a place of a word.
  /// - Returns: `nil` when no piece fits there.
  func longestPiece(in word: Span<UInt16>, from start: Int) -> (piece: Int32, end: Int)? {
    var node = start == 0 ? Self.wordStart : Self.wordRest
    var found: (piece: Int32, end: Int)?
    for index in start..<word.count {
      guard let next = edge(from: node, by: word[index]) else { break }
      node = next
      if pieces[Int(node)] >= 0 { found = (pieces[Int(node)], index + 1) }
    }
    return found
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - edgeBits))
  }

  private func edge(from node: Int32, by character: UInt16) -> Int32? {
    let key = UInt64(node) << 12 | UInt64(character)
    var slot = Self.slot(key)
    while edges[slot] != 0 {
      if edges[slot] >> 32 == key { return Int32(truncatingIfNeeded: edges[slot] & 0xFFFF_FFFF) }
      slot = (slot + 1) & (edges.count - 1)
    }
    return nil
  }

  /// - Returns: `nil` when the table is too full to stay quick, or a node's number too large for its key.
  private mutating func child(of node: Int32, by character: UInt16) -> Int32? {
    if let known = edge(from: node, by: character) { return known }
    guard pieces.count < edges.count * 3 / 4, node < 1 << 20 else { return nil }
    let next = Int32(pieces.count)
    pieces.append(-1)
    let key = UInt64(node) << 12 | UInt64(character)
    var slot = Self.slot(key)
    while edges[slot] != 0 { slot = (slot + 1) & (edges.count - 1) }
    edges[slot] = key << 32 | UInt64(next)
    return next
  }
}
