import SignalCore

/// One side's turns and backchannels.
struct Side {
  /// All it says, as inter-pausal units.
  let units: SpeechUnits
  let turns: [Turn]
  let backchannels: [TimeRange]
  let words: SpokenWords

  /// Units of one speaker with nobody else's turn, and no long silence, between them.
  struct Turn: Hashable {
    var units: [TimeRange]
    var range: TimeRange
    var pausesSeconds: [Double] {
      zip(units, units.dropFirst()).map { $1.startSeconds - $0.endSeconds }
    }
  }

  /// Turn ranges, in order and apart from each other.
  var turnRanges: SpeechUnits { SpeechUnits(ordered: turns.map(\.range)) }
}

/// Who holds the floor when: both sides' turns.
struct Floor {
  let participant: Side
  let interviewer: Side
  private let unattributed: SpeechUnits

  init(participant: Conversation.Voice, interviewer: Conversation.Voice, unattributed: [TimeRange]) {
    let unattributed = SpeechUnits(speech: unattributed)
    let voices = [participant, interviewer]
    let units = voices.map { SpeechUnits(speech: $0.speech) }
    let words = voices.map { SpokenWords($0.segments) }
    let runs = [0, 1].map { side in
      Self.joined(units[side].ranges, apartFrom: [units[1 - side], unattributed])
    }
    let areShort = [0, 1].map { side in Backchannels.areShort(runs[side].map(\.range), saying: words[side]) }
    let found = [0, 1].map { side in
      let other = runs[1 - side].indices.filter { !areShort[1 - side][$0] }
      return Backchannels.indices(
        among: runs[side].map(\.range), areShort: areShort[side],
        floor: SpeechUnits(ordered: other.map { runs[1 - side][$0].range }), otherWords: words[1 - side])
    }
    let talk = [0, 1].map { side in
      SpeechUnits(
        ordered: runs[side].indices.filter { !found[side].contains($0) }.flatMap { runs[side][$0].units })
    }
    let sides = [0, 1].map { side in
      Side(
        units: units[side],
        turns: Self.joined(talk[side].ranges, apartFrom: [talk[1 - side], unattributed]),
        backchannels: found[side].sorted().map { runs[side][$0].range }, words: words[side])
    }
    self.participant = sides[0]
    self.interviewer = sides[1]
    self.unattributed = unattributed
  }

  /// Units joined across silences of a turn into which nothing of others falls.
  private static func joined(_ units: [TimeRange], apartFrom others: [SpeechUnits]) -> [Side.Turn] {
    units.reduce(into: []) { turns, unit in
      guard let last = turns.last?.range,
        unit.startSeconds - last.endSeconds <= Limit.turnSilenceSeconds + Limit.tolerance,
        !others.contains(where: { $0.isHeard(from: last.endSeconds, to: unit.startSeconds) })
      else { return turns.append(Side.Turn(units: [unit], range: unit)) }
      turns[turns.count - 1].units.append(unit)
      turns[turns.count - 1].range.endSeconds = unit.endSeconds
    }
  }

  /// How each of a speaker's turns begins, seen from the other's turns.
  func starts(of own: Side, after other: Side) -> [ConversationTurn.Start] {
    let others = other.turnRanges
    return own.turns.indices.map { index in
      let turn = own.turns[index].range
      guard let held = others.last(startingBy: turn.startSeconds - Limit.tolerance) else { return .opening }
      if index > 0, own.turns[index - 1].range.endSeconds >= held.endSeconds { return .resumed }
      let offset = turn.startSeconds - held.endSeconds
      if offset < -Limit.tolerance {
        return turn.endSeconds > held.endSeconds ? .overlapping(offsetSeconds: offset) : .inside
      }
      if unattributed.isHeard(from: held.endSeconds, to: turn.startSeconds) { return .unclear }
      return .afterGap(latencySeconds: max(offset, 0))
    }
  }
}
