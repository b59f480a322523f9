public import SignalCore

/// What is known of one turn of the participant, as measures with their reasons for absence.
public enum ConversationTurnMeasures {
  public static let all = [latency, offset, pauseCount, pauseShare, words, speechRate, articulationRate]

  static let latency = measure(
    "latency", title: "Response latency of this turn", unit: "s", from: 0,
    definition: "Silence from the end of the other's turn to the start of this one.",
    minimumData: "A turn that follows the other's after its end.")
  static let offset = measure(
    "floor_transfer_offset", title: "Floor transfer offset of this turn", unit: "s",
    definition: "Start of this turn minus the end of the other's turn before it; below 0 where they overlap.",
    minimumData: "A turn that takes the floor over from the other.")
  static let pauseCount = measure(
    "pause.count", title: "Pauses in this turn", unit: "1", from: 0,
    definition: "Silences of 0.25 s or more inside the turn.", minimumData: "Any turn.")
  static let pauseShare = measure(
    "pause.share", title: "Share of pauses in this turn", unit: "%", from: 0, to: 100,
    definition: "100 × silences of 0.25 s or more inside the turn ÷ the turn's length.",
    minimumData: "Any turn.")
  static let words = measure(
    "words", title: "Words in this turn", unit: "1", from: 0,
    definition: "Words of the transcript that lie in the turn by the middle of their time.",
    minimumData: "A transcript with times.")
  static let speechRate = measure(
    "speech_rate", title: "Speech rate in this turn", unit: "words/min", from: 0,
    definition: "60 × words ÷ the turn's length in seconds, pauses included.",
    minimumData: "A transcript with times.")
  static let articulationRate = measure(
    "articulation_rate", title: "Articulation rate in this turn", unit: "words/min", from: 0,
    definition: "60 × words ÷ the turn's length in seconds, pauses of 0.25 s or more left out.",
    minimumData: "A transcript with times.")

  private static func measure(
    _ name: String, title: String, unit: String, from lower: Double? = nil, to upper: Double? = nil,
    definition: String, minimumData: String
  ) -> Measure {
    Measure(
      name: "speech.conversation.turn." + name, title: title, modality: .speech, unit: unit,
      lowerBound: lower, upperBound: upper, definition: definition, minimumData: minimumData,
      source: "Heldner & Edlund 2010, J. Phonetics 38:555–568, for gaps and overlaps; one turn's value.",
      depression: "No published effect known for a single turn; see the session's measure of the same name.",
      caution: """
        One turn is a small sample: read it beside the others. Wrong speakers or boundaries change it at once.
        """, trust: .plausible)
  }
}

extension ConversationTurn {
  /// One reading for each of `ConversationTurnMeasures.all`, in that order.
  public var readings: [MeasureReading] {
    func reading(_ measure: Measure, _ number: Double?) -> MeasureReading {
      MeasureReading(measure, MeasuredValue(number, orMissing: .notRecorded))
    }
    return [
      reading(ConversationTurnMeasures.latency, start.latencySeconds),
      reading(ConversationTurnMeasures.offset, start.offsetSeconds),
      reading(ConversationTurnMeasures.pauseCount, Double(pauseCount)),
      reading(ConversationTurnMeasures.pauseShare, 100 * pauseShare),
      reading(ConversationTurnMeasures.words, wordCount.map(Double.init)),
      reading(ConversationTurnMeasures.speechRate, wordsPerMinute),
      reading(ConversationTurnMeasures.articulationRate, articulatedWordsPerMinute),
    ]
  }
}
