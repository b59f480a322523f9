internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Makes a lost or damaged store again from what the sessions' folders and `failures.csv` carry.
struct StoreRebuild {
  let folder: String

  /// The new store takes the place of the old, which is set aside, when it is whole.
  func run(_ report: inout UpkeepReport) throws {
    let path = "\(folder)/\(ResultsUpkeep.storeName)"
    let fresh = "\(folder)/.part-\(ResultsUpkeep.storeName)"
    try? FileManager.default.removeItem(atPath: fresh)
    let store = try FeatureStore(path: fresh)
    var carried: Set<String> = []
    for name in SessionFolders.names(in: folder) {
      if let record = record(of: name) {
        try store.save(record)
        carried.insert(name)
      }
    }
    let salvaged = try salvage(from: path, to: store, without: carried)
    for name in SessionFolders.names(in: folder) where !carried.contains(name) && !salvaged.contains(name) {
      report.wrong(
        name, "could not be taken into the new store: its summary.json cannot be read.",
        remedy: ResultsUpkeep.extractRemedy)
    }
    try takeFailures(into: store)
    try store.compact()
    try replace(path, by: fresh, &report)
  }

  private func record(of session: String) -> SessionRecord? {
    let place = "\(folder)/\(session)"
    guard let summary = WholeSummary(path: "\(place)/\(SessionTexts.summary)"), summary.session == session
    else { return nil }
    let names = [SessionTexts.summary, SessionTexts.transcript] + SessionTexts.kept
    var files: [SessionFile] = []
    var transcript: Transcript?
    for name in names {
      guard let data = FileManager.default.contents(atPath: "\(place)/\(name)") else { continue }
      if name == SessionTexts.transcript {
        transcript = try? JSONDecoder().decode(Transcript.self, from: data)
      }
      files.append(
        SessionText(name: name, bytes: [UInt8](data), isKept: SessionTexts.kept.contains(name)).file)
    }
    let tracks = "\(place)/\(SessionTexts.tracks)"
    if (try? TracksFile.read(tracks)) != nil, let noted = try? SessionTexts.note(ofFileAt: tracks) {
      files.append(noted)
    }
    return summary.record(transcript: transcript, files: files.sorted { $0.name < $1.name })
  }

  /// Sessions that the damaged store still tells whole, where their folders do not.
  private func salvage(
    from path: String, to store: FeatureStore, without carried: Set<String>
  ) throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: path), let old = try? FeatureStore(path: path),
      let names = try? old.sessionNames()
    else { return [] }
    var salvaged: Set<String> = []
    for name in names where !carried.contains(name) {
      guard let record = try? old.session(named: name) else { continue }
      try store.save(record)
      salvaged.insert(name)
    }
    try? old.close()
    return salvaged
  }

  /// Recordings that did not become a session stand in the table alone.
  private func takeFailures(into store: FeatureStore) throws {
    guard let table = try? TextTable(path: "\(folder)/\(ResultsTable.failures.fileName)") else { return }
    let known = Set(try store.failures())
    for row in table.rows {
      guard let path = table.text("path", in: row), let stage = table.text("stage", in: row) else { continue }
      let failure = FailureRecord(
        path: path, stage: stage, message: table.text("message", in: row) ?? "",
        remedy: table.text("remedy", in: row) ?? "")
      if !known.contains(failure) { try store.save(failure) }
    }
  }

  private func replace(_ path: String, by fresh: String, _ report: inout UpkeepReport) throws {
    let manager = FileManager.default
    // The damaged file's log and its like belong to it alone.
    for suffix in ["-wal", "-shm", "-journal"] { try? manager.removeItem(atPath: path + suffix) }
    if manager.fileExists(atPath: path) {
      let aside = path + ".damaged"
      try? manager.removeItem(atPath: aside)
      try manager.moveItem(atPath: path, toPath: aside)
      report.note(
        ResultsUpkeep.storeName + ".damaged", "is the damaged store, set aside.",
        remedy: "Delete it when the folder is as you expect.")
    }
    try WholeFile.rename(fresh, to: path)
  }
}
