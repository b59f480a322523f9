import SignalCore

extension ConversationMeasures {
  /// How one value changes in the course of a session.
  struct TrendMeasures: Sendable {
    let slope: Measure
    let difference: Measure
    let needsWords: Bool
  }

  static let trends = [
    trend(
      "response_latency", "Response latency", unit: "s",
      of: "latency of the participant's responses that start when the interviewer has ended",
      shared: latencyDefinition),
    trend(
      "turn_length", "Length of turn", unit: "s", of: "length of the participant's turns",
      shared: turnDefinition),
    trend(
      "pause_share", "Share of pauses", unit: "1",
      of: "share of pauses (silences of 0.25 s or more) in each of the participant's turns of 2 s or more",
      shared: turnDefinition),
    trend(
      "speech_rate", "Words per minute", unit: "words/min", needsWords: true,
      of: "words per minute of each of the participant's turns of 2 s or more whose words are known",
      shared: turnDefinition),
  ]

  private static let trendDepression = """
    No published effect known. Tiring in the course of a session would be expected to show here.
    """
  private static let trendCaution = """
    \(speakerCaution) Follows the order of the questions: an interview that ends with hard or open questions \
    shows a trend in anybody. Compare only interviews of one design.
    """

  private static func trend(
    _ name: String, _ title: String, unit: String, needsWords: Bool = false, of value: String, shared: String
  ) -> TrendMeasures {
    TrendMeasures(
      slope: measure(
        "trend.\(name).slope", title: "\(title): trend",
        unit: unit == "1" ? "1 per 10 min" : "\(unit) per 10 min", from: nil,
        definition: """
          Median of the slopes between all pairs of values, per ten minutes, of the \(value), each at the \
          time its turn starts. \(shared).
          """,
        minimumData: "Ten values over 5 min or more.\(needsWords ? wordsNote : "")",
        source: """
          Theil 1950, Proc. KNAW 53; Sen 1968, J. American Statistical Association 63:1379–1389. \
          \(turnSource)
          """,
        depression: trendDepression, caution: trendCaution, trust: .exploratory),
      difference: measure(
        "trend.\(name).thirds", title: "\(title): last third less first", unit: unit, from: nil,
        definition: """
          Median in the last third less median in the first third of the conversation (from the first to \
          the last speech of either side) of the \(value), each at the time its turn starts. \(shared).
          """,
        minimumData: """
          A conversation of 5 min or more and three values in either third.\(needsWords ? wordsNote : "")
          """,
        source: "Definition of this program. \(turnSource)", depression: trendDepression,
        caution: trendCaution, trust: .exploratory),
      needsWords: needsWords)
  }

  private static let wordsNote = " Missing as not recorded when no turn's words are known."
}

// MARK: - The interviewer, for context

extension ConversationMeasures {
  static let interviewer = [
    interviewerTurnCount, interviewerTurnLength, interviewerLatency, interviewerOffset,
    interviewerOverlappedStarts, interviewerInterruptionRate, interviewerBackchannelRate,
  ]

  private static let contextDepression = """
    Context, not a sign in the participant. Interviewers change with the interviewee: in 57 patients followed \
    through treatment interviewers' vocal timing and pitch corresponded to severity too (Yang, Fairbairn & \
    Cohn 2013, doi 10.1109/T-AFFC.2012.38).
    """
  private static let contextCaution = """
    \(speakerCaution) Belongs in no score: a model that sees it learns the interviewer.
    """

  private static func context(
    _ name: String, _ title: String, unit: String, from lowerBound: Double? = 0, to upperBound: Double? = nil,
    definition: String, minimumData: String
  ) -> Measure {
    measure(
      "interviewer." + name, title: "Interviewer: \(title)", unit: unit, from: lowerBound, to: upperBound,
      definition: definition, minimumData: minimumData, source: turnSource, depression: contextDepression,
      caution: contextCaution, trust: .exploratory)
  }

  static let interviewerTurnCount = context(
    "turn.count", "turns", unit: "1", definition: "Number of the interviewer's turns. \(turnDefinition).",
    minimumData: "A recording that tells when the interviewer speaks.")
  static let interviewerTurnLength = context(
    "turn.length.median", "median length of turn", unit: "s",
    definition: "Median time from start to end of the interviewer's turns. \(turnDefinition).",
    minimumData: "Three turns of the interviewer.")
  static let interviewerLatency = context(
    "response_latency.median", "latency", unit: "s",
    definition: """
      Median latency of the interviewer's turns that start when the participant has ended. \
      \(latencyDefinition).
      """,
    minimumData: "Five such turns.")
  static let interviewerOffset = context(
    "floor_transfer_offset.median", "floor transfer offset", unit: "s", from: nil,
    definition: """
      Median latency of all the interviewer's responses; below 0 where they start before the participant has \
      ended. \(latencyDefinition).
      """,
    minimumData: "Five responses of the interviewer.")
  static let interviewerOverlappedStarts = context(
    "overlapped_start.share", "share of overlapped starts", unit: "1", to: 1,
    definition: """
      Share of the interviewer's responses that start before the participant has ended. \
      \(latencyDefinition).
      """,
    minimumData: "Five responses of the interviewer.")
  static let interviewerInterruptionRate = context(
    "interruption.rate", "interruptions", unit: "1/min",
    definition: """
      The interviewer's interruptions per minute of the participant's units. \(interruptionDefinition).
      """,
    minimumData: "30 s of the participant's units.")
  static let interviewerBackchannelRate = context(
    "backchannel.rate", "backchannels given", unit: "1/min",
    definition: """
      The interviewer's backchannels per minute of the participant's units. \(backchannelDefinition).
      """,
    minimumData: "30 s of the participant's units.")
}
