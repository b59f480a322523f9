internal import Foundation
internal import PrivateFiles
internal import SignalCore

/// Who did what with a results folder, when: `audit.jsonl`, to which lines are only ever added.
///
/// Every entry holds the hash of the one before, so that a line that was changed, taken out, put in or moved breaks the
/// chain. The file `.audit-head` holds the number of entries and the last hash, so that lines cut off at the end show
/// too; an entry written after lines were cut off carries on from the head, so that the gap stays to be seen.
/// In an encrypted folder the head is sealed, and nobody without the key can make one that fits a forged log. What no
/// file of the folder can show: that the whole folder was put back to an earlier state, or, where the folder is plain
/// or the key known, that somebody wrote log and head anew. Against that, note the last hash elsewhere.
///
/// Sessions stand in it as SHA-256 over 32 random bytes and their name. The random bytes, one such salt a session, lie
/// in `.audit-names` (sealed in an encrypted folder), with which their owner sees the names. Erasing a person takes
/// the salts of their sessions away: no one can tell any more whose hashes these are, not by trying names either,
/// and the chain stays whole. Copies of `.audit-names` in backups still can.
public struct AuditLog: Sendable {
  static let fileName = "audit.jsonl"
  static let headName = ".audit-head"
  static let saltsName = ".audit-names"

  let files: ResultsFiles

  public init(_ files: ResultsFiles) { self.files = files }

  struct Head: Codable, Equatable {
    var entries: Int
    var hash: String
  }

  /// Adds an entry. Processes wait for one another; the entry is on the disk when this returns.
  public func append(
    _ action: AuditEntry.Action, sessions: [String] = [], details: [String: String] = [:]
  ) throws {
    try holding { file in
      let subjects = try subjects(sessions).sorted()
      try add(action, subjects: subjects, details: details, to: file)
    }
  }

  /// Adds an entry about sessions and takes their salts away in the same breath.
  func appendForgetting(_ sessions: [String], details: [String: String]) throws {
    try holding { file in
      var salts = try salts()
      let subjects = Self.subjects(sessions, salts: &salts).sorted()
      try add(.erase, subjects: subjects, details: details, to: file)
      for session in sessions { salts[session] = nil }
      // The earlier file has the names in clear.
      try Overwriting.replacing(files.actualPlace(of: Self.saltsName)) {
        try write(salts, to: Self.saltsName)
      }
    }
  }

  /// Salted hash → session name, of those whose salt is there.
  func names() throws -> [String: String] {
    Dictionary(try salts().map { (Self.subject($0.key, salt: $0.value), $0.key) }, uniquingKeysWith: min)
  }

  func head() throws -> Head? { try decoded(Self.headName) }

  /// The lines as they stand, without their line feeds.
  func lines() throws -> [Substring] {
    guard let data = FileManager.default.contents(atPath: files.place(of: Self.fileName)) else {
      throw AuditError.noLog(path: files.path)
    }
    return Self.lines(String(decoding: data, as: UTF8.self))
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") || text.isEmpty ? 1 : 0)
  }

  // MARK: Writing

  private func add(
    _ action: AuditEntry.Action, subjects: [String], details: [String: String], to file: FileHandle
  ) throws {
    try file.seek(toOffset: 0)
    let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    let lines = Self.lines(text)
    let head = try head()
    let entry = AuditEntry(
      time: Self.now(), actor: NSUserName(), action: action, subjects: subjects, details: details,
      previous: Self.previous(lines, head: head))
    // A line that a power cut left half is ended, so that the next one stands alone.
    let line = (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + (try entry.line())
    let end = try file.seekToEnd()
    do {
      try file.write(contentsOf: Data(line.utf8))
      try file.synchronize()
    } catch {
      try? file.truncate(atOffset: end)
      throw AuditError.cannotWrite
    }
    try write(Head(entries: lines.count + 1, hash: entry.hash), to: Self.headName)
  }

  /// The last line's hash, or the head's where the log no longer holds what the head speaks of.
  private static func previous(_ lines: [Substring], head: Head?) -> String {
    guard let head else { return lines.last.flatMap { AuditEntry(line: $0) }?.hash ?? AuditEntry.first }
    guard head.entries <= lines.count, head.entries > 0,
      AuditEntry(line: lines[head.entries - 1])?.hash == head.hash
    else { return head.hash }
    return lines.reversed().lazy.compactMap { AuditEntry(line: $0) }.first?.hash ?? head.hash
  }

  private static func now() -> String { Date.now.formatted(.iso8601) }

  /// Runs while no other process adds to the log.
  private func holding(_ body: (FileHandle) throws -> Void) throws {
    let descriptor = unsafe open(
      files.place(of: Self.fileName), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw AuditError.cannotWrite }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status: Int32
    repeat { status = flock(descriptor, LOCK_EX) } while status != 0 && errno == EINTR
    // Where the file system has no locks, whoever comes at the same time breaks the chain to be seen.
    defer { flock(descriptor, LOCK_UN) }
    try body(file)
  }

  // MARK: Names

  private func subjects(_ sessions: [String]) throws -> [String] {
    if sessions.isEmpty { return [] }
    var salts = try salts()
    let knownCount = salts.count
    let subjects = Self.subjects(sessions, salts: &salts)
    if salts.count > knownCount { try write(salts, to: Self.saltsName) }
    return subjects
  }

  /// Salted hashes of sessions; one without a salt gets a new one.
  private static func subjects(_ sessions: [String], salts: inout [String: Data]) -> [String] {
    sessions.map { session in
      let salt = salts[session] ?? Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
      salts[session] = salt
      return subject(session, salt: salt)
    }
  }

  private static func subject(_ session: String, salt: Data) -> String {
    sha256Hex(ofBytes: Array(salt) + Array(session.utf8))
  }

  private func salts() throws -> [String: Data] { try decoded(Self.saltsName) ?? [:] }

  private func decoded<Value: Decodable>(_ name: String) throws -> Value? {
    guard let data = try files.read(name) else { return nil }
    guard let value = try? JSONDecoder().decode(Value.self, from: data) else {
      throw PrivacyError.cannotRead(name: name)
    }
    return value
  }

  private func write(_ value: some Encodable, to name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try files.writePrivately(try encoder.encode(value), to: name)
  }
}
