internal import FeatureStore
internal import PrivateFiles
internal import SignalCore

/// What stands in a de-identified export in place of the names of a results folder: `P0001` for a participant, `S0001`
/// for a session.
///
/// They cover the whole folder, so that exports of different choices of sessions agree. Participants are numbered in
/// the order of the hashes of their recordings: numbers in the order of the names would be undone by anybody who has
/// the list of patients. A participant's sessions follow each other in the order of their names. Numbers stay when
/// sessions are added only where the key is kept (`write(to:)`, `init(of:keeping:)`).
public struct ExportPseudonyms: Sendable, Hashable {
  /// Name → number, from 1.
  var sessions: [String: Int] = [:]
  var participants: [String: Int] = [:]

  init() {}

  /// - Parameter earlier: Whose numbers stay.
  public init(of files: ResultsFiles, keeping earlier: ExportPseudonyms? = nil) throws(ExportError) {
    var owners: [String?: [Owner]] = [:]
    func note(_ session: String, _ participant: String?, _ hash: String) {
      owners[participant, default: []].append(Owner(session: session, hash: hash))
    }
    do {
      let found = try SessionsFound(files)
      if let store = found.store {
        try store.forEachInput { note($0, $1.participant, $1.sha256) }
      } else {
        for name in found.names {
          let input = try ResultsToExport.input(of: name, in: files)
          note(name, input.participant, input.sha256)
        }
      }
    } catch { throw ExportError(any: error) }
    self = earlier ?? ExportPseudonyms()
    add(owners)
  }

  private struct Owner {
    let session: String
    let hash: String
  }

  /// A session of nobody named stands alone.
  private mutating func add(_ owners: [String?: [Owner]]) {
    var groups: [(participant: String?, hash: String, sessions: [String])] = []
    for (participant, own) in owners {
      if let participant {
        groups.append((participant, own.map(\.hash).min() ?? "", own.map(\.session).sorted()))
      } else {
        groups += own.map { (nil, $0.hash, [$0.session]) }
      }
    }
    groups.sort { ($0.hash, $0.sessions.first ?? "") < ($1.hash, $1.sessions.first ?? "") }
    var (lastSession, lastParticipant) = (sessions.values.max() ?? 0, participants.values.max() ?? 0)
    for group in groups {
      if let participant = group.participant, participants[participant] == nil {
        lastParticipant += 1
        participants[participant] = lastParticipant
      }
      for session in group.sessions where sessions[session] == nil {
        lastSession += 1
        sessions[session] = lastSession
      }
    }
  }

  // MARK: Pseudonyms

  /// - Throws: For a name that came up after the pseudonyms were given.
  func session(_ name: String) throws(ExportError) -> String {
    guard let number = sessions[name] else { throw .changed }
    return Self.text("S", number)
  }

  func participant(_ name: String) throws(ExportError) -> String {
    guard let number = participants[name] else { throw .changed }
    return Self.text("P", number)
  }

  /// What stands for a name in a table of assessments, which may call a person who is not named by the session;
  /// `nil` for a name that is not in the folder.
  public func owner(_ name: String) -> String? {
    participants[name].map { Self.text("P", $0) } ?? sessions[name].map { Self.text("S", $0) }
  }

  /// Names of sessions in the order of their numbers, so that the order tells nothing either.
  func ordered(_ names: [String]) -> [String] {
    names.sorted { (sessions[$0] ?? 0, $0) < (sessions[$1] ?? 0, $1) }
  }

  static func text(_ letter: String, _ number: Int) -> String {
    let digits = "\(number)"
    return letter + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }
}
