public import ExtractionPipeline
public import FeatureStore
internal import Foundation
internal import SignalCore

/// A results folder on disk, laid out as the handbook describes.
///
/// Files and session folders are made under another name and renamed when whole.
public struct ResultsFolder: ResultsWriter {
  let path: String

  /// Makes the folder if it is not there.
  public init(path: String) throws(InterchangeError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      switch (error as? CocoaError)?.code {
      case .fileWriteNoPermission: throw .notPermitted(path: path)
      case .fileWriteOutOfSpace: throw .diskFull(path: path)
      default: throw .cannotWrite(path: path)
      }
    }
  }

  /// An existing folder; throws when it holds no results.
  public init(existing path: String) throws(InterchangeError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: storePath) else { throw .cannotRead(path: storePath) }
  }

  public var storePath: String { path + "/bellwether.sqlite" }

  public var stageFolder: String { path + "/.stages" }

  public func transcriptPath(of session: String) -> String { file("transcript.json", of: session) }

  public func file(_ name: String, of session: String) -> String { "\(path)/\(session)/\(name)" }

  public func isComplete(_ record: SessionRecord) -> Bool {
    let names = ["summary.json", "tracks.h5"]
    guard names.allSatisfy({ FileManager.default.fileExists(atPath: file($0, of: record.session)) }) else {
      return false
    }
    // A run may have been stopped between writing a session anew and noting it.
    return record.files.allSatisfy { noted in
      let path = file(noted.name, of: record.session)
      switch noted.name {
      case "summary.json": return (try? sha256Hex(ofFileAt: path)) == noted.sha256
      case "tracks.h5":
        return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) == noted.byteCount
      default: return true
      }
    }
  }

  public func write(_ outcome: SessionOutcome) throws -> [SessionFile] {
    let session = outcome.record.session
    let part = "\(path)/.part-\(session)"
    let whole = "\(path)/\(session)"
    do {
      try? FileManager.default.removeItem(atPath: part)
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
      var files: [SessionFile] = []
      for text in try SessionTexts.all(of: outcome, for: whole) {
        try StreamedFile.write(text.bytes, to: "\(part)/\(text.name)")
        files.append(text.file)
      }
      let tracks = part + "/tracks.h5"
      try TracksFile.write(
        outcome.tracks + importedTracks(of: outcome, in: whole), transcript: outcome.record.transcript,
        notice: outcome.record.provenance.isSimulated ? simulatedNotice : nil, to: tracks)
      files.append(try SessionTexts.note(ofFileAt: tracks))
      try remove(session)
      try WholeFile.rename(part, to: whole)
      return files.sorted { $0.name < $1.name }
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
  private func importedTracks(of outcome: SessionOutcome, in folder: String) throws -> [Track] {
    let names = Set((outcome.record.provenance.foreign ?? []).flatMap(\.tracks))
      .subtracting(outcome.tracks.map(\.name))
    let file = folder + "/tracks.h5"
    guard !names.isEmpty, FileManager.default.fileExists(atPath: file) else { return [] }
    return try TracksFile.read(file).filter { names.contains($0.name) }
  }

  public func remove(_ session: String) throws {
    let folder = "\(path)/\(session)"
    guard FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch { throw InterchangeError.cannotWrite(path: folder) }
  }

  public func writeTables(from store: FeatureStore) throws {
    var files: [ResultsTable: StreamedFile] = [:]
    for table in ResultsTable.allCases {
      files[table] = try StreamedFile(path: "\(path)/\(table.fileName)")
    }
    try ResultsTables(store).pieces { table, text in try files[table]?.append(text.utf8) }
    for table in ResultsTable.allCases { try files[table]?.finish() }
  }

  /// Puts a text into a file of the folder, whole or not at all.
  public func write(_ text: String, to filePath: String) throws(InterchangeError) {
    try StreamedFile.write(text.utf8, to: filePath)
  }
}
