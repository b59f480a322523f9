import Foundation
public import SignalCore

/// How many different words the participant uses.
extension LanguageMeasures {
  static let diversity: [PassageMeasure] = [
    PassageMeasure(mattr50, .anyLanguage) { passage, _ in
      MeasuredValue(movingAverageTypeTokenRatio(words: passage.words, windowWords: 50), orMissing: .tooShort)
    },
    PassageMeasure(mattr10, .anyLanguage) { passage, _ in
      MeasuredValue(movingAverageTypeTokenRatio(words: passage.words, windowWords: 10), orMissing: .tooShort)
    },
    PassageMeasure(brunet, .anyLanguage) { passage, _ in
      let counts = passage.wordCounts
      return .value(pow(Double(passage.words.count), pow(Double(counts.count), -0.165)))
    },
    PassageMeasure(honore, .anyLanguage) { passage, _ in
      let counts = passage.wordCounts
      let once = counts.values.count { $0 == 1 }
      // Where every word is new the statistic has no value.
      guard once < counts.count else { return .missing(.tooShort) }
      return .value(100 * log(Double(passage.words.count)) / (1 - Double(once) / Double(counts.count)))
    },
  ]

  private static let mattrSource =
    "Covington & McFall 2010, J. Quantitative Linguistics 17(2), doi 10.1080/09296171003643098."
  private static let mattrCaution = """
    Falls when the same question is answered several times and with repeated words of a stammer; a \
    recogniser's errors usually raise it.
    """
  private static let lengthCaution =
    " It depends on the length of the text, so only sessions of like length compare."

  public static let mattr50 = mattr(
    50,
    definition: """
      Moving-average type-token ratio: different words divided by words in a window of 50 words, averaged \
      over all windows, each one word further on, through the participant's words in order. Word forms \
      are compared lower-cased, not reduced to stems; fillers are no words.
      """, source: mattrSource)

  public static let mattr10 = mattr(
    10,
    definition:
      "As the ratio with windows of 50 words, with windows of 10: sensitive to repetition close by.",
    source: mattrSource + " Windows of 10 words were used for short speech samples (PMC5137196).")

  private static func mattr(_ words: Int, definition: String, source: String) -> Measure {
    Measure(
      name: "language.diversity.mattr\(words)", title: "Lexical diversity (MATTR, \(words) words)",
      modality: .language, unit: "1", lowerBound: 0.02, upperBound: 1, definition: definition,
      minimumData: "50 words. No other ratio takes its place below that.", source: source,
      depression: noEffect, caution: mattrCaution, trust: .checked)
  }

  public static let brunet = Measure(
    name: "language.diversity.brunet", title: "Brunét's W", modality: .language, unit: "1", lowerBound: 1,
    definition: "N to the power of V^−0.165, with N words of which V are different; lower is richer.",
    minimumData: "50 words.", source: "Brunét 1978, Le vocabulaire de Jean Giraudoux.",
    depression: noEffect, caution: mattrCaution + lengthCaution, trust: .checked)

  public static let honore = Measure(
    name: "language.diversity.honore", title: "Honoré's R", modality: .language, unit: "1", lowerBound: 0,
    definition: """
      100 × ln N ÷ (1 − V₁ ÷ V), with N words of which V are different and V₁ occur once; higher is richer.
      """,
    minimumData: "50 words, one of them said twice.",
    source: "Honoré 1979, Association for Literary and Linguistic Computing Bulletin 7(2):172–177.",
    depression: noEffect, caution: mattrCaution + lengthCaution, trust: .checked)
}
