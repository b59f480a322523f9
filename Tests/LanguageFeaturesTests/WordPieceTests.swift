import Foundation
import LanguageFeatures
import TestSupport
import Testing

/// Pieces as tokenizers 0.23.3 cuts them with Rampart's tokenizer.json (`Tokenizer.encode(text).ids`).
@Suite struct WordPieceTests {
  private let model: WordPieceModel

  init() throws {
    let path = try installedModels().verifiedPath("deidentification/vocab.txt")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    model = try #require(WordPieceModel(vocabulary: lines.map(String.init)))
  }

  @Test("texts are cut as the reference tokenizer cuts them", arguments: references)
  func pieces(text: String, ids: [Int64]) { #expect(model.pieces(of: text).map(\.id) == ids) }

  @Test("each piece knows its place in the text, accents and all")
  func places() {
    let text = "Hi, Zoë  O’Brien!"
    let characters = Array(text)
    let pieces = model.pieces(of: text)
    #expect(pieces.map { String(characters[$0.characters]) }.joined() == text.filter { $0 != " " })
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
