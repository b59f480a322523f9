internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Brings the values of other tools into a results folder: one table, a folder of tables, or a study.
///
/// A session of the same name gets them beside what it has; values imported earlier in the same place are replaced.
/// The same files give the same bytes.
public struct ImportRun: Sendable {
  private enum Work: Sendable {
    case study(Study)
    case files([String])
  }

  private let path: String
  private let settings: ImportSettings
  private let work: Work

  /// - Throws: `ImportError`, `StudyError`.
  public init(path: String, settings: ImportSettings) throws {
    self.path = path
    self.settings = settings
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ImportError.notFound(path: path)
    }
    if isFolder.boolValue, Study.isStudy(path) || [.daicWOZ, .eDAIC].contains(settings.kind) {
      let study = try Study(path: path, corrections: settings.corrections)
      for session in study.sessions {
        try Self.check(ImportKind(session.corpus), named: session.corpus.rawValue, session.folder, settings)
      }
      if settings.isOfOneSession {
        throw ImportError.severalSessions(path: path, count: study.sessions.count)
      }
      work = .study(study)
    } else if isFolder.boolValue {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { name in
        !name.hasPrefix(".") && Self.endings.contains(URL(filePath: name).pathExtension.lowercased())
      }.sorted()
      guard !names.isEmpty else { throw ImportError.nothingFound(path: path) }
      if settings.isOfOneSession, names.count > 1 {
        throw ImportError.severalSessions(path: path, count: names.count)
      }
      work = .files(names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" })
    } else {
      work = .files([path])
    }
  }

  /// Endings of files that are looked at in a folder.
  private static let endings: Set<String> = ["csv", "txt", "arff", "json"]

  /// - Parameter progress: Name of what is being read.
  /// - Throws: Only what concerns the whole: a store or folder that cannot be written, a single file that cannot be
  ///   imported.
  public func run(into folder: ResultsFolder, progress: (String) -> Void) throws -> ImportOutcome {
    let merge = ImportMerge(folder: folder, store: try folder.openStore())
    try merge.store.refuseSimulatedPeople()
    var outcome = ImportOutcome()
    switch work {
    case .study(let study):
      for session in study.sessions {
        progress("\(session.number)")
        try take(session.folder, into: &outcome, merge) { [try ImportedSession(session)] }
      }
      outcome.notes = study.notes
      if let table = StudyAssessments.csv(study) {
        try folder.files.write(table, to: "assessments.csv")
        outcome.assessmentsPath = folder.files.place(of: "assessments.csv")
      }
    case .files(let files):
      var places: [Place: String] = [:]
      for file in files {
        progress(file)
        try take(file, into: &outcome, merge) { try sessions(inFileAt: file, taken: &places) }
      }
    }
    for failed in outcome.failed {
      try merge.store.save(
        FailureRecord(path: failed.path, stage: "import", message: failed.message, remedy: failed.remedy))
    }
    try folder.writeTables(from: merge.store)
    try folder.close(merge.store)
    return outcome
  }

  private struct Place: Hashable {
    let session: String
    let table: String
  }

  private func take(
    _ path: String, into outcome: inout ImportOutcome, _ merge: ImportMerge,
    _ read: () throws -> [ImportedSession]
  ) throws {
    do {
      let sessions = try read()
      // All of a file's sessions or none.
      for session in sessions { try merge.check(session) }
      for session in sessions {
        let isNew = try merge.take(session)
        if outcome.made.contains(session.session) || outcome.extended.contains(session.session) { continue }
        if isNew { outcome.made.append(session.session) } else { outcome.extended.append(session.session) }
      }
    } catch let error as StoreError {
      throw error
    } catch let error as InterchangeError {
      throw error
    } catch FeatureFileError.unknownTool(let file) where isFolderOfFiles {
      outcome.unknownFiles.append(file)
    } catch let error as any UserFacingError {
      guard isOfSeveralFiles else { throw error }
      outcome.failed.append(
        ImportOutcome.FailedImport(path: path, message: error.message, remedy: error.remedy))
    }
  }

  private var isFolderOfFiles: Bool { if case .files(let files) = work { files.count > 1 } else { false } }

  private var isOfSeveralFiles: Bool { if case .study = work { true } else { isFolderOfFiles } }

  /// - Parameter taken: The file each place of each session came from in this run.
  private func sessions(inFileAt file: String, taken: inout [Place: String]) throws -> [ImportedSession] {
    let features = try ForeignFeatures.read(file, frameRateHz: settings.frameRateHz)
    try Self.check(ImportKind(features.tool), named: features.tool.rawValue, file, settings)
    let sha256 = try sha256Hex(ofFileAt: file)
    let groups = ForeignFeatures.rowsByKey(features.tracks.map(\.recording))
    let names = RecordingName.sessions(groups.map(\.key), inFileAt: file)
    var sessions: [ImportedSession] = []
    if let transcript = features.transcript {
      var imported = session(RecordingName.sessions([nil], inFileAt: file)[0])
      imported.add(transcript, speaker: nil, tool: features.tool.rawValue, path: file, sha256: sha256)
      sessions.append(imported)
    }
    for (group, name) in zip(groups, names) {
      var imported = session(name)
      try imported.add(group.rows.map { features.tracks[$0] }, path: file, sha256: sha256) { _ in
        .everything(.wholeFile)
      }
      sessions.append(imported)
    }
    if settings.isOfOneSession, sessions.count > 1 {
      throw ImportError.severalSessions(path: file, count: sessions.count)
    }
    for session in sessions {
      for source in session.sources {
        let place = Place(session: session.session, table: source.table)
        if let other = taken.updateValue(file, forKey: place) {
          throw ImportError.samePlace(session: place.session, table: place.table, paths: [other, file])
        }
      }
    }
    return sessions
  }

  /// - Parameter own: Its name where the user chose none.
  private func session(_ own: String) -> ImportedSession {
    ImportedSession(
      session: settings.session ?? own, isNameChosen: settings.session != nil,
      participant: settings.participant, date: settings.date)
  }

  private static func check(
    _ found: ImportKind?, named name: String, _ path: String, _ settings: ImportSettings
  ) throws(ImportError) {
    guard settings.kind == .auto || settings.kind == found else {
      throw .otherKind(path: path, found: name, stated: settings.kind.rawValue)
    }
  }
}
