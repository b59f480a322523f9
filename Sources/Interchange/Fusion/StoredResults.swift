internal import FeatureStore
internal import Foundation
public import MultimodalFusion
internal import PrivateFiles
internal import SignalCore

/// A results folder read back for scoring and training: the tables over all sessions, and each session's origin.
public struct StoredResults: Sendable {
  public let files: ResultsFiles
  public var path: String { files.path }
  /// Measures of the participant, in the order of `measures.csv`.
  public internal(set) var columns: [CohortColumn]
  /// Measures of the interviewer (`….interviewer.…`), kept apart: no model reads them, one baseline does.
  public internal(set) var interviewerColumns: [CohortColumn]
  /// In the order of `measures.csv`.
  public internal(set) var sessions: [SessionResults]
  public let measureSetVersion: String
  /// Whether these are people who do not exist.
  public let isSimulated: Bool

  /// A plain folder.
  public init(path: String, withTurns: Bool) throws(ResultsReadingError) {
    try self.init(ResultsFiles(path: path), withTurns: withTurns)
  }

  /// - Parameter withTurns: Whether to read each session's `turns.csv` too.
  public init(_ files: ResultsFiles, withTurns: Bool) throws(ResultsReadingError) {
    guard files.exists("measures.csv") else { throw .noResults(path: files.path) }
    let measures = try TextTable(files, "measures.csv")
    let reasons = try Self.reasons(files)
    let quality = try TextTable(files, "quality.csv")
    let gates = Dictionary(
      quality.rows.enumerated().map { (quality.text("session", in: $1) ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    let names = measures.header.filter { $0 != "session" }
    var sessions: [SessionResults] = []
    for (index, row) in measures.rows.enumerated() {
      guard let session = measures.text("session", in: row), let place = gates[session] else {
        throw .tableUnreadable(path: quality.path)
      }
      guard !session.contains("/"), session != ".", session != ".." else {
        throw .impossibleName(path: measures.path, line: index + 2)
      }
      let origin = try Self.origin(of: session, in: files)
      var values: [String: MeasuredValue] = [:]
      for name in names {
        let number = try measures.number(name, in: row, at: index)
        values[name] = MeasuredValue(number, orMissing: reasons[session]?[name] ?? .notRequested)
      }
      var qualities: [String: Double] = [:]
      for name in quality.header where name.hasPrefix("quality.") {
        qualities[name] = try quality.number(name, in: quality.rows[place], at: place)
      }
      sessions.append(
        SessionResults(
          measured: MeasuredSession(
            session: session, participant: origin.namedParticipant ?? session, values: values,
            turns: withTurns ? try Self.turns(of: session, in: files) : []),
          quality: qualities, passedGate: quality.text("gate", in: quality.rows[place]) == "passed",
          objections: quality.text("objections", in: quality.rows[place]) ?? "", origin: origin))
    }
    guard !sessions.isEmpty else { throw .tableUnreadable(path: measures.path) }
    // What was only imported has no measures of this program's to compare.
    let versions = Set(sessions.map(\.origin.measureSetVersion)).subtracting([Provenance.imported]).sorted()
    guard versions.count <= 1 else { throw .mixedMeasureSets(versions: versions) }
    try Self.refuseSharedRecordings(sessions)
    let simulated = sessions.count { Provenance.isSimulated(settingsHash: $0.origin.settingsHash) }
    guard [0, sessions.count].contains(simulated) else { throw .realAndSimulated(path: files.path) }
    isSimulated = simulated > 0
    let all = names.compactMap { name in
      Self.modality(of: name).map { CohortColumn(name: name, modality: $0) }
    }
    self.files = files
    self.columns = all.filter { !Self.isInterviewers($0.name) }
    self.interviewerColumns = all.filter { Self.isInterviewers($0.name) }
    self.sessions = sessions
    measureSetVersion = versions.first ?? Provenance.imported
  }

  func quotes(_ session: SessionResults) -> QuotedTranscript? {
    QuotedTranscript(
      files, session: session.measured.session, speaker: session.origin.participantSpeaker)
  }

  /// The first part of a measure's name says what it describes, or which tool made it; names of neither are no
  /// measures.
  static func modality(of name: String) -> Measure.Modality? {
    let first = String(name.prefix { $0 != "." })
    return Measure.Modality(rawValue: first) ?? ForeignMapping.modality(ofFirstWord: first)
  }

  static func isInterviewers(_ name: String) -> Bool { name.contains(".interviewer.") }

  /// Session → measure → why it is missing.
  private static func reasons(
    _ files: ResultsFiles
  ) throws(ResultsReadingError) -> [String: [String: MissingReason]] {
    let table = try TextTable(files, "missing.csv")
    var reasons: [String: [String: MissingReason]] = [:]
    for row in table.rows {
      guard let session = table.text("session", in: row), let measure = table.text("measure", in: row),
        let reason = table.text("reason", in: row).flatMap(MissingReason.init(text:))
      else { throw .tableUnreadable(path: table.path) }
      reasons[session, default: [:]][measure] = reason
    }
    return reasons
  }

  private static func origin(
    of session: String, in files: ResultsFiles
  ) throws(ResultsReadingError) -> SessionResults.Origin {
    let content: Data?
    do throws(PrivacyError) { content = try files.read("\(session)/summary.json") } catch {
      throw .sealed(error)
    }
    guard let data = content, let summary = try? JSONDecoder().decode(SummaryOrigin.self, from: data)
    else { throw .summaryUnreadable(session: session) }
    return summary.origin
  }

  /// One recording under two names would put a person on both sides of every split.
  private static func refuseSharedRecordings(_ sessions: [SessionResults]) throws(ResultsReadingError) {
    var first: [String: SessionResults] = [:]
    for session in sessions {
      if let other = first[session.origin.inputSHA256] {
        guard other.measured.participant == session.measured.participant else {
          throw .recordingOfTwoParticipants(
            first: other.measured.session, second: session.measured.session)
        }
      } else {
        first[session.origin.inputSHA256] = session
      }
    }
  }
}
