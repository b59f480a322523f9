import SignalCore

extension ConversationMeasures {
  static let latencies = [
    responseLatency, responseLatencyRange, responseLatencyVariation, floorTransferOffset, overlappedStarts,
  ]

  private static let latencySource = """
    Switching pauses as in Yang, Fairbairn & Cohn 2013, IEEE Trans. Affective Computing 4:142–150, and \
    between-speaker silences in Heldner & Edlund 2010, J. Phonetics 38:555–568. \(turnSource)
    """
  private static let latencyDepression = """
    Longer: the pauses between the interviewer's questions and the patients' answers were longer in 28 \
    depressed patients than in 13 controls (Nilsonne 1988, Acta Psychiatrica Scandinavica 77:253–263; size \
    not read). In 28 endogenously depressed patients switching pauses went with pauses inside turns in one \
    factor, r = −.67 with retardation, with severity only under certain conditions (Bouhuys & \
    Mulder-Hajonides van der Meulen 1984, J. Communication Disorders 17:277–288). In 57 patients followed \
    through treatment, vocal timing and pitch of participants and interviewers together accounted for about \
    60 % of the variation of HRSD scores (Yang, Fairbairn & Cohn 2013, doi 10.1109/T-AFFC.2012.38).
    """
  private static let latencyCaution = """
    \(speakerCaution) \(interviewerCaution) \(remoteCaution) Hard questions take longer to answer whoever is \
    asked. The errors of speech detection, up to some tenths of a second, are of the size of ordinary \
    latencies, about 0.2 s (Levinson & Torreira 2015, doi 10.3389/fpsyg.2015.00731).
    """

  static let responseLatency = measure(
    "response_latency.median", title: "Response latency", unit: "s",
    definition: """
      Median latency of the participant's responses that start when the interviewer has ended; earlier ones \
      are counted in the share of overlapped starts. \(latencyDefinition).
      """,
    minimumData: "Five such responses.", source: latencySource, depression: latencyDepression,
    caution: latencyCaution)

  static let responseLatencyRange = measure(
    "response_latency.iqr", title: "Spread of response latency", unit: "s",
    definition: """
      Distance of the quartiles (type 7) of the latencies of responses that start when the interviewer has \
      ended. \(latencyDefinition).
      """,
    minimumData: "Ten such responses.", source: latencySource, depression: latencyDepression,
    caution: latencyCaution)

  static let responseLatencyVariation = measure(
    "response_latency.cv", title: "Variability of switching pauses", unit: "1",
    definition: """
      Standard deviation (n − 1) over mean of the latencies of responses that start when the interviewer has \
      ended. \(latencyDefinition).
      """,
    minimumData: "Ten such responses.", source: latencySource, depression: latencyDepression,
    caution: "\(latencyCaution) One very long latency dominates it.", trust: .exploratory)

  static let floorTransferOffset = measure(
    "floor_transfer_offset.median", title: "Floor transfer offset", unit: "s", from: nil,
    definition: """
      Median latency of all the participant's responses; below 0 where they start before the interviewer \
      has ended. \(latencyDefinition).
      """,
    minimumData: "Five responses.",
    source: """
      De Ruiter, Mitterer & Enfield 2006, Language 82:515–535; Levinson & Torreira 2015, doi \
      10.3389/fpsyg.2015.00731. \(turnSource)
      """,
    depression: latencyDepression, caution: latencyCaution)

  static let overlappedStarts = measure(
    "overlapped_start.share", title: "Share of overlapped starts", unit: "1", to: 1,
    definition: """
      Share of the participant's responses that start before the interviewer has ended. \
      \(latencyDefinition).
      """,
    minimumData: "Five responses.", source: turnSource, depression: nothingKnown,
    caution: "\(speakerCaution) \(remoteCaution) Slow speech detection makes overlaps of short gaps.")
}

// MARK: - Talking at once

extension ConversationMeasures {
  static let overlaps = [interruptionRate, overlapShare, overlapCount, backchannelRate]

  static let interruptionDefinition = """
    Interruption: a turn that starts at least 0.5 s before the other's turn ends, and ends after it. \
    \(turnDefinition)
    """

  static let interruptionRate = measure(
    "interruption.rate", title: "Interruptions", unit: "1/min",
    definition: """
      The participant's interruptions per minute of the interviewer's units. \(interruptionDefinition).
      """,
    minimumData: "30 s of the interviewer's units.", source: turnSource, depression: nothingKnown,
    caution: """
      \(speakerCaution) \(remoteCaution) Timing alone cannot tell an interruption from eager agreement or \
      from completing a sentence together.
      """,
    trust: .exploratory)

  private static let overlapSource = """
    Overlap as in Heldner & Edlund 2010, J. Phonetics 38:555–568, and ten Bosch, Oostdijk & Boves 2005, \
    Speech Communication 47:80–86; the units are this program's
    """
  private static let overlapCaution = """
    \(speakerCaution) A microphone that also hears the other person invents overlap; software that lets only \
    one speaker through removes it.
    """

  static let overlapShare = measure(
    "overlap.share", title: "Share of overlap", unit: "1", to: 1,
    definition: """
      Time in which both sides have a unit over the time in which at least one has, backchannels included. \
      \(unitDefinition).
      """,
    minimumData: "30 s of units of each side.", source: overlapSource, depression: nothingKnown,
    caution: overlapCaution)

  static let overlapCount = measure(
    "overlap.count", title: "Overlaps", unit: "1",
    definition: """
      Number of stretches in which both sides have a unit, backchannels included. \(unitDefinition).
      """,
    minimumData: "30 s of units of each side.", source: overlapSource, depression: nothingKnown,
    caution: "\(overlapCaution) Grows with the length of the interview.")

  static let backchannelRate = measure(
    "backchannel.rate", title: "Backchannels given", unit: "1/min",
    definition: """
      The participant's backchannels per minute of the interviewer's units. \(backchannelDefinition).
      """,
    minimumData: "30 s of the interviewer's units.", source: turnSource, depression: nothingKnown,
    caution: """
      \(speakerCaution) Speech recognisers and transcribers leave many backchannels out; a short ‘yeah’ that \
      answers a question without a question mark is counted.
      """,
    trust: .exploratory)
}
