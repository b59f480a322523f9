internal import MultimodalFusion
internal import SignalCore

/// Each person's sessions of earlier days: what a session is held against where a model asks for it.
///
/// Sessions that name no participant or no date, or lie below the quality gate, are earlier than none. Assessments play
/// no part.
struct EarlierSessions {
  /// Participant → dated sessions.
  private let sessions: [String: [SessionResults]]

  /// - Parameter isComparable: Whether a session was measured by the tools in question.
  init(_ all: [SessionResults], where isComparable: (SessionResults) -> Bool = { _ in true }) {
    sessions = Dictionary(
      grouping: all.filter {
        $0.passedGate && $0.origin.date != nil && $0.origin.namedParticipant != nil && isComparable($0)
      }, by: \.measured.participant)
  }

  /// One a column; `nil` where too few earlier sessions have the measure.
  func scales(of session: SessionResults, columns: [CohortColumn]) -> [OwnScale?] {
    guard let date = session.origin.date, session.origin.namedParticipant != nil else {
      return columns.map { _ in nil }
    }
    // Days as YYYY-MM-DD sort as text.
    let earlier = (sessions[session.measured.participant] ?? []).filter { ($0.origin.date ?? date) < date }
    guard earlier.count >= OwnScale.leastSessions else { return columns.map { _ in nil } }
    return columns.map { column in
      OwnScale(earlier: earlier.compactMap { $0.measured.value(of: column.name).number })
    }
  }
}
