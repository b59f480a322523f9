import LanguageFeatures
import Testing

@Suite("Lexical diversity")
struct LexicalDiversityTests {
  @Test("all words different gives 1, one word throughout gives one over the window")
  func extremes() {
    let different = (0..<60).map(String.init)
    #expect(movingAverageTypeTokenRatio(words: different, windowWords: 50) == 1)
    let same = Array(repeating: "a", count: 60)
    #expect(movingAverageTypeTokenRatio(words: same, windowWords: 50) == 1.0 / 50)
  }

  @Test("a b a c in windows of two and three, by hand")
  func byHand() {
    let words = ["a", "b", "a", "a", "c"]
    // Windows ab ba aa ac hold 2 2 1 2 different words; aba baa aac hold 2 2 2.
    #expect(movingAverageTypeTokenRatio(words: words, windowWords: 2) == 7.0 / 8)
    #expect(movingAverageTypeTokenRatio(words: words, windowWords: 3) == 6.0 / 9)
  }

  @Test("repeating a text whose length is the window leaves the ratio as it is")
  func cyclic() {
    let once = (0..<50).map { String($0 % 37) }
    let ratio = movingAverageTypeTokenRatio(words: once, windowWords: 50)
    #expect(movingAverageTypeTokenRatio(words: once + once + once, windowWords: 50) == ratio)
    #expect(ratio == 37.0 / 50)
  }

  @Test("a text shorter than one window has no value")
  func short() {
    #expect(movingAverageTypeTokenRatio(words: Array(repeating: "a", count: 49), windowWords: 50) == nil)
    #expect(movingAverageTypeTokenRatio(words: [], windowWords: 50) == nil)
  }
}
