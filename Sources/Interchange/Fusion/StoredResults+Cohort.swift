public import MultimodalFusion
internal import SignalCore

extension StoredResults {
  /// How many sessions are left out of a cohort, and why.
  public struct LeftOut: Sendable, Hashable {
    public var belowGate = 0
    public var withoutAssessment = 0
    /// In no part of the study's own split, where it has one.
    public var withoutPart = 0
    /// Not measured by the tools chosen.
    public var notMeasured = 0

    public var counts: [String: Int] {
      [
        "below the quality gate": belowGate, "without an assessment": withoutAssessment,
        "in no part of the split": withoutPart, "not measured by the tools chosen": notMeasured,
      ].filter { $0.value > 0 }
    }
  }

  /// Sessions above the quality gate that have an assessment, as rows to learn from. A session whose results name no
  /// participant is of the one whom the assessment names; where neither does, of a person of its own.
  /// - Parameters:
  ///   - turnInputs: What to read of each turn, for results read with turns.
  ///   - withOwn: Whether to read where each person's earlier sessions lie.
  /// - Throws: A session that results and assessments say is of two participants, or that is assessed twice; what the
  ///   cohort refuses, an impossible total for example.
  public func cohort(
    assessments: [AssessedPerson], scale: OutcomeScale, turnInputs: TurnInputs? = nil, withOwn: Bool = false
  ) throws(FusionError) -> (cohort: Cohort, leftOut: LeftOut) {
    let join = try AssessmentJoin(assessments)
    var leftOut = LeftOut()
    var rows: [CohortSession] = []
    let earlier = withOwn ? EarlierSessions(self, columns: columns) : nil
    let hasParts = assessments.contains { $0.part != nil }
    for session in sessions {
      let measured = session.measured
      let found = join.assessment(
        session: measured.session, participant: measured.participant, date: session.origin.date)
      guard session.passedGate else {
        leftOut.belowGate += 1
        continue
      }
      guard let found, let total = found.total else {
        leftOut.withoutAssessment += 1
        continue
      }
      let named = session.origin.namedParticipant
      guard named == nil || !found.isNamed || found.participant == named else {
        throw .assessmentOfAnother(session: measured.session)
      }
      guard !hasParts || found.part != nil else {
        leftOut.withoutPart += 1
        continue
      }
      var row = row(session, columns: columns, turnInputs: turnInputs)
      if named == nil, found.isNamed { row.participant = found.participant }
      row.own = earlier?.scales(of: session) ?? []
      row.total = total
      row.items = found.items
      row.sex = found.sex
      row.ageYears = found.ageYears
      row.site = found.site
      row.part = found.part
      rows.append(row)
    }
    return (
      try Cohort(columns: columns, interviewerColumns: interviewerColumns, scale: scale, sessions: rows),
      leftOut
    )
  }

  /// A session with its values in the order of a model's columns; measures it lacks are missing.
  public func row(
    _ session: SessionResults, columns: [CohortColumn], turnInputs: TurnInputs? = nil
  ) -> CohortSession {
    let measured = session.measured
    return CohortSession(
      session: measured.session, participant: measured.participant, date: session.origin.date,
      values: columns.map { measured.value(of: $0.name).number },
      interviewerValues: interviewerColumns.map { measured.value(of: $0.name).number },
      speechSeconds: session.quality["quality.sound.speech_seconds"],
      wordCount: measured.value(of: "language.tokens.count").number,
      turns: turnInputs.flatMap { $0.sequence(of: measured) },
      spoken: turnInputs != nil && measured.turns.contains { $0.spoken != nil }
        ? measured.turns.map(\.spoken) : [])
  }
}
