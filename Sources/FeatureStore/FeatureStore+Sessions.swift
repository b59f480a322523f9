internal import GRDB
internal import SignalCore

extension FeatureStore {
  /// Which parts of a session are read when all are gone through.
  public enum RecordParts: Sendable {
    /// Everything.
    case whole
    /// All but the transcript and the files.
    case numbers
  }

  /// Hands over one session after another in the order of their names; one is held at a time.
  ///
  /// A session removed meanwhile is passed over; one added meanwhile may be. `body` may call the store.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachSession(_ parts: RecordParts = .whole, _ body: (SessionRecord) throws -> Void) throws {
    let definitions = try read { try Self.definitions($0) }
    for name in try sessionNames() {
      let record = try read { database in
        // A measure first saved after the walk began is not among the definitions.
        if let record = try? Self.record(
          named: name, definitions: definitions, isWhole: parts == .whole, in: database)
        {
          return record as SessionRecord?
        }
        return try Self.record(
          named: name, definitions: Self.definitions(database), isWhole: parts == .whole, in: database)
      }
      if let record { try body(record) }
    }
  }

  /// Names of the measures that any session has, in the order in which going through the sessions first meets them.
  public func measureNames(ofQuality: Bool) throws(StoreError) -> [String] {
    try read { database in
      let definitions = try Self.definitions(database)
      var names: [String] = []
      var seen: Set<MeasureKey> = []
      var known: Set<String> = []
      let rows = try Row.fetchCursor(
        database, sql: "SELECT measure, version FROM reading ORDER BY session, position")
      while let row = try rows.next() {
        let key = MeasureKey(name: row[0], version: row[1])
        guard seen.insert(key).inserted else { continue }
        let isQuality = definitions[key]?.modality == .quality
        if isQuality == ofQuality, known.insert(key.name).inserted { names.append(key.name) }
      }
      return names
    }
  }
}
