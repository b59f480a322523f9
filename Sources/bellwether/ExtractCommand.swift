import ArgumentParser
import ExtractionPipeline
import FacialFeatures
import LanguageFeatures
import Foundation
import Interchange
import SignalCore
import SpeechRecognition

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Measures recordings and writes a results folder.",
    discussion: """
      Names files, folders, or a manifest (a .csv with the columns path, session, participant, date, transcript, \
      participant_channel). Finished sessions are kept, so calling again goes on where it stopped. A transcript of \
      the same name beside a recording (.vtt or .srt) is used in place of recognition.

      With --encrypt everything in the results folder is encrypted, with a passphrase that is asked for before the work       begins, or with a key file, which needs nobody at the machine. An encrypted folder stays so, and every command       asks for its key. Names of sessions stay readable as names of folders. A corrected transcript is put beside the       encrypted one as transcript.json, to be taken over and encrypted by the next run.

      Example: bellwether extract recordings --out results --participant channel:2

      Ends with 0 when everything was done, 2 when a part failed (see failures.csv), 1 when nothing could be done.
      """)

  @Argument(help: "Files, folders or a manifest.")
  var paths: [String]

  @Option(help: "Folder the results go to.")
  var out: String

  @Option(help: "Which of speech, language and face to measure, joined by commas.")
  var modalities: ModalityList = ModalityList(chosen: [.speech, .language, .face])

  @Option(help: "Transcript to use in place of recognition (for a single recording).")
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
      """)
  var neutral: String?

  @Flag(
    help: """
      Mask names, places, dates and numbers in transcripts and all that follows from them (English). A person has to \
      check: no method finds everything.
      """)
  var deidentify = false

  @Option(help: "Text file of names that are always masked, one a line; with --deidentify.")
  var siteNames: String?

  @Option(help: "How many pieces of work may run at once.")
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Make finished sessions anew.")
  var overwrite = false

  @Flag(help: "Encrypt a new results folder.")
  var encrypt = false

  @OptionGroup var key: KeyOptions

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs takes a whole number from 1.") }
    guard siteNames == nil || deidentify else {
      throw ValidationError("--site-names goes with --deidentify.")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      var recordings = try RecordingFinder.recordings(at: paths)
      if let transcript {
        guard recordings.count == 1 else {
          throw ValidationError("--transcript goes with a single recording.")
        }
        recordings[0].transcriptPath = transcript
      }
      let folder = ResultsFolder(try key.prepare(out, encrypted: encrypt))
      let settings = ExtractionSettings(
        modalities: modalities.chosen, participant: participant, speakers: speakers,
        recognitionModel: asrModel, spokenLanguage: language,
        faceFramesPerSecond: faceFps.framesPerSecond, face: face,
        deidentification: deidentify
          ? Deidentification(siteNames: try siteNames.map(SiteNames.text) ?? "") : nil)
      let run = try ExtractionRun(
        recordings: recordings, settings: settings, jobs: jobs, overwrite: overwrite, writer: folder,
        neutrals: try neutral.map { try StoredNeutral.all(in: $0, files: try key.open($0)) } ?? [])
      let bar = ProgressBar(names: run.sessionNames, sizes: recordings.map { fileSize($0.path) })
      let results = try await run.run { bar.show($0) }
      try note(results, in: folder.files)
      try finish(results)
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

  private func finish(_ results: [RecordingResult]) throws {
    let failed = results.count { if case .failed = $0 { true } else { false } }
    let incomplete = results.count { !$0.failures.isEmpty } - failed
    var parts = ["\(results.count - failed) of \(results.count) recordings measured"]
    if incomplete > 0 { parts.append("\(incomplete) of them in part") }
    if failed + incomplete > 0 { parts.append("see \(out)/failures.csv") }
    Terminal.say(parts.joined(separator: ", ") + ". Results: \(out)")
    Terminal.say(validationNotice)
    if failed == results.count { throw ExitCode(1) }
    if failed + incomplete > 0 { throw partlyDone }
  }

  private func fileSize(_ path: String) -> Int {
    (try? URL(filePath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
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
