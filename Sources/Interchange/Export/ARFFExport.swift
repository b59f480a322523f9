internal import SignalCore

/// Weka's attribute-relation file: a row a session, `?` where a value is missing, the reasons as comments.
///
/// Session and participant are nominal, as SciPy reads no strings; where nobody named a participant there is no
/// such attribute, as it reads no empty list either.
struct ARFFExport {
  let sessions: [ExportedSession]

  var text: String {
    let table = ExportedTable(sessions.map(\.readings))
    var text = "% \(sessions.notice)\n"
    for measure in table.measures {
      text +=
        "% \(measure.name) (\(measure.unit), version \(measure.version)): "
        + ExportText.onOneLine(measure.title) + "\n"
    }
    for (row, session) in sessions.enumerated() {
      for (measure, value) in zip(table.measures, table.values(row: row)) {
        if let reason = value.reason {
          text +=
            "% missing: \(ExportText.onOneLine(session.session)), \(measure.name): "
            + ExportText.onOneLine(reason.text) + "\n"
        }
      }
    }
    text += "@relation bellwether\n\n"
    text += Self.nominal("session", sessions.map(\.session))
    let participants = sessions.compactMap(\.participant)
    if !participants.isEmpty { text += Self.nominal("participant", participants) }
    for measure in table.measures { text += "@attribute \(Self.token(measure.name)) numeric\n" }
    text += "\n@data\n"
    for (row, session) in sessions.enumerated() {
      let names =
        [Self.token(session.session)]
        + (participants.isEmpty ? [] : [session.participant.map(Self.token) ?? "?"])
      let cells = table.values(row: row).map { $0.number.map(CommaSeparated.cell) ?? "?" }
      text += (names + cells).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func nominal(_ name: String, _ values: [String]) -> String {
    "@attribute \(name) {\(Set(values).sorted().map(token).joined(separator: ","))}\n"
  }

  /// In quotes where anything but a letter, a digit or `_ . -` stands in it.
  private static func token(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    if isPlain, !text.isEmpty { return text }
    let escaped = ExportText.onOneLine(text).replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "'\(escaped)'"
  }
}
