internal import SignalCore

/// Measures as tables and as JSON.
///
/// Wide: a row a session and a column a measure. A measure that any session lacks has a second column,
/// `NAME__missing`, with the reason. Long: a row a measure, of the session (`turn` empty) and of each turn.
///
/// Made piece by piece from one session after another; the pieces put together are the table.
struct TextTables<Source: SessionSource> {
  enum Separator { case comma, tab }

  let source: Source

  func pieces(_ format: ExportFormat, isLong: Bool, _ take: (String) throws -> Void) throws {
    switch (format, isLong) {
    case (.csv, false): try wide(.comma, take)
    case (.tsv, false): try wide(.tab, take)
    case (.csv, true): try long(.comma, take)
    case (.tsv, true): try long(.tab, take)
    case (.jsonl, _): try objects(isLong: isLong) { try take($0.line()) }
    case (.json, _):
      var separator = "[\n"
      try objects(isLong: isLong) { object in
        // As one array would be written: indented by two, a comma between objects.
        try take(separator + "  " + object.text().dropLast().replacing("\n", with: "\n  "))
        separator = ",\n"
      }
      try take(separator == "[\n" ? "[\n\n]\n" : "\n]\n")
    case (.arff, _): try ARFFExport(source: source).pieces(take)
    default: preconditionFailure("\(format.rawValue) is no such table")
    }
  }

  // MARK: Separated

  private func wide(_ separator: Separator, _ take: (String) throws -> Void) throws {
    let columns = try ExportColumns(of: source)
    var header = ["session", "participant", "date"]
    for (measure, hasGap) in zip(columns.measures, columns.hasGap) {
      header += hasGap ? [measure.name, measure.name + "__missing"] : [measure.name]
    }
    try take(Self.row(header, separator))
    var row = ExportRow(columns)
    try source.forEach { session in
      var cells = [session.session, session.participant ?? "", session.date ?? ""]
      cells.reserveCapacity(header.count)
      for (value, hasGap) in zip(row.values(of: session), columns.hasGap) {
        cells.append(ExportText.cell(value.number))
        if hasGap { cells.append(value.reason?.text ?? "") }
      }
      try take(Self.row(cells, separator))
    }
  }

  private func long(_ separator: Separator, _ take: (String) throws -> Void) throws {
    try take(
      Self.row(
        [
          "session", "participant", "date", "turn", "start", "end", "measure", "value", "unit", "missing",
          "version",
        ], separator))
    try source.forEach { session in
      try take(
        Self.entries(of: session).map { entry in
          Self.row(
            [
              entry.session, entry.participant ?? "", entry.date ?? "", entry.turn.map { "\($0)" } ?? "",
              entry.start.map(ExportText.seconds) ?? "", entry.end.map(ExportText.seconds) ?? "",
              entry.measure, ExportText.cell(entry.value), entry.unit, entry.missing ?? "",
              "\(entry.version)",
            ], separator)
        }.joined())
    }
  }

  private static func row(_ cells: [String], _ separator: Separator) -> String {
    switch separator {
    case .comma: CommaSeparated.row(cells)
    case .tab: ExportText.tabbed(cells)
    }
  }

  // MARK: JSON

  private func objects(isLong: Bool, _ take: (any TableObject) throws -> Void) throws {
    try source.forEach { session in
      if isLong {
        for entry in Self.entries(of: session) { try take(entry) }
      } else {
        try take(WideEntry(session))
      }
    }
  }

  private static func entries(of session: ExportedSession) -> [LongEntry] {
    session.readings.sorted { $0.measure.name < $1.measure.name }.map { LongEntry(session, nil, $0) }
      + session.turns.flatMap { turn in turn.readings.map { LongEntry(session, turn, $0) } }
  }
}

/// Something the JSON tables list.
private protocol TableObject: Encodable {}

extension TableObject {
  fileprivate func text() throws(InterchangeError) -> String { try JSONText.text(self) }
  fileprivate func line() throws(InterchangeError) -> String { try JSONText.line(self) }
}

/// One measure of a session or turn. What is not there is left out.
private struct LongEntry: TableObject {
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
private struct WideEntry: TableObject {
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
