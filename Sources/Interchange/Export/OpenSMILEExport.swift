internal import SignalCore

/// A table of openSMILE's functionals, `name;frameTime;…`, a row a session.
///
/// Only values of the set that follows openSMILE's own definitions may stand under its names. Sessions without them
/// are left out.
struct OpenSMILEExport {
  /// What the set's measures are called in this program: this, and openSMILE's name in lower case.
  private static let prefix = "speech.egemaps_compat."

  let sessions: [ExportedSession]
  /// openSMILE's 88 names in its order.
  let names: [String]

  /// - Throws: When no session has the values.
  func text() throws(ExportError) -> String {
    var text = (["name", "frameTime"] + names).joined(separator: ";") + "\n"
    var count = 0
    for session in sessions {
      let values = Dictionary(
        session.readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
      let cells = names.compactMap { values[Self.measureName($0)] ?? nil }.map(CommaSeparated.cell)
      guard cells.count == names.count else { continue }
      let name = ExportText.onOneLine(session.session).replacing(";", with: "_").replacing("'", with: "_")
      text += (["'\(name)'", "0.000000"] + cells).joined(separator: ";") + "\n"
      count += 1
    }
    guard count > 0 else { throw .noCompatibleValues }
    return text
  }

  static func measureName(_ name: String) -> String {
    prefix + name.lowercased().replacing("-", with: "_")
  }
}
