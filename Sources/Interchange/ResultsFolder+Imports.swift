internal import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

extension ResultsFolder {
  /// A file over all sessions.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Puts a session's record and further tracks in place of what stands there, and leaves its other files; a score or
  /// report made before is taken away.
  ///
  /// - Parameter without: Names of tracks that go.
  func update(
    _ record: SessionRecord, adding tracks: [Track], without replaced: Set<String>
  ) throws {
    let whole = "\(path)/\(record.session)"
    let files = FileManager.default
    guard isComplete(record.session) else {
      try write(SessionOutcome(record: record, tracks: tracks.inOrder, turns: []))
      return
    }
    let gone = replaced.union(tracks.map(\.name))
    let kept = try TracksFile.read(whole + "/tracks.h5").filter { !gone.contains($0.name) }
    let part = "\(path)/.part-\(record.session)"
    do {
      try? files.removeItem(atPath: part)
      try files.copyItem(atPath: whole, toPath: part)
      for stale in ["score.json", "report.html", "timeline.svg"] {
        try? files.removeItem(atPath: "\(part)/\(stale)")
      }
      try write(JSONText.text(SessionSummary(record), for: whole), to: part + "/summary.json")
      // What a person may have corrected stays.
      let isNew = !files.fileExists(atPath: part + "/transcript.json") || record.provenance.isImportedOnly
      if let transcript = record.transcript, isNew {
        try write(JSONText.text(transcript, for: whole), to: part + "/transcript.json")
      }
      try TracksFile.write((kept + tracks).inOrder, transcript: record.transcript, to: part + "/tracks.h5")
      try remove(record.session)
      try files.moveItem(atPath: part, toPath: whole)
    } catch {
      try? files.removeItem(atPath: part)
      throw InterchangeError.cannotWrite(path: whole)
    }
  }
}

extension [Track] {
  /// One order of tracks and columns, whichever way they came together.
  fileprivate var inOrder: [Track] {
    map { track in
      var track = track
      track.columns.sort { $0.name < $1.name }
      return track
    }.sorted { $0.name < $1.name }
  }
}
