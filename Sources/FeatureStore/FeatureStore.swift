internal import Foundation
internal import GRDB
internal import SignalCore

/// Sessions, their measures and their failures in one SQLite file.
///
/// One writer; every save is one transaction. Calls may come from any thread. After `compact` the same content
/// is the same bytes, in whatever order it was saved.
public final class FeatureStore: Sendable {
  private let path: String
  private let queue: DatabaseQueue

  /// Opens the store, making or migrating it as needed.
  public init(path: String) throws(StoreError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = true
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try Schema.migrator.migrate(queue)
    } catch {
      throw .cannotOpen(path: path, detail: Self.plain(error))
    }
  }

  /// Saves a session in place of an earlier one of that name, together with its failures.
  public func save(_ record: SessionRecord) throws(StoreError) {
    try write { database in
      try database.execute(sql: "DELETE FROM session WHERE name = ?", arguments: [record.session])
      try database.execute(sql: "DELETE FROM failure WHERE path = ?", arguments: [record.input.path])
      try Self.insert(record, into: database)
      for (position, reading) in (record.readings + record.quality).enumerated() {
        try Self.insert(reading, at: position, of: record.session, into: database)
      }
      for (position, failure) in record.failures.enumerated() {
        try Self.insert(failure, at: position, session: record.session, into: database)
      }
    }
  }

  /// Saves that a recording did not become a session this time, in place of an earlier such failure. A session
  /// made of it before stays as it is.
  public func save(_ failure: FailureRecord) throws(StoreError) {
    try write { database in
      try Self.deleteFailure(of: failure.path, from: database)
      let others = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM failure WHERE path = ?", arguments: [failure.path])
      try Self.insert(failure, at: others ?? 0, session: nil, into: database)
    }
  }

  /// Forgets that a recording once did not become a session.
  public func removeFailure(of path: String) throws(StoreError) {
    try write { try Self.deleteFailure(of: path, from: $0) }
  }

  private static func deleteFailure(of path: String, from database: Database) throws {
    try database.execute(
      sql: "DELETE FROM failure WHERE path = ? AND session IS NULL", arguments: [path])
  }

  /// Removes a session, its readings and its failures; nothing happens when there is none of that name.
  public func remove(session name: String) throws(StoreError) {
    try write { try $0.execute(sql: "DELETE FROM session WHERE name = ?", arguments: [name]) }
  }

  /// Names of all sessions, sorted.
  public func sessionNames() throws(StoreError) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM session ORDER BY name") }
  }

  /// Session name → recording as the user named it. A session that was only imported has none: a recording of its
  /// name belongs to it.
  public func recordingPaths() throws(StoreError) -> [String: String] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT name, inputPath FROM session WHERE settingsHash <> ?",
        arguments: [Provenance.imported])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["inputPath"]) })
    }
  }

  /// A session as it was saved; `nil` if there is none of that name.
  public func session(named name: String) throws(StoreError) -> SessionRecord? {
    try read { database in
      guard
        let row = try Row.fetchOne(database, sql: "SELECT * FROM session WHERE name = ?", arguments: [name])
      else { return nil }
      return try Self.record(row, in: database)
    }
  }

  /// Every failure: of recordings that did not become a session and of single stages; sorted by path.
  public func failures() throws(StoreError) -> [FailureRecord] {
    try read { try Self.failures($0, where: "1") }
  }

  /// Rewrites the file in one fixed order, without what was deleted, and closes the store.
  public func compact() throws(StoreError) {
    let fresh = path + ".part"
    do {
      try? FileManager.default.removeItem(atPath: fresh)
      try queue.vacuum(into: fresh)
      // SQLite counts how often a file was rewritten; the count is no content.
      let rewritten = try DatabaseQueue(path: fresh)
      try rewritten.writeWithoutTransaction { try $0.execute(sql: "PRAGMA schema_version = 1") }
      try rewritten.close()
      try queue.close()
      guard unsafe rename(fresh, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      throw .cannotWrite(path: path, detail: Self.plain(error))
    }
  }

  // MARK: Rows

  private static func insert(_ record: SessionRecord, into database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO session (name, inputPath, inputSHA256, settingsHash, programVersion, measureSetVersion,
          gatePassed, input, provenance, gate, remarks, transcript)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        record.session, record.input.path, record.input.sha256, record.provenance.settingsHash,
        record.provenance.programVersion, record.provenance.measureSetVersion, record.gate.passed,
        try json(record.input), try json(record.provenance), try json(record.gate),
        try json(record.remarks), try record.transcript.map { try json($0) },
      ])
  }

  private static func insert(
    _ reading: MeasureReading, at position: Int, of session: String, into database: Database
  ) throws {
    let measure = reading.measure
    try database.execute(
      sql: """
        INSERT INTO measure (name, version, unit, definition) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET unit = excluded.unit, definition = excluded.definition
        """,
      arguments: [measure.name, measure.version, measure.unit, try json(measure)])
    try database.execute(
      sql: """
        INSERT INTO reading (session, position, measure, version, value, reason) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        session, position, measure.name, measure.version, reading.value.number, reading.value.reason?.text,
      ])
  }

  private static func insert(
    _ failure: FailureRecord, at position: Int, session: String?, into database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO failure (path, position, session, stage, message, remedy) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [failure.path, position, session, failure.stage, failure.message, failure.remedy])
  }

  private static func record(_ row: Row, in database: Database) throws -> SessionRecord {
    let name: String = row["name"]
    let all = try Row.fetchAll(
      database,
      sql: """
        SELECT reading.value, reading.reason, measure.definition FROM reading
        JOIN measure ON measure.name = reading.measure AND measure.version = reading.version
        WHERE session = ? ORDER BY position
        """, arguments: [name]
    ).map(reading)
    let transcript: String? = row["transcript"]
    return SessionRecord(
      session: name, input: try decoded(row["input"]),
      readings: all.filter { $0.measure.modality != .quality },
      quality: all.filter { $0.measure.modality == .quality }, remarks: try decoded(row["remarks"]),
      gate: try decoded(row["gate"]), failures: try failures(database, where: "session = ?", [name]),
      transcript: try transcript.map { try decoded($0) }, provenance: try decoded(row["provenance"]))
  }

  private static func reading(_ row: Row) throws -> MeasureReading {
    let measure: Measure = try decoded(row["definition"])
    let number: Double? = row["value"]
    let reason: String? = row["reason"]
    return MeasureReading(
      measure,
      MeasuredValue(
        number, orMissing: reason.flatMap(MissingReason.init(text:)) ?? .failed("unknown reason")))
  }

  private static func failures(
    _ database: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws -> [FailureRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM failure WHERE \(condition) ORDER BY path, position",
      arguments: arguments
    ).map {
      FailureRecord(path: $0["path"], stage: $0["stage"], message: $0["message"], remedy: $0["remedy"])
    }
  }

  // MARK: Access

  private func write(_ body: (Database) throws -> Void) throws(StoreError) {
    do {
      try queue.write(body)
    } catch {
      throw .cannotWrite(path: path, detail: Self.plain(error))
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw .cannotRead(path: path, detail: Self.plain(error))
    }
  }

  /// SQLite's own words, without the statement or its arguments: those hold what people said.
  private static func plain(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "its content is not as expected"
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func decoded<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}
