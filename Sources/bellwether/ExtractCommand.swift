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
      the same name beside a recording (.vtt or .srt) is used in place of recognition. An unpacked folder of DAIC-WOZ \
      or E-DAIC is told by its layout: sessions are called by their numbers, the participant is found in the study's \
      transcripts, and known faults of single sessions are corrected; ‘bellwether import’ adds the study's own \
      features, labels and split.

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

  @Flag(help: "Take a study's sessions as they are, without the corrections its users know of.")
  var asDistributed = false

  @Option(help: "How many pieces of work may run at once.")
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Make finished sessions anew.")
  var overwrite = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs takes a whole number from 1.") }
    guard siteNames == nil || deidentify else {
      throw ValidationError("--site-names goes with --deidentify.")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      let studies = try paths.filter(Study.isStudy).map { path in
        try StudyRecordings(Study(path: path, corrections: asDistributed ? .none : .documented))
      }
      defer { for study in studies { study.remove() } }
      for note in studies.flatMap(\.notes) { Terminal.say("Note: \(note)") }
      let others = paths.filter { !Study.isStudy($0) }
      var recordings = studies.flatMap(\.recordings)
      if recordings.isEmpty || !others.isEmpty {
        recordings += try RecordingFinder.recordings(at: recordings.isEmpty ? paths : others)
      }
      if let transcript {
        guard recordings.count == 1 else {
          throw ValidationError("--transcript goes with a single recording.")
        }
        recordings[0].transcriptPath = transcript
      }
      let folder = try ResultsFolder(path: out)
      let settings = ExtractionSettings(
        modalities: modalities.chosen, participant: participant, speakers: speakers,
        recognitionModel: asrModel, spokenLanguage: language,
        faceFramesPerSecond: faceFps.framesPerSecond, face: face,
        deidentification: deidentify
          ? Deidentification(siteNames: try siteNames.map(SiteNames.text) ?? "") : nil)
      let run = try ExtractionRun(
        recordings: recordings, settings: settings, jobs: jobs, overwrite: overwrite, writer: folder,
        storePath: folder.storePath, neutrals: try neutral.map(StoredNeutral.all) ?? [])
      let bar = ProgressBar(names: run.sessionNames, sizes: recordings.map { fileSize($0.path) })
      let results = try await run.run { bar.show($0) }
      try finish(results)
    }
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
