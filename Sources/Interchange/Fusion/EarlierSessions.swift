internal import MultimodalFusion
internal import SignalCore

/// Each person's sessions of earlier days: what a session is held against where a model asks for it.
///
/// Sessions that name no participant or no date, or lie below the quality gate, are earlier than none, and so are those
/// that other tools, or other versions of a tool, measured. Assessments play no part.
struct EarlierSessions {
  private struct Key: Hashable {
    let participant: String
    /// What made the measures in question.
    let tools: String
  }

  private let columns: [CohortColumn]
  /// The sets that the columns are of.
  private let sets: Set<String>
  private let sessions: [Key: [SessionResults]]

  init(_ results: StoredResults, columns: [CohortColumn]) {
    let sets = results.sets(of: columns.map(\.name))
    self.columns = columns
    self.sets = sets
    var sessions: [Key: [SessionResults]] = [:]
    for session in results.sessions where session.passedGate {
      if let key = Self.key(of: session, sets: sets) { sessions[key, default: []].append(session) }
    }
    self.sessions = sessions
  }

  private static func key(of session: SessionResults, sets: Set<String>) -> Key? {
    guard session.origin.date != nil, let participant = session.origin.namedParticipant,
      let tools = session.measureSets.text(of: sets)
    else { return nil }
    return Key(participant: participant, tools: tools)
  }

  /// One a column; `nil` where too few earlier sessions have the measure.
  func scales(of session: SessionResults) -> [OwnScale?] {
    guard let date = session.origin.date, let key = Self.key(of: session, sets: sets) else {
      return columns.map { _ in nil }
    }
    // Days as YYYY-MM-DD sort as text.
    let earlier = (sessions[key] ?? []).filter { ($0.origin.date ?? date) < date }
    guard earlier.count >= OwnScale.leastSessions else { return columns.map { _ in nil } }
    return columns.map { column in
      OwnScale(earlier: earlier.compactMap { $0.measured.value(of: column.name).number })
    }
  }
}
