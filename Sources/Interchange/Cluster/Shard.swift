internal import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

/// What one task has made of its recordings: a results folder of its own.
struct Shard {
  /// How far one recording has come.
  enum State {
    /// Finished and waiting to be taken over.
    case measured(SessionRecord)
    /// Its folder was moved already, its record perhaps not.
    case moved(SessionRecord)
    /// It did not become a session.
    case failed([FailureRecord])
    /// The task has not come to it, or not through it.
    case open
  }

  private let results: ResultsFolder
  private let files: ResultsFiles
  private let folder: ResultsFolder?
  private let store: FeatureStore?
  private let failures: [FailureRecord]

  /// - Parameters:
  ///   - files: Of the task's own folder, which need not be there.
  ///   - results: Where its sessions go to.
  init(_ files: ResultsFiles, results: ResultsFolder) throws {
    self.files = files
    self.results = results
    folder = ResultsFolder(begun: files)
    store = try folder?.openStore()
    failures = try store?.failures() ?? []
  }

  func state(of recording: Recording, session: String) throws(StoreError) -> State {
    guard let folder, let store else { return .open }
    let record = try store.session(named: session)
    if let record {
      if folder.isComplete(record) { return .measured(record) }
      // What was laid in for the task always has a folder, so one that is gone was moved.
      let isThere = FileManager.default.fileExists(atPath: "\(files.path)/\(session)")
      if !isThere, results.isComplete(record) { return .moved(record) }
    }
    let own = failures(of: recording)
    return own.isEmpty ? .open : .failed(own)
  }

  /// Why the recording failed; with a session that is left with its imports alone, too.
  func failures(of recording: Recording) -> [FailureRecord] { failures.filter { $0.path == recording.path } }

  /// Whether the task keeps a record of an earlier session that it could not replace.
  func keepsEarlier(_ session: String) throws(StoreError) -> Bool {
    try store?.session(named: session) != nil
  }

  /// Checksum of the transcript that was laid in for a session; `nil` where there was none.
  func laidTranscript(_ session: String) -> String? {
    files.kept(Self.laid(session)).map { String(decoding: $0, as: UTF8.self) }
  }
  private static func laid(_ session: String) -> String { ".laid/\(session)" }

  /// Lays in what a session's extraction looks for beside its results: what was measured or imported before, the
  /// transcript a person may have corrected, and finished stages.
  static func lay(
    _ item: RemainingRecordings.Item, into shardFiles: ResultsFiles, from results: ResultsFolder
  ) throws {
    let (files, shard) = (FileManager.default, shardFiles.path)
    let stages = "\(results.stageFolder)/\(item.session)"
    if files.fileExists(atPath: stages) {
      try files.createDirectory(
        atPath: shard + "/.stages", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try files.copyItem(atPath: stages, toPath: "\(shard)/.stages/\(item.session)")
    }
    guard var earlier = item.earlier else { return }
    let folder = ResultsFolder(shardFiles)
    try files.createDirectory(atPath: "\(shard)/\(item.session)", withIntermediateDirectories: true)
    let transcript = results.transcriptPath(of: item.session)
    if files.fileExists(atPath: transcript) {
      let copy = folder.transcriptPath(of: item.session)
      try files.copyItem(atPath: transcript, toPath: copy)
      try shardFiles.writePrivately(Data(try sha256Hex(ofFileAt: copy).utf8), to: laid(item.session))
    }
    if earlier.provenance.foreign?.contains(where: { !$0.tracks.isEmpty }) == true {
      let tracks = "\(item.session)/\(SessionTexts.tracks)"
      let place = results.files.actualPlace(of: tracks)
      if files.fileExists(atPath: place) {
        try files.copyItem(atPath: place, toPath: shardFiles.actualPlace(of: tracks))
      }
    }
    earlier.failures = []
    let store = try folder.openStore()
    try store.save(earlier)
    try folder.close(store)
  }
}
