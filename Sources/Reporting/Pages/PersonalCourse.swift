internal import ClinicalAssessment
public import FeatureStore

/// What sessions must share to be compared: the measures’ definitions, and whether the recording was good enough.
struct ComparisonClass: Hashable {
  let measureSetVersion: String
  let passedGate: Bool
}

extension SessionOverview {
  var comparisonClass: ComparisonClass {
    ComparisonClass(measureSetVersion: measureSetVersion, passedGate: gate.passed)
  }

  /// The day of the session, where its date is written as ISO 8601 has it; a time of day is left out.
  var day: CalendarDay? {
    input.date.flatMap { CalendarDay(text: String($0.prefix { $0 != "T" && $0 != " " })) }
  }
}

/// A session with its score, if it has one, among others.
public struct ReportedSession: Sendable, Hashable {
  public var overview: SessionOverview
  public var score: ReportedScore?

  public init(overview: SessionOverview, score: ReportedScore?) {
    self.overview = overview
    self.score = score
  }
}

/// The sessions of one person.
public struct PersonalCourse: Sendable {
  struct Visit: Sendable {
    let day: CalendarDay
    let session: ReportedSession
  }

  public let participant: String
  /// In order of days, then of names.
  let visits: [Visit]
  /// Sessions without a readable date: they have no place in the order.
  let undated: [ReportedSession]

  public init(participant: String, sessions: [ReportedSession]) {
    self.participant = participant
    let ordered = sessions.sorted { $0.overview.session < $1.overview.session }
    visits = ordered.compactMap { session in
      session.overview.day.map { Visit(day: $0, session: session) }
    }.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    undated = ordered.filter { $0.overview.day == nil }
  }

  /// A course for every participant who is named, in order of the names.
  public static func all(_ sessions: [ReportedSession]) -> [PersonalCourse] {
    let named = sessions.filter { $0.overview.input.participant != nil }
    return Dictionary(grouping: named) { $0.overview.input.participant ?? "" }
      .map { PersonalCourse(participant: $0, sessions: $1) }.sorted { $0.participant < $1.participant }
  }

  /// The visits before a session, in order; `nil` where the session has no place in the order.
  func visits(before session: String) -> [Visit]? {
    visits.firstIndex { $0.session.overview.session == session }.map { Array(visits[..<$0]) }
  }

  /// The class most sessions with a date are of; of equally large ones the one of the latest session.
  var mainClass: ComparisonClass? {
    var counts: [ComparisonClass: (count: Int, last: Int)] = [:]
    for (place, visit) in visits.enumerated() {
      let kind = visit.session.overview.comparisonClass
      counts[kind] = ((counts[kind]?.count ?? 0) + 1, place)
    }
    return counts.max { ($0.value.count, $0.value.last) < ($1.value.count, $1.value.last) }?.key
  }
}
