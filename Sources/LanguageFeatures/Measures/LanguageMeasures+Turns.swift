public import SignalCore

/// How much the participant says at a time, and what kind of turn it is.
extension LanguageMeasures {
  static let turnMeasures: [Measure] = [wordsPerTurn, shortAnswerShare, questionShare]

  /// A turn of so few words is a short answer.
  private static let shortAnswerWords = 3
  private static let minimumTurns = 5

  private static let turnDefinition = """
    A turn runs from one word of another speaker to the next, whatever the pauses in it.
    """
  private static let turnCaution = """
    Follows the interviewer's style: closed questions call for short answers. Needs speakers told apart.
    """

  public static let wordsPerTurn = Measure(
    name: "language.turns.words.median", title: "Words per turn", modality: .language, unit: "words",
    lowerBound: 1, definition: "Median number of words of the participant's turns. \(turnDefinition)",
    minimumData: "5 turns; missing where nobody else is known to speak.",
    source: "Definition of this program.",
    depression: """
      Poverty of speech, brief answers to what is asked, is a sign of psychomotor retardation (Widlöcher 1983, \
      Psychiatric Clinics of North America 6:27–40); no effect size for words per turn known to us.
      """, caution: turnCaution, trust: .checked)

  public static let shortAnswerShare = Measure(
    name: "language.turns.short_answer.share", title: "Short answers", modality: .language, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: "Turns of the participant of three words or fewer, of all their turns. \(turnDefinition)",
    minimumData: "5 turns; missing where nobody else is known to speak.",
    source: "Definition of this program; three words is its own limit.",
    depression: "See words per turn; no effect size known to us.",
    caution: turnCaution + " ‘Yeah’ to keep the other talking counts as well.", trust: .checked)

  public static let questionShare = Measure(
    name: "language.turns.question.share", title: "Questions asked", modality: .language, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: "The participant's sentences that end with a question mark, of all their sentences.",
    minimumData: "50 words and 5 sentences, with punctuation: missing as of low quality without any.",
    source: "Definition of this program.", depression: noEffect,
    caution: """
      Rests on the transcriber's or recogniser's question marks. A high share may mean that the speakers were \
      mistaken for one another.
      """, trust: .plausible)

  /// Readings of `turnMeasures`, in that order.
  static func turnReadings(_ speech: ParticipantSpeech) -> [MeasureReading] {
    let lengths = speech.turns.map { Double($0.passage.words.count) }
    let knowsOthers = speech.turns.contains { $0.prompt != nil }
    func overTurns(_ value: Double?) -> MeasuredValue {
      guard lengths.count >= minimumTurns else { return .missing(.tooShort) }
      return knowsOthers ? MeasuredValue(value, orMissing: .tooShort) : .missing(.notRecorded)
    }
    let short = lengths.count { $0 <= Double(shortAnswerWords) }
    return [
      MeasureReading(wordsPerTurn, overTurns(lengths.median)),
      MeasureReading(shortAnswerShare, overTurns(100 * Double(short) / Double(max(lengths.count, 1)))),
      MeasureReading(questionShare, questions(speech.session)),
    ]
  }

  private static func questions(_ passage: SpokenPassage) -> MeasuredValue {
    guard passage.words.count >= PassageMeasure.minimumWords else { return .missing(.tooShort) }
    guard passage.isPunctuated else { return .missing(.lowQuality) }
    return passage.meanOverSentences { $0.text.hasSuffix("?") ? 100 : 0 }
  }
}
