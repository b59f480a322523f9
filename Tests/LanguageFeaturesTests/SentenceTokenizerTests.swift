import Foundation
import LanguageFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

@Suite("Word pieces of the sentence encoder")
struct SentenceTokenizerTests {
  private struct Golden: Decodable {
    struct Entry: Decodable {
      let text: String
      let pieces: [Int32]
    }
    let entries: [Entry]
  }

  /// Accents, marks, ideographs, emoji, controls, categories that changed, long words, special pieces written out.
  @Test("pieces are those of the tokenizers library on lines chosen to be hard")
  func golden() throws {
    let path = packageRoot.appending(path: "Tests/LanguageFeaturesTests/Golden/word_pieces.json")
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: path))
    #expect(golden.entries.count >= 300)
    let tokenizer = try SentenceTokenizer(catalog: installedModels())
    for entry in golden.entries {
      #expect(tokenizer.tokens(of: entry.text).pieces == entry.pieces, "\(entry.text.debugDescription)")
    }
  }

  @Test(
    "a text without a character to encode is empty",
    arguments: ["", " ", "\t\n\r ", "\u{0}\u{200D}", "\u{301}"])
  func empty(text: String) throws {
    let tokens = try SentenceTokenizer(catalog: installedModels()).tokens(of: text)
    #expect(tokens.isEmpty && !tokens.isTruncated && tokens.pieces == [101, 102])
    #expect(tokens.wordOffsets == [-1, -1])
  }

  @Test("a text of 10,000 words keeps its first 254 pieces and says so; one of 254 is whole")
  func truncation() throws {
    let tokenizer = try SentenceTokenizer(catalog: installedModels())
    func words(_ count: Int) -> SentenceTokens {
      tokenizer.tokens(of: String(repeating: "word ", count: count))
    }
    #expect(words(10_000).pieces.count == SentenceTokenizer.maximumPieces && words(10_000).isTruncated)
    #expect(words(10_000).pieces == words(254).pieces)
    #expect(words(254).isTruncated == false && words(255).isTruncated)
    #expect(words(255).wordOffsets.count == 256)
  }

  @Test("every piece knows where its word starts")
  func offsets() throws {
    let text = "Não, unbelievable[SEP] psychomotor!"
    let tokens = try SentenceTokenizer(catalog: installedModels()).tokens(of: text)
    let starts = Set(tokens.wordOffsets.filter { $0 >= 0 })
    let bytes = Array(text.utf8)
    let words = starts.sorted().map { bytes[$0] }
    #expect(words == [UInt8(ascii: "N"), 0x2C, 0x75, 0x5B, 0x70, 0x21])
    #expect(tokens.wordOffsets.count == tokens.pieces.count)
    #expect(tokens.wordOffsets.count > starts.count + 2)
  }

  @Test("a list without the special pieces is refused")
  func refusal() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/vocab.txt"
      try "a\nb\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(throws: LanguageError.vocabularyUnreadable) { _ = try SentenceTokenizer(vocabularyPath: path) }
      #expect(throws: LanguageError.vocabularyUnreadable) {
        _ = try SentenceTokenizer(vocabularyPath: path + ".none")
      }
    }
  }
}
