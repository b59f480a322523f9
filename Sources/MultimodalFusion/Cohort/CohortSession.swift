public import ClinicalAssessment

/// One recorded session as a row of a cohort.
public struct CohortSession: Sendable, Hashable {
  public var session: String
  public var participant: String
  public var site: String?
  /// As the study writes it, for example `f`.
  public var sex: String?
  public var ageYears: Double?
  /// Day of the recording, `YYYY-MM-DD`.
  public var date: String?
  /// One a column of the cohort; `nil` = missing.
  public var values: [Double?]
  /// The interviewer's share, one an interviewer column. It is kept apart: only the baseline that shows what can be
  /// learned from the interviewer alone reads it.
  public var interviewerValues: [Double?]
  /// The participant's speech.
  public var speechSeconds: Double?
  public var wordCount: Double?
  /// The assessment's total; `nil` = not assessed.
  public var total: Double?
  /// One an item of the scale, or empty.
  public var items: [Double?]
  /// What models of turns read; `nil` = not read for this session.
  public var turns: TurnSequence?
  /// What gates read of each turn's words, one entry a turn, `nil` without words; empty = not read.
  public var spoken: [SpokenTurn?]
  /// The part of the study's own split it belongs to; `nil` = the study has none.
  public var part: DataSplit?
  /// Where the person's earlier sessions lie, one a column of the cohort, `nil` where they are too few; empty = not
  /// read.
  public var own: [OwnScale?] = []

  public init(
    session: String, participant: String, site: String? = nil, sex: String? = nil, ageYears: Double? = nil,
    date: String? = nil, values: [Double?], interviewerValues: [Double?] = [], speechSeconds: Double? = nil,
    wordCount: Double? = nil, total: Double? = nil, items: [Double?] = [],
    turns: TurnSequence? = nil, spoken: [SpokenTurn?] = [], part: DataSplit? = nil
  ) {
    self.session = session
    self.participant = participant
    self.site = site
    self.sex = sex
    self.ageYears = ageYears
    self.date = date
    self.values = values
    self.interviewerValues = interviewerValues
    self.speechSeconds = speechSeconds
    self.wordCount = wordCount
    self.total = total
    self.items = items
    self.turns = turns
    self.spoken = spoken
    self.part = part
  }
}
