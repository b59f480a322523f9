internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import SignalCore

/// Stores whose bytes are kept by somebody else, and the one form that equal content has.
extension FeatureStore {
  /// A store in memory.
  /// - Parameters:
  ///   - image: Bytes that `image()` gave, or those of a store's file; `nil` for an empty store.
  ///   - name: What errors call it.
  public convenience init(image: [UInt8]?, name: String = "bellwether.sqlite") throws(StoreError) {
    do {
      let queue = try DatabaseQueue(configuration: Self.configuration)
      if let image { try Self.fill(queue, from: image) }
      try self.init(path: name, queue: queue, mayLogAhead: false)
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.named(error, path: name) { .cannotOpen(path: name, detail: $0) }
    }
  }

  /// The store as the bytes its file would have after `compact`; the store goes on.
  public func image() throws(StoreError) -> [UInt8] {
    do {
      let fresh = try DatabaseQueue(configuration: Self.configuration)
      try queue.backup(to: fresh)
      return try fresh.writeWithoutTransaction { database in
        // A write-ahead log is not for memory, and its mark is no content.
        try database.execute(sql: "PRAGMA journal_mode = MEMORY")
        try database.execute(sql: "VACUUM")
        try database.execute(sql: "PRAGMA schema_version = 1")
        var bytes = try Self.serialized(database)
        Self.stampHeader(of: &bytes)
        return bytes
      }
    } catch {
      throw Self.named(error, path: path) { .cannotRead(path: path, detail: $0) }
    }
  }

  /// Rewrites the file in one fixed order, without what was deleted, and closes the store.
  ///
  /// Nothing of SQLite's own is left beside the file. When it fails, the store is as whole as before.
  public func compact() throws(StoreError) {
    let fresh = path + ".part"
    do {
      try? FileManager.default.removeItem(atPath: fresh)
      try queue.vacuum(into: fresh)
      // SQLite counts how often a file was rewritten; the count is no content.
      let rewritten = try DatabaseQueue(path: fresh)
      try rewritten.writeWithoutTransaction { try $0.execute(sql: "PRAGMA schema_version = 1") }
      try rewritten.close()
      try WholeFile.flush(fresh)
      // A log left beside another file than its own would be taken for that file's.
      let mode = try queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
      }
      guard mode == "delete" else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
      try queue.close()
      try WholeFile.rename(fresh, to: path)
    } catch {
      let named = Self.named(error, path: path) { .cannotWrite(path: path, detail: $0) }
      try? FileManager.default.removeItem(atPath: fresh)
      throw named
    }
  }

  /// SQLite's own findings about the file and the links between tables, without any content; empty when all is well.
  public func integrityProblems() throws(StoreError) -> [String] {
    try read { database in
      let pages = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      let links = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      return pages.filter { $0 != "ok" }
        + links.map { row in "a row of ‘\(row[0] as String)’ has no ‘\(row[2] as String)’" }
    }
  }

  private static func fill(_ queue: DatabaseQueue, from image: [UInt8]) throws {
    var image = image
    // The write-ahead log's mark in the header would ask for a file beside this one.
    if image.count > 19 { (image[18], image[19]) = (1, 1) }
    let source = try DatabaseQueue()
    try unsafe image.withUnsafeMutableBufferPointer { bytes in
      try source.writeWithoutTransaction { database in
        let code = unsafe sqlite3_deserialize(
          database.sqliteConnection, "main", bytes.baseAddress, Int64(bytes.count), Int64(bytes.count),
          UInt32(SQLITE_DESERIALIZE_READONLY))
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      }
      // A copy in ordinary memory may grow beyond the bound of a deserialised one.
      try source.backup(to: queue)
      try source.close()
    }
  }

  private static func serialized(_ database: Database) throws -> [UInt8] {
    var count: Int64 = 0
    guard let start = unsafe sqlite3_serialize(database.sqliteConnection, "main", &count, 0) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM)
    }
    defer { unsafe sqlite3_free(start) }
    return unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  /// Change counter, the counter the size is valid for, and the version of SQLite that wrote last: the header's
  /// bytes 24, 92 and 96 (SQLite, "Database File Format", 1.3), as a file has them after `compact`.
  private static func stampHeader(of bytes: inout [UInt8]) {
    guard bytes.count >= 100 else { return }
    for (offset, value) in [(24, 2), (92, 2), (96, Int(sqlite3_libversion_number()))] {
      for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * index)) }
    }
  }
}
