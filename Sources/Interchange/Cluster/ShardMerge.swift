public import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import PrivateFiles
internal import SignalCore

/// Takes what tasks have measured over into the one results folder.
///
/// Sessions' folders are renamed, then recorded. It may be stopped anywhere and called again, any number of times:
/// what was taken over is not touched, and the rest follows.
public final class ShardMerge {
  private let shards: ShardFolder
  private let folder: ResultsFolder
  private let store: FeatureStore
  /// Tasks of which everything was taken over.
  private var whole: [Int] = []

  public init(_ shards: ShardFolder) throws {
    self.shards = shards
    folder = try shards.resultsFolder()
    store = try folder.openStore()
    try store.refuseSimulatedPeople()
  }

  /// Takes everything over, names in the failures what tasks have left undone, and writes the tables. Shards stay
  /// only where something is missing. The store is closed at the end.
  /// - Parameters:
  ///   - entries: What the queue shows of the tasks; tasks that are not over are left alone, and so are those that a
  ///   process is at work on.
  /// - Returns: One a recording of the tasks that are over.
  public func finish(entries: [Slurm.Entry] = []) throws -> [RecordingResult] {
    let ends = Dictionary(
      entries.compactMap { entry in entry.task.map { ($0, entry) } }, uniquingKeysWith: { $1 })
    var results: [RecordingResult] = []
    let locked = shards.lockedTasks
    for task in shards.tasks where (ends[task]?.isOver ?? true) && !locked.contains(task) {
      let end: UnfinishedTask.End =
        ends[task].map { .slurm($0.state) } ?? shards.exitStatus(task).map { .status($0) } ?? .unknown
      results += try takeOver(task, isStaying: true) { recording in
        let failure = FailureRecord(
          path: recording.path, stage: "task",
          error: UnfinishedTask(path: recording.path, end: end, log: shards.log(task)))
        try store.save(failure)
        return .failed(failure)
      }
    }
    try folder.writeTables(from: store)
    try close()
    if shards.tasks.isEmpty { try shards.remove() }
    return results
  }

  /// Takes over whatever there is of an earlier plan, finished stages of unfinished sessions too, and removes it.
  func clear() throws {
    for task in shards.tasks { _ = try takeOver(task, isStaying: false) { _ in nil } }
    try close()
    try shards.remove()
  }

  /// What was taken over goes from the shards only once the store has it on disk.
  private func close() throws {
    try folder.close(store)
    for task in whole { try shards.remove(task) }
  }

  /// - Parameters:
  ///   - isStaying: Whether a task with something left to do keeps its shard.
  ///   - unfinished: Called for what is left to do.
  private func takeOver(
    _ task: Int, isStaying: Bool, unfinished: (Recording) throws -> RecordingResult?
  ) throws -> [RecordingResult] {
    let shard = try Shard(shards.shardFiles(task), results: folder)
    var results: [RecordingResult] = []
    var isWhole = true
    for recording in try shards.recordings(of: task) {
      guard let session = recording.session else { continue }
      var isStageDone = true
      switch try shard.state(of: recording, session: session) {
      case .measured(let record):
        try carryCorrection(over: record, of: shard, to: "\(shards.shard(task))/\(session)")
        try folder.remove(session)
        try move("\(shards.shard(task))/\(session)", to: "\(shards.results)/\(session)")
        results.append(try save(record, shard.failures(of: recording)))
      case .moved(let record):
        results.append(try save(record, shard.failures(of: recording)))
      case .failed(let failures):
        if try !shard.keepsEarlier(session) {
          try folder.remove(session)
          try store.remove(session: session)
        }
        for failure in failures {
          try store.save(failure)
          results.append(.failed(failure))
        }
      case .open:
        isWhole = false
        isStageDone = !isStaying
        if let result = try unfinished(recording) { results.append(result) }
      }
      if isStageDone { try moveStages(of: session, from: task) }
    }
    if isWhole { whole.append(task) }
    return results
  }

  /// Puts a transcript that a person changed while the task was queued or running in place of the new one, so that the
  /// next run takes it up.
  private func carryCorrection(over record: SessionRecord, of shard: Shard, to sessionFolder: String) throws {
    let path = folder.transcriptPath(of: record.session)
    guard let changed = FileManager.default.contents(atPath: path),
      sha256Hex(ofBytes: Array(changed)) != shard.laidTranscript(record.session),
      let earlier = try store.session(named: record.session), earlier.input.sha256 == record.input.sha256,
      earlier.provenance.transcriptSHA256 == record.provenance.transcriptSHA256,
      earlier.isTranscriptChanged(at: path)
    else { return }
    let place = "\(sessionFolder)/\(SessionTexts.transcript)"
    do { try WholeFile.write(changed, to: place, isPrivate: folder.files.isEncrypted) } catch {
      throw ClusterError.cannotWrite(path: place)
    }
  }

  /// Of a recording that could not be measured the imports alone may be left; then the failure is noted too.
  private func save(_ record: SessionRecord, _ failures: [FailureRecord]) throws -> RecordingResult {
    try store.save(record)
    try folder.keep(record)
    guard record.provenance.isImportedOnly, let failure = failures.first else {
      return RecordingResult(record)
    }
    try store.save(failure)
    return .failed(failure)
  }

  private func moveStages(of session: String, from task: Int) throws(ClusterError) {
    let from = "\(shards.shard(task))/.stages/\(session)"
    let to = "\(folder.stageFolder)/\(session)"
    let files = FileManager.default
    guard files.fileExists(atPath: from) else { return }
    do {
      try files.createDirectory(
        atPath: folder.stageFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if files.fileExists(atPath: to) { try files.removeItem(atPath: to) }
    } catch { throw .cannotWrite(path: folder.stageFolder) }
    try move(from, to: to)
  }

  private func move(_ from: String, to: String) throws(ClusterError) {
    do { try FileManager.default.moveItem(atPath: from, toPath: to) } catch { throw .cannotWrite(path: to) }
  }
}
