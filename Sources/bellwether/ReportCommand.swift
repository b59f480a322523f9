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

      --reference shows, beside each measure, where the middle 8 of 10 people of another results folder lie; it takes \
      ten people good enough and measured by the same version. --assessments adds filled-in questionnaires to the \
      people's pages, with reliable change, response and remission.

      Above \(BatchReport.mostSessions) sessions pages are written for the sessions named with --sessions and their \
      people only, besides DIR/report.html.

      Examples: bellwether report results
                bellwether report results --reference clinic-2025 --assessments phq.csv
                bellwether report results --sessions visit-1 visit-2
      """)

  @Argument(help: "A results folder.")
  var folder: String

  @Option(help: ArgumentHelp("A results folder of people to compare with.", valueName: "folder"))
  var reference: String?

  @Option(help: "A table of filled-in questionnaires, as ‘bellwether phq’ reads it.")
  var assessments: String?

  @Option(help: "How dates with slashes in it are written: month-first or day-first.")
  var dates: SlashedDates?

  @Option(parsing: .upToNextOption, help: "Pages of these sessions and their people only.")
  var sessions: [String] = []

  func run() async throws {
    try await Terminal.reportingErrors {
      let results = try ResultsFolder(existing: folder)
      let store = try FeatureStore(path: results.storePath)
      let writing = try ReportWriting(
        folder: folder, results: results, store: store, sessions: sessions,
        reference: try reference.map { try Self.cohort($0, for: store) })
      var assessed: AssessmentCollection?
      if let assessments { assessed = try writing.assessments(at: assessments, dates: dates) }
      try writing.write(assessments: assessed)
      if writing.hasGaps { throw partlyDone }
    }
  }

  /// - Throws: Where people who exist would stand beside people who do not.
  private static func cohort(_ path: String, for own: FeatureStore) throws -> ReferenceCohort {
    let store = try FeatureStore(path: try ResultsFolder(existing: path).storePath)
    let sessions = try store.overviews(of: KeyMeasure.all.map(\.name))
    if sessions.isEmpty { throw ReportingError.noSessions(path: path) }
    if sessions.contains(where: \.isSimulated), try !own.holdsSimulatedPeople() {
      throw ResultsReadingError.simulatedReference
    }
    return ReferenceCohort(sessions)
  }
}
