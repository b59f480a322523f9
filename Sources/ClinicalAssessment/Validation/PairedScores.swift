/// A score beside the assessment it is compared with.
struct PairedScore: Sendable, Hashable {
  let row: ScoreRow
  let score: Double
  let total: Double
  /// Days from session to assessment, negative when the assessment came first; `nil` without dates.
  let dayDifference: Int?
}

/// Scores and assessments of the same people, joined by the nearest date, with every row left out and why.
///
/// Each assessment stands beside one session at most, and each session beside one assessment: of all pairs of
/// a participant inside the window the nearest is taken first, then the nearest of what is left. Of two
/// equally near the earlier assessment, then the earlier session, then the upper row is taken.
struct PairedScores: Sendable {
  /// In the order of the score table.
  private(set) var pairs: [PairedScore] = []
  private(set) var leftOutScores: [LeftOutRow] = []
  private(set) var leftOutAssessments: [LeftOutRow] = []

  /// - Parameters:
  ///   - windowDays: Greatest distance of a session and its assessment.
  ///   - sharesAssessments: Every row stands beside its nearest assessment, however many rows do.
  init(
    rows: [ScoreRow], assessments: [ReferenceAssessment], windowDays: Int, isDated: Bool,
    sharesAssessments: Bool
  ) {
    var assessmentsOf: [String: [ReferenceAssessment]] = [:]
    for assessment in assessments { assessmentsOf[assessment.participant, default: []].append(assessment) }
    var usable: [(participant: String, rows: [ScoreRow])] = []
    var place: [String: Int] = [:]
    for row in rows {
      if row.score == nil {
        leftOutScores.append(LeftOutRow(line: row.line, reason: .noScore))
      } else if isDated && row.day == nil {
        leftOutScores.append(LeftOutRow(line: row.line, reason: .noDate))
      } else if let index = place[row.participant] {
        usable[index].rows.append(row)
      } else {
        place[row.participant] = usable.count
        usable.append((row.participant, [row]))
      }
    }
    for assessment in assessments {
      if assessment.total == nil {
        leftOutAssessments.append(LeftOutRow(line: assessment.line, reason: .noTotal))
      } else if isDated && assessment.day == nil {
        leftOutAssessments.append(LeftOutRow(line: assessment.line, reason: .noDate))
      } else if place[assessment.participant] == nil {
        leftOutAssessments.append(LeftOutRow(line: assessment.line, reason: .noScoreOfParticipant))
      }
    }
    for (participant, rows) in usable {
      join(
        rows, assessmentsOf[participant] ?? [], windowDays: windowDays, isDated: isDated,
        sharesAssessments: sharesAssessments)
    }
    pairs.sort { $0.row.line < $1.row.line }
    leftOutScores.sort { $0.line < $1.line }
    leftOutAssessments.sort { $0.line < $1.line }
  }

  private mutating func join(
    _ rows: [ScoreRow], _ assessments: [ReferenceAssessment], windowDays: Int, isDated: Bool,
    sharesAssessments: Bool
  ) {
    let usable = assessments.filter { $0.total != nil && (!isDated || $0.day != nil) }
    guard !usable.isEmpty else {
      let reason: LeftOutRow.Reason = assessments.isEmpty ? .noAssessmentOfParticipant : .noTotalOfParticipant
      leftOutScores += rows.map { LeftOutRow(line: $0.line, reason: reason) }
      return
    }
    var candidates: [(row: Int, assessment: Int, days: Int)] = []
    for row in rows.indices {
      for assessment in usable.indices {
        let days = Self.days(from: rows[row].day, to: usable[assessment].day)
        if abs(days) <= windowDays { candidates.append((row, assessment, days)) }
      }
    }
    candidates.sort { first, second in
      if abs(first.days) != abs(second.days) { return abs(first.days) < abs(second.days) }
      if first.days != second.days { return first.days < second.days }
      return (first.row, first.assessment) < (second.row, second.assessment)
    }
    var pairedRows: Set<Int> = []
    var pairedAssessments: Set<Int> = []
    for candidate in candidates where !pairedRows.contains(candidate.row) {
      guard sharesAssessments || !pairedAssessments.contains(candidate.assessment),
        let score = rows[candidate.row].score, let total = usable[candidate.assessment].total
      else { continue }
      pairedRows.insert(candidate.row)
      pairedAssessments.insert(candidate.assessment)
      pairs.append(
        PairedScore(
          row: rows[candidate.row], score: score, total: total,
          dayDifference: isDated ? candidate.days : nil))
    }
    let near = (rows: Set(candidates.map(\.row)), assessments: Set(candidates.map(\.assessment)))
    for row in rows.indices where !pairedRows.contains(row) {
      let reason: LeftOutRow.Reason = near.rows.contains(row) ? .nearerSession : .outsideWindow
      leftOutScores.append(LeftOutRow(line: rows[row].line, reason: reason))
    }
    for assessment in usable.indices where !pairedAssessments.contains(assessment) {
      let reason: LeftOutRow.Reason =
        near.assessments.contains(assessment) ? .nearerAssessment : .outsideWindow
      leftOutAssessments.append(LeftOutRow(line: usable[assessment].line, reason: reason))
    }
  }

  /// 0 where a day is absent: then the tables have no dates at all.
  private static func days(from session: CalendarDay?, to assessment: CalendarDay?) -> Int {
    guard let session, let assessment else { return 0 }
    return assessment.number - session.number
  }
}

/// A row of a table that no figure rests on.
public struct LeftOutRow: Sendable, Hashable, Codable {
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    case notInTestPart
    case noScore
    case noDate
    case noAssessmentOfParticipant
    case noTotalOfParticipant
    case outsideWindow
    case nearerSession
    case noTotal
    case noScoreOfParticipant
    case nearerAssessment
    case otherQuestionnaire

    /// For messages and pages.
    public var words: String {
      switch self {
      case .notInTestPart: "not in the test part"
      case .noScore: "no score"
      case .noDate: "no date"
      case .noAssessmentOfParticipant: "participant has no assessment"
      case .noTotalOfParticipant: "participant’s assessments have no total"
      case .outsideWindow: "nothing within the window"
      case .nearerSession: "another session is nearer to the assessment"
      case .noTotal: "no total: too many items missing"
      case .noScoreOfParticipant: "participant has no usable score"
      case .nearerAssessment: "another assessment is nearer to the session"
      case .otherQuestionnaire: "another questionnaire"
      }
    }
  }
  /// Line of the file; the header is line 1.
  public var line: Int
  public var reason: Reason

  public init(line: Int, reason: Reason) {
    self.line = line
    self.reason = reason
  }
}
