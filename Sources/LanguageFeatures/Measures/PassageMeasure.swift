import SignalCore

/// A measure of what somebody said, with how it is computed.
struct PassageMeasure: Sendable {
  /// What its words must be.
  enum Scope: Sendable { case anyLanguage, english }

  /// Below 50 words one word more or less moves a rate by over 2 in 100, as much as groups differ.
  static let minimumWords = 50

  let measure: Measure
  let scope: Scope
  /// Words below which it is missing as too short.
  let minimumWords: Int
  /// Is given at least the minimum of words.
  let value: @Sendable (SpokenPassage, WordKnowledge) -> MeasuredValue

  init(
    _ measure: Measure, _ scope: Scope, minimumWords: Int = Self.minimumWords,
    value: @escaping @Sendable (SpokenPassage, WordKnowledge) -> MeasuredValue
  ) {
    self.measure = measure
    self.scope = scope
    self.minimumWords = minimumWords
    self.value = value
  }

  /// Occurrences in 100 words.
  static func rate(
    _ measure: Measure, where counts: @escaping @Sendable (String) -> Bool
  ) -> PassageMeasure {
    PassageMeasure(measure, .english) { passage, _ in .value(passage.per100Words(counts)) }
  }

  /// Words of some parts of speech in 100 words.
  static func tagRate(
    _ measure: Measure, where counts: @escaping @Sendable (PennTag) -> Bool
  ) -> PassageMeasure {
    PassageMeasure(measure, .english) { passage, _ in
      .value(100 * Double(passage.tagged.count { counts($0.tag) }) / Double(passage.words.count))
    }
  }

  func value(of passage: SpokenPassage, knowledge: WordKnowledge) -> MeasuredValue {
    passage.words.count < minimumWords ? .missing(.tooShort) : value(passage, knowledge)
  }
}

/// What is known of single words.
struct WordKnowledge: Sendable {
  let lexicon: SentimentLexicon
  let topics: TopicLexicon

  /// A word's own rating; 0 for one that is not rated, which lies below every threshold asked for.
  func valence(of word: String) -> Double {
    lexicon.valence(of: word) ?? lexicon.valence(of: withoutClitics(word)) ?? 0
  }
}

extension SpokenPassage {
  func per100Words(_ counts: (String) -> Bool) -> Double {
    100 * Double(count(counts)) / Double(words.count)
  }

  /// How many words are of a kind.
  func count(_ isOfKind: (String) -> Bool) -> Int {
    wordCounts.reduce(0) { isOfKind($1.key) ? $0 + $1.value : $0 }
  }

  /// A number per sentence that has one, averaged; missing below five sentences.
  func meanOverSentences(_ value: (SpokenSentence) -> Double?) -> MeasuredValue {
    let values = sentences.compactMap(value)
    return values.count >= 5 ? MeasuredValue(values.mean, orMissing: .tooShort) : .missing(.tooShort)
  }
}
