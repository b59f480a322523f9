import Foundation
import LanguageFeatures
import TestSupport
import Testing

/// Pieces as tokenizers 0.23.3 cuts them with Rampart's tokenizer.json (`Tokenizer.encode(text).ids`).
@Suite struct WordPieceTests {
  private let tokenizer: SentenceTokenizer

  init() throws {
    tokenizer = try SentenceTokenizer(
      vocabularyPath: try installedModels().verifiedPath("deidentification/vocab.txt"))
  }

  @Test("texts are cut as the reference tokenizer cuts them", arguments: references)
  func pieces(text: String, ids: [Int64]) {
    #expect(tokenizer.tokens(of: text).pieces.dropFirst().dropLast().map(Int64.init) == ids)
  }

  @Test("each piece knows its place in the text, accents and all")
  func places() {
    let text = "Hi, Zoë  O’Brien!"
    let starts = Set(tokenizer.tokens(of: text).wordOffsets.dropFirst().dropLast()).sorted()
    let bytes = Array(text.utf8)
    let words = zip(starts, starts.dropFirst() + [bytes.count]).map { start, end in
      String(decoding: bytes[start..<end], as: UTF8.self).filter { $0 != " " }
    }
    #expect(words == ["Hi", ",", "Zoë", "O", "’", "Brien", "!"])
  }
}

private let references: [(String, [Int64])] = [
  (
    "My name is José Muñoz, I'm from São Paulo.",
    [
      15545, 921, 15941, 5370, 19588, 6571, 11866, 8381, 778, 15214, 15912, 3477, 15137, 1660, 7148,
    ]
  ),
  (
    "i was talking to oluwaseun yesterday",
    [
      778, 1174, 7544, 258, 12603, 8359, 15415, 9844, 12488,
    ]
  ),
  (
    "call 555-867-5309 or mail k.patel@example.org",
    [
      13858, 16807, 9046, 9260, 14685, 9046, 9809, 16524, 6039, 3744, 7991, 7148, 10828, 16752, 12005,
      7148, 569,
    ]
  ),
  (
    "Łukasz & Zoë’s 東京 — tea… €5",
    [
      1899, 16700, 13105, 11070, 4696, 3653, 17109, 16023, 3579, 13730, 14844, 3574, 4471, 13230,
    ]
  ),
  (
    String(repeating: "x", count: 101) + " end",
    [
      1, 5063,
    ]
  ),
  (
    "tab\tand  spaces",
    [
      3546, 2550, 17031,
    ]
  ),
]
