internal import SignalCore

/// Measures as tables and as JSON.
///
/// Wide: a row a session and a column a measure. A measure that any session lacks has a second column,
/// `NAME__missing`, with the reason. Long: a row a measure, of the session (`turn` empty) and of each turn.
struct TextTables {
  enum Separator { case comma, tab }

  let sessions: [ExportedSession]

  // MARK: Separated

  func wide(_ separator: Separator) -> String {
    let table = ExportedTable(sessions.map(\.readings))
    let hasGaps = table.measures.indices.map { column in
      sessions.indices.contains { table.value(row: $0, column: column).number == nil }
    }
    var header = ["session", "participant", "date"]
    for (measure, hasGap) in zip(table.measures, hasGaps) {
      header += hasGap ? [measure.name, measure.name + "__missing"] : [measure.name]
    }
    var text = Self.row(header, separator)
    for (row, session) in sessions.enumerated() {
      var cells = [session.session, session.participant ?? "", session.date ?? ""]
      for (value, hasGap) in zip(table.values(row: row), hasGaps) {
        cells.append(ExportText.cell(value.number))
        if hasGap { cells.append(value.reason?.text ?? "") }
      }
      text += Self.row(cells, separator)
    }
    return text
  }

  func long(_ separator: Separator) -> String {
    var text = Self.row(
      [
        "session", "participant", "date", "turn", "start", "end", "measure", "value", "unit", "missing",
        "version",
      ], separator)
    for entry in entries {
      text += Self.row(
        [
          entry.session, entry.participant ?? "", entry.date ?? "", entry.turn.map { "\($0)" } ?? "",
          entry.start.map(ExportText.seconds) ?? "", entry.end.map(ExportText.seconds) ?? "", entry.measure,
          ExportText.cell(entry.value), entry.unit, entry.missing ?? "", "\(entry.version)",
        ], separator)
    }
    return text
  }

  private static func row(_ cells: [String], _ separator: Separator) -> String {
    switch separator {
    case .comma: CommaSeparated.row(cells)
    case .tab: ExportText.tabbed(cells)
    }
  }

  // MARK: JSON

  func json(isLong: Bool) throws(InterchangeError) -> String {
    isLong ? try JSONText.text(entries) : try JSONText.text(sessions.map(WideEntry.init))
  }

  /// An object a line.
  func jsonLines(isLong: Bool) throws(InterchangeError) -> String {
    var text = ""
    if isLong {
      for entry in entries { text += try JSONText.line(entry) }
    } else {
      for session in sessions { text += try JSONText.line(WideEntry(session)) }
    }
    return text
  }

  private var entries: [LongEntry] {
    sessions.flatMap { session in
      session.readings.sorted { $0.measure.name < $1.measure.name }.map { LongEntry(session, nil, $0) }
        + session.turns.flatMap { turn in turn.readings.map { LongEntry(session, turn, $0) } }
    }
  }
}

/// One measure of a session or turn. What is not there is left out.
private struct LongEntry: Encodable {
  let session: String
  let participant: String?
  let date: String?
  let turn: Int?
  let start: Double?
  let end: Double?
  let measure: String
  let version: Int
  let unit: String
  let value: Double?
  let missing: String?

  init(_ session: ExportedSession, _ turn: ExportedTurn?, _ reading: MeasureReading) {
    self.session = session.session
    participant = session.participant
    date = session.date
    self.turn = turn?.number
    start = turn?.time.startSeconds
    end = turn?.time.endSeconds
    measure = reading.measure.name
    version = reading.measure.version
    unit = reading.measure.unit
    value = reading.value.number
    missing = reading.value.reason?.text
  }
}

/// One session: its measures by name, and why others are missing.
private struct WideEntry: Encodable {
  let session: String
  let participant: String?
  let date: String?
  let measures: [String: Double]
  let missing: [String: String]
  let units: [String: String]
  let versions: [String: Int]

  init(_ exported: ExportedSession) {
    session = exported.session
    participant = exported.participant
    date = exported.date
    var (measures, missing, units, versions) = (
      [String: Double](), [String: String](), [String: String](), [String: Int]()
    )
    for reading in exported.readings {
      let name = reading.measure.name
      measures[name] = reading.value.number
      missing[name] = reading.value.reason?.text
      units[name] = reading.measure.unit
      versions[name] = reading.measure.version
    }
    (self.measures, self.missing, self.units, self.versions) = (measures, missing, units, versions)
  }
}
