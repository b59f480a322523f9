internal import Foundation
internal import GRDB
internal import SignalCore
internal import Synchronization

/// Records as rows of the tables, and back.
extension FeatureStore {
  /// - Parameter noted: Definitions that this transaction has saved already.
  static func insert(
    _ record: SessionRecord, into database: Database, noted: inout Set<MeasureKey>
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO session (name, inputPath, inputSHA256, settingsHash, programVersion, measureSetVersion,
          gatePassed, input, provenance, gate, remarks, transcript)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        record.session, record.input.path, record.input.sha256, record.provenance.settingsHash,
        record.provenance.programVersion, record.provenance.measureSetVersion, record.gate.passed,
        try json(record.input), try json(record.provenance), try json(record.gate),
        try json(record.remarks), try record.transcript.map { try json($0) },
      ])
    let readings = try database.cachedStatement(
      sql: """
        INSERT INTO reading (session, position, measure, version, value, reason) VALUES (?, ?, ?, ?, ?, ?)
        """)
    for (position, reading) in (record.readings + record.quality).enumerated() {
      let measure = reading.measure
      if noted.insert(MeasureKey(name: measure.name, version: measure.version)).inserted {
        try insert(measure, into: database)
      }
      try readings.execute(
        arguments: [
          record.session, position, measure.name, measure.version, reading.value.number,
          reading.value.reason?.text,
        ])
    }
    for failure in record.failures { try append(failure, session: record.session, to: database) }
    for file in record.files { try insert(file, of: record.session, into: database) }
  }

  private static func insert(_ measure: Measure, into database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO measure (name, version, unit, definition) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET unit = excluded.unit, definition = excluded.definition
        """
    ).execute(arguments: [measure.name, measure.version, measure.unit, try definitionText(measure)])
  }

  /// A definition as JSON, made once for all sessions that have the measure.
  private static func definitionText(_ measure: Measure) throws -> String {
    let key = MeasureKey(name: measure.name, version: measure.version)
    if let known = definitionTexts.withLock({ $0[key] }), known.measure == measure { return known.text }
    let text = try json(measure)
    definitionTexts.withLock { $0[key] = (measure, text) }
    return text
  }

  private static let definitionTexts = Mutex<[MeasureKey: (measure: Measure, text: String)]>([:])

  /// Adds a failure after those of the same recording.
  static func append(_ failure: FailureRecord, session: String?, to database: Database) throws {
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT max(position) FROM failure WHERE path = ?"),
      arguments: [failure.path])
    try insert(failure, at: last.map { $0 + 1 } ?? 0, session: session, into: database)
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

  /// Numbers the failures of a recording from 0, whatever the order they came in: by session, then that of none.
  static func orderFailures(of path: String, in database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT * FROM failure WHERE path = ? ORDER BY session IS NULL, session, position",
      arguments: [path])
    if rows.map({ $0["position"] }) == Array(rows.indices) { return }
    try database.execute(sql: "DELETE FROM failure WHERE path = ?", arguments: [path])
    for (position, row) in rows.enumerated() {
      try insert(failure(row), at: position, session: row["session"], into: database)
    }
  }

  private static func failure(_ row: Row) -> FailureRecord {
    FailureRecord(path: row["path"], stage: row["stage"], message: row["message"], remedy: row["remedy"])
  }

  static func insert(_ file: SessionFile, of session: String, into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO file (session, name, byteCount, sha256, packed) VALUES (?, ?, ?, ?, ?)",
      arguments: [session, file.name, file.byteCount, file.sha256, file.packed.map { Data($0) }])
  }

  /// Measures by name and version, each read once however many sessions have it.
  static func definitions(_ database: Database) throws -> [MeasureKey: Measure] {
    let rows = try Row.fetchAll(database, sql: "SELECT name, version, definition FROM measure")
    return try Dictionary(
      uniqueKeysWithValues: rows.map {
        (MeasureKey(name: $0["name"], version: $0["version"]), try decoded($0["definition"]))
      })
  }

  struct MeasureKey: Hashable {
    let name: String
    let version: Int
  }

  /// - Parameter isWhole: Whether the transcript and the files come along.
  static func record(
    named name: String, definitions: [MeasureKey: Measure], isWhole: Bool = true, in database: Database
  ) throws -> SessionRecord? {
    let columns = "name, input, remarks, gate, provenance, \(isWhole ? "transcript" : "NULL AS transcript")"
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT \(columns) FROM session WHERE name = ?", arguments: [name])
    else { return nil }
    let all = try readings(of: name, definitions: definitions, in: database)
    let transcript: String? = row["transcript"]
    return SessionRecord(
      session: name, input: try decoded(row["input"]),
      readings: all.filter { $0.measure.modality != .quality },
      quality: all.filter { $0.measure.modality == .quality }, remarks: try decoded(row["remarks"]),
      gate: try decoded(row["gate"]), failures: try failures(database, where: "session = ?", [name]),
      transcript: try transcript.map { try decoded($0) }, provenance: try decoded(row["provenance"]),
      files: isWhole ? try files(of: name, in: database) : [])
  }

  private static func readings(
    of session: String, definitions: [MeasureKey: Measure], in database: Database
  ) throws -> [MeasureReading] {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT measure, version, value, reason FROM reading WHERE session = ? ORDER BY position",
      arguments: [session])
    var readings: [MeasureReading] = []
    while let row = try rows.next() {
      let key = MeasureKey(name: row[0], version: row[1])
      guard let measure = definitions[key] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      let number: Double? = row[2]
      let reason: String? = row[3]
      readings.append(
        MeasureReading(
          measure,
          MeasuredValue(
            number, orMissing: reason.flatMap(MissingReason.init(text:)) ?? .failed("unknown reason"))))
    }
    return readings
  }

  private static func files(of session: String, in database: Database) throws -> [SessionFile] {
    try Row.fetchAll(
      database, sql: "SELECT name, byteCount, sha256, packed FROM file WHERE session = ? ORDER BY name",
      arguments: [session]
    ).map { row in
      let packed: Data? = row["packed"]
      return SessionFile(
        name: row["name"], byteCount: row["byteCount"], sha256: row["sha256"],
        packed: packed.map { [UInt8]($0) })
    }
  }

  static func failures(
    _ database: Database, where condition: String, _ arguments: StatementArguments = []
  ) throws -> [FailureRecord] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM failure WHERE \(condition) ORDER BY path, position",
      arguments: arguments
    ).map(failure)
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decoded<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}
