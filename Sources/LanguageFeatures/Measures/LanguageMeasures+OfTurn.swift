import SignalCore

/// The measures of a single turn, for tables and for models that read a session turn by turn.
extension LanguageMeasures {
  /// Fewer words tell nothing of a turn but their number.
  static let minimumTurnWords = 5

  static let turnForms: [PassageMeasure] = [
    form("words", "Words", unit: "1", minimumWords: 1, scope: .anyLanguage, definition: "Number of words.") {
      passage, _ in Double(passage.words.count)
    },
    form(
      "pronoun.first_person_singular.rate", "First person singular", unit: "per 100 words",
      definition: "First person singular words in every 100 words."
    ) { passage, _ in passage.per100Words(WordClass.firstPersonSingular.contains) },
    form(
      "absolutist.rate", "Absolutist words", unit: "per 100 words",
      definition: "Absolutist words in every 100 words."
    ) { passage, _ in passage.per100Words(WordClass.absolutist.contains) },
    form("negation.rate", "Negations", unit: "per 100 words", definition: "Negations in every 100 words.") {
      passage, _ in passage.per100Words(WordClass.negation.contains)
    },
    form(
      "sentiment.compound", "Sentiment (VADER)", unit: "1", from: -1, to: 1,
      definition: "Mean of VADER's compound score over the turn's sentences."
    ) { passage, _ in passage.sentences.compactMap(\.compound).mean },
    form(
      "sentiment.positive_words.rate", "Pleasant words", unit: "per 100 words",
      definition: "Words rated 1.0 or more in VADER's lexicon in every 100 words."
    ) { passage, knowledge in passage.per100Words { knowledge.valence(of: $0) >= 1 } },
    form(
      "sentiment.negative_words.rate", "Unpleasant words", unit: "per 100 words",
      definition: "Words rated −1.0 or less in VADER's lexicon in every 100 words."
    ) { passage, knowledge in passage.per100Words { knowledge.valence(of: $0) <= -1 } },
    form(
      "sentence_length", "Words per sentence", unit: "words", scope: .anyLanguage,
      definition: "Words divided by sentences."
    ) { passage, _ in
      passage.sentences.isEmpty ? nil : Double(passage.words.count) / Double(passage.sentences.count)
    },
  ]

  private static func form(
    _ name: String, _ title: String, unit: String, minimumWords: Int = minimumTurnWords,
    scope: PassageMeasure.Scope = .english, from lower: Double = 0, to upper: Double? = nil,
    definition: String, value: @escaping @Sendable (SpokenPassage, WordKnowledge) -> Double?
  ) -> PassageMeasure {
    PassageMeasure(
      Measure(
        name: "language.turn." + name, title: "\(title) in this turn", modality: .language, unit: unit,
        lowerBound: lower, upperBound: upper ?? (unit == "per 100 words" ? 100 : nil),
        definition: "\(definition) Of the participant's words in one turn.",
        minimumData: minimumWords == 1 ? "One word." : "\(minimumWords) words in the turn.",
        source: "As for the session's measure.",
        depression: "No published effect known for a single turn; see the session's measure.",
        caution: "A turn is a small sample: one word more or less moves a rate by several in 100.",
        trust: .exploratory),
      scope, minimumWords: minimumWords
    ) { passage, knowledge in MeasuredValue(value(passage, knowledge), orMissing: .tooShort) }
  }
}
