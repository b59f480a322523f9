internal import FeatureStore
internal import Foundation
internal import MultimodalFusion
internal import PrivateFiles
public import SignalCore

/// Takes one person out of a results folder: sessions, stages, the store with its free pages, tables, scores, pages,
/// and whose hashes they are in the audit log.
///
/// It may be stopped at any moment and run again: the store, by which the person is found, changes at one stroke when
/// what it knows is gone; sessions it does not know go last. Plain files are overwritten with zeros before they go.
public struct Erasure: Sendable {
  public let participant: String
  /// Names of the person's sessions, sorted; those that were stopped before their end too.
  public let sessions: [String]
  /// How many unfinished sessions of unknown people keep stages in the folder. They may hold what the person said.
  public let unclaimedCount: Int
  private let stored: Set<String>
  private let otherSessions: Set<String>
  private let mention: Mention
  private let files: ResultsFiles

  /// - Throws: `.unknownParticipant` when no session is theirs. A session that names no participant is found by its own
  ///   name.
  public init(of participant: String, from files: ResultsFiles) throws {
    let owners = try SessionOwners(files)
    if owners.isEmpty { _ = try ResultsFolder(existing: files) }
    let sessions = owners.sessions(of: participant)
    unclaimedCount = owners.unclaimed.subtracting(sessions).count
    guard !sessions.isEmpty else { throw ErasureError.unknownParticipant(unclaimedCount: unclaimedCount) }
    self.participant = participant
    self.sessions = sessions.sorted()
    stored = owners.stored
    otherSessions = owners.known.subtracting(sessions)
    mention = Mention(of: [participant] + self.sessions)
    self.files = files
  }

  /// Erases.
  /// - Returns: Files of the folder, relative to it, in which the person's or a session's name still stands.
  public func run() throws -> [String] {
    let folder = ResultsFolder(files)
    let rest = try remainingStore(of: folder)
    for session in sessions where stored.contains(session) { try removeUnfinished(session, of: folder) }
    for name in [".work", ".shards"] { try Overwriting.remove(files.place(of: name)) }
    for name in [".part-" + ResultsFolder.storeName, ResultsFolder.storeName + ".damaged"] {
      try Overwriting.remove(files.actualPlace(of: name))
    }
    try removePages()
    try writeTables(of: folder, from: rest)
    let unchanged = try removeRows()
    for session in sessions where stored.contains(session) {
      try Overwriting.remove(files.place(of: session))
    }
    try AuditLog(files).appendForgetting(sessions, details: ["sessions": "\(sessions.count)"])
    try replaceStore(by: rest)
    // Found by their own files alone.
    for session in sessions where !stored.contains(session) {
      try removeUnfinished(session, of: folder)
      try Overwriting.remove(files.place(of: session))
    }
    return Set(remainingMentions()).union(unchanged).sorted()
  }

  private func removeUnfinished(_ session: String, of folder: ResultsFolder) throws {
    for place in SessionOwners.unfinishedPlaces { try Overwriting.remove(files.place(of: place + session)) }
    folder.dropRecord(of: session)
  }

  /// What a person is told about unfinished sessions that nobody can be found for.
  public static func unclaimedText(_ count: Int) -> String {
    (count == 1 ? "1 unfinished session lies" : "\(count) unfinished sessions lie")
      + " in the folder without saying whose, with what was said: finish with ‘bellwether extract’ and erase"
      + " again, or remove .stages and .part-* there by hand."
  }

  // MARK: Store

  /// The store without the person, in memory.
  private func remainingStore(of folder: ResultsFolder) throws -> FeatureStore {
    let rest = try FeatureStore(image: try folder.openStore().image())
    for session in sessions {
      if let path = try rest.session(named: session)?.input.path { try rest.removeFailure(of: path) }
      try rest.remove(session: session)
    }
    // Recordings that never became a session are known by their paths alone.
    for failure in try rest.failures()
    where mention.stands(in: failure.path) || mention.stands(inPath: failure.path) {
      try rest.removeFailure(of: failure.path)
    }
    return rest
  }

  private func replaceStore(by rest: FeatureStore) throws {
    let name = ResultsFolder.storeName
    try replace(Data(try rest.image()), name)
    for ending in ["-wal", "-shm", "-journal"] { try Overwriting.remove(files.place(of: name) + ending) }
  }

  // MARK: Tables and pages

  private func writeTables(of folder: ResultsFolder, from rest: FeatureStore) throws {
    let tables = ["measures.csv", "missing.csv", "quality.csv", "failures.csv"].filter(files.exists)
    func write(_ left: ArraySlice<String>) throws {
      guard let name = left.first else { return try folder.writeTables(from: rest) }
      try Overwriting.replacing(files.actualPlace(of: name)) { try write(left.dropFirst()) }
    }
    try write(tables[...])
  }

