internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Makes a lost or damaged store again from what the sessions' folders and `failures.csv` carry.
struct StoreRebuild {
  let files: ResultsFiles

  /// The new store takes the place of the old, which is set aside, when it is whole.
  func run(_ report: inout UpkeepReport) throws {
    let fresh = files.place(of: ".part-" + ResultsFolder.storeName)
    try? FileManager.default.removeItem(atPath: fresh)
    let store = files.isEncrypted ? try FeatureStore(image: nil) : try FeatureStore(path: fresh)
    var carried: Set<String> = []
    for name in SessionFolders.names(in: files) {
      if let record = record(of: name) {
        try store.save(record)
        carried.insert(name)
      }
    }
    let salvaged = try salvage(to: store, without: carried)
    for name in SessionFolders.names(in: files) where !carried.contains(name) && !salvaged.contains(name) {
      report.wrong(
        name, "could not be taken into the new store: its summary.json cannot be read.",
        remedy: ResultsUpkeep.extractRemedy)
    }
    try takeFailures(into: store)
    if files.isEncrypted {
      try setAside(&report)
      try files.write(store.image(), to: ResultsFolder.storeName)
    } else {
      try store.compact()
      try setAside(&report)
      try WholeFile.rename(fresh, to: files.place(of: ResultsFolder.storeName))
    }
  }

  private func record(of session: String) -> SessionRecord? {
    guard let text = files.kept("\(session)/\(SessionTexts.summary)"), let summary = WholeSummary(text),
      summary.session == session
    else { return nil }
    let names = [SessionTexts.summary, SessionTexts.transcript] + SessionTexts.kept
    var noted: [SessionFile] = []
    var transcript: Transcript?
    for name in names {
      guard let data = files.kept("\(session)/\(name)") else { continue }
      if name == SessionTexts.transcript {
        transcript = try? JSONDecoder().decode(Transcript.self, from: data)
      }
      noted.append(
        SessionText(name: name, bytes: [UInt8](data), isKept: SessionTexts.kept.contains(name)).file)
    }
    if let tracks = SessionTexts.noteOfTracks(in: files, session: session) { noted.append(tracks) }
    return summary.record(transcript: transcript, files: noted.sorted { $0.name < $1.name })
  }

  /// Sessions that the damaged store still tells whole, where their folders do not.
  private func salvage(to store: FeatureStore, without carried: Set<String>) throws -> Set<String> {
    guard files.exists(ResultsFolder.storeName), let old = try? ResultsFolder(files).openStore(),
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
    guard let table = try? TextTable(files, ResultsTable.failures.fileName) else { return }
    let known = Set(try store.failures())
    for row in table.rows {
      guard let path = table.text("path", in: row), let stage = table.text("stage", in: row) else { continue }
      let failure = FailureRecord(
        path: path, stage: stage, message: table.text("message", in: row) ?? "",
        remedy: table.text("remedy", in: row) ?? "")
      if !known.contains(failure) { try store.save(failure) }
    }
  }

  private func setAside(_ report: inout UpkeepReport) throws {
    let manager = FileManager.default
    let path = files.actualPlace(of: ResultsFolder.storeName)
    // The damaged file's log and its like belong to it alone.
    for suffix in ["-wal", "-shm", "-journal"] { try? manager.removeItem(atPath: path + suffix) }
    guard manager.fileExists(atPath: path) else { return }
    let aside = ResultsFolder.storeName + ".damaged"
    try WholeFile.rename(path, to: files.actualPlace(of: aside))
    report.note(
      aside, "is the damaged store, set aside.", remedy: "Delete it when the folder is as you expect.")
  }
}
