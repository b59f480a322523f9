import ArgumentParser
import ClinicalAssessment
import Foundation
import Interchange
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import SignalCore

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fits a model of a questionnaire's total to measured sessions, and says how good it is.",
    discussion: """
      Joins sessions and assessments by session name, by participant, and where a participant has several assessments \
      by date. Sessions below the quality gate are left out. Settings are chosen and figures made by nested \
      cross-validation by participant: nobody is on both sides of a split. With --folds-by site, and a column ‘site’ in \
      the assessments, whole sites are held out, and figures are given for each. The baselines – mean, majority, sex and \
      age, amount of speech, interviewer alone – are printed beside the model.

      Writes MODEL/weights.safetensors and MODEL/card.json (what it is for, whom it learned from, figures, limits), \
      which name nobody, and beside them MODEL.out_of_fold.csv, which ‘bellwether validate’ reads, and \
      MODEL.sessions_to_check.csv: what each session does to the prediction of others, and which harm so much that their \
      assessment may be wrong (exactly, leaving it out of a ridge regression; to first order for a network). Networks \
      and gates also write MODEL.loss_curves.csv, the losses of every pass. An agreement with a questionnaire is no diagnosis.

      A column ‘split’ in the assessments (train, dev, test) is kept to instead: the model learns from train, setting \
      and threshold are settled on dev, and the figures are of test; a person in two parts is refused. Sessions \
      measured by different tools (see ‘bellwether import’) are refused, unless --measures chooses what to learn from.

      With --within-person a measure is held against the median and the median absolute deviation of the person's own \
      earlier sessions, assessed or not, where at least 3 of earlier days have it; it then says how the person differs \
      from their usual, and no longer from others. All other sessions, so all of people with fewer, are held against \
      everybody, and the card says how many. ‘score’ takes the earlier sessions from the folder it scores.

      With --engine slurm each fold and setting is a task of one job array, sent with sbatch and waited for; with \
      --dry-run its script is printed, which plain bash runs as well. Finished tasks are kept in MODEL.work until \
      the model is written, and unfinished networks and gates after a pass: the same command goes on after a stop. \
      Every way gives the same bytes.

      With --learner gate a Multimodal Adaptation Gate inside the text encoder reads each word with the voice and face \
      that went with it; it is one setting beside the others, and the folds choose. A fit takes minutes for every \
      hundred sessions, and there are some thirty of each setting. With --tuning low-rank the encoder's attention is \
      changed a little too, which takes several times as long.

      With --tensors it learns from a NumPy archive instead: one row a turn, arrays text, audio, video (n × d, or \
      n × T × d padded with steps of zeros), y (one outcome a row), person and split (train, valid, test). Each \
      modality alone and all together are judged on the test people, by ridge regression and by the network, with \
      intervals over people; features that hold the training labels are named. Writes OUT/comparison.json, \
      OUT/predictions.csv, OUT/loss_curves.csv and OUT/model.json.

      EXAMPLES:
        bellwether train --sessions results --assessments phq8.csv --out models/phq8
        bellwether train --tensors mosi.npz --split bc_split --out models/mosi
      """)

  @Option(help: ArgumentHelp("A results folder.", valueName: "folder"), completion: .directory)
  var sessions: String?

  @Option(
    help: ArgumentHelp("A table of questionnaires, as ‘bellwether phq’ reads them.", valueName: "csv"),
    completion: .file())
  var assessments: String?

  @Option(
    help: ArgumentHelp("A NumPy archive, in place of sessions and assessments.", valueName: "npz"),
    completion: .file())
  var tensors: String?

  @Option(help: "With --tensors: the array that names each row's part.")
  var split = "split"

  @Option(help: "With --tensors: an outcome from here on counts as positive; 0, or the range's middle.")
  var positiveFrom: Double?

  @Option(
    help: ArgumentHelp("Folder to write the model to; must not exist.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(help: "The questionnaire to learn, where the table has several: phq9, phq8, madrs …")
  var scale: Questionnaire?

  @Option(
    help: ArgumentHelp(
      "Learn from these measures only: own, opensmile.egemaps, openface …, joined by commas.",
      valueName: "sets"))
  var measures: String?

  @Option(help: "How dates with slashes are written: month-first or day-first.")
  var dates: SlashedDates?

  @Option(
    help: """
      linear (weighted sums of a session's measures), network (over its turns; slow) or gate (both, and the network \
      with words read together with voice and face; very slow).
      """)
  var learner: TrainingCandidates = .linear

  @Option(
    help: "With --learner gate: where voice and face join the words; repeat to have it chosen.")
  var gatePosition: [GatedTurnLearner.Position] = [.embeddings]

  @Option(
    help: """
      With --learner gate: what changes of the encoder, the gate alone (gate) or low-rank updates of its attention \
      too (low-rank); repeat to have it chosen.
      """)
  var tuning: [GatedTurnLearner.Tuning] = [.gate]

  @Flag(
    help:
      "With --learner linear: hold measures against 3 or more earlier sessions of the same person, where there are."
  )
  var withinPerson = false

  @Option(help: "What is held out whole: participant or site.")
  var foldsBy: FoldUnit = .participant

  @Option(help: "local or slurm.")
  var engine: TaskEngine = .local

  @Option(help: "Decides folds and starting points; the same seed gives the same bytes.")
  var seed: UInt64 = 1

  @Option(help: "Tasks worked on at a time, with the local engine.")
  var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @Flag(help: "No progress and no list of the files written.")
  var quiet = false

  @Flag(help: "Print the script that runs all tasks, and run nothing.")
  var dryRun = false

  @OptionGroup var key: KeyOptions

  @Option(name: .customLong("task"), help: ArgumentHelp("Run one task.", visibility: .private))
  var task: Int?

  @Flag(name: .customLong("join"), help: ArgumentHelp("Join finished tasks.", visibility: .private))
  var join = false

  static let folds = 5
  static let innerFolds = 4

  func validate() throws {
    guard !withinPerson || learner == .linear else {
      throw ValidationError(
        "--within-person needs --learner linear: networks read turns, not sessions' measures.")
    }
    guard jobs >= 1 else { throw ValidationError("--jobs is at least 1.") }
    guard tensors == nil ? sessions != nil && assessments != nil : sessions == nil && assessments == nil
    else {
      throw ValidationError("Give --sessions with --assessments, or --tensors alone.")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      if let tensors {
        let study = try TensorFile(path: tensors, split: split, threshold: positiveFrom).study
        return try await TensorTraining(study: study, out: out, seed: seed, jobs: jobs).run()
      }
      guard let sessions, let assessments else { return }
      let files = try key.open(sessions)
      let study = try TrainingStudy(
        sessions: files, assessments: try key.table(at: assessments, opened: files), scale: scale,
        dates: dates,
        measures: measures.map { $0.split(separator: ",").map(String.init) }, withinPerson: withinPerson,
        candidates: learner, encoder: learner.readTurns ? try SentenceEncoder(catalog: .installed()) : nil,
        gateEncoder: learner == .gate ? try GateEncoder(catalog: .installed()) : nil,
        gatePositions: gatePosition, gateTunings: tuning,
        seed: seed, folds: Self.folds, foldsBy: foldsBy, innerFolds: Self.innerFolds,
        programVersion: programVersion)
      let work = TaskFiles(folder: out + ".work")
      if let task {
        guard (0..<study.plan.taskCount).contains(task) else {
          throw ValidationError("There are \(study.plan.taskCount) tasks.")
        }
        if work.result(task, of: study.plan) == nil {
          try work.write(try study.plan.run(task, states: work.states(of: task, of: study.plan)))
        }
        return
      }
      let script = TrainingScript(
        command: command(sessions, assessments), taskCount: study.plan.taskCount,
        workFolder: absolute(work.folder), kernels: OpenBLASKernels.chosen)
      if dryRun { return Terminal.print(script.text) }
      guard !FileManager.default.fileExists(atPath: out) else { throw ModelFileError.cannotWrite(path: out) }
      for note in study.notes { Terminal.say("Note: \(note)") }
      if !join {
        switch engine {
        case .local: try await runTasks(of: study.plan, work)
        case .slurm: try submit(script)
        }
      }
      try await write(study, work)
      try files.note(.train, sessions: study.plan.cohort.sessions.map(\.session))
    }
  }

  private func runTasks(of plan: TrainingPlan, _ files: TaskFiles) async throws {
    let open = (0..<plan.taskCount).filter { files.result($0, of: plan) == nil }
    let progress = TrainingProgress(
      taskCount: plan.taskCount, done: plan.taskCount - open.count, isQuiet: quiet)
    _ = try await boundedMap(open, limit: jobs) { task in
      let what = plan.place(of: task).fold.map { "fold \($0 + 1)" } ?? "choice"
      try files.write(
        try plan.run(task, states: files.states(of: task, of: plan)) { progress.show($0, of: what) })
      progress.finishedTask()
    }
    progress.end()
  }

  private func submit(_ script: TrainingScript) throws {
    try FileManager.default.createDirectory(atPath: script.workFolder, withIntermediateDirectories: true)
    let path = script.workFolder + "/train.sbatch"
    try StreamedFile.write(script.text.utf8, to: path)
    Terminal.say("waiting for \(script.taskCount) tasks of \(path)")
    // Whether all tasks came to their end is seen in their results.
    _ = try Slurm().submit(path, isWaitedFor: true)
  }

  private func write(_ study: TrainingStudy, _ files: TaskFiles) async throws {
    let results = (0..<study.plan.taskCount).compactMap { files.result($0, of: study.plan) }
    guard results.count == study.plan.taskCount else { throw TrainingError.tasksFailed(folder: files.folder) }
    let count = study.plan.taskCount
    let progress = TrainingProgress(taskCount: count, done: count, isQuiet: quiet, isResumed: false)
    let trained = try await study.join(results, states: files.states(of: nil, of: study.plan)) {
      progress.show($0, of: "model that is kept")
    }
    progress.end()
    try ModelFile.write(trained.card, tensors: trained.tensors, to: out)
    try StreamedFile.write(trained.outOfFold.utf8, to: outOfFoldPath)
    if let table = trained.sessionsToCheck { try StreamedFile.write(table.utf8, to: toCheckPath) }
    if let table = trained.lossCurves { try StreamedFile.write(table.utf8, to: lossCurvesPath) }
    files.remove()
    Terminal.print(trained.table)
    guard !quiet else { return }
    Terminal.say("\(validationNotice)\nwritten  \(out): \(trained.card.name)\nwritten  \(outOfFoldPath)")
    if trained.sessionsToCheck != nil {
      Terminal.say("written  \(toCheckPath): \(counted(trained.suspectCount, "session")) to look at")
    }
    if trained.lossCurves != nil { Terminal.say("written  \(lossCurvesPath)") }
  }

  /// Beside the model, not in it: it names people.
  private var outOfFoldPath: String { out + ".out_of_fold.csv" }
  private var toCheckPath: String { out + ".sessions_to_check.csv" }
  private var lossCurvesPath: String { out + ".loss_curves.csv" }

  /// This command again with whole paths, without what chooses a task or an engine.
  private func command(_ sessions: String, _ assessments: String) -> [String] {
    var words = [
      Bundle.main.executablePath ?? CommandLine.arguments[0], "train", "--sessions", absolute(sessions),
    ]
    words += ["--assessments", absolute(assessments), "--out", absolute(out), "--seed", "\(seed)"]
    words += ["--learner", learner.rawValue]
    if learner == .gate {
      words += gatePosition.flatMap { ["--gate-position", $0.rawValue] }
      words += tuning.flatMap { ["--tuning", $0.rawValue] }
    }
    if withinPerson { words.append("--within-person") }
    if foldsBy != .participant { words += ["--folds-by", foldsBy.rawValue] }
    if let scale { words += ["--scale", scale.code] }
    if let measures { words += ["--measures", measures] }
    if let dates { words += ["--dates", dates.rawValue] }
    if let file = key.keyFile { words += ["--key-file", absolute(file)] }
    return words
  }

  private func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
}

/// Why tasks of a training did not come to their end.
enum TrainingError: UserFacingError {
  case tasksFailed(folder: String)

  var message: String {
    switch self {
    case .tasksFailed(let folder): "Not all tasks in ‘\(folder)’ came to their end."
    }
  }

  var remedy: String {
    switch self {
    case .tasksFailed: "Read the logs there, then run the same command again: finished tasks are kept."
    }
  }
}
