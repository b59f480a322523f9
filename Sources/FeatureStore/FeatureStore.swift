internal import Foundation
internal import GRDB
internal import SignalCore
internal import Synchronization

/// Sessions, their measures, their files and their failures in one SQLite database, in a file or in memory.
///
/// One writer; every save is one transaction. Calls may come from any thread. After `compact` the same content
/// is the same bytes, in whatever order it was saved. Content that is deleted is overwritten.
public final class FeatureStore: Sendable {
  /// The file, or the name that errors give to a store in memory.
  let path: String
  let queue: DatabaseQueue
  /// Whether the write-ahead log may be used: a file on a local disk.
  private let mayLogAhead: Bool
  private let isReadyToWrite = Mutex(false)

  /// Opens the store in a file, making or migrating it as needed.
  ///
  /// Reading alone leaves a store of this version untouched. Writing uses SQLite's write-ahead log, or its
  /// rollback journal on a network file system (`notice(forStoreAt:)`).
  public convenience init(path: String) throws(StoreError) {
    do {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      try self.init(path: path, queue: queue, mayLogAhead: StoragePlace(of: path)?.isNetwork == false)
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.named(error, path: path) { .cannotOpen(path: path, detail: $0) }
    }
  }

  init(path: String, queue: DatabaseQueue, mayLogAhead: Bool) throws(StoreError) {
    self.path = path
    self.queue = queue
    self.mayLogAhead = mayLogAhead
    do {
      let migrator = Schema.migrator
      let (isNewer, isCurrent) = try queue.read {
        (try migrator.hasBeenSuperseded($0), try migrator.hasCompletedMigrations($0))
      }
      if isNewer { throw StoreError.newer(path: path) }
      if !isCurrent { try migrator.migrate(queue) }
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.named(error, path: path) { .cannotOpen(path: path, detail: $0) }
    }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    // A reader of a finished folder holds the store for moments.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    return configuration
  }

  /// What a person should know of where a store lies, in a sentence; `nil` where there is nothing to say.
  public static func notice(forStoreAt path: String) -> String? {
    guard let place = StoragePlace(of: path), place.isNetwork else { return nil }
    return "The results lie on a network file system (\(place.fileSystem)): the store is written without a "
      + "write-ahead log, which is slower and as safe. Let one machine at a time write there."
  }

  /// Saves a session in place of an earlier one of that name, together with its files and failures. Those of other
  /// sessions of the same recording stay.
  public func save(_ record: SessionRecord) throws(StoreError) { try save([record]) }

  /// The same for several sessions at one stroke: all of them are saved, or none.
  public func save(_ records: [SessionRecord]) throws(StoreError) {
    try write { database in
      var noted: Set<MeasureKey> = []
      for record in records {
        let earlier = try Self.delete(session: record.session, from: database)
        try Self.deleteFailure(of: record.input.path, from: database)
        try Self.insert(record, into: database, noted: &noted)
        for path in Set(earlier + record.failures.map(\.path)) {
          try Self.orderFailures(of: path, in: database)
        }
      }
    }
  }

  /// Saves that a recording did not become a session this time, in place of an earlier such failure. A session
  /// made of it before stays as it is.
  public func save(_ failure: FailureRecord) throws(StoreError) {
    try write { database in
      try Self.deleteFailure(of: failure.path, from: database)
      try Self.append(failure, session: nil, to: database)
    }
  }

  /// Notes a session's files in place of those noted before; nothing happens when there is no such session.
  public func save(_ files: [SessionFile], of session: String) throws(StoreError) {
    try write { database in
      let isThere = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT * FROM session WHERE name = ?)", arguments: [session])
      guard isThere == true else { return }
      try database.execute(sql: "DELETE FROM file WHERE session = ?", arguments: [session])
      for file in files { try Self.insert(file, of: session, into: database) }
    }
  }

  /// Forgets that a recording once did not become a session.
  public func removeFailure(of path: String) throws(StoreError) {
    try write { try Self.deleteFailure(of: path, from: $0) }
  }

  private static func deleteFailure(of path: String, from database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM failure WHERE path = ? AND session IS NULL")
      .execute(arguments: [path])
  }

  /// - Returns: The recordings of its failures.
  private static func delete(session name: String, from database: Database) throws -> [String] {
    let paths = try String.fetchAll(
      database.cachedStatement(sql: "SELECT DISTINCT path FROM failure WHERE session = ?"), arguments: [name])
    try database.cachedStatement(sql: "DELETE FROM session WHERE name = ?").execute(arguments: [name])
    return paths
  }

  /// Removes a session, its readings, its files and its failures; nothing happens when there is none of that name.
  public func remove(session name: String) throws(StoreError) {
    try write { database in
      for path in try Self.delete(session: name, from: database) {
        try Self.orderFailures(of: path, in: database)
      }
    }
  }

  /// Names of all sessions, sorted by their bytes.
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
    try read { try Self.record(named: name, definitions: Self.definitions($0), in: $0) }
  }

  /// Every failure: of recordings that did not become a session and of single stages; sorted by path.
  public func failures() throws(StoreError) -> [FailureRecord] {
    try read { try Self.failures($0, where: "1") }
  }

  /// Failures of recordings that did not become a session; sorted by path.
  public func failuresWithoutSession() throws(StoreError) -> [FailureRecord] {
    try read { try Self.failures($0, where: "session IS NULL") }
  }

  /// Closes the store before it would close by itself, so that nothing of SQLite's own is left beside the file.
  package func close() throws(StoreError) {
    do {
      try queue.close()
    } catch {
      throw Self.named(error, path: path) { .cannotWrite(path: path, detail: $0) }
    }
  }

  // MARK: Access

  func write(_ body: (Database) throws -> Void) throws(StoreError) {
    do {
      try isReadyToWrite.withLock { isReady in
        if isReady { return }
        if mayLogAhead {
          _ = try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
        }
        isReady = true
      }
      try queue.write(body)
    } catch {
      throw Self.named(error, path: path) { .cannotWrite(path: path, detail: $0) }
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw Self.named(error, path: path) { .cannotRead(path: path, detail: $0) }
    }
  }

  /// What a person can act on in SQLite's error; its own words where it is none of the common ones, without the
  /// statement or its arguments: those hold what people said.
  static func named(
    _ error: any Error, path: String, otherwise: (_ detail: String) -> StoreError
  ) -> StoreError {
    if let error = error as? WholeFileError {
      return StoreError(errorNumber: error.number, path: path)
        ?? otherwise(unsafe String(cString: strerror(error.number)))
    }
    guard let error = error as? DatabaseError else { return otherwise("its content is not as expected") }
    switch error.resultCode {
    case .SQLITE_FULL: return .diskFull(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .inUse(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return .notPermitted(path: path)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      let folder = URL(filePath: path).deletingLastPathComponent().path
      if StoragePlace.isFull(at: folder) { return .diskFull(path: path) }
      if FileManager.default.fileExists(atPath: folder), !FileManager.default.isWritableFile(atPath: folder) {
        return .notPermitted(path: path)
      }
    default: break
    }
    return otherwise(error.message ?? "its content is not as expected")
  }
}
