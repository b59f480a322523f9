import ArgumentParser
import ClinicalAssessment
import ExtractionPipeline
import Foundation
import Interchange
import SignalCore
import SpeechAcoustics

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Gives the results of a folder in the formats of other programs.",
    discussion: """
      Measures: csv, tsv, json, jsonl (a row a session; --long: a row a measure, turns too), arff (Weka, SciPy), npz \
      (NumPy), redcap (data and dictionary), bids (a folder with phenotypes and dictionaries), fhir (an R4 bundle of \
      preliminary observations). With tracks over time: hdf5 (one file over all sessions), csd (CMU’s multimodal SDK, \
      a file a sequence). Of the face: openface-csv, whose names mean what they mean there, with proxies of action \
      units as AU…_p, and pyfeat-csv, with the units both have; frame counts the pictures looked at. opensmile-csv \
      has the sessions into which ‘import’ brought all 88 values of openSMILE’s extended Geneva set. Transcripts: vtt, \
      srt, rttm, textgrid, elan, whisperx.

      A missing value stays missing and its reason goes with it; it is never 0. hdf5, csd and npz fill its place with \
      NaN and say so in a table of their own. Nobody’s words leave but in the formats of transcripts.

      --deidentify gives pseudonyms to sessions and participants (P0001, S0001), leaves out dates, names of files and \
      hashes of recordings, and masks names, places, dates, numbers and ages over 89 in what was said (English). It is \
      not perfect: Documentation/VALIDATION.md says how much was found in tests. A person has to read the transcripts, \
      and the numbers may still tell who somebody is to one who has other recordings.

      EXAMPLES:
        bellwether export results --format csv > measures.csv
        bellwether export results --format bids --out dataset
        bellwether export results --format csv --long --measures 'speech.pitch.*'
        bellwether export results --format vtt --sessions visit-1 visit-2 --out words
        bellwether export results --format csv --deidentify --out shared.csv
      """)

  @Argument(help: "A results folder.", completion: .directory)
  var folder: String

  @Option(help: "The format, as named above.", completion: .list(ExportChoice.allValueStrings))
  var format: ExportChoice

  @Option(
    help: "A file, or a folder where the format gives several files; else text is printed.",
    completion: .file())
  var out: String?

  @Option(
    help: """
      Only measures of this name; * stands for any letters, ? for one. elan: the measures of turns to add as tiers; \
      none without it.
      """)
  var measures: String?

  @Option(parsing: .upToNextOption, help: "Only these sessions.")
  var sessions: [String] = []

  @Flag(help: "csv, tsv, json, jsonl: one row a measure, of sessions and turns, rather than one a session.")
  var long = false

  @Option(
    help: "fhir: a table of filled-in questionnaires, as ‘bellwether phq’ reads it, whose answers to add.",
    completion: .file())
  var assessments: String?

  @OptionGroup(title: "De-identification")
  var masking: ExportMasking

  @OptionGroup var key: KeyOptions

  func validate() throws {
    if masking.siteNames != nil {
      guard case .transcript = format else {
        throw ValidationError("--site-names is for formats of transcripts: no other holds words.")
      }
    }
    if long, !format.canBeLong { throw ValidationError("--long is for csv, tsv, json and jsonl.") }
    if measures != nil, case .transcript(let format) = format, format != .elan {
      throw ValidationError("--measures is for formats of measures and for elan.")
    }
    if assessments != nil, format != .results(.fhir) { throw ValidationError("--assessments is for fhir.") }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      let files = try key.open(folder)
      if let out { try files.refuseExport(at: out) }
      try masking.refusePlaces(of: files, out: out, isFolder: format.givesFolder)
      if case .results(let format) = format, format.isStreamed { return try stream(format, of: files) }
      let pseudonyms = try masking.makePseudonyms(of: files)
      let results = try ResultsToExport(
        files, sessions: sessions.isEmpty ? nil : sessions,
        measures: measures.map(MeasurePattern.init), catalog: MeasureCatalog.all,
        withTurns: format.hasTurns(isLong: long) || (format == .transcript(.elan) && measures != nil),
        pseudonyms: pseudonyms)
      try note(results.names, results.found, of: files)
      try masking.keep(pseudonyms)
      switch format {
      case .results(let format): try export(results, of: files, format, pseudonyms)
      case .transcript(let format):
        try export(results, format, try masking.transcripts(of: files, pseudonyms))
      }
    }
  }

  /// Before anything leaves: no export without its entry.
  private func note(_ sessions: [String], _ found: SessionsFound, of files: ResultsFiles) throws {
    try files.note(.export, sessions: sessions, details: masking.details(format.name))
    let remedy = "‘bellwether doctor --check DIR --repair’ mends what it can and says what else to do."
    if found.foldersNotStored > 0 {
      Terminal.say(
        "Note: \(counted(found.foldersNotStored, "session folder")) left out, which the store knows nothing of. "
          + remedy)
    }
    if found.storedWithoutFolder > 0 {
      Terminal.say(
        "Note: \(counted(found.storedWithoutFolder, "session")) of the store without a folder: measures alone. "
          + remedy)
    }
    if files.isEncrypted { Terminal.say("Note: what is exported is not encrypted.") }
  }

  /// A table of the measures, one session after another: there may be very many.
  private func stream(_ format: ExportFormat, of files: ResultsFiles) throws {
    let pseudonyms = try masking.makePseudonyms(of: files)
    let walk = try ResultsWalk(
      files, sessions: sessions.isEmpty ? nil : sessions,
      measures: measures.map(MeasurePattern.init), catalog: MeasureCatalog.all, withTurns: long,
      pseudonyms: pseudonyms)
    try note(walk.names, walk.found, of: files)
    try masking.keep(pseudonyms)
    guard let out else {
      return try walk.pieces(format, isLong: long) { (text) throws(ExportError) in Terminal.print(text) }
    }
    try walk.write(format, isLong: long, to: out)
    Terminal.say("written  \(out)")
  }

  private func export(
    _ results: ResultsToExport, of files: ResultsFiles, _ format: ExportFormat,
    _ pseudonyms: ExportPseudonyms?
  ) throws {
    var export = ResultsExport(results.sessions)
    export.openSMILENames = EGeMAPSCompat.functionalNames
    if let assessments { export.forms = try forms(assessments, of: results, in: files, pseudonyms) }
    let unnamed = results.sessions.count { $0.participant == nil }
    if format == .fhir, unnamed > 0 {
      Terminal.say(
        "Note: \(unnamed) of \(results.sessions.count) sessions name no participant; there the subject has no "
          + "identifier.")
    }
    if format == .openSMILE {
      let left = export.sessionsWithoutOpenSMILEValues
      if left > 0 {
        Terminal.say(
          "Note: \(left) of \(results.sessions.count) sessions left out, for want of one or more of openSMILE’s "
            + "88 values.")
      }
    }
    switch format.shape {
    case .text: try give(export.files(format), asFolder: false)
    case .textOfEachSession:
      let files = try export.files(format)
      for session in results.sessions where !files.contains(where: { $0.name == session.session + ".csv" }) {
        Terminal.say("Note: \(session.session) has no track of the face and is left out.")
      }
      try give(files, asFolder: true)
    case .binary, .binaryFolder:
      guard let out else {
        throw ExportError.needsPlace(format: format.rawValue, isFolder: format.shape == .binaryFolder)
      }
      for path in try export.write(format, to: out) { Terminal.say("written  \(path)") }
    case .folder:
      guard let out else { throw ExportError.needsPlace(format: format.rawValue, isFolder: true) }
      try ExportedFile.write(try export.files(format), under: out)
      Terminal.say("written  \(out)")
    }
  }

  /// Prints a single text, or writes what there is.
  func give(_ files: [ExportedFile], asFolder: Bool) throws {
    guard let out else {
      guard let file = files.first, files.count == 1 else {
        throw ExportError.needsPlace(format: format.name, isFolder: true)
      }
      Terminal.print(file.text)
      return
    }
    if asFolder {
      try ExportedFile.write(files, under: out)
    } else {
      for file in files { try file.write(to: out) }
    }
    Terminal.say("written  \(out)")
  }

  /// The forms of the participants exported here that hold answers.
  private func forms(
    _ path: String, of results: ResultsToExport, in files: ResultsFiles, _ pseudonyms: ExportPseudonyms?
  ) throws -> [ExportedForm] {
    let table = try AssessmentTable(key.table(at: path, opened: files))
    let participants = Set(results.sessions.map { $0.participant ?? $0.session })
    func name(_ owner: String?) -> String? {
      guard let pseudonyms else { return owner }
      return owner.flatMap(pseudonyms.owner)
    }
    for problem in table.problems { Terminal.say("Note: \(problem.message)") }
    return table.rows.compactMap { row in
      let session = row.participant == nil ? results.sessions.first { $0.session == name(row.session) } : nil
      guard session != nil || name(row.participant).map(participants.contains) ?? false,
        let scale = table.questionnaire(of: row), !row.answers.isEmpty
      else { return nil }
      return ExportedForm(
        participant: name(row.participant) ?? session?.participant,
        date: pseudonyms == nil ? row.date?.description : nil, name: scale.name,
        answers: zip(scale.items, row.answers).map { item, answer in
          ExportedForm.Answer(item: item.number, text: item.name, points: answer.value)
        })
    }
  }
}

