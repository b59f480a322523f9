internal import SignalCore

/// Where the rows of both tables went, from the files to the figures.
public struct ParticipantFlow: Sendable, Hashable, Codable {
  public struct Count: Sendable, Hashable, Codable {
    public var reason: LeftOutRow.Reason
    public var rows: Int
  }

  public var scoreRows: Int
  public var scoredPeople: Int
  /// In the order the reasons are declared; no zero.
  public var leftOutScores: [Count]
  public var assessmentRows: Int
  public var assessedPeople: Int
  public var leftOutAssessments: [Count]
  public var pairs: Int
  public var people: Int
  /// People with an assessment at or above the case threshold in any of their pairs.
  public var peopleWithCase: Int
  /// `false` where neither table has dates and people were paired by name alone.
  public var isDated: Bool
  /// Greatest and median distance of session and assessment; `nil` without dates.
  public var greatestDays: Int?
  public var medianDays: Double?
  /// Every row left out, by its line.
  public var leftOutScoreRows: [LeftOutRow]
  public var leftOutAssessmentRows: [LeftOutRow]

  init(
    rows: [ScoreRow], assessments: [ReferenceAssessment], joined: PairedScores, leftOut: [LeftOutRow],
    otherQuestionnaires: [Int], isDated: Bool, caseTotal: Double
  ) {
    let leftOutScores = (leftOut + joined.leftOutScores).sorted { $0.line < $1.line }
    let leftOutAssessments =
      (joined.leftOutAssessments
      + otherQuestionnaires.map { LeftOutRow(line: $0, reason: .otherQuestionnaire) })
      .sorted { $0.line < $1.line }
    let days = joined.pairs.compactMap { $0.dayDifference.map { Double(abs($0)) } }
    scoreRows = rows.count
    scoredPeople = Set(rows.map(\.participant)).count
    self.leftOutScores = Self.counts(leftOutScores)
    assessmentRows = assessments.count + otherQuestionnaires.count
    assessedPeople = Set(assessments.map(\.participant)).count
    self.leftOutAssessments = Self.counts(leftOutAssessments)
    pairs = joined.pairs.count
    people = Set(joined.pairs.map(\.row.participant)).count
    peopleWithCase = Set(joined.pairs.filter { $0.total >= caseTotal }.map(\.row.participant)).count
    self.isDated = isDated
    greatestDays = days.max().map { Int($0) }
    medianDays = days.quantile(0.5)
    leftOutScoreRows = leftOutScores
    leftOutAssessmentRows = leftOutAssessments
  }

  /// Where the score rows went, as a sentence for a message; empty where none was left out.
  var reasons: String {
    let parts = leftOutScores.map { "\($0.rows) \($0.reason.words)" }
    return parts.isEmpty ? "" : "Left out: \(parts.joined(separator: "; "))."
  }

  private static func counts(_ rows: [LeftOutRow]) -> [Count] {
    let found = Dictionary(grouping: rows, by: \.reason)
    return LeftOutRow.Reason.allCases.compactMap { reason in
      found[reason].map { Count(reason: reason, rows: $0.count) }
    }
  }
}
