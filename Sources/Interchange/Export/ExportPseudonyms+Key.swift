internal import Foundation
internal import SignalCore

/// The key to the pseudonyms: a table `kind,pseudonym,name` that tells who is who.
extension ExportPseudonyms {
  private static let header = ["kind", "pseudonym", "name"]

  /// Reads a key that `write(to:)` wrote; `nil` where there is no file yet.
  public init?(keyAt path: String) throws(ExportError) {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let place = URL(filePath: path)
    guard
      let table = try? TextTable(
        ResultsFiles(path: place.deletingLastPathComponent().path), place.lastPathComponent),
      table.header == Self.header
    else { throw .notPseudonyms(path: path) }
    self.init()
    for row in table.rows {
      guard row.count == 3, let number = Int(row[1].dropFirst()), number > 0, !row[2].isEmpty else {
        throw .notPseudonyms(path: path)
      }
      switch row[0] {
      case "participant" where row[1] == Self.text("P", number) && participants[row[2]] == nil:
        participants[row[2]] = number
      case "session" where row[1] == Self.text("S", number) && sessions[row[2]] == nil:
        sessions[row[2]] = number
      default: throw .notPseudonyms(path: path)
      }
    }
    // Two people under one pseudonym could not be told apart again.
    guard Set(participants.values).count == participants.count, Set(sessions.values).count == sessions.count
    else { throw .notPseudonyms(path: path) }
  }

  /// Writes the key, for its owner alone to read.
  public func write(to path: String) throws(ExportError) {
    var table = CommaSeparated(header: Self.header)
    for (kind, letter, names) in [("participant", "P", participants), ("session", "S", sessions)] {
      for (name, number) in names.sorted(by: { $0.value < $1.value }) {
        table.append([kind, Self.text(letter, number), name])
      }
    }
    try ExportedFile(name: "", text: table.text).write(to: path, isPrivate: true)
  }
}
