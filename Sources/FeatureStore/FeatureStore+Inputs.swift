internal import GRDB

extension FeatureStore {
  /// Hands over what one session after another was made from, in the order of their names.
  ///
  /// `body` may not call the store.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachInput(_ body: (_ session: String, _ input: InputRecord) throws -> Void) throws {
    var problem: (any Error)?
    try read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT name, input FROM session ORDER BY name")
      while problem == nil, let row = try rows.next() {
        let input: InputRecord = try Self.decoded(row[1])
        do { try body(row[0], input) } catch { problem = error }
      }
    }
    if let problem { throw problem }
  }
}