/// A format of results or of transcripts.
enum ExportChoice: Hashable, ExpressibleByArgument {
  case results(ExportFormat)
  case transcript(TranscriptText)

  private static let transcripts: [TranscriptText] = [.vtt, .srt, .rttm, .textgrid, .elan, .whisperx]

  init?(argument: String) {
    if let format = ExportFormat(rawValue: argument) {
      self = .results(format)
    } else if let format = TranscriptText(rawValue: argument), Self.transcripts.contains(format) {
      self = .transcript(format)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    ExportFormat.allCases.map(\.rawValue) + transcripts.map(\.rawValue)
  }

  var name: String {
    switch self {
    case .results(let format): format.rawValue
    case .transcript(let format): format.rawValue
    }
  }

  func hasTurns(isLong: Bool) -> Bool {
    switch self {
    case .results(let format): format.hasTurns(isLong: isLong)
    case .transcript: false
    }
  }

  /// Whether what it gives is written below a folder.
  var givesFolder: Bool {
    switch self {
    case .results(let format): [.folder, .binaryFolder, .textOfEachSession].contains(format.shape)
    case .transcript: true
    }
  }

  var canBeLong: Bool { [.results(.csv), .results(.tsv), .results(.json), .results(.jsonl)].contains(self) }
}

extension TranscriptText {
  var fileEnding: String {
    switch self {
    case .elan: "eaf"
    case .textgrid: "TextGrid"
    case .whisperx: "json"
    default: rawValue
    }
  }
}
