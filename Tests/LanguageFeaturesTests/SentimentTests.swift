import Foundation
import LanguageFeatures
import NeuralRuntime
import TestSupport
import Testing

@Suite("Sentence sentiment")
struct SentimentTests {
  private func scorer() throws -> SentenceSentiment {
    let path = try installedModels().verifiedPath("vader/vader_lexicon.txt")
    return SentenceSentiment(lexicon: try SentimentLexicon(contentsOf: path))
  }

  @Test("agrees with vaderSentiment 3.3.2 within 0.0001, its own rounding being 0.00005")
  func golden() throws {
    let scorer = try scorer()
    for (sentence, compound) in vaderGolden {
      let scored = scorer.compound(of: sentence)
      #expect(abs(scored - compound) <= 0.0001, "\(sentence): \(scored), expected \(compound)")
    }
    #expect(vaderGolden.count >= 60)
  }

  /// What the words add up to before it is brought between −1 and 1.
  private func points(_ sentence: String) throws -> Double {
    let compound = try scorer().compound(of: sentence)
    return compound * 15.0.squareRoot() / (1 - compound * compound).squareRoot()
  }

  /// Worked out from ‘good’ = 1.9, ‘bad’ = −2.5 and the sizes of the rules.
  private static let closedForms: [(sentence: String, points: Double)] = [
    ("a good day", 1.9), ("a very good day", 1.9 + 0.293), ("a slightly good day", 1.9 - 0.293),
    ("a GOOD day", 1.9 + 0.733), ("not good", -0.74 * 1.9), ("not a big good", -0.74 * 1.9),
    ("not a big blue good", 1.9), ("good!", 1.9 + 0.292), ("good!!!!!!", 1.9 + 4 * 0.292),
    ("good but bad", 0.5 * 1.9 - 1.5 * 2.5), ("good and bad", 1.9 - 2.5),
  ]

  @Test("each rule changes the sum by its published size", arguments: closedForms)
  func closedForm(sentence: String, expected: Double) throws {
    // 1e-9 points: only rounding of doubles lies between.
    #expect(abs(try points(sentence) - expected) < 1e-9)
  }

  @Test(
    "a sentence without rated words, and no sentence, score 0",
    arguments: ["", "...", "the table stands there!"])
  func neutral(sentence: String) throws {
    #expect(try scorer().compound(of: sentence) == 0)
  }

  @Test("a lexicon that is not there or not a lexicon is refused")
  func badLexicon() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString).txt")
    #expect(throws: LanguageError.lexiconUnreadable) { try SentimentLexicon(contentsOf: path.path) }
    try Data("good\tvery\n".utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    #expect(throws: LanguageError.lexiconUnreadable) { try SentimentLexicon(contentsOf: path.path) }
  }
}

@Suite("Sentences")
struct SentenceTests {
  private func split(_ text: String) -> [String] { sentences(of: SpokenText(text)) }

  @Test("end marks before white space end a sentence, and the text does")
  func ends() {
    #expect(split("I went. Did you? No! maybe") == ["I went.", "Did you?", "No!", "maybe"])
    #expect(split("He said “stop.” Then 3.5 hours passed.") == ["He said “stop.”", "Then 3.5 hours passed."])
  }

  @Test("titles, initials and trailing dots end nothing; ‘I.’ does")
  func noEnds() {
    #expect(
      split("Dr. J. Smith came... and left, e.g. home. So did I. Yes.")
        == ["Dr. J. Smith came... and left, e.g. home.", "So did I.", "Yes."])
  }

  @Test("fillers, marks and wordless sentences are left out, OK is written small")
  func cleaned() {
    #expect(split("Um. I was, uh, OK. [noise] Mm-hm!") == ["I was, ok."])
  }
}
