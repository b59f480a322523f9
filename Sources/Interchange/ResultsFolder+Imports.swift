internal import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

extension ResultsFolder {
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
    let session = record.session
    guard isComplete(record) else {
      return try write(SessionOutcome(record: record, tracks: tracks.inOrder, turns: []))
    }
    let gone = replaced.union(tracks.map(\.name))
    let kept = try TracksFile.read(files, session: session).filter { !gone.contains($0.name) }
    let partName = ".part-\(session)"
    let (part, whole) = (files.place(of: partName), files.place(of: session))
    let manager = FileManager.default
    do {
      try? manager.removeItem(atPath: part)
      try manager.copyItem(atPath: whole, toPath: part)
      for stale in ["score.json", "report.html", "timeline.svg"] { try files.remove("\(partName)/\(stale)") }
      var noted = Dictionary(
        record.files.filter { $0.name != SessionTexts.tracks }.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first })
      // What a person may have corrected stays.
      let isNew =
        !files.exists("\(session)/\(SessionTexts.transcript)") || record.provenance.isImportedOnly
      for text in try SessionTexts.derived(from: record, for: whole)
      where text.name != SessionTexts.transcript || isNew {
        try files.write(text.bytes, to: "\(session)/\(text.name)", within: partName)
        noted[text.name] = text.file
      }
      let image = try TracksFile.image((kept + tracks).inOrder, transcript: record.transcript, name: whole)
      try files.write(image, to: "\(session)/\(SessionTexts.tracks)", within: partName)
      noted[SessionTexts.tracks] = SessionTexts.note(SessionTexts.tracks, image)
      dropRecord(of: session)
      try ReplacedFolder.replace(whole, with: part)
      return noted.values.sorted { $0.name < $1.name }
    } catch {
      try? manager.removeItem(atPath: part)
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
