public import FeatureStore
internal import Foundation
internal import PrivateFiles

/// The store of a results folder: a file in a plain folder; in an encrypted one in memory, and on disk only as sealed
/// bytes. While a run lasts each session's record lies sealed in `.records`, so that a stopped run loses none.
extension ResultsFolder {
  static let records = ".records"

  public func openStore() throws -> FeatureStore {
    guard files.isEncrypted else { return try FeatureStore(path: storePath) }
    let store = try FeatureStore(image: try files.read(Self.storeName).map(Array.init))
    for session in files.names(in: Self.records) {
      // One that was being written when a run was stopped counts as none: its session is made again.
      guard let image = files.kept("\(Self.records)/\(session)"),
        let record = try FeatureStore(image: Array(image)).session(named: session)
      else { continue }
      try store.save(record)
    }
    return store
  }

  public func keep(_ record: SessionRecord) throws {
    guard files.isEncrypted else { return }
    let one = try FeatureStore(image: nil)
    try one.save(record)
    try files.writePrivately(Data(try one.image()), to: "\(Self.records)/\(record.session)")
  }

  public func close(_ store: FeatureStore) throws {
    guard files.isEncrypted else { return try store.compact() }
    try files.write(Data(try store.image()), to: Self.storeName)
    let folder = files.place(of: Self.records)
    guard FileManager.default.fileExists(atPath: folder) else { return }
    do { try FileManager.default.removeItem(atPath: folder) } catch {
      throw InterchangeError.cannotWrite(path: folder)
    }
  }

  /// Takes away what was kept of a session while a run lasts.
  func dropRecord(of session: String) { files.drop("\(Self.records)/\(session)") }
}
