import ArgumentParser
import ExtractionPipeline
import Foundation
import Interchange

/// What runs tasks.
enum TaskEngine: String, ExpressibleByArgument, CaseIterable {
  case local, slurm
}

/// How an extraction is spread over tasks.
struct ClusterOptions: ParsableArguments {
  @Option(
    help: """
      Split the recordings over tasks: slurm submits them as a job array and a job that merges; local runs them here \
      with plain bash, --jobs at a time. Finished tasks are kept: the same command does only what is missing.
      """)
  var engine: TaskEngine?

  @Option(help: "Slurm partition; the cluster's own choice unless given.")
  var partition: String?

  @Option(help: "How many tasks at most; a recording each unless given, up to 1000.")
  var arraySize: Int?

  @Flag(help: "Print the scripts of --engine and change nothing.")
  var dryRun = false

  func validate() throws {
    guard engine != nil || (partition == nil && arraySize == nil && !dryRun) else {
      throw ValidationError("--partition, --array-size and --dry-run go with --engine.")
    }
    guard partition == nil || engine == .slurm else {
      throw ValidationError("--partition goes with --engine slurm.")
    }
    guard partition?.contains(where: \.isWhitespace) != true else {
      throw ValidationError("--partition takes one name.")
    }
    guard arraySize ?? 1 >= 1 else { throw ValidationError("--array-size takes a whole number from 1.") }
  }
}

extension ExtractCommand {
  /// Submits the recordings as tasks, runs them with bash, or prints what would be run.
  func spread(
    over engine: TaskEngine, _ recordings: [Recording], transcripts: [String: String],
    _ settings: ExtractionSettings, _ neutrals: [StoredNeutral]
  ) throws {
    let (files, keyOptions) = try filesForTasks()
    let extraction = ShardedExtraction(
      of: recordings, transcripts: transcripts, settings: settings, overwrite: overwrite, neutrals: neutrals,
      results: files,
      arraySize: cluster.arraySize ?? 1000, options: Self.handedOn(CommandLine.arguments.dropFirst(2)),
      machine: .init(
        program: Bundle.main.executablePath ?? CommandLine.arguments[0],
        callFolder: FileManager.default.currentDirectoryPath, partition: cluster.partition,
        kernels: OpenBLASKernels.chosen, keyOptions: keyOptions))
    if cluster.dryRun {
      let script = extraction.script(try extraction.foreseenTasks())
      Terminal.print(script.text)
      if engine == .slurm { Terminal.print("\n" + script.closingText(jobName: extraction.mergeName)) }
      return
    }
    switch engine {
    case .slurm: try submit(extraction)
    case .local:
      guard let path = try locked({ try localScript(extraction) }) else {
        return try MergeShardsCommand.merge(extraction.shards, entries: [])
      }
      try Self.becomeBash(path, "\(jobs)")
    }
  }

  /// Does something while no other command writes into the results folder.
  private func locked<Value>(_ body: () throws -> Value) throws -> Value {
    let lock = try ResultsLock(folder: out)
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }

  /// Writes the script for bash.
  /// - Returns: Its path; `nil` when there is nothing left to measure.
  private func localScript(_ extraction: ShardedExtraction) throws -> String? {
    try extraction.refuseTasksUnderWay()
    try extraction.prepare(active: [])
    let tasks = try extraction.openTasks(active: [])
    if tasks.isEmpty { return nil }
    let path = try extraction.write(extraction.script(tasks).text, as: "extract.sh")
    Terminal.say("\(Self.counted(tasks.count)), \(jobs) at a time, with bash \(path)")
    return path
  }

  /// Where corrected transcripts of a study lie until the last task is done; `nil` where nothing is handed out.
  var transcriptsForTasks: String? {
    guard cluster.engine != nil, !cluster.dryRun else { return nil }
    return ShardFolder(results: ResultsFiles(path: out)).transcripts
  }

  /// The results folder, made where it is not there, and what opens it for the tasks: a key file, whose place they
  /// are told.
  private func filesForTasks() throws -> (ResultsFiles, keyOptions: [String]) {
    let isEncrypted = try ResultsFiles.isEncrypted(out)
    guard encrypt || isEncrypted else {
      return (cluster.dryRun ? ResultsFiles(path: out) : try ResultsFolder(path: out).files, [])
    }
    guard let file = key.namedFile else { throw FolderEncryptionError.passphraseForTasks(path: out) }
    let options = ["--key-file", URL(filePath: file).standardizedFileURL.path]
    if cluster.dryRun, !isEncrypted { return (ResultsFiles(path: out), options) }
    return (try key.prepare(out, encrypted: encrypt), options)
  }

