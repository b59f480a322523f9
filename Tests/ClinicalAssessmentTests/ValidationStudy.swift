import ClinicalAssessment

/// A small table of scores and assessments, one person a row, to be bent out of shape by tests.
struct ValidationStudy {
  var table: ScoreTable
  var assessments: [ReferenceAssessment]
  var settings = ValidationSettings()

  /// 40 people with totals 0 to 24, every other score 2 points above and below a line of slope 0.8, dates
  /// alike.
  init(people: Int = 40) {
    let day = CalendarDay(year: 2024, month: 3, day: 10)
    var rows: [ScoreRow] = []
    var assessments: [ReferenceAssessment] = []
    for number in 0..<people {
      // 7 is prime to 25, so that totals come mixed.
      let total = Double(number * 7 % 25)
      var row = ScoreRow(line: number + 2, session: "S\(number)", participant: "person-\(number)")
      row.day = day
      row.score = 2 + 0.8 * total + (number % 2 == 0 ? 2 : -2)
      rows.append(row)
      assessments.append(
        ReferenceAssessment(line: number + 2, participant: "person-\(number)", day: day, total: total))
    }
    table = ScoreTable(rows: rows, columns: [.session, .participant, .date, .score])
    self.assessments = assessments
  }

  func report() async throws(ValidationError) -> ValidationReport {
    try await ValidationAnalysis(settings: settings).report(
      scores: table, assessments: assessments,
      sources: [ValidationReport.SourceFile(role: "Scores", name: "scores.csv", sha256: "00")],
      programVersion: "test")
  }

  /// What the study is refused with; `nil` where it is not.
  func refusal() async -> ValidationError? {
    do {
      _ = try await report()
      return nil
    } catch {
      return error
    }
  }

  /// The sentences of the leaks it is refused with.
  func leaks() async -> [String] {
    if case .leaks(let sentences) = await refusal() { return sentences }
    return []
  }
}

extension ValidationReport {
  func figure(_ name: Figure.Name) -> Figure? {
    (agreement + discrimination + atThreshold + calibration).first { $0.name == name }
  }

  func outcome(_ kind: LeakCheck.Kind) -> LeakCheck.Outcome? { leakChecks.first { $0.kind == kind }?.outcome }
}
