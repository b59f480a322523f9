public import SignalCore

extension TranscriptText {
  /// The type of ELAN tiers that hold measures; such a tier is no speaker's.
  static let measureType = "bellwether measure"

  /// An ELAN document with a tier a measure of turns: each annotation spans a turn and holds its value, or
  /// `missing:` and the reason. The unit stands in the tier's name. A second tier of a measure holds turns that
  /// overlap others.
  public static func elanDocument(_ transcript: Transcript, withTurnsOf session: ExportedSession) -> String {
    let names = Set(session.turns.flatMap { $0.readings.map(\.measure.name) }).sorted()
    var lanes: [TranscriptLane] = []
    for name in names {
      lanes += TranscriptLane.lanes(
        session.turns.compactMap { turn in
          turn.readings.first { $0.measure.name == name }.map { reading in
            let unit = reading.measure.unit
            let text =
              switch reading.value {
              case .value(let number): CommaSeparated.cell(number)
              case .missing(let reason): "missing: \(reason.text)"
              }
            let segment = Transcript.Segment(
              start: turn.time.startSeconds, end: turn.time.endSeconds,
              speaker: unit.isEmpty ? name : "\(name) [\(unit)]", text: text, words: [])
            return (segment, turn.time)
          }
        })
    }
    let timed = transcript.segments.compactMap { segment in segment.timeRange.map { (segment, $0) } }
    return elan(timed, measures: lanes, notice: lanes.isEmpty ? nil : [session].notice)
  }
}