  /// Tables that score and rank wrote, without the rows of the person.
  /// - Returns: Names of tables that hold the person and could not be written again without loss.
  private func removeRows() throws -> [String] {
    var unchanged: [String] = []
    for name in files.names(in: "") where name.hasSuffix(".csv") {
      guard let table = try? TextTable(files, name), table.has("session") || table.has("participant") else {
        continue
      }
      let kept = table.rows.filter { row in
        !sessions.contains(table.text("session", in: row) ?? "")
          && table.text("participant", in: row) != participant
      }
      if kept.count == table.rows.count { continue }
      guard let text = Self.text(of: kept, under: table.header) else {
        unchanged.append(name)
        continue
      }
      try replace(Data(text.utf8), name)
    }
    try rankAnew()
    return unchanged
  }

  /// Rows as wide as their header; `nil` where one holds more than its header has columns for.
  private static func text(of rows: [[String]], under header: [String]) -> String? {
    var text = CommaSeparated(header: header)
    for row in rows {
      guard row.dropFirst(header.count).allSatisfy(\.isEmpty) else { return nil }
      let missing = max(0, header.count - row.count)
      text.append(row.prefix(header.count) + Array(repeating: "", count: missing))
    }
    return text.text
  }

  private func rankAnew() throws {
    guard files.exists("ranking.csv"), let scores = try? ScoreFiles.read(files),
      let ranking = try? Ranking(scores, path: files.path)
    else { return }
    try replace(Data(ranking.table.utf8), "ranking.csv")
  }

  private func replace(_ data: Data, _ name: String) throws {
    try Overwriting.replacing(files.actualPlace(of: name)) { try files.write(data, to: name) }
  }

  /// Pages over several sessions are made again by `report`; those of other people's own sessions stay.
  private func removePages() throws {
    // A short name cannot be told from a word, so that pages on people go whether they name the person or not.
    for name in files.names(in: "people") where name.hasSuffix(".html") {
      try Overwriting.remove(files.place(of: "people/\(name)"))
    }
    try Overwriting.remove(files.place(of: "report.html"))
    for name in allFiles() where [".html", ".svg"].contains(where: name.hasSuffix) {
      guard let data = files.kept(name) else { continue }
      if mention.stands(in: String(decoding: data, as: UTF8.self)) || mention.stands(in: name) {
        try Overwriting.remove(files.actualPlace(of: name))
      }
    }
  }

  /// Tracks hold numbers and are not searched.
  private func remainingMentions() -> [String] {
    allFiles().filter { name in
      if name.hasSuffix(SessionTexts.tracks) || name == AuditLog.fileName { return false }
      return mention.stands(in: name) || (!isOfOthers(name) && mention.stands(inPath: name))
        || files.kept(name).map { mention.stands(in: String(decoding: $0, as: UTF8.self)) } ?? false
    }
  }

  /// Whether a file lies in another session's folder, in whose name a short name says little.
  private func isOfOthers(_ name: String) -> Bool {
    name.split(separator: "/").contains { otherSessions.contains(String($0)) }
  }

  /// Names of all files below the folder, without the ending of sealed ones; sorted.
  private func allFiles() -> [String] {
    let found = FileManager.default.enumerator(atPath: files.path)?.compactMap { $0 as? String } ?? []
    return Set(
      found.map { $0.hasSuffix(SealedFile.ending) ? String($0.dropLast(SealedFile.ending.count)) : $0 }
    ).filter(files.exists).sorted()
  }
}

/// Why a person cannot be erased.
public enum ErasureError: UserFacingError, Equatable {
  /// Names nobody, so that nothing can be learned by trying.
  /// - Parameter unclaimedCount: Unfinished sessions of unknown people.
  case unknownParticipant(unclaimedCount: Int)
  case notConfirmed
  case noTerminal

  public var message: String {
    switch self {
    case .unknownParticipant: "This folder holds nobody of that name."
    case .notConfirmed: "Nothing was erased."
    case .noTerminal: "Nobody can be asked whether to erase."
    }
  }

  public var remedy: String {
    switch self {
    case .unknownParticipant(let count):
      "Give the participant as the manifest named them, or the session where no participant was named."
        + (count == 0 ? "" : " " + Erasure.unclaimedText(count))
    case .notConfirmed: "Type yes to erase."
    case .noTerminal: "Run it on a terminal, or with --yes."
    }
  }
}
