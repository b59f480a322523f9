import ArgumentParser
import ClinicalAssessment
import FeatureStore
import Foundation
import Interchange
import Reporting
import SignalCore

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes pages for people: one a session, one a person, one over the whole folder.",
    discussion: """
      DIR/report.html lists all sessions. Each session's folder gets report.html and timeline.svg, its picture; \
      DIR/people gets a page for every participant named, with their sessions in order of date. Pages are files of \
      their own, load nothing and print on A4. They show what was said: treat them like the recordings.

      With --out the pages go below another folder. They are never encrypted: in an encrypted results folder --out is \
      needed.

      --reference shows, beside each measure, where the middle 8 of 10 people of another results folder lie; it takes \
      ten people good enough and measured by the same version. --assessments adds filled-in questionnaires to the \
      people's pages, with reliable change, response and remission.

      Above \(BatchReport.mostSessions) sessions pages are written for the sessions named with --sessions and their \
      people only, besides DIR/report.html.

      EXAMPLES:
        bellwether report results
        bellwether report results --reference clinic-2025 --assessments phq8.csv
        bellwether report results --sessions visit-1 visit-2
      """)

  @Argument(help: "A results folder.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("A results folder of people to compare with.", valueName: "folder"),
    completion: .directory)
  var reference: String?

  @Option(help: "A table of filled-in questionnaires, as ‘bellwether phq’ reads it.", completion: .file())
  var assessments: String?

  @Option(help: "How dates with slashes in it are written: month-first or day-first.")
  var dates: SlashedDates?

  @Option(parsing: .upToNextOption, help: "Pages of these sessions and their people only.")
  var sessions: [String] = []

  @Option(help: "Folder the pages go to, in place of the results folder; they are not encrypted.")
  var out: String?

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let results = try ResultsFolder(existing: key.open(folder))
      guard out != nil || !results.files.isEncrypted else {
        throw PlainPlaceError.pages(folder: folder)
      }
      if let out { try results.files.refusePlainFiles(at: out) }
      let store = try results.openStore()
      let writing = try ReportWriting(
        of: results, to: out ?? folder, store: store, sessions: sessions,
        reference: try reference.map { try cohort($0, for: store) })
      var assessed: AssessmentCollection?
      if let assessments {
        assessed = try writing.assessments(
          key.table(at: assessments, opened: results.files), dates: dates)
      }
      try results.files.note(
        .report, sessions: sessions.isEmpty ? try store.sessionNames() : sessions,
        details: ["place": out == nil ? "this folder" : "elsewhere"])
      if results.files.isEncrypted { Terminal.say("Note: the pages are not encrypted.") }
      try writing.write(assessments: assessed)
      if writing.hasGaps { throw partlyDone }
    }
  }

  /// - Throws: Where people who exist would stand beside people who do not.
  private func cohort(_ path: String, for own: FeatureStore) throws -> ReferenceCohort {
    let store = try ResultsFolder(existing: key.open(path)).openStore()
    let sessions = try store.overviews(of: KeyMeasure.all.map(\.name))
    if sessions.isEmpty { throw ReportingError.noSessions(path: path) }
    if sessions.contains(where: \.isSimulated), try !own.holdsSimulatedPeople() {
      throw ResultsReadingError.simulatedReference
    }
    return ReferenceCohort(sessions)
  }
}
