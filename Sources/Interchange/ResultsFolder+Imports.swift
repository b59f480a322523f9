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
  /// - Parameters:
  ///   - record: With the files it had until now.
  ///   - replaced: Names of tracks that go.
  /// - Returns: The session's files as they are now.
  func update(
    _ record: SessionRecord, adding tracks: [Track], without replaced: Set<String>
  ) throws -> [SessionFile] {
    let whole = "\(path)/\(record.session)"
    let files = FileManager.default
    guard isComplete(record) else {
      return try write(SessionOutcome(record: record, tracks: tracks.inOrder, turns: []))
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
      var noted = Dictionary(
        record.files.filter { $0.name != SessionTexts.tracks }.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first })
      // What a person may have corrected stays.
      let isNew = !files.fileExists(atPath: part + "/transcript.json") || record.provenance.isImportedOnly
      for text in try SessionTexts.derived(from: record, for: whole)
      where text.name != SessionTexts.transcript || isNew {
        try StreamedFile.write(text.bytes, to: "\(part)/\(text.name)")
        noted[text.name] = text.file
      }
      let file = part + "/tracks.h5"
      try TracksFile.write((kept + tracks).inOrder, transcript: record.transcript, to: file)
      noted[SessionTexts.tracks] = try SessionTexts.note(ofFileAt: file)
      try remove(record.session)
      try WholeFile.rename(part, to: whole)
      return noted.values.sorted { $0.name < $1.name }
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
