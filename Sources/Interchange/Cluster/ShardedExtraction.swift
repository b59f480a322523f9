public import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

/// One extraction spread over tasks, each of which measures some of the recordings into a shard of its own.
public struct ShardedExtraction: Sendable {
  public let shards: ShardFolder
  private let recordings: [Recording]
  private let transcripts: [String: String]
  private let settings: ExtractionSettings
  private let overwrite: Bool
  private let neutrals: [StoredNeutral]
  private let arraySize: Int
  private let options: [String]
  private let machine: Machine

  /// The program as tasks call it.
  public struct Machine: Sendable {
    public var program: String
    public var callFolder: String
    public var partition: String?
    /// Which kernels OpenBLAS takes, so that every machine computes the same bits.
    public var kernels: String?
    /// Options that open an encrypted results folder.
    public var keyOptions: [String]

    public init(
      program: String, callFolder: String, partition: String?, kernels: String?, keyOptions: [String] = []
    ) {
      self.keyOptions = keyOptions
      self.program = program
      self.callFolder = callFolder
      self.partition = partition
      self.kernels = kernels
    }
  }

  /// - Parameters:
  ///   - transcripts: Path → text of recordings' transcripts that are to lie in `shards.transcripts`.
  ///   - arraySize: Tasks at most; 1 or more.
  ///   - options: The call's own options as they were written, without those that say what a task measures, where
  ///   to, and how it is run.
  public init(
    of recordings: [Recording], transcripts: [String: String] = [:], settings: ExtractionSettings,
    overwrite: Bool, neutrals: [StoredNeutral], results: ResultsFiles, arraySize: Int, options: [String],
    machine: Machine
  ) {
    precondition(arraySize >= 1, "there is at least one task")
    self.recordings = recordings
    self.transcripts = transcripts
    self.settings = settings
    self.overwrite = overwrite
    self.neutrals = neutrals
    shards = ShardFolder(results: results)
    self.arraySize = arraySize
    self.options = options
    self.machine = machine
  }

  /// Names of the array and of the job that merges, in the queue; the same for every call on one results folder.
  public var jobName: String { "bellwether-" + sha256Hex(of: shards.results).prefix(10) }
  public var mergeName: String { jobName + "-merge" }

  /// Brings the plan up to this call: one that is the same is kept; another is taken over as far as it came, and what
  /// then remains is planned anew.
  /// - Parameter active: Tasks that are in the queue.
  /// - Throws: `ClusterError.otherWorkUnderWay` when those belong to another plan, `.tasksUnderWay` when a process
  /// still works for it.
  public func prepare(active: [Slurm.Entry]) throws {
    guard transcripts.isEmpty || !shards.files.isEncrypted else {
      throw ClusterError.readableTranscripts(folder: shards.results)
    }
    if shards.plan == fingerprint { return }
    guard active.isEmpty else {
      throw ClusterError.otherWorkUnderWay(jobs: Set(active.map(\.job)).sorted())
    }
    try refuseTasksUnderWay()
    let folder = try shards.resultsFolder()
    try ShardMerge(shards).clear()
    for (path, text) in transcripts { try shards.write(text, to: path) }
    let store = try folder.openStore()
    let remaining = try remaining(folder, store)
    for path in remaining.finishedPaths { try store.removeFailure(of: path) }
    for (task, items) in split(remaining.items).enumerated() {
      try shards.makeShard(task)
      for item in items { try Shard.lay(item, into: shards.shardFiles(task), from: folder) }
      try shards.writeList(items, of: task)
    }
    try folder.close(store)
    try shards.writePlan(fingerprint)
  }

  /// - Throws: `ClusterError.tasksUnderWay` when a process is at work on a task.
  public func refuseTasksUnderWay() throws(ClusterError) {
    let tasks = shards.lockedTasks
    guard tasks.isEmpty else { throw .tasksUnderWay(tasks) }
  }

  /// Tasks that still have something to measure, and that no process is at work on.
  /// - Parameter active: Tasks that are in the queue; they are none of these.
  public func openTasks(active: [Slurm.Entry]) throws -> [Int] {
    let busy = Set(active.compactMap(\.task) + shards.lockedTasks)
    let results = try shards.resultsFolder()
    return try shards.tasks.filter { task in
      if busy.contains(task) { return false }
      let shard = try Shard(shards.shardFiles(task), results: results)
      return try shards.recordings(of: task).contains { recording in
        guard let session = recording.session,
          case .open = try shard.state(of: recording, session: session)
        else { return false }
        return true
      }
    }
  }

  /// Numbers of the tasks a call would plan or run now; changes nothing.
  public func foreseenTasks() throws -> [Int] {
    if shards.plan == fingerprint { return try openTasks(active: []) }
    guard let existing = ResultsFolder(begun: shards.files) else {
      return Array(0..<min(arraySize, recordings.count))
    }
    let remaining = try remaining(existing, existing.openStore())
    return Array(0..<min(arraySize, remaining.items.count))
  }

  /// The script of some tasks, whose last call merges.
  public func script(_ tasks: [Int]) -> ArrayScript {
    ArrayScript(
      jobName: jobName, partition: machine.partition, tasks: tasks,
      call: [
        .text(machine.program), .text("extract"), .task(before: shards.path + "/tasks/", after: ".csv"),
        .text("--out"), .task(before: shards.path + "/", after: ""), .text("--jobs"), .processors,
      ] + (options + machine.keyOptions).map { .text($0) },
      lastCall: [machine.program, "merge-shards", shards.results] + machine.keyOptions,
      callFolder: machine.callFolder,
      logFolder: shards.logs, kernels: machine.kernels)
  }

  /// Keeps a script beside the shards.
  /// - Returns: Its path.
  public func write(_ text: String, as name: String) throws(ClusterError) -> String {
    let path = "\(shards.path)/\(name)"
    try shards.write(text, to: path)
    return path
  }

  // MARK: Planning

  private func remaining(_ folder: ResultsFolder, _ store: FeatureStore) throws -> RemainingRecordings {
    try RemainingRecordings(
      of: recordings, settings: settings, overwrite: overwrite, writer: folder, store: store,
      neutrals: neutrals)
  }

  /// All that decides what the tasks do.
  private var fingerprint: String {
    let lines = recordings.map { recording in
      CommaSeparated.row([
        recording.path, recording.session ?? "", recording.participant ?? "", recording.date ?? "",
        recording.transcriptPath ?? "", recording.participantChoice?.text ?? "",
      ])
    }
    let facts = [
      Provenance.currentProgramVersion, Provenance.currentMeasureSetVersion, settings.hash,
      machine.callFolder, "\(arraySize)",
    ]
    return sha256Hex(of: CommaSeparated.row(facts + options) + lines.joined())
  }

  /// Recordings by task: the largest files first, each to the task with the least so far.
  private func split(_ items: [RemainingRecordings.Item]) -> [[RemainingRecordings.Item]] {
    let count = min(arraySize, items.count)
    // One more for each, so that files of no size are shared out too.
    let bytes = items.map { 1 + Self.fileSize($0.recording.path) }
    var loads = [Int](repeating: 0, count: count)
    var tasks = [[Int]](repeating: [], count: count)
    for index in items.indices.sorted(by: { (bytes[$1], $0) < (bytes[$0], $1) }) {
      let task = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[task] += bytes[index]
      tasks[task].append(index)
    }
    return tasks.map { $0.sorted().map { items[$0] } }
  }

  private static func fileSize(_ path: String) -> Int {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    return size?.intValue ?? 0
  }
}
