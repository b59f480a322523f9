public import ClinicalAssessment

extension AssessmentTable {
  /// The totals of one questionnaire as references for scores, and the lines of forms of others.
  ///
  /// - Throws: ``ValidationError`` for places that could not be read and for a table that does not say whose
  ///   forms
  ///   they are: a form left out silently would be a person left out silently.
  public func references(
    of scale: ValidationScale
  ) throws(ValidationError) -> (assessments: [ReferenceAssessment], otherLines: [Int]) {
    try refuseProblems()
    let code = scale.questionnaire.code
    var assessments: [ReferenceAssessment] = []
    for row in rows where row.scale == code {
      guard let participant = row.participant else {
        throw .missingColumns(table: ValidationError.assessmentTable, columns: ["participant"])
      }
      assessments.append(
        ReferenceAssessment(line: row.line, participant: participant, day: row.date, total: row.total))
    }
    return (assessments, rows.filter { $0.scale != code }.map(\.line))
  }

  private func refuseProblems() throws(ValidationError) {
    guard problems.isEmpty else {
      throw .assessments(messages: problems.map(\.message), remedy: problems[0].remedy)
    }
  }

  /// The one questionnaire of the table that a score can be compared with.
  ///
  /// - Throws: ``ValidationError`` also for places that could not be read: a table of nothing but faults holds no
  ///   questionnaire, which would not be the reason.
  public func onlyReferenceScale() throws(ValidationError) -> ValidationScale {
    try refuseProblems()
    let codes = Set(scales.map(\.code))
    let found = ValidationScale.allCases.filter { codes.contains($0.questionnaire.code) }
    guard let first = found.first else { throw .noAssessments(questionnaire: "PHQ-8 or PHQ-9") }
    guard found.count == 1 else { throw .severalScales }
    return first
  }
}
