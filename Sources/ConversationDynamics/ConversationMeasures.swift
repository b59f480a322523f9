public import SignalCore

/// Definitions of the turn-taking measures. They describe the participant; what the interviewer does stands
/// apart, as `speech.conversation.interviewer.*`.
public enum ConversationMeasures {
  /// Every measure, in the order of `ConversationResult.readings`.
  public static let all: [Measure] =
    turns + latencies + overlaps + [unitLength] + pauses + rates
    + trends.flatMap { [$0.slope, $0.difference] } + interviewer

  static func measure(
    _ name: String, title: String, unit: String, from lowerBound: Double? = 0, to upperBound: Double? = nil,
    definition: String, minimumData: String, source: String, depression: String, caution: String,
    trust: Measure.Trust = .plausible
  ) -> Measure {
    Measure(
      name: "speech.conversation." + name, title: title, modality: .speech, unit: unit,
      lowerBound: lowerBound, upperBound: upperBound, definition: definition, minimumData: minimumData,
      source: source, depression: depression, caution: caution, trust: trust)
  }
}

// MARK: - What all definitions share

extension ConversationMeasures {
  static let unitDefinition = """
    Unit: one speaker's speech with silences under 0.25 s closed
    """
  static let backchannelDefinition = """
    Backchannel: speech of one person under 1 s in all, made up of nothing but mm-hm, uh-huh, hmm, yeah, \
    yes, okay, right, sure, I see and their like (where words are known; otherwise by length alone), while \
    the other speaks on, or in a silence of at most 1 s after which the other goes on; straight after a \
    question mark it is an answer and counts as a turn
    """
  static let turnDefinition = """
    Turn: one speaker's units, backchannels left out, joined across silences of at most 3 s into which no \
    turn of the other falls. \(unitDefinition). \(backchannelDefinition)
    """
  static let latencyDefinition = """
    Response: a turn that starts after the other's latest turn began and ends after it, with no later own \
    turn in between; its latency is the time from the end of the other's turn to its start. \
    \(turnDefinition)
    """
  static let turnSource = """
    Turns after Sacks, Schegloff & Jefferson 1974, Language 50:696–735; silences and overlaps told apart as \
    in Heldner & Edlund 2010, J. Phonetics 38:555–568; backchannels as very short utterances (Heldner et al. \
    2011, Interspeech); the limits in seconds and the word list are this program's
    """
  static let speakerCaution = """
    Rests on who speaks when: speech given to the wrong person, or one voice heard in the other's channel, \
    makes turns that were none. Everybody but the participant counts as the interviewer.
    """
  static let interviewerCaution = """
    Depends on the interviewer and the kind of questions as much as on the participant; compare only \
    interviews of one design.
    """
  static let remoteCaution = """
    In a call over a network the line's delay, often some tenths of a second, is added for the listener on \
    one side.
    """
  static let nothingKnown = "No published effect known."
}

// MARK: - Turns

extension ConversationMeasures {
  static let turns = [turnCount, turnRate, turnLengthMean, turnLengthMedian, talkShare, silenceShare]

  static let turnCount = measure(
    "turn.count", title: "Turns", unit: "1",
    definition: "Number of the participant's turns. \(turnDefinition).",
    minimumData: "Speech of the participant, in a recording that tells when others speak.",
    source: turnSource, depression: nothingKnown,
    caution: "\(speakerCaution) Grows with the length of the interview.")

  static let turnRate = measure(
    "turn.rate", title: "Turns per minute", unit: "1/min",
    definition: "The participant's turns per minute of the whole recording. \(turnDefinition).",
    minimumData: "A recording of 60 s whose length is known.", source: turnSource,
    depression: nothingKnown, caution: "\(speakerCaution) \(interviewerCaution)", trust: .exploratory)

  private static let lengthDepression = """
    Shorter answers are a clinical sign of retardation. In 28 endogenously depressed patients shorter \
    vocal activity went with longer pauses in one factor, and that factor with retardation, r = −.67, but \
    with severity only under certain conditions (Bouhuys & Mulder-Hajonides van der Meulen 1984, J. \
    Communication Disorders 17:277–288). No effect size known for the length of turns itself.
    """

  static let turnLengthMean = measure(
    "turn.length.mean", title: "Mean length of turn", unit: "s",
    definition: "Mean time from start to end of the participant's turns. \(turnDefinition).",
    minimumData: "Three turns.", source: turnSource, depression: lengthDepression,
    caution: "\(speakerCaution) \(interviewerCaution) A few long stories dominate it.")

  static let turnLengthMedian = measure(
    "turn.length.median", title: "Median length of turn", unit: "s",
    definition: "Median time from start to end of the participant's turns. \(turnDefinition).",
    minimumData: "Three turns.", source: turnSource, depression: lengthDepression,
    caution: "\(speakerCaution) \(interviewerCaution)")

  static let talkShare = measure(
    "talk_share", title: "Share of the talking", unit: "1", to: 1,
    definition: """
      Total of the participant's units over the total of both sides' units, backchannels included; time \
      both talk counts for each. \(unitDefinition).
      """,
    minimumData: "30 s of talk of both together.", source: "Definition of this program.",
    depression: "Talking less is a clinical sign; no effect size known for this share.",
    caution: "\(speakerCaution) \(interviewerCaution)")

  static let silenceShare = measure(
    "silence_share", title: "Share of silence", unit: "1", to: 1,
    definition: """
      Share of the whole recording in which neither side has a unit. \(unitDefinition).
      """,
    minimumData: "A recording of 60 s whose length is known.", source: "Definition of this program.",
    depression: """
      Longer silences between and within turns formed one factor in 28 endogenously depressed patients, \
      r = −.67 with retardation (Bouhuys & Mulder-Hajonides van der Meulen 1984, J. Communication Disorders \
      17:277–288). No effect size known for this share.
      """,
    caution: "\(speakerCaution) Counts what happens before, after and beside the interview too.",
    trust: .exploratory)
}
