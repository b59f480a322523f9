internal import FeatureStore
internal import Foundation
internal import MultimodalFusion
internal import PrivateFiles
public import SignalCore

/// Takes one person out of a results folder: sessions, stages, the store with its free pages, tables, scores, pages,
/// and whose hashes they are in the audit log.
///
/// It may be stopped at any moment and run again: the store, by which the person is found, changes last and at one
/// stroke. Plain files are overwritten with zeros before they go.
public struct Erasure: Sendable {
  public let participant: String
  /// Names of the person's sessions, sorted.
  public let sessions: [String]
  private let files: ResultsFiles

  /// - Throws: `.unknownParticipant` when no session is theirs. A session that names no participant is found by its own
  ///   name.
  public init(of participant: String, from files: ResultsFiles) throws {
    let folder = try ResultsFolder(existing: files)
    let store = try folder.openStore()
    var sessions: Set<String> = []
    for name in try store.sessionNames() {
      if let input = try store.session(named: name)?.input, (input.participant ?? name) == participant {
        sessions.insert(name)
      }
    }
    // A run that was stopped leaves sessions the store does not know yet.
    for name in files.names(in: "") where !sessions.contains(name) {
      guard let data = files.kept("\(name)/summary.json"),
        let summary = try? JSONDecoder().decode(SummaryOrigin.self, from: data)
      else { continue }
      if (summary.input.participant ?? name) == participant { sessions.insert(name) }
    }
    guard !sessions.isEmpty else { throw ErasureError.unknownParticipant }
    self.participant = participant
    self.sessions = sessions.sorted()
    self.files = files
  }

  /// Erases.
  /// - Returns: Files of the folder, relative to it, in which the person's or a session's name still stands.
  public func run() throws -> [String] {
    let folder = ResultsFolder(files)
    let rest = try remainingStore(of: folder)
    for session in sessions {
      for name in [".stages/\(session)", ".part-\(session)", ".earlier-\(session)"] {
        try Overwriting.remove(files.place(of: name))
      }
      folder.dropRecord(of: session)
    }
    for name in [".work", ".shards"] { try Overwriting.remove(files.place(of: name)) }
    for name in [".part-" + ResultsFolder.storeName, ResultsFolder.storeName + ".damaged"] {
      try Overwriting.remove(files.actualPlace(of: name))
    }
    try removePages()
    try writeTables(of: folder, from: rest)
    try removeRows()
    for session in sessions { try Overwriting.remove(files.place(of: session)) }
    try AuditLog(files).appendForgetting(sessions, details: ["sessions": "\(sessions.count)"])
    try replaceStore(by: rest)
    return remainingMentions()
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
    let mention = Mention(of: [participant] + sessions)
    for failure in try rest.failures() where mention.stands(in: failure.path) {
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
  private func removeRows() throws {
    for name in files.names(in: "") where name.hasSuffix(".csv") {
      guard let table = try? TextTable(files, name), table.has("session") || table.has("participant") else {
        continue
      }
      let kept = table.rows.filter { row in
        !sessions.contains(table.text("session", in: row) ?? "")
          && table.text("participant", in: row) != participant
      }
      if kept.count == table.rows.count { continue }
      var text = CommaSeparated(header: table.header)
      for row in kept where row.count == table.header.count { text.append(row) }
      try replace(Data(text.text.utf8), name)
    }
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
    let mention = Mention(of: [participant] + sessions)
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
    let mention = Mention(of: [participant] + sessions)
    return allFiles().filter { name in
      if name.hasSuffix(SessionTexts.tracks) || name == AuditLog.fileName { return false }
      return mention.stands(in: name)
        || files.kept(name).map { mention.stands(in: String(decoding: $0, as: UTF8.self)) } ?? false
    }
  }

  /// Names of all files below the folder, without the ending of sealed ones; sorted.
  private func allFiles() -> [String] {
    let found = FileManager.default.enumerator(atPath: files.path)?.compactMap { $0 as? String } ?? []
    return Set(
      found.map { $0.hasSuffix(SealedFile.ending) ? String($0.dropLast(SealedFile.ending.count)) : $0 }
    ).filter(files.exists).sorted()
  }
}

/// Finds names as whole words: not inside longer words or numbers.
private struct Mention {
  private let names: [[UInt8]]

  init(of names: [String]) {
    // A name of one or two characters stands for too much else.
    self.names = names.filter { $0.count > 2 }.map { Array($0.utf8) }
  }

  func stands(in text: String) -> Bool {
    let bytes = Array(text.utf8)
    return names.contains { name in
      guard let first = name.first, bytes.count >= name.count else { return false }
      var place = bytes.startIndex
      while place + name.count <= bytes.count {
        guard let next = bytes[place...(bytes.count - name.count)].firstIndex(of: first) else { return false }
        if bytes[next..<next + name.count].elementsEqual(name),
          next == 0 || !Self.isWord(bytes[next - 1]),
          next + name.count == bytes.count || !Self.isWord(bytes[next + name.count])
        {
          return true
        }
        place = next + 1
      }
      return false
    }
  }

  /// ASCII letters and digits, and every part of a longer character.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte >= 0x80
  }
}

/// Why a person cannot be erased.
public enum ErasureError: UserFacingError, Equatable {
  /// Names nobody, so that nothing can be learned by trying.
  case unknownParticipant
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
    case .unknownParticipant:
      "Give the participant as the manifest named them, or the session where no participant was named."
    case .notConfirmed: "Type yes to erase."
    case .noTerminal: "Run it on a terminal, or with --yes."
    }
  }
}
