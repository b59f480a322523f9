internal import SignalCore

/// Weka's attribute-relation file: a row a session, `?` where a value is missing, the reasons as comments.
///
/// Session and participant are nominal, as SciPy reads no strings; where nobody named a participant there is no
/// such attribute, as it reads no empty list either.
///
/// Made piece by piece in three walks over the sessions.
struct ARFFExport<Source: SessionSource> {
  let source: Source

  func pieces(_ take: (String) throws -> Void) throws {
    let columns = try ExportColumns(of: source)
    try take("% \(columns.notice)\n")
    for measure in columns.measures {
      try take(
        "% \(measure.name) (\(measure.unit), version \(measure.version)): "
          + ExportText.onOneLine(measure.title) + "\n")
    }
    var names: Set<String> = []
    var participants: Set<String> = []
    var row = ExportRow(columns)
    try source.forEach { session in
      names.insert(session.session)
      if let participant = session.participant { participants.insert(participant) }
      for (measure, value) in zip(columns.measures, row.values(of: session)) {
        if let reason = value.reason {
          try take(
            "% missing: \(ExportText.onOneLine(session.session)), \(measure.name): "
              + ExportText.onOneLine(reason.text) + "\n")
        }
      }
    }
    try take("@relation bellwether\n\n" + Self.nominal("session", names))
    if !participants.isEmpty { try take(Self.nominal("participant", participants)) }
    for measure in columns.measures { try take("@attribute \(Self.token(measure.name)) numeric\n") }
    try take("\n@data\n")
    try source.forEach { session in
      let names =
        [Self.token(session.session)]
        + (participants.isEmpty ? [] : [session.participant.map(Self.token) ?? "?"])
      let cells = row.values(of: session).map { $0.number.map(CommaSeparated.cell) ?? "?" }
      try take((names + cells).joined(separator: ",") + "\n")
    }
  }

  private static func nominal(_ name: String, _ values: Set<String>) -> String {
    "@attribute \(name) {\(values.sorted().map(token).joined(separator: ","))}\n"
  }

  /// In quotes where anything but a letter, a digit or `_ . -` stands in it.
  private static func token(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    if isPlain, !text.isEmpty { return text }
    let escaped = ExportText.onOneLine(text).replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "'\(escaped)'"
  }
}
