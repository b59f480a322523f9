internal import Foundation
public import SignalCore

/// One line of `audit.jsonl`.
public struct AuditEntry: Sendable, Hashable, Codable {
  public enum Action: String, Sendable, Codable {
    case extract, correction, train, score, rank, report, export, repair, erase
    case importing = "import"
    case keyChange = "key change"
  }

  /// In UTC, to the second: `2026-03-01T02:00:00Z`.
  public let time: String
  /// User name on the system.
  public let actor: String
  public let action: Action
  /// A salted hash for each session concerned, sorted.
  public let subjects: [String]
  /// Counts and formats; never a name, a path or a word of anybody's.
  public let details: [String: String]
  /// Hash of the entry before, or `first`.
  public let previous: String
  /// SHA-256 over all of the above.
  public let hash: String

  static let first = String(repeating: "0", count: 64)

  init(
    time: String, actor: String, action: Action, subjects: [String], details: [String: String],
    previous: String
  ) {
    self.time = time
    self.actor = actor
    self.action = action
    self.subjects = subjects
    self.details = details
    self.previous = previous
    hash = Self.hash(
      time: time, actor: actor, action: action, subjects: subjects, details: details, previous: previous)
  }

  /// Whether the hash is that of what the line says.
  var isSound: Bool {
    hash
      == Self.hash(
        time: time, actor: actor, action: action, subjects: subjects, details: details, previous: previous)
  }

  /// Fields are told apart by their lengths, so that no two contents give the same text.
  private static func hash(
    time: String, actor: String, action: Action, subjects: [String], details: [String: String],
    previous: String
  ) -> String {
    let fields =
      [previous, time, actor, action.rawValue, "\(subjects.count)"] + subjects
      + details.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    return sha256Hex(of: fields.map { "\($0.utf8.count):\($0)" }.joined())
  }

  /// The line as it stands in the file, with its line feed.
  func line() throws(AuditError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { throw .cannotWrite }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  init?(line: Substring) {
    guard let entry = try? JSONDecoder().decode(AuditEntry.self, from: Data(line.utf8)),
      (try? entry.line()) == line + "\n"
    else { return nil }
    self = entry
  }
}

/// Why the audit log cannot be kept or read.
public enum AuditError: UserFacingError, Equatable {
  case cannotWrite
  case noLog(path: String)
  /// The log has gaps or was changed.
  case notSound(path: String)

  public var message: String {
    switch self {
    case .cannotWrite: "The audit log cannot be written."
    case .noLog(let path): "‘\(path)’ has no audit log."
    case .notSound(let path): "The audit log of ‘\(path)’ is not as it was written."
    }
  }

  public var remedy: String {
    switch self {
    case .cannotWrite:
      "Check free disk space and that you may write into the results folder, then run the same command again."
    case .noLog: "Give a results folder that ‘bellwether extract’ has written."
    case .notSound: "Compare it with a backup, and ask who had access to the folder."
    }
  }
}
