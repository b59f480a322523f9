internal import FeatureStore
internal import Foundation
internal import PrivateFiles
internal import SignalCore

/// Looks through a results folder: is the store sound, is every file as it was written, is anything half-written,
/// left over or without its counterpart? On request it mends what can be mended without any risk to what was measured.
public struct ResultsUpkeep: Sendable {
  static let repairRemedy = "Run ‘bellwether doctor --check’ on the folder with --repair."
  static let extractRemedy = "Run ‘bellwether extract’ on the recording again."

  private let files: ResultsFiles
  private let isRepairing: Bool

  /// - Parameter repairing: Whether to mend. Tables and a session's JSON and CSV files are made again from the store;
  ///   a lost or damaged store from the sessions' files; what a stopped run left half-written goes. What a person
  ///   corrected in a transcript is never touched. Without it nothing is changed, except that a store of an earlier
  ///   version is brought to this one.
  /// - Throws: `.noResults`; `.inUse` where another run writes and things are to be mended.
  public init(_ files: ResultsFiles, repairing: Bool) throws(UpkeepError) {
    self.files = files
    isRepairing = repairing
    guard files.exists(ResultsFolder.storeName) || !SessionFolders.names(in: files).isEmpty else {
      throw .noResults(path: files.path)
    }
    if repairing, RunAtWork.isThere(in: files.path) { throw .inUse(path: files.path) }
  }

  /// - Throws: `StoreError` and `InterchangeError` for what concerns the whole: a store of a newer version, no
  ///   permission, a full disk.
  public func run() throws -> UpkeepReport {
    var report = UpkeepReport()
    if RunAtWork.isThere(in: files.path) {
      report.note(".", "is being written by another run; what it has not finished was passed over.")
    } else {
      try Leftovers(files: files).look(isRepairing: isRepairing, &report)
    }
    guard let store = try soundStore(&report) else { return report }
    let sessions = SessionUpkeep(files: files, store: store, isRepairing: isRepairing)
    var names: Set<String> = []
    try store.forEachSession { record in
      names.insert(record.session)
      try sessions.look(at: record, &report)
    }
    report.sessions = names.count
    for name in SessionFolders.names(in: files) where !names.contains(name) {
      report.wrong(
        name, "is a session's folder that the store knows nothing of.",
        remedy: Self.extractRemedy + " If it is not wanted, delete the folder.")
    }
    try lookAtTables(of: store, &report)
    if isRepairing { try ResultsFolder(files).close(store) } else { try store.close() }
    return report
  }

  /// The store when it is sound, or was made so.
  private func soundStore(_ report: inout UpkeepReport) throws -> FeatureStore? {
    let folder = ResultsFolder(files)
    let fault: String
    if files.exists(ResultsFolder.storeName) {
      do {
        let store = try folder.openStore()
        let problems = try store.integrityProblems()
        if problems.isEmpty { return store }
        try store.close()
        fault = "is damaged (\(problems.prefix(3).joined(separator: "; ")))"
      } catch StoreError.damaged, StoreError.cannotRead {
        fault = "is damaged"
      } catch let error as PrivacyError {
        fault = "is damaged (\(error.message))"
      }
    } else {
      fault = "is missing"
    }
    guard isRepairing else {
      report.wrong(
        ResultsFolder.storeName, fault + ".",
        remedy: Self.repairRemedy + " It makes the store again from the sessions' folders.")
      return nil
    }
    let rebuild = StoreRebuild(files: files)
    try rebuild.run(&report)
    report.repaired(
      ResultsFolder.storeName,
      fault
        + "; it was made again from the sessions' folders. If a transcript was corrected and ‘extract’ not run "
        + "since, run it with --overwrite.")
    return try folder.openStore()
  }

  private func lookAtTables(of store: FeatureStore, _ report: inout UpkeepReport) throws {
    var compared: [ResultsTable: ComparedFile] = [:]
    for table in ResultsTable.allCases { compared[table] = ComparedFile(table.fileName, of: files) }
    try ResultsTables(store).pieces { table, text in compared[table]?.compare(text) }
    var faulty: [(ResultsTable, String)] = []
    for table in ResultsTable.allCases {
      switch compared[table]?.outcome() {
      case .same: report.wholeFiles += 1
      case .different: faulty.append((table, "is not what the store says"))
      case .missing, nil: faulty.append((table, "is missing"))
      }
    }
    if faulty.isEmpty { return }
    if isRepairing { try ResultsFolder(files).writeTables(from: store) }
    for (table, fault) in faulty {
      if isRepairing {
        report.repaired(table.fileName, fault + "; it was made again from the store.")
      } else {
        report.wrong(
          table.fileName, fault + ".",
          remedy: Self.repairRemedy + " Changes made in the table by hand are lost.")
      }
    }
  }
}

/// The sessions' folders within a results folder.
enum SessionFolders {
  /// Names, sorted; folders that hold no summary and no tracks are not sessions.
  static func names(in files: ResultsFiles) -> [String] {
    files.names(in: "").filter { name in
      !name.hasPrefix(".")
        && [SessionTexts.summary, SessionTexts.tracks].contains { files.exists("\(name)/\($0)") }
    }
  }
}
