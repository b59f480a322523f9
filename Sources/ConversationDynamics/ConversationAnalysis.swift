public import SignalCore

/// What the measures of one conversation came to.
public struct ConversationResult: Sendable, Hashable {
  /// One for each of `ConversationMeasures.all`, in that order.
  public let readings: [MeasureReading]
  /// The participant's turns in order; none where it is not known when others speak.
  public let turns: [ConversationTurn]

  /// Every measure missing for the same reason.
  public static func missing(reason: MissingReason) -> ConversationResult {
    ConversationResult(
      readings: ConversationMeasures.all.map { MeasureReading($0, .missing(reason)) }, turns: [])
  }
}

/// Computes turn-taking from who spoke when.
public enum ConversationAnalysis {
  /// One reading for each of `ConversationMeasures.all`, and one row a turn of the participant.
  ///
  /// Without speech of the participant everything is missing as `noSpeech`, or as `notRecorded` when there are
  /// words at times nobody knows. Without knowing when others speak, everything but the length of units is
  /// missing as `notRecorded`, because a silence of the participant could then be the other's turn.
  public static func analyse(_ conversation: Conversation) -> ConversationResult {
    let units = SpeechUnits(speech: conversation.participant.speech)
    guard !units.ranges.isEmpty else {
      return .missing(reason: conversation.participant.segments.isEmpty ? .noSpeech : .notRecorded)
    }
    guard let interviewer = conversation.interviewer else {
      let readings = ConversationMeasures.all.map { measure in
        measure == ConversationMeasures.unitLength
          ? ConversationSummary.unitLength(units) : MeasureReading(measure, .missing(.notRecorded))
      }
      return ConversationResult(readings: readings, turns: [])
    }
    let floor = Floor(
      participant: conversation.participant, interviewer: interviewer, unattributed: conversation.unattributed
    )
    let turns = Self.turns(of: floor.participant, after: floor.interviewer, on: floor)
    let summary = ConversationSummary(
      own: floor.participant, ownTurns: turns, other: floor.interviewer,
      otherTurns: Self.turns(of: floor.interviewer, after: floor.participant, on: floor),
      session: conversation.session)
    return ConversationResult(readings: summary.readings, turns: turns)
  }

  private static func turns(of own: Side, after other: Side, on floor: Floor) -> [ConversationTurn] {
    let starts = floor.starts(of: own, after: other)
    let words = own.words.counts(in: own.turnRanges)
    return own.turns.indices.map { index in
      let pauses = own.turns[index].pausesSeconds
      return ConversationTurn(
        time: own.turns[index].range, start: starts[index], pauseCount: pauses.count,
        pauseSeconds: pauses.reduce(0, +), wordCount: words[index])
    }
  }
}
