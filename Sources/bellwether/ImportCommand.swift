import ArgumentParser
import ClinicalAssessment
import ExtractionPipeline
import Interchange
import SignalCore

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Brings what other tools measured into a results folder.",
    discussion: """
      Reads tables of openSMILE (.csv or .arff, values of frames or of whole files), OpenFace, py-feat and COVAREP, \
      whisperX JSON, and unpacked folders of DAIC-WOZ and E-DAIC with their features, transcripts, labels and split. \
      What a file is follows from its content.

      Each series becomes a group of the session's tracks.h5; values of whole files, and mean and standard deviation \
      of series, become measures called by the tool: opensmile.egemaps.loudness_sma3_amean, openface.AU12_r.mean. \
      They are never taken for this program's own, and summary.json says which file each comes from. A session of \
      the same name gets them beside what ‘extract’ measured; importing again replaces them.

      From a study what concerns the voice is averaged over the participant's turns alone, where its transcript says \
      when these are. Known faults of single sessions are corrected, unless --as-distributed is given. DIR/assessments.csv \
      gets labels and split, as ‘train’, ‘validate’ and ‘phq’ read them.

      Ends with 0 when everything was imported, 2 when a part was, 1 when nothing was.

      EXAMPLES:
        bellwether import processed/visit-1.csv --out imported
        bellwether import DAIC-WOZ --out study
      """)

  @Argument(help: "A table, a folder of tables, or a study's folder.", completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp("Results folder, made if it is not there.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(
    help:
      "auto, or what the files have to be: \(ImportKind.allCases.dropFirst().map(\.rawValue).joined(separator: ", "))."
  )
  var kind: ImportKind = .auto

  @Option(
    help: "Name of the session, for a single file; otherwise the recording's in the file, or the file's own.")
  var session: String?

  @Option(help: "Who it is, for a single file.")
  var participant: String?

  @Option(help: ArgumentHelp("Day of the recording, for a single file.", valueName: "YYYY-MM-DD"))
  var date: String?

  @Option(help: "Frames a second of the video, for py-feat, which writes whole seconds.")
  var frameRate: Double?

  @Flag(help: "Take a study's sessions as they are, without the corrections its users know of.")
  var asDistributed = false

  @OptionGroup(title: "Encryption")
  var key: KeyOptions

  func validate() throws {
    if let frameRate, !(frameRate.isFinite && frameRate > 0) {
      throw ValidationError("--frame-rate is a number above 0.")
    }
    if let date, CalendarDay(text: date) == nil {
      throw ValidationError("--date is written as 2025-03-31.")
    }
    for name in [session, participant] where name.map({ $0.allSatisfy(\.isWhitespace) }) ?? false {
      throw ValidationError("A name is not empty.")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      var settings = ImportSettings()
      settings.kind = kind
      settings.session = session
      settings.participant = participant
      settings.date = date
      settings.frameRateHz = frameRate
      if asDistributed { settings.corrections = .none }
      let run = try ImportRun(path: path, settings: settings)
      let folder = ResultsFolder(try key.prepare(out, encrypted: false))
      let lock = try ResultsLock(folder: out)
      defer { withExtendedLifetime(lock) {} }
      let outcome = try run.run(into: folder) { name in
        if Terminal.errorIsTerminal { Terminal.saySameLine("importing  \(name)") }
      }
      if Terminal.errorIsTerminal { Terminal.say("") }
      try folder.files.note(.importing, sessions: outcome.made + outcome.extended)
      try finish(outcome)
    }
  }

  private func finish(_ outcome: ImportOutcome) throws {
    for note in outcome.notes { Terminal.say("Note: \(note)") }
    if !outcome.unknownFiles.isEmpty {
      Terminal.say("Note: in no known format: \(outcome.unknownFiles.joined(separator: ", ")).")
    }
    for failure in outcome.failed {
      let place = failure.message.contains(failure.path) ? "" : failure.path + ": "
      Terminal.say("Error: \(place)\(failure.message)\nWhat to do: \(failure.remedy)")
    }
    Terminal.say(
      "\(counted(outcome.made.count, "session")) made, \(outcome.extended.count) extended. Results: \(out)")
    if let path = outcome.assessmentsPath { Terminal.say("written  \(path): labels and split of the study") }
    if outcome.made.isEmpty, outcome.extended.isEmpty { throw ExitCode(1) }
    if !outcome.failed.isEmpty { throw partlyDone }
  }
}
