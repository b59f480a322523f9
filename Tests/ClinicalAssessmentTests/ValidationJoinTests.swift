import ClinicalAssessment
import Testing

@Suite("Validation: who is compared with what")
struct ValidationJoinTests {
  private func day(_ day: Int) -> CalendarDay? { CalendarDay(year: 2024, month: 3, day: day) }

  @Test("a session stands beside the nearest assessment, and every other row is counted with its reason")
  func nearest() async throws {
    var study = ValidationStudy(people: 20)
    study.settings.windowDays = 5
    // Person 0: an assessment 4 days before and one 3 days after the session of the 10th.
    study.assessments[0].day = day(6)
    study.assessments.append(ReferenceAssessment(line: 50, participant: "person-0", day: day(13), total: 20))
    study.assessments[1].day = day(16)
    study.assessments[2].total = nil
    study.assessments.remove(at: 3)
    study.table.rows[4].score = nil
    study.table.rows[5].day = nil
    var second = study.table.rows[6]
    second.line = 60
    second.session = "S6b"
    second.day = day(11)
    study.table.rows.append(second)

    let flow = try await study.report().flow
    let scores = Dictionary(uniqueKeysWithValues: flow.leftOutScores.map { ($0.reason, $0.rows) })
    #expect(
      scores == [
        .outsideWindow: 1, .noTotalOfParticipant: 1, .noAssessmentOfParticipant: 1, .noScore: 1, .noDate: 1,
        .nearerSession: 1,
      ])
    let assessments = Dictionary(uniqueKeysWithValues: flow.leftOutAssessments.map { ($0.reason, $0.rows) })
    #expect(assessments == [.nearerAssessment: 1, .outsideWindow: 1, .noTotal: 1, .noScoreOfParticipant: 2])
    #expect(flow.scoreRows == 21 && flow.assessmentRows == 20)
    #expect(flow.pairs == flow.scoreRows - flow.leftOutScoreRows.count)
    #expect(flow.pairs == flow.assessmentRows - flow.leftOutAssessmentRows.count)
    #expect(flow.leftOutAssessmentRows.contains(LeftOutRow(line: 2, reason: .nearerAssessment)))
    #expect(flow.greatestDays == 3)
  }

  @Test("the window's last day counts, the day after does not")
  func windowEdge() async throws {
    var study = ValidationStudy()
    study.settings.windowDays = 5
    study.assessments[0].day = day(15)
    study.assessments[1].day = day(16)
    let flow = try await study.report().flow
    #expect(flow.leftOutScoreRows == [LeftOutRow(line: 3, reason: .outsideWindow)])
  }

  @Test("of two assessments equally near, the earlier one counts")
  func tie() async throws {
    var study = ValidationStudy()
    study.assessments[0].day = day(12)
    study.assessments.append(ReferenceAssessment(line: 99, participant: "person-0", day: day(8), total: 24))
    let report = try await study.report()
    #expect(report.flow.leftOutAssessmentRows == [LeftOutRow(line: 2, reason: .nearerAssessment)])
  }

  @Test("two sessions near one assessment: the nearer takes it, though it comes second in the table")
  func oneToOne() async throws {
    var study = ValidationStudy()
    study.table.rows[0].day = day(9)
    var nearer = study.table.rows[0]
    nearer.line = 99
    nearer.session = "nearer"
    nearer.day = day(10)
    study.table.rows.append(nearer)
    let report = try await study.report()
    #expect(report.flow.leftOutScoreRows == [LeftOutRow(line: 2, reason: .nearerSession)])
  }

  @Test("without any dates people are paired by name, and the report says so")
  func undated() async throws {
    var study = ValidationStudy()
    study.table.columns.remove(.date)
    for index in study.table.rows.indices { study.table.rows[index].day = nil }
    for index in study.assessments.indices { study.assessments[index].day = nil }
    let report = try await study.report()
    #expect(!report.flow.isDated)
    #expect(report.flow.pairs == 40)
    #expect(report.flow.greatestDays == nil)
  }

  @Test("with a column ‘split’ only the test part is judged")
  func testPart() async throws {
    var study = ValidationStudy()
    study.table.columns.insert(.split)
    for index in study.table.rows.indices { study.table.rows[index].split = index < 15 ? .train : .test }
    let report = try await study.report()
    #expect(report.flow.pairs == 25)
    #expect(report.flow.leftOutScores.map(\.reason) == [.notInTestPart])
    #expect(report.flow.leftOutScores.map(\.rows) == [15])
    #expect(report.outcome(.participantInTrainAndTest) == .passed)
  }

  @Test("tables that cannot be compared are refused by name, with the lines to look at")
  func refusals() async throws {
    var study = ValidationStudy()
    study.table.rows[7].session = "S2"
    #expect(await study.refusal() == .duplicateSession(line: 9, earlierLine: 4))

    study = ValidationStudy()
    study.assessments.append(ReferenceAssessment(line: 77, participant: "person-3", day: day(10), total: 4))
    #expect(await study.refusal() == .duplicateAssessment(line: 77, earlierLine: 5))

    study = ValidationStudy()
    study.assessments[4].total = 25
    guard case .cells(ValidationError.assessmentTable, let cells)? = await study.refusal() else {
      Issue.record("a PHQ-8 of 25 passed")
      return
    }
    #expect(cells.map(\.line) == [6] && cells.map(\.column) == ["total"])

    study = ValidationStudy()
    for index in study.assessments.indices { study.assessments[index].participant += "x" }
    #expect(await study.refusal() == .noCommonParticipants)

    study = ValidationStudy()
    for index in study.table.rows.indices { study.table.rows[index].score = 7 }
    #expect(await study.refusal() == .constantScores(value: 7, count: 40))

    study = ValidationStudy()
    for index in study.assessments.indices { study.assessments[index].day = nil }
    #expect(await study.refusal() == .datesInOneTableOnly(datedTable: ValidationError.scoreTable))

    study = ValidationStudy()
    for index in study.assessments.indices.dropFirst() { study.assessments[index].day = day(31) }
    guard case .tooFewPairs(count: 1, let reasons)? = await study.refusal() else {
      Issue.record("one pair passed")
      return
    }
    #expect(reasons.contains("39 nothing within the window"))
  }

  @Test("settings that cannot work are refused where they enter")
  func settings() async {
    var study = ValidationStudy()
    study.settings.prevalence = 1.5
    #expect(await study.refusal()?.message.contains("--prevalence") == true)
    study.settings.prevalence = nil
    study.settings.windowDays = -1
    #expect(await study.refusal()?.message.contains("--window-days") == true)
    study.settings.windowDays = 14
    study.settings.allowedLeakReason = "  "
    #expect(await study.refusal() == .noReason)
    study.settings.allowedLeakReason = nil
    study.settings.subgroups = [.site]
    #expect(
      await study.refusal() == .missingColumns(table: ValidationError.scoreTable, columns: ["site"]))
  }
}
