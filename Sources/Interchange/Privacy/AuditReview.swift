internal import Foundation

/// The audit log read back: its entries, and where it is not as it was written.
public struct AuditReview: Sendable {
  /// What stands against the log, in plain sentences; empty when nothing does.
  public let objections: [String]
  /// What a reader must know besides.
  public let remarks: [String]
  public let entryCount: Int
  /// Of the last entry, to be noted elsewhere; `nil` for a log without entries.
  public let lastHash: String?
  /// One line an entry for people: time, who, what, how much, which sessions.
  public let table: String

  /// - Throws: `.noLog`; for an encrypted folder `.locked` without its key.
  public init(_ log: AuditLog) throws {
    let lines = try log.lines()
    let head = try log.head()
    let names = try log.names()
    var objections: [String] = []
    var previous = AuditEntry.first
    var rows: [String] = []
    var lastHash: String?
    for (index, line) in lines.enumerated() {
      let number = index + 1
      guard let entry = AuditEntry(line: line) else {
        objections.append("Line \(number) is no entry: it was changed, or a power cut left half of it.")
        rows.append("line \(number) cannot be read")
        continue
      }
      if !entry.isSound { objections.append("Line \(number) was changed.") }
      if entry.previous != previous {
        objections.append(
          "Before line \(number) something was changed, taken out, put in or moved.")
      }
      previous = entry.hash
      lastHash = entry.hash
      rows.append(Self.row(entry, names: names))
    }
    var remarks: [String] = []
    if let head {
      if head.entries > lines.count {
        objections.append("The last \(head.entries - lines.count) entries were cut off.")
      } else if head.entries < 1 || AuditEntry(line: lines[head.entries - 1])?.hash != head.hash {
        objections.append("The log is another one than .audit-head speaks of.")
      } else if head.entries < lines.count {
        let more = "\(lines.count - head.entries) entries are newer than .audit-head"
        if lines.count - head.entries == 1 {
          remarks.append("\(more), as after a power cut.")
        } else {
          objections.append("\(more): they were added by something else.")
        }
      }
    } else if !lines.isEmpty {
      objections.append("The file .audit-head is gone, so that lines cut off at the end would not show.")
    }
    remarks.append(
      log.files.isEncrypted
        ? "Not seen from here: the whole folder put back to an earlier state, or a forger who has the key."
        : "Not seen from here: the whole folder put back to an earlier state, or log and .audit-head both written anew."
    )
    self.objections = objections
    self.remarks = remarks
    self.entryCount = lines.count
    self.lastHash = lastHash
    self.table = rows.map { $0 + "\n" }.joined()
  }

  /// Sessions named in a row before the rest are counted.
  private static let mostNames = 3

  private static func row(_ entry: AuditEntry, names: [String: String]) -> String {
    let known = entry.subjects.compactMap { names[$0] }.sorted()
    var sessions = known.prefix(mostNames).joined(separator: ", ")
    if known.count > mostNames { sessions += " and \(known.count - mostNames) more" }
    let erased = entry.subjects.count - known.count
    if erased > 0 { sessions += (sessions.isEmpty ? "" : ", ") + "\(erased) erased since" }
    let details = entry.details.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [
      entry.time, entry.actor, entry.action.rawValue, details.joined(separator: ", "), sessions,
    ].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
