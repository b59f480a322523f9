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

  static func counts(_ rows: [LeftOutRow]) -> [Count] {
    let found = Dictionary(grouping: rows, by: \.reason)
    return LeftOutRow.Reason.allCases.compactMap { reason in
      found[reason].map { Count(reason: reason, rows: $0.count) }
    }
  }
}
