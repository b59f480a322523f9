import ClinicalAssessment
import FeatureStore
import Foundation
import Interchange
import Reporting
import SignalCore

/// Writes the pages of one results folder.
final class ReportWriting {
  private let results: ResultsFolder
  /// The folder that pages go to.
  private let place: String
  private let store: FeatureStore
  private let reference: ReferenceCohort?
  private let sessions: [ReportedSession]
  /// Sessions that get a page now, in order of the name.
  private let named: [String]
  private let courses: [String: PersonalCourse]
  private let personFiles: [String: String]
  /// Whether something of a page is missing because a file cannot be read.
  private(set) var hasGaps = false

  /// - Parameters:
  ///   - place: The folder that pages go to, of the results or another one.
  ///   - wanted: Sessions to write pages of; empty for all, up to the most there may be.
  init(
    of results: ResultsFolder, to place: String, store: FeatureStore, sessions wanted: [String],
    reference: ReferenceCohort?
  ) throws {
    self.results = results
    self.place = place
    self.store = store
    self.reference = reference
    let overviews = try store.overviews(of: (KeyMeasure.all + KeyMeasure.ofQuality).map(\.name))
    if try overviews.isEmpty && store.failures().isEmpty {
      throw ReportingError.noSessions(path: results.files.path)
    }
    let names = Set(overviews.map(\.session))
    for name in wanted where !names.contains(name) {
      throw ReportingError.noSuchSession(name: name, path: results.files.path)
    }
    var sessions: [ReportedSession] = []
    for overview in overviews {
      let score = try ScoreFiles.read(session: overview.session, of: results.files)
      sessions.append(ReportedSession(overview: overview, score: score.map(ReportedScore.init)))
    }
    self.sessions = sessions
    named =
      wanted.isEmpty
      ? (overviews.count > BatchReport.mostSessions ? [] : overviews.map(\.session)) : Set(wanted).sorted()
    let all = PersonalCourse.all(sessions)
    courses = Dictionary(all.map { ($0.participant, $0) }, uniquingKeysWith: { first, _ in first })
    // A session of this name has the folder the pages would go to.
    personFiles =
      names.contains(PageAddress.peopleFolder) ? [:] : PageAddress.personFiles(all.map(\.participant))
    if personFiles.isEmpty, !all.isEmpty {
      Terminal.say("Note: a session is called ‘\(PageAddress.peopleFolder)’, so that people get no pages.")
    }
  }

  func write(assessments: AssessmentCollection?) throws {
    let wanted = Set(named)
    let people = Set(
      sessions.filter { wanted.contains($0.overview.session) }.compactMap(\.overview.input.participant)
    ).intersection(personFiles.keys).sorted()
    for name in named { try writeSession(name) }
    // Pages of earlier calls stay and are linked to.
    let pages = Set(sessions.map(\.overview.session).filter { exists("\(place)/\($0)/report.html") })
    for participant in people {
      guard let course = courses[participant], let file = personFiles[participant] else { continue }
      let page = PersonReport(course: course, assessments: assessments, reference: reference, pages: pages)
      try write(page.html, personPath(file))
    }
    let batch = BatchReport(
      folderName: URL(filePath: results.files.path).lastPathComponent, sessions: sessions,
      failures: try store.failures(),
      pages: pages, personPages: personFiles.filter { exists(personPath($0.value)) })
    try write(batch.html, "\(place)/report.html")
    if named.isEmpty {
      Terminal.say(
        "Note: above \(BatchReport.mostSessions) sessions, pages are written for those named with --sessions only."
      )
    }
  }

  private func writeSession(_ name: String) throws {
    guard let record = try store.session(named: name) else { return }
    let tracks: [Track]?
    do {
      tracks = try TracksFile.read(results.files, session: name)
    } catch {
      Terminal.say("Note: \(error.message) The page of ‘\(name)’ has no picture. \(error.remedy)")
      hasGaps = true
      tracks = nil
    }
    if let tracks {
      try write(SessionTimeline(record: record, tracks: tracks).svg, "\(place)/\(name)/timeline.svg")
    }
    let participant = record.input.participant
    let page = SessionReport(
      record: record, score: sessions.first { $0.overview.session == name }?.score,
      course: participant.flatMap { courses[$0] }, reference: reference, tracks: tracks,
      personPage: participant.flatMap { personFiles[$0] })
    try write(page.html, "\(place)/\(name)/report.html")
  }

  private func personPath(_ file: String) -> String { "\(place)/\(PageAddress.peopleFolder)/\(file)" }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func write(_ text: String, _ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch { throw InterchangeError.cannotWrite(path: path) }
    try ResultsFiles(path: place).write(text, to: String(path.dropFirst(place.count + 1)))
    if path.hasSuffix(".html") { Terminal.say("written  \(path)") }
  }

  /// The forms of the folder's participants; rows that name a session only belong to its participant.
  func assessments(_ file: TableFile, dates: SlashedDates?) throws -> AssessmentCollection {
    var settings = AssessmentSettings()
    settings.slashedDates = dates
    let table = try AssessmentTable(file, settings: settings)
    for problem in table.problems { Terminal.say("Note: \(problem.message)") }
    let bySession = Dictionary(
      sessions.map { ($0.overview.session, $0.overview.input.participant) },
      uniquingKeysWith: { first, _ in first })
    let forms = table.rows.compactMap { row -> AssessedForm? in
      guard let participant = row.participant ?? row.session.flatMap({ bySession[$0] ?? nil }),
        let day = row.date,
        let questionnaire = table.questionnaire(of: row)
      else { return nil }
      return AssessedForm(
        participant: participant, day: day, questionnaire: questionnaire, result: row.result)
    }
    let collection = AssessmentCollection(forms)
    guard courses.keys.contains(where: collection.has) else {
      throw ReportingError.noAssessmentFits(path: file.path)
    }
    return collection
  }
}
