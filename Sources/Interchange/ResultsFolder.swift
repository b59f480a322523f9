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
    } catch { throw .cannotWrite(path: path) }
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

  public func isComplete(_ session: String) -> Bool {
    ["summary.json", "tracks.h5"].allSatisfy {
      FileManager.default.fileExists(atPath: file($0, of: session))
    }
  }

  public func write(_ outcome: SessionOutcome) throws {
    let session = outcome.record.session
    let part = "\(path)/.part-\(session)"
    let whole = "\(path)/\(session)"
    do {
      try? FileManager.default.removeItem(atPath: part)
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
      try write(JSONText.text(SessionSummary(outcome.record), for: whole), to: part + "/summary.json")
      if let transcript = outcome.record.transcript {
        try write(JSONText.text(transcript, for: whole), to: part + "/transcript.json")
      }
      if !outcome.turns.isEmpty {
        try write(TurnsTable.csv(outcome.turns), to: part + "/turns.csv")
      }
      if let masks = outcome.masks { try write(masks, to: part + "/masked.csv") }
      if let neutral = outcome.neutral {
        try write(JSONText.text(neutral, for: whole), to: part + "/\(StoredNeutral.fileName)")
      }
      try TracksFile.write(
        outcome.tracks + importedTracks(of: outcome, in: whole), transcript: outcome.record.transcript,
        to: part + "/tracks.h5")
      try remove(session)
      try FileManager.default.moveItem(atPath: part, toPath: whole)
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw InterchangeError.cannotWrite(path: whole)
    }
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
    let tables = try ResultsTables(store)
    for (name, text) in [
      ("measures.csv", tables.measures), ("missing.csv", tables.missing), ("quality.csv", tables.quality),
      ("failures.csv", tables.failures),
    ] {
      try write(text, to: "\(path)/\(name)")
    }
  }

  /// Puts a text into a file of the folder, whole or not at all.
  public func write(_ text: String, to filePath: String) throws(InterchangeError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: filePath), options: .atomic)
    } catch { throw .cannotWrite(path: filePath) }
  }
}
