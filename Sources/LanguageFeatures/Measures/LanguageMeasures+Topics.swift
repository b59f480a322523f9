import SignalCore

/// Feelings and topics by Empath's word lists.
extension LanguageMeasures {
  /// Name in Empath, title, what is known.
  private static let affects: [(topic: String, title: String, depression: String)] = [
    (
      "sadness", "Sadness",
      """
      With other lists: sadness was specific to depression in clinical interviews, N = 486 (Stade 2023, doi \
      10.1037/abn0000850), and differed between current, past and no depression in telehealth interviews, N = 53 \
      (Corbin 2023, doi 10.1016/j.jadr.2023.100645).
      """
    ),
    (
      "negative_emotion", "Negative emotion",
      """
      With other lists: d = .72 between patients and controls, r = .12 with severity (\(languageWorks)); went with \
      anxiety rather than depression in interviews (Stade 2023).
      """
    ),
    (
      "positive_emotion", "Positive emotion",
      """
      With other lists: d = −.38 between patients and controls, r = −.21 with severity (\(languageWorks)); less \
      of it was specific to depression in interviews (Stade 2023).
      """
    ),
    ("shame", "Shame", noEffect), ("pain", "Pain", noEffect), ("suffering", "Suffering", noEffect),
    (
      "nervousness", "Nervousness",
      """
      With another list, anxiety words differed between current, past and no depression in telehealth interviews, \
      N = 53 (Corbin 2023; direction as expected).
      """
    ),
    ("fear", "Fear", noEffect), ("anger", "Anger", noEffect), ("disappointment", "Disappointment", noEffect),
    ("joy", "Joy", noEffect), ("love", "Love", noEffect), ("friends", "Friends", noEffect),
    ("family", "Family", noEffect), ("sleep", "Sleep", noEffect), ("health", "Health", noEffect),
    ("work", "Work", noEffect), ("death", "Death", noEffect),
  ]

  static let topics: [PassageMeasure] = affects.map { affect in
    PassageMeasure(
      per100Words(
        "topic." + affect.topic, "Words of: \(affect.title.lowercased())",
        definition:
          "Words listed under ‘\(affect.topic)’ in Empath, with or without a clitic, in every 100 words.",
        source: "Fast, Chen & Bernstein 2016, CHI, 4647–4657; category of empath 0.89.",
        depression: affect.depression,
        caution: """
          The list was grown by a model from fiction: it holds odd words (‘happiness’ stands under sadness), only \
          the forms listed count, and negation is not read.
          """, trust: .exploratory), .english
    ) { passage, knowledge in
      .value(passage.per100Words { knowledge.topics.holds($0, under: affect.topic) })
    }
  }
}