  private func submit(_ extraction: ShardedExtraction) throws {
    guard let (jobs, merge) = try locked({ try handIn(extraction, to: Slurm()) }) else {
      return try MergeShardsCommand.merge(extraction.shards, entries: [])
    }
    sayHowToGoOn(extraction, jobs: jobs, merge: merge)
  }

  /// - Returns: The arrays, and the job that merges after them; `nil` when there is nothing to wait for.
  private func handIn(
    _ extraction: ShardedExtraction, to slurm: Slurm
  ) throws -> (jobs: [String], merge: String)? {
    let merges = try slurm.entries(named: extraction.mergeName).filter { !$0.isOver }
    if let running = merges.first(where: { !$0.isWaiting }) {
      throw ClusterError.mergeUnderWay(job: running.job)
    }
    let active = try slurm.entries(named: extraction.jobName).filter { !$0.isOver }
    try extraction.prepare(active: active)
    let tasks = try extraction.openTasks(active: active)
    if tasks.isEmpty && active.isEmpty {
      for merge in merges { try slurm.cancel(merge.job) }
      return nil
    }
    var jobs = Set(active.map(\.job)).sorted()
    if !jobs.isEmpty {
      Terminal.say(
        "waiting   \(Self.counted(active.count)) in the queue already: job \(jobs.joined(separator: ", "))")
    }
    if tasks.isEmpty, let merge = merges.first { return (jobs, merge.job) }
    let script = extraction.script(tasks.isEmpty ? active.compactMap(\.task) : tasks)
    if !tasks.isEmpty {
      let job = try slurm.submit(try extraction.write(script.text, as: "extract.sbatch"))
      Terminal.say("submitted \(Self.counted(tasks.count)): job \(job)")
      jobs.append(job)
    }
    // The job that merges waits for all arrays, so an earlier one that waits for some is taken back.
    for merge in merges { try slurm.cancel(merge.job) }
    let closing = script.closingText(jobName: extraction.mergeName)
    return (jobs, try slurm.submit(try extraction.write(closing, as: "merge.sbatch"), after: jobs))
  }

  private func sayHowToGoOn(_ extraction: ShardedExtraction, jobs: [String], merge: String) {
    Terminal.say(
      """
      then      job \(merge) puts the results into \(out)
      watch     squeue --jobs=\((jobs + [merge]).joined(separator: ","))
      go on     when no job is left, see \(out)/failures.csv; the same command does only what is missing
      """)
  }

  static func counted(_ tasks: Int) -> String { tasks == 1 ? "1 task" : "\(tasks) tasks" }

  /// The process goes on as bash, so that whoever stops it stops the tasks.
  private static func becomeBash(_ words: String...) throws {
    // An array around this call is none of the script's.
    unsafe unsetenv("SLURM_ARRAY_TASK_ID")
    unsafe unsetenv("SLURM_CPUS_PER_TASK")
    // Threads of the runtime may hold signals back; bash must hear them.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
    var arguments = unsafe (["bash"] + words).map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    unsafe execv("/bin/bash", arguments)
    throw ClusterError.noBash
  }

  /// The options of a call as they were written, without the paths, what says where to and how, and what only the
  /// call itself is asked.
  ///
  /// Which words are options, and which take a value, is asked of the commands' own definitions.
  static func handedOn(_ words: some Sequence<String>) -> [String] {
    let all = Definitions(of: Self._dumpHelp())
    let own = Set(
      Definitions(of: ClusterOptions._dumpHelp()).names + ["--out", "--jobs", "--encrypt", "--key-file"])
    var handed: [String] = []
    var words = Array(words)[...]
    while let word = words.popFirst(), word != "--" {
      let name = String(word.prefix { $0 != "=" })
      guard let takesValue = all.takesValue(name) else { continue }
      let value = takesValue && name == word ? words.popFirst() : nil
      if !own.contains(name) { handed += [word] + (value.map { [$0] } ?? []) }
    }
    return handed
  }
}

/// The options of a command as the argument parser describes them.
private struct Definitions: Decodable {
  struct Command: Decodable { let arguments: [Argument]? }
  struct Argument: Decodable {
    let kind: String
    let names: [Name]?
  }
  struct Name: Decodable {
    let kind: String
    let name: String
    var written: String { (kind == "long" ? "--" : "-") + name }
  }
  let command: Command

  init(of description: String) {
    self =
      (try? JSONDecoder().decode(Self.self, from: Data(description.utf8)))
      ?? Self(command: .init(arguments: []))
  }

  private init(command: Command) { self.command = command }

  var names: [String] { (command.arguments ?? []).flatMap { ($0.names ?? []).map(\.written) } }

  /// Whether an option of this name takes a value; `nil` when there is none of the name.
  func takesValue(_ name: String) -> Bool? {
    command.arguments?.first { ($0.names ?? []).contains { $0.written == name } }.map { $0.kind == "option" }
  }
}
