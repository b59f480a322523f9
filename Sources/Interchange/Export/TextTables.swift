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
    case (.jsonl, _): try objects(.line, isLong: isLong) { try take($0 + "\n") }
    case (.json, _):
      var separator = "[\n  "
      try objects(.indented(depth: 1), isLong: isLong) { object in
        try take(separator + object)
        separator = ",\n  "
      }
      try take(separator.hasPrefix("[") ? "[\n\n]\n" : "\n]\n")
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
      var rows = ""
      try Self.forEachReading(of: session) { turn, reading in
        let cells = [
          session.session, session.participant ?? "", session.date ?? "", turn.map { "\($0.number)" } ?? "",
          (turn?.time.startSeconds).map(ExportText.seconds) ?? "",
          (turn?.time.endSeconds).map(ExportText.seconds) ?? "", reading.measure.name,
          ExportText.cell(reading.value.number), reading.measure.unit, reading.value.reason?.text ?? "",
          "\(reading.measure.version)",
        ]
        rows += Self.row(cells, separator)
      }
      try take(rows)
    }
  }

  private static func row(_ cells: [String], _ separator: Separator) -> String {
    switch separator {
    case .comma: CommaSeparated.row(cells)
    case .tab: ExportText.tabbed(cells)
    }
  }

  // MARK: JSON

  private func objects(
    _ layout: JSONPieces.Layout, isLong: Bool, _ take: (String) throws -> Void
  ) throws {
    var sessions = SessionObjects(layout)
    let readings = ReadingObjects(layout)
    try source.forEach { session in
      if isLong {
        try Self.forEachReading(of: session) { try take(readings.text(session, $0, $1)) }
      } else {
        try take(sessions.text(session))
      }
    }
  }

  /// The session's own measures by name, then those of one turn after another.
  private static func forEachReading(
    of session: ExportedSession, _ body: (ExportedTurn?, MeasureReading) throws -> Void
  ) throws {
    for reading in session.readings.sorted(by: { $0.measure.name < $1.measure.name }) {
      try body(nil, reading)
    }
    for turn in session.turns {
      for reading in turn.readings { try body(turn, reading) }
    }
  }
}
