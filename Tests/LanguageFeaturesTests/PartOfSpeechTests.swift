import LanguageFeatures
import TestSupport
import Testing

@Suite("Parts of speech")
struct PartOfSpeechTests {
  private static let tagger = Result { try PartOfSpeechTagger(catalog: installedModels()) }

  private func tags(_ sentence: String) throws -> String {
    try Self.tagger.get().tagged(sentence).map { "\($0.word)/\($0.tag.rawValue)" }.joined(separator: " ")
  }

  @Test("clitics and punctuation stand apart, with or without apostrophes, and stutters are completed")
  func tokens() {
    #expect(
      treebankTokens(of: "I don't know, it's (maybe) OK...") == [
        "I", "do", "n't", "know", ",", "it", "'s", "(", "maybe", ")", "OK", "...",
      ])
    #expect(treebankTokens(of: "im sure you cannot") == ["i", "'m", "sure", "you", "can", "not"])
    #expect(treebankTokens(of: "I'd've th-think well-being") == ["I", "'d", "'ve", "think", "well-being"])
    #expect(treebankTokens(of: "").isEmpty)
    #expect(
      treebankTokens(of: "'cause I said \u{201C}no\u{201D}") == [
        "'cause", "I", "said", "\u{201C}", "no", "\u{201D}",
      ])
  }

  private static let tagged: [String] = [
    "I/PRP wake/VBP up/RP at/IN four/CD every/DT night/NN ./.",
    "She/PRP died/VBD last/JJ spring/NN ./.",
    "I/PRP had/VBD not/RB laughed/VBN for/IN months/NNS",
    "I/PRP did/VBD n't/RB go/VB see/VB it/PRP",
    "I/PRP kind/RB of/RB hate/VBP this/DT",
    "i/PRP like/VBP my/PRP$ dog/NN",
    "there/EX is/VBZ no/DT hope/NN",
  ]

  @Test("tense, person and the little words of talk", arguments: tagged)
  func spoken(expected: String) throws {
    let words = expected.split(separator: " ").map { String($0.prefix { $0 != "/" }) }
    let found = try Self.tagger.get().tags(of: words)
    #expect(zip(words, found).map { "\($0)/\($1.rawValue)" }.joined(separator: " ") == expected)
  }

  @Test("words no list knows are guessed from their endings")
  func unknown() throws {
    #expect(
      try tags("a blorping zemtified quaxly Drundel")
        == "a/DT blorping/VBG zemtified/VBN quaxly/RB Drundel/NNP")
  }

  @Test("anything at all gets one tag a token", arguments: ["👍🏽 ok", "\u{0}\u{7}", "مرحبا بك", "?!?!", "日本語"])
  func anything(text: String) throws {
    #expect(try Self.tagger.get().tagged(text).count == treebankTokens(of: text).count)
  }
}
