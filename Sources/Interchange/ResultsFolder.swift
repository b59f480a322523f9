public import ExtractionPipeline
public import FeatureStore
internal import Foundation
internal import SignalCore

/// A results folder on disk, laid out as the handbook describes.
///
/// Files and session folders are made under another name and renamed when whole.
public struct ResultsFolder: ResultsWriter {
  public let files: ResultsFiles
  private var path: String { files.path }

  /// A folder made ready by `ResultsFiles.preparing`.
  public init(_ files: ResultsFiles) { self.files = files }

  /// A plain folder, made if it is not there.
  public init(path: String) throws(InterchangeError) {
    files = ResultsFiles(path: path)
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch { throw .cannotWrite(path: path) }
  }

  /// An existing folder; throws when it holds no results.
  public init(existing files: ResultsFiles) throws(InterchangeError) {
    self.files = files
    guard files.exists(Self.storeName) else { throw .cannotRead(path: storePath) }
  }

  static let storeName = "bellwether.sqlite"

  public var storePath: String { files.place(of: Self.storeName) }

  public var keptFiles: any KeptFiles { files }

  public func transcriptPath(of session: String) -> String { file("transcript.json", of: session) }

  public func file(_ name: String, of session: String) -> String { "\(path)/\(session)/\(name)" }

  /// In an encrypted folder a plain transcript is a correction that waits to be taken over and sealed.
  public func isComplete(_ session: String) -> Bool {
    let waits = files.isEncrypted && FileManager.default.fileExists(atPath: transcriptPath(of: session))
    return !waits && ["summary.json", TracksFile.fileName].allSatisfy { files.exists("\(session)/\($0)") }
  }

  public func write(_ outcome: SessionOutcome) throws {
    let session = outcome.record.session
    let partName = ".part-\(session)"
    let part = files.place(of: partName)
    let whole = files.place(of: session)
    func write(_ text: String, to name: String) throws {
      try files.write(text, to: "\(session)/\(name)", within: partName)
    }
    do {
      try? FileManager.default.removeItem(atPath: part)
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
      try write(JSONText.text(SessionSummary(outcome.record), for: whole), to: "summary.json")
      if let transcript = outcome.record.transcript {
        try write(JSONText.text(transcript, for: whole), to: "transcript.json")
      }
      if !outcome.turns.isEmpty { try write(TurnsTable.csv(outcome.turns), to: "turns.csv") }
      if let masks = outcome.masks { try write(masks, to: "masked.csv") }
      if let neutral = outcome.neutral {
        try write(JSONText.text(neutral, for: whole), to: StoredNeutral.fileName)
      }
      if files.isEncrypted {
        let name = "\(session)/\(TracksFile.fileName)"
        let image = try TracksFile.image(
          outcome.tracks, transcript: outcome.record.transcript, name: name)
        try files.write(Data(image), to: name, within: partName)
      } else {
        try TracksFile.write(
          outcome.tracks, transcript: outcome.record.transcript, to: "\(part)/\(TracksFile.fileName)")
      }
      try remove(session)
      try FileManager.default.moveItem(atPath: part, toPath: whole)
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw InterchangeError.cannotWrite(path: whole)
    }
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
    let tables = try ResultsTables(store)
    for (name, text) in [
      ("measures.csv", tables.measures), ("missing.csv", tables.missing), ("quality.csv", tables.quality),
      ("failures.csv", tables.failures),
    ] {
      try files.write(text, to: name)
    }
  }
}
