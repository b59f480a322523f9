import Foundation
import LanguageFeatures
import NeuralRuntime
import TestSupport
import Testing

@Suite("Sentence sentiment")
struct SentimentTests {
  private func scorer() throws -> SentenceSentiment {
    SentenceSentiment(lexicon: try SentimentLexicon(catalog: installedModels()))
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

  @Test("emoji are read as the words that name them")
  func emoji() throws {
    let scorer = try scorer()
    #expect(
      scorer.compound(of: "fine \u{1F602} ") == scorer.compound(of: "fine face with tears of joy"))
    #expect(scorer.compound(of: "\u{1F5D1}") == 0)
  }

  @Test("a word list that is not the published one is refused")
  func alteredLexicon() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: home) }
    for folder in ["Models", ".deps/models/vader"] {
      try FileManager.default.createDirectory(
        at: home.appending(path: folder), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      at: packageRoot.appending(path: "Models/manifest.json"),
      to: home.appending(path: "Models/manifest.json"))
    try Data("good\t1.9\n".utf8).write(to: home.appending(path: ".deps/models/vader/vader_lexicon.txt"))
    let catalog = try ModelCatalog(home: home)
    #expect(throws: LanguageError.model(.altered(name: "VADER lexicon"))) {
      try SentimentLexicon(catalog: catalog)
    }
  }
}
