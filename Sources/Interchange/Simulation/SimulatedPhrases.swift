internal import DenseMath
internal import MultimodalFusion

/// The clauses of simulated sessions: a subject and some five words about everyday things.
struct SimulatedPhrases {
  private enum Kind: CaseIterable { case positive, negative, absolutist, sad, plain }

  /// Share of clauses of each kind but the plain ones.
  private let shares: [(kind: Kind, share: Double)]
  private let firstPersonShare: Double

  private static let wordsPerClause = 5.0

  init(_ session: SimulatedStudy.Session) {
    func share(_ name: String, or usual: Double) -> Double {
      Self.wordsPerClause * max((session.values[name] ?? nil) ?? usual, 0) / 100
    }
    shares = [
      (.negative, share("language.sentiment.vader.negative_words.rate", or: 3)),
      (.positive, share("language.sentiment.vader.positive_words.rate", or: 5)),
      (.absolutist, share("language.absolutist.rate", or: 2)),
      (.sad, share("language.topic.sadness.rate", or: 0.5)),
    ]
    firstPersonShare = share("language.pronoun.first_person_singular.rate", or: 9)
  }

  /// So many words in sentences.
  func words(_ count: Int, _ generator: inout SeededGenerator) -> [String] {
    var words: [String] = []
    while words.count < count {
      let subject =
        generator.unit() < firstPersonShare ? "I" : Self.subjects[generator.whole(below: Self.subjects.count)]
      let bank = Self.bank(kind(&generator))
      let clause = bank[generator.whole(below: bank.count)].split(separator: " ").map(String.init)
      words += [subject] + clause.dropLast() + clause.suffix(1).map { $0 + "." }
    }
    return Array(words.prefix(count))
  }

  private func kind(_ generator: inout SeededGenerator) -> Kind {
    var drawn = generator.unit()
    for (kind, share) in shares {
      if drawn < share { return kind }
      drawn -= share
    }
    return .plain
  }

  private static func bank(_ kind: Kind) -> [String] {
    switch kind {
    case .positive: positive
    case .negative: negative
    case .absolutist: absolutist
    case .sad: sad
    case .plain: plain
    }
  }

  private static let subjects = ["We", "They", "She", "He", "People"]
  private static let plain = [
    "went to the shop", "walked along the river", "put the books away", "took the early bus",
    "made a pot of soup", "looked out of the window", "waited for the post", "had to call the office",
    "moved the table again", "read in the kitchen",
  ]
  private static let positive = [
    "enjoyed the long walk", "had a good day", "laughed about it later", "liked the new garden",
    "felt happy for once", "had a nice evening",
  ]
  private static let negative = [
    "felt awful about that", "was afraid of the phone", "had a bad night", "was angry about it",
    "hated the long wait", "had trouble with work",
  ]
  private static let absolutist = [
    "always said the same", "never found the time", "had nothing to do", "was completely without plans",
    "did everything at once",
  ]
  private static let sad = ["was sad that week", "cried in the kitchen", "felt lonely at home"]

  static let questions = [
    "Good morning. This is a made-up interview with a made-up person. How was your week?",
    "What did you do yesterday?", "How do you sleep these days?", "Tell me about your work.",
    "Whom did you meet?", "What do you like to do?", "And how was that for you?",
  ]
}
