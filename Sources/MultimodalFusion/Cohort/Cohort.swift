/// Sessions with the same columns, and what is known about the people in them.
public struct Cohort: Sendable, Hashable {
  public let columns: [CohortColumn]
  public let interviewerColumns: [CohortColumn]
  public let scale: OutcomeScale
  public let sessions: [CohortSession]

  /// - Throws: When a session appears twice, has another number of values than there are columns, or holds a number
  ///   that is not finite or an outcome outside the scale.
  public init(
    columns: [CohortColumn], interviewerColumns: [CohortColumn] = [], scale: OutcomeScale,
    sessions: [CohortSession]
  ) throws(FusionError) {
    var names: Set<String> = []
    for session in sessions {
      guard names.insert(session.session).inserted else { throw .repeatedSession(session: session.session) }
      try Self.check(session.values, against: columns, of: session)
      try Self.check(session.interviewerValues, against: interviewerColumns, of: session)
      guard session.spoken.isEmpty || session.spoken.count == session.turns?.turns.count else {
        throw .valuesDoNotMatchColumns(
          session: session.session, expected: session.turns?.turns.count ?? 0, found: session.spoken.count)
      }
      if let total = session.total, !(scale.minimum...scale.maximum).contains(total) {
        throw .impossibleValue(
          session: session.session, what: "the total \(total) lies outside \(scale.name)")
      }
      guard session.items.isEmpty || session.items.count == scale.itemCount else {
        throw .valuesDoNotMatchColumns(
          session: session.session, expected: scale.itemCount, found: session.items.count)
      }
      let others = [session.ageYears, session.speechSeconds, session.wordCount] + session.items
      guard others.allSatisfy({ $0?.isFinite ?? true }) else {
        throw .impossibleValue(session: session.session, what: "a number is not finite")
      }
    }
    self.columns = columns
    self.interviewerColumns = interviewerColumns
    self.scale = scale
    self.sessions = sessions
  }

  private init(_ other: Cohort, columns: [CohortColumn]? = nil, sessions: [CohortSession]) {
    self.columns = columns ?? other.columns
    interviewerColumns = other.interviewerColumns
    scale = other.scale
    self.sessions = sessions
  }

  /// The same cohort with sessions made from its own.
  func replacingSessions(_ sessions: [CohortSession]) -> Cohort { Cohort(self, sessions: sessions) }

  /// The same cohort with further columns behind its own, for looking at it, not for learning from.
  func adding(_ columns: [CohortColumn], _ sessions: [CohortSession]) -> Cohort {
    Cohort(self, columns: self.columns + columns, sessions: sessions)
  }

  private static func check(
    _ values: [Double?], against columns: [CohortColumn], of session: CohortSession
  ) throws(FusionError) {
    guard values.count == columns.count else {
      throw .valuesDoNotMatchColumns(
        session: session.session, expected: columns.count, found: values.count)
    }
    if let index = values.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) {
      throw .impossibleValue(session: session.session, what: "\(columns[index].name) is not finite")
    }
  }

  /// The sessions at these places, in this order.
  public func subset(_ indices: [Int]) -> Cohort { Cohort(self, sessions: indices.map { sessions[$0] }) }

  /// The sessions with a total.
  public var assessed: Cohort { Cohort(self, sessions: sessions.filter { $0.total != nil }) }

  /// Every participant once, in order of the name.
  public var participants: [String] { Set(sessions.map(\.participant)).sorted() }
}
