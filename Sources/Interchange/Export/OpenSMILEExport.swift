internal import SignalCore

/// A table of openSMILE's functionals, `name;frameTime;…`, a row a session.
///
/// Only openSMILE's own values, which were imported, and those of the set that follows its definitions may stand
/// under its names. Sessions that lack one of them are left out.
struct OpenSMILEExport {
  let sessions: [ExportedSession]
  /// openSMILE's 88 names in its order.
  let names: [String]

  /// - Throws: When no session has the values.
  func text() throws(ExportError) -> String {
    var text = (["name", "frameTime"] + names).joined(separator: ";") + "\n"
    var count = 0
    for session in sessions {
      guard let values = values(of: session) else { continue }
      let name = ExportText.onOneLine(session.session).replacing(";", with: "_").replacing("'", with: "_")
      text += (["'\(name)'", "0.000000"] + values.map(CommaSeparated.cell)).joined(separator: ";") + "\n"
      count += 1
    }
    guard count > 0 else { throw .noCompatibleValues }
    return text
  }

  /// In the order of `names`, all of one set: openSMILE's own before those of this program; `nil` where neither is
  /// whole.
  func values(of session: ExportedSession) -> [Double]? {
    let values = Dictionary(
      session.readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
    for measureName in [Self.importedName, Self.compatibleName] {
      let found = names.compactMap { values[measureName($0)] ?? nil }
      if found.count == names.count { return found }
    }
    return nil
  }

  private static func importedName(_ name: String) -> String { "opensmile.egemaps." + name }

  private static func compatibleName(_ name: String) -> String {
    "speech.egemaps_compat." + name.lowercased().replacing("-", with: "_")
  }
}
