internal import Foundation
internal import GRDB
internal import GRDBSQLite
public import SignalCore

/// What one session measured, and where it comes from.
public struct SessionNumbers: Sendable {
  public let session: String
  public let input: InputRecord
  public let programVersion: String
  public let measureSetVersion: String
  public let settingsHash: String
  /// Quality included, in the order they were saved.
  public let readings: [MeasureReading]
}

extension FeatureStore {
  /// Hands over the numbers of one session after another; one is held at a time, however many there are.
  ///
  /// Reads SQLite's rows in place: a folder of 50,000 sessions has some ten million readings. `body` may call the
  /// store.
  /// - Parameters:
  ///   - sessions: In the order wanted; a name that is not there is passed over.
  ///   - isWanted: Whether to read the measure of a name.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachNumbers(
    of sessions: [String], where isWanted: (String) -> Bool, _ body: (SessionNumbers) throws -> Void
  ) throws {
    var reader = ReadingReader(definitions: try read { try Self.definitions($0) })
    for name in sessions {
      let numbers = try read { database -> SessionNumbers? in
        let row = try Row.fetchOne(
          database.cachedStatement(
            sql: "SELECT input, programVersion, measureSetVersion, settingsHash FROM session WHERE name = ?"),
          arguments: [name])
        guard let row else { return nil }
        return SessionNumbers(
          session: name, input: try Self.decoded(row[0]), programVersion: row[1], measureSetVersion: row[2],
          settingsHash: row[3],
          readings: try reader.readings(of: name, in: database, where: isWanted))
      }
      if let numbers { try body(numbers) }
    }
  }
}

/// Sessions have much the same measures at the same places: what stood at a place last time is looked at first, so
/// that most names are compared and not made.
private struct ReadingReader {
  private struct Slot {
    let name: [UInt8]
    let version: Int64
    /// `nil` when the measure is not wanted.
    let measure: Measure?
  }

  private var definitions: [FeatureStore.MeasureKey: Measure]
  private var slots: [Slot] = []
  private var reasons: [String: MissingReason] = [:]

  init(definitions: [FeatureStore.MeasureKey: Measure]) { self.definitions = definitions }

  mutating func readings(
    of session: String, in database: Database, where isWanted: (String) -> Bool
  ) throws -> [MeasureReading] {
    let statement = try database.cachedStatement(
      sql: "SELECT measure, version, value, reason FROM reading WHERE session = ? ORDER BY position")
    try statement.setArguments([session])
    let row = unsafe statement.sqliteStatement
    defer { unsafe sqlite3_reset(row) }
    var readings: [MeasureReading] = []
    readings.reserveCapacity(slots.count)
    var place = 0
    while true {
      let code = unsafe sqlite3_step(row)
      if code == SQLITE_DONE { return readings }
      guard code == SQLITE_ROW else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      let measure = try unsafe measure(at: place, of: row, in: database, where: isWanted)
      place += 1
      guard let measure else { continue }
      if unsafe sqlite3_column_type(row, 2) == SQLITE_NULL {
        readings.append(MeasureReading(measure, .missing(unsafe reason(of: row))))
      } else {
        readings.append(
          MeasureReading(
            measure,
            MeasuredValue(unsafe sqlite3_column_double(row, 2), orMissing: .failed("unknown reason"))))
      }
    }
  }

  private mutating func measure(
    at place: Int, of row: OpaquePointer, in database: Database, where isWanted: (String) -> Bool
  ) throws -> Measure? {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: sqlite3_column_text(row, 0), count: Int(sqlite3_column_bytes(row, 0)))
    let version = unsafe sqlite3_column_int64(row, 1)
    if place < slots.count, slots[place].version == version, unsafe bytes.elementsEqual(slots[place].name) {
      return slots[place].measure
    }
    let name = unsafe String(decoding: bytes, as: UTF8.self)
    let key = FeatureStore.MeasureKey(name: name, version: Int(version))
    // A measure first saved after the walk began is not among the definitions.
    if definitions[key] == nil { definitions = try FeatureStore.definitions(database) }
    guard let measure = definitions[key] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    let slot = Slot(name: Array(name.utf8), version: version, measure: isWanted(name) ? measure : nil)
    if place < slots.count { slots[place] = slot } else if place == slots.count { slots.append(slot) }
    return slot.measure
  }

  private mutating func reason(of row: OpaquePointer) -> MissingReason {
    let text = unsafe sqlite3_column_text(row, 3).map { unsafe String(cString: $0) } ?? ""
    if let known = reasons[text] { return known }
    let reason = MissingReason(text: text) ?? .failed("unknown reason")
    // Reasons that name a failure differ from session to session.
    if reasons.count < 1000 { reasons[text] = reason }
    return reason
  }
}
