public import ExtractionPipeline
public import FeatureStore
internal import Foundation
internal import SignalCore

/// A results folder on disk, laid out as the handbook describes.
///
/// Files and session folders are made under another name and renamed when whole.
public struct ResultsFolder: ResultsWriter {
  public let files: ResultsFiles
  var path: String { files.path }

  /// A folder made ready by `ResultsFiles.preparing`.
  public init(_ files: ResultsFiles) { self.files = files }

  /// A plain folder, made if it is not there.
  public init(path: String) throws(InterchangeError) {
    files = ResultsFiles(path: path)
    try ResultsFiles.makeFolder(path)
  }

  /// An existing folder; throws when it holds no results.
  public init(existing files: ResultsFiles) throws(InterchangeError) {
    self.files = files
    guard files.exists(Self.storeName) else { throw .noResults(path: path) }
  }

  /// A folder that holds a store, or in an encrypted one records of a run that was stopped; `nil` for any other.
  init?(begun files: ResultsFiles) {
    self.files = files
    guard files.exists(Self.storeName) || !files.names(in: Self.records).isEmpty else { return nil }
  }

  static let storeName = "bellwether.sqlite"

  public var storePath: String { files.place(of: Self.storeName) }

  public var keptFiles: any KeptFiles { files }

  /// Where finished stages of sessions lie.
  var stageFolder: String { files.place(of: ".stages") }

  public func transcriptPath(of session: String) -> String { file(SessionTexts.transcript, of: session) }

  public func file(_ name: String, of session: String) -> String { "\(path)/\(session)/\(name)" }

  /// In an encrypted folder a plain transcript is a correction that waits to be taken over and sealed.
  public func isComplete(_ record: SessionRecord) -> Bool {
    func own(_ name: String) -> String { "\(record.session)/\(name)" }
    if files.isEncrypted, FileManager.default.fileExists(atPath: transcriptPath(of: record.session)) {
      return false
    }
    guard [SessionTexts.summary, SessionTexts.tracks].allSatisfy({ files.exists(own($0)) }) else {
      return false
    }
    // A run may have been stopped between writing a session anew and noting it.
    return record.files.allSatisfy { noted in
      switch noted.name {
      case SessionTexts.summary: files.sha256(of: own(noted.name)) == noted.sha256
      case SessionTexts.tracks:
        files.isEncrypted || files.plainByteCount(of: own(noted.name)) == noted.byteCount
      default: true
      }
    }
  }

  public func write(_ outcome: SessionOutcome) throws -> [SessionFile] {
    let session = outcome.record.session
    let partName = ".part-\(session)"
    let part = files.place(of: partName)
    let whole = files.place(of: session)
    do {
      try? FileManager.default.removeItem(atPath: part)
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
      var noted: [SessionFile] = []
      for text in try SessionTexts.all(of: outcome, for: whole) {
        try files.write(text.bytes, to: "\(session)/\(text.name)", within: partName)
        noted.append(text.file)
      }
      let tracks = try TracksFile.image(
        outcome.tracks + importedTracks(of: outcome), transcript: outcome.record.transcript,
        notice: outcome.record.provenance.isSimulated ? simulatedNotice : nil, name: whole)
      try files.write(tracks, to: "\(session)/\(SessionTexts.tracks)", within: partName)
      noted.append(SessionTexts.note(SessionTexts.tracks, tracks))
      dropRecord(of: session)
      try ReplacedFolder.replace(whole, with: part)
      return noted.sorted { $0.name < $1.name }
    } catch {
      // Asked before the room that this session took is given back.
      let named = named(error, path: whole)
      try? FileManager.default.removeItem(atPath: part)
      throw named
    }
  }

  /// A full disk and missing rights concern the whole run, and are the store's to say; the rest this session alone.
  private func named(_ error: any Error, path whole: String) -> any Error {
    switch error {
    case InterchangeError.notPermitted: return StoreError.notPermitted(path: path)
    case InterchangeError.diskFull: return StoreError.diskFull(path: path)
    case let error as WholeFileError:
      if let named = StoreError(errorNumber: error.number, path: path) { return named }
    case let error as CocoaError where error.code == .fileWriteNoPermission:
      return StoreError.notPermitted(path: path)
    default: break
    }
    if StoragePlace.isFull(at: path) { return StoreError.diskFull(path: path) }
    return InterchangeError.cannotWrite(path: whole)
  }

  /// Tracks that were imported into an earlier result of the session, which outlive it.
  private func importedTracks(of outcome: SessionOutcome) throws -> [Track] {
    let session = outcome.record.session
    let names = Set((outcome.record.provenance.foreign ?? []).flatMap(\.tracks))
      .subtracting(outcome.tracks.map(\.name))
    guard !names.isEmpty, files.exists("\(session)/\(SessionTexts.tracks)") else { return [] }
    return try TracksFile.read(files, session: session).filter { names.contains($0.name) }
  }

  public func remove(_ session: String) throws {
    dropRecord(of: session)
    let folder = "\(path)/\(session)"
    guard FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch { throw InterchangeError.cannotWrite(path: folder) }
  }

  public func writeTables(from store: FeatureStore) throws {
    var tables: [ResultsTable: StreamedFile] = [:]
    for table in ResultsTable.allCases { tables[table] = try files.stream(table.fileName) }
    try ResultsTables(store).pieces { table, text in try tables[table]?.append(text.utf8) }
    for table in ResultsTable.allCases { try tables[table]?.finish() }
    try ScoreFiles.dropStale(in: files)
  }
}
