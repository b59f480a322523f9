/// Compares scores with questionnaires: joins them, looks for leaks, and only then computes figures.
public struct ValidationAnalysis: Sendable {
  let settings: ValidationSettings

  /// - Throws: ``ValidationError/setting(name:text:expected:)`` and ``ValidationError/noReason``.
  public init(settings: ValidationSettings) throws(ValidationError) {
    if settings.windowDays < 0 {
      throw .setting(
        name: "--window-days", text: "\(settings.windowDays)", expected: "a number of days from 0 on")
    }
    if let prevalence = settings.prevalence, !(prevalence > 0 && prevalence < 1) {
      throw .setting(
        name: "--prevalence", text: "\(prevalence)", expected: "a share above 0 and below 1, such as 0.1")
    }
    if let threshold = settings.threshold, !threshold.isFinite {
      throw .setting(name: "--threshold", text: "\(threshold)", expected: "a number in points of the score")
    }
    if let reason = settings.allowedLeakReason, reason.allSatisfy(\.isWhitespace) { throw .noReason }
    self.settings = settings
  }

  /// Every figure about the scores.
  ///
  /// - Parameters:
  ///   - assessments: Of the questionnaire in the settings.
  ///   - otherQuestionnaires: Lines of the assessment table that hold another questionnaire.
  ///   - sources: The files the tables were read from.
  /// - Throws: What makes the tables incomparable, and the leaks found unless a reason to go on is given.
  public func report(
    scores table: ScoreTable, assessments: [ReferenceAssessment], otherQuestionnaires: [Int] = [],
    sources: [ValidationReport.SourceFile], programVersion: String
  ) async throws(ValidationError) -> ValidationReport {
    try refuseUnusable(table, assessments)
    let isDated = table.rows.contains { $0.day != nil }
    let (tested, leftOut) = try Self.testPart(of: table)
    let tableChecks = TableLeakChecks(table: table, tested: tested)
    let joined = PairedScores(
      rows: tested, assessments: assessments, windowDays: settings.windowDays, isDated: isDated,
      sharesAssessments: !tableChecks.rowsOfOneSitting.isEmpty)
    let flow = ParticipantFlow(
      rows: table.rows, assessments: assessments, joined: joined, leftOut: leftOut,
      otherQuestionnaires: otherQuestionnaires, isDated: isDated, caseTotal: settings.scale.caseTotal)
    let pairs = joined.pairs
    guard pairs.count >= 2 else {
      let names = Set(assessments.map(\.participant))
      if !table.rows.contains(where: { names.contains($0.participant) }) { throw .noCommonParticipants }
      throw .tooFewPairs(count: pairs.count, reasons: flow.reasons)
    }
    if let score = pairs.first?.score, pairs.allSatisfy({ $0.score == score }) {
      throw .constantScores(value: score, count: pairs.count)
    }
    let (threshold, origin) = try threshold(of: tested)
    let fitted = PairedScores(
      rows: table.rows.filter { $0.split == .train || $0.split == .development }, assessments: assessments,
      windowDays: settings.windowDays, isDated: isDated, sharesAssessments: true)
    let checks =
      tableChecks.all
      + PairedLeakChecks(
        table: table, scale: settings.scale, threshold: threshold, tested: pairs, fitted: fitted.pairs
      ).all
    let leaks = checks.filter { $0.outcome == .found }.map(\.sentence)
    if !leaks.isEmpty && settings.allowedLeakReason == nil { throw .leaks(leaks) }

    let figures = ValidationFigures(
      table: table, pairs: pairs, flow: flow, settings: settings, threshold: threshold, origin: origin)
    return try await figures.report(
      checks: checks, allowedLeakReason: leaks.isEmpty ? nil : settings.allowedLeakReason, sources: sources,
      programVersion: programVersion)
  }

  /// Rows the figures may rest on, and the others: with a column `split`, the test part alone.
  private static func testPart(
    of table: ScoreTable
  ) throws(ValidationError) -> (tested: [ScoreRow], leftOut: [LeftOutRow]) {
    guard table.columns.contains(.split) else { return (table.rows, []) }
    let tested = table.rows.filter { $0.split == .test }
    guard !tested.isEmpty else { throw .noTestRows }
    let others = table.rows.filter { $0.split != .test }
    return (tested, others.map { LeftOutRow(line: $0.line, reason: .notInTestPart) })
  }

  private func threshold(
    of rows: [ScoreRow]
  ) throws(ValidationError) -> (Double, ValidationReport.ThresholdOrigin) {
    if let threshold = settings.threshold { return (threshold, .asked) }
    let stated = rows.filter { $0.threshold != nil }
    guard let first = stated.first?.threshold else { return (settings.scale.caseTotal, .questionnaire) }
    if let other = stated.first(where: { $0.threshold != first }) {
      throw .severalThresholds(lines: [stated[0].line, other.line])
    }
    return (first, .table)
  }

  private func refuseUnusable(
    _ table: ScoreTable, _ assessments: [ReferenceAssessment]
  ) throws(ValidationError) {
    guard !table.rows.isEmpty else { throw .emptyTable(table: ValidationError.scoreTable) }
    guard !assessments.isEmpty else { throw .noAssessments(questionnaire: settings.scale.title) }
    for wanted in settings.subgroups ?? [] {
      guard let column = ScoreTable.Column(rawValue: wanted.rawValue), table.columns.contains(column) else {
        throw .missingColumns(table: ValidationError.scoreTable, columns: [wanted.rawValue])
      }
    }
    try refuseDuplicates(table.rows)
    let totals = settings.scale.totals
    let outside = assessments.filter { $0.total.map { !totals.contains($0) } ?? false }
    guard outside.isEmpty else {
      throw .cells(
        table: ValidationError.assessmentTable,
        outside.map {
          ValidationError.Cell(
            line: $0.line, column: "total",
            expected:
              "a total of the \(settings.scale.title), \(totals.lowerBound.short) to "
              + "\(totals.upperBound.short)"
          )
        })
    }
    let scoresAreDated = table.rows.contains { $0.day != nil }
    let assessmentsAreDated = assessments.contains { $0.day != nil }
    if scoresAreDated != assessmentsAreDated {
      throw .datesInOneTableOnly(
        datedTable: scoresAreDated ? ValidationError.scoreTable : ValidationError.assessmentTable)
    }
    var lines: [AssessmentKey: Int] = [:]
    for assessment in assessments where assessment.day != nil || !assessmentsAreDated {
      let key = AssessmentKey(participant: assessment.participant, day: assessment.day)
      if let earlier = lines[key] { throw .duplicateAssessment(line: assessment.line, earlierLine: earlier) }
      lines[key] = assessment.line
    }
  }

  private struct AssessmentKey: Hashable {
    let participant: String
    let day: CalendarDay?
  }

  /// A session named twice is a slip where it belongs to two people or the rows say the same; parts of one
  /// sitting with scores of their own are left to the leak checks.
  private func refuseDuplicates(_ rows: [ScoreRow]) throws(ValidationError) {
    var first: [String: ScoreRow] = [:]
    for row in rows {
      guard let earlier = first[row.session] else {
        first[row.session] = row
        continue
      }
      let isCopy = row.score == earlier.score && row.day == earlier.day && row.split == earlier.split
      if earlier.participant != row.participant || isCopy {
        throw .duplicateSession(line: row.line, earlierLine: earlier.line)
      }
    }
  }
}
