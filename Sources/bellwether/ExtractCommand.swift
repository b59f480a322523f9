import ArgumentParser
import ExtractionPipeline
import FacialFeatures
import FeatureStore
import LanguageFeatures
import Foundation
import Interchange
import SignalCore
import SpeechRecognition
import Synchronization

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Measures recordings and writes a results folder.",
    discussion: """
      Names files, folders, or a manifest (a .csv with the columns path, session, participant, date, transcript, \
      participant_channel). Finished sessions are kept, so calling again goes on where it stopped. A transcript of \
      the same name beside a recording (.vtt or .srt) is used in place of recognition. An unpacked folder of DAIC-WOZ \
      or E-DAIC is told by its layout: sessions are called by their numbers, the participant is found in the study's \
      transcripts, and known faults of single sessions are corrected; ‘bellwether import’ adds the study's own \
      features, labels and split.

      With --encrypt everything in the results folder is encrypted, with a passphrase that is asked for before the work \
      begins, or with a key file, which needs nobody at the machine. An encrypted folder stays so, and every command \
      asks for its key. Names of sessions stay readable as names of folders. A corrected transcript is put beside the \
      encrypted one as transcript.json, to be taken over and encrypted by the next run.

      With --engine slurm it ends with 0 once the jobs are submitted. What sbatch reads from the environment holds: \
      SBATCH_TIMELIMIT, SBATCH_MEM_PER_NODE, SBATCH_ACCOUNT and others.

      Recordings are opened in worker processes that may write nowhere but in OUT/.work and open no network \
      connection; one that crashes or never ends costs its stage of its recording only.

      Ctrl-C stops after what is finished is in order (exit code 130; 143 for SIGTERM); a second one stops at once. \
      Either way the same command goes on after the last finished stage.

      --json-progress writes one JSON object a line to standard error. All have "event": started (recordings), \
      progress (recording, session, stage, share 0 to 1), ended (recording, session, result done, part, kept or \
      failed, failures with stage, message and remedy), stopping, finished or stopped (measured, inPart, failed, \
      open, results, passedOver). Stages are named as they are made (sound, speech, words, speakers, masking, voice, \
      language, face, measures); one that is not named was kept by an earlier run and nothing it depends on has \
      changed. progress and ended also say ended, recordings, shareOfAll, secondsLeft and sessionsPerHour, the \
      last two once they are known. An error that ends the run is plain text.

      Ends with 0 when everything was done, 2 when a part failed (see failures.csv), 1 when nothing could be done.

      EXAMPLES:
        bellwether extract recordings --out results
        bellwether extract visit.wav --out results --participant speaker:Participant
        bellwether extract recordings --out vault --encrypt --key-file clinic.key
        bellwether extract recordings --out results --engine slurm
      """)

  @Argument(help: "Files, folders or a manifest.", completion: .file())
  var paths: [String]

  @Option(help: "Folder the results go to.", completion: .directory)
  var out: String

  @Option(help: "Which of speech, language and face to measure, joined by commas.")
  var modalities: ModalityList = ModalityList(chosen: [.speech, .language, .face])

  @Option(help: "Transcript to use in place of recognition (for a single recording).", completion: .file())
  var transcript: String?

  @Option(help: "Who is measured: channel:N, speaker:N, speaker:NAME or auto.")
  var participant: ParticipantChoice = .automatic

  @Option(help: "How many people speak where one channel carries several: 1 to 6, or auto.")
  var speakers: SpeakerCount = .expected(2)

  @Option(
    help: "What recognises speech: tiny.en (English), or base (99 languages, slower; fetched on first use).")
  var asrModel: RecognitionModel = .tinyEnglish

  @Option(help: "What is spoken, as a code of two letters (en, de, …); detected unless given.")
  var language: SpokenLanguage?

  @Option(
    help: "Pictures a second to look at for the face, or all. Eyelids are followed in all that a blink needs."
  )
  var faceFps: FrameRateChoice = FrameRateChoice(framesPerSecond: 10)

  @Option(help: "Whose face is the participant's: auto, left, right, largest or a number.")
  var face: FaceChoice = .automatic

  @Option(
    help: """
      Results folder of earlier sessions: a participant's expressions are measured against the face at rest found \
      there.
      """, completion: .file())
  var neutral: String?

  @Flag(
    help: """
      Mask names, places, dates and numbers in transcripts and all that follows from them (English). A person has to \
      check: no method finds everything.
      """)
  var deidentify = false

  @Option(
    help: "Text file of names that are always masked, one a line; with --deidentify.", completion: .file())
  var siteNames: String?

  @Flag(help: "Take a study's sessions as they are, without the corrections its users know of.")
  var asDistributed = false

  @Option(
    help:
      "How many pieces of work may run at once; one a processor core with 1.5 GB of memory each unless given."
  )
  var jobs: Int = UsualJobs.count

  @Flag(help: "Make finished sessions anew.")
  var overwrite = false

  @Flag(help: "Say only what failed.")
  var quiet = false

  @Flag(help: "Progress as JSON lines, for programs.")
  var jsonProgress = false

  @Flag(help: "Encrypt a new results folder.")
  var encrypt = false

  @OptionGroup(title: "Encryption")
  var key: KeyOptions

  @OptionGroup(title: "Clusters")
  var cluster: ClusterOptions

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs takes a whole number from 1.") }
    guard siteNames == nil || deidentify else {
      throw ValidationError("--site-names goes with --deidentify.")
    }
    guard !(quiet && jsonProgress) else {
      throw ValidationError("--quiet and --json-progress exclude each other.")
    }
    // Here too, for an error that shows how the command is called.
    if transcript != nil, let count = try? RecordingFinder.recordings(at: paths).count, count != 1 {
      throw Self.manyForTranscript(count)
    }
  }

  private static func manyForTranscript(_ count: Int) -> ValidationError {
    ValidationError(
      "--transcript goes with a single recording, and there are \(count); a manifest names each one's own.")
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      let studies = try paths.filter(Study.isStudy).map { path in
        try StudyRecordings(
          Study(path: path, corrections: asDistributed ? .none : .documented),
          transcripts: transcriptsForTasks)
      }
      defer { for study in studies { study.remove() } }
      for note in studies.flatMap(\.notes) { Terminal.say("Note: \(note)") }
      let others = paths.filter { !Study.isStudy($0) }
      var passedOver = PassedOver()
      var recordings = studies.flatMap(\.recordings)
      if recordings.isEmpty || !others.isEmpty {
        var opened: [String: Data] = [:]
        for path in others { opened[path] = try key.sealedFile(at: path)?.data }
        let found = try RecordingFinder.find(at: recordings.isEmpty ? paths : others, opened: opened)
        recordings += found.recordings
        passedOver = found.passedOver
      }
      if let transcript {
        guard recordings.count == 1 else { throw Self.manyForTranscript(recordings.count) }
        recordings[0].transcriptPath = transcript
      }
      let settings = ExtractionSettings(
        modalities: modalities.chosen, participant: participant, speakers: speakers,
        recognitionModel: asrModel, spokenLanguage: language,
        faceFramesPerSecond: faceFps.framesPerSecond, face: face,
        deidentification: deidentify
          ? Deidentification(siteNames: try siteNames.map(SiteNames.text) ?? "") : nil)
      let neutrals = try neutral.map { try StoredNeutral.all(in: $0, files: try key.open($0)) } ?? []
      if let engine = cluster.engine {
        let transcripts = studies.map(\.unwritten).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        return try spread(over: engine, recordings, transcripts: transcripts, settings, neutrals)
      }
      let folder = ResultsFolder(try key.prepare(out, encrypted: encrypt))
      let lock = try ResultsLock(folder: out)
      defer { withExtendedLifetime(lock) {} }
      let work = try WorkFolder(inResults: out)
      defer { work.remove() }
      if !folder.files.isEncrypted, let notice = FeatureStore.notice(forStoreAt: folder.storePath) {
        Terminal.say(notice)
      }
      let run = try ExtractionRun(
        recordings: recordings, settings: settings, jobs: jobs, overwrite: overwrite, writer: folder,
        neutrals: neutrals, workFolder: work.path)
      let sizes = recordings.map { fileSize($0.path) }
      let display: any ProgressDisplay =
        jsonProgress
        ? ProgressLines(names: run.sessionNames, sizes: sizes)
        : ProgressBar(names: run.sessionNames, sizes: sizes, isQuiet: quiet)
      try await perform(
        run, display, recordings: recordings.count, passedOver: passedOver, in: folder.files)
    }
  }

  private func perform(
    _ run: ExtractionRun, _ display: any ProgressDisplay, recordings: Int, passedOver: PassedOver,
    in files: ResultsFiles
  ) async throws {
    let ended = EndedRecordings()
    let signals = StopSignals { _ in
      display.stopping()
      run.stop()
    }
    do {
      let results = try await run.run { event in
        ended.add(event)
        display.show(event)
      }
      let summary = ExtractionSummary(results, of: recordings, folder: out, passedOver: passedOver)
      try note(results, in: files)
      display.finish(summary)
      if summary.failed == recordings { throw ExitCode(1) }
      if summary.failed + summary.incomplete > 0 { throw partlyDone }
    } catch is ExtractionStopped {
      try note(ended.results, in: files)
      display.finish(
        ExtractionSummary(ended.results, of: recordings, folder: out, passedOver: passedOver))
      throw ExitCode(signals.exitCode ?? 1)
    }
  }

  private func note(_ results: [RecordingResult], in files: ResultsFiles) throws {
    let made = results.compactMap(\.madeSession)
    let failed = results.count { if case .failed = $0 { true } else { false } }
    try files.note(
      .extract, sessions: made,
      details: [
        "measured": "\(made.count)", "kept": "\(results.count - made.count - failed)", "failed": "\(failed)",
      ])
    let corrected = made.filter(files.holdsCorrection)
    if !corrected.isEmpty { try files.note(.correction, sessions: corrected) }
  }

  private func fileSize(_ path: String) -> Int {
    (try? URL(filePath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
  }
}

/// What became of the recordings that ended before a run was stopped.
private final class EndedRecordings: Sendable {
  private let all = Mutex<[RecordingResult]>([])

  var results: [RecordingResult] { all.withLock { $0 } }

  func add(_ event: ExtractionProgress) {
    if case .ended(_, let result) = event { all.withLock { $0.append(result) } }
  }
}

/// `speech,language,face` on the command line.
struct ModalityList: ExpressibleByArgument {
  let chosen: Set<Measure.Modality>

  init(chosen: Set<Measure.Modality>) { self.chosen = chosen }

  init?(argument: String) {
    let names = argument.split(separator: ",").map(String.init)
    let known = names.compactMap(Measure.Modality.init(rawValue:)).filter { $0 != .quality }
    guard !names.isEmpty, known.count == names.count else { return nil }
    chosen = Set(known)
  }

  var defaultValueDescription: String { "speech,language,face" }
}

/// A positive number of pictures a second, or `all`.
struct FrameRateChoice: ExpressibleByArgument {
  let framesPerSecond: Double?

  init(framesPerSecond: Double?) { self.framesPerSecond = framesPerSecond }

  init?(argument: String) {
    if argument == "all" {
      framesPerSecond = nil
    } else {
      guard let number = Double(argument), number.isFinite, number > 0 else { return nil }
      framesPerSecond = number
    }
  }

  var defaultValueDescription: String { framesPerSecond.map { "\(Int($0))" } ?? "all" }
}
