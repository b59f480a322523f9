import ClinicalAssessment
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Score tables and validation files")
struct ScoreTableTests {
  private func faults(_ text: String) throws -> [ValidationError.Cell] {
    do {
      _ = try ScoreTableText.table(text: text, name: "scores.csv")
      return []
    } catch .cells(_, let cells) {
      return cells
    }
  }

  @Test("all columns are read, in any order, with semicolons and quotes, and empty cells stay empty")
  func columns() throws {
    let text = """
      score;Session;participant;date;probability;split;sex;age;speech_seconds;feature.x;note
      12.5;S1;"P;1";2024-03-05;0.7;Test;f;31;600;0.25;fine
      n/a;S2;P2;5.3.2024;;dev;;;;;

      """
    let table = try ScoreTableText.table(text: "\u{FEFF}" + text, name: "scores.csv")
    #expect(table.rows.count == 2)
    let first = table.rows[0]
    #expect(first.line == 2 && first.session == "S1" && first.participant == "P;1")
    #expect(first.score == 12.5 && first.probability == 0.7 && first.split == .test && first.ageYears == 31)
    #expect(first.attributes == [.sex: "f"] && first.features == [0.25])
    let second = table.rows[1]
    #expect(second.score == nil && second.probability == nil && second.split == .development)
    #expect(second.day == first.day && second.features == [nil] && second.attributes.isEmpty)
    #expect(table.columns.contains(.speechSeconds) && !table.columns.contains(.wordCount))
    #expect(table.featureNames == ["feature.x"])
  }

  @Test("every unreadable cell is named with its line and column, all at once")
  func faults() throws {
    let cells = try faults(
      """
      session,participant,date,score,probability,age,split
      S1,P1,05/06/2024,high,0.5,30,test
      S2,,2024-13-01,3,1.5,-2,holdout
      S3,P3,2024-01-01,nan,0.5,1e2,test
      """)
    #expect(
      cells.map { "\($0.line) \($0.column)" } == [
        "2 date", "2 score", "3 participant", "3 date", "3 probability", "3 split", "3 age", "4 score",
      ])
  }

  @Test("5/6/2024 is refused until it is said which comes first")
  func ambiguousDates() throws {
    let text = "session,participant,date,score\nS1,P1,5/6/2024,3\n"
    #expect(try faults(text).map(\.column) == ["date"])
    let months = try ScoreTableText.table(text: text, name: "s", slashedDates: .monthFirst)
    let days = try ScoreTableText.table(text: text, name: "s", slashedDates: .dayFirst)
    #expect(months.rows[0].day == CalendarDay(year: 2024, month: 5, day: 6))
    #expect(days.rows[0].day == CalendarDay(year: 2024, month: 6, day: 5))
  }

  @Test("tables without needed columns, with uneven rows or without rows are refused")
  func shape() {
    #expect(throws: ValidationError.missingColumns(table: ValidationError.scoreTable, columns: ["score"])) {
      try ScoreTableText.table(text: "session,participant\nS1,P1\n", name: "s")
    }
    #expect(
      throws: ValidationError.unevenRow(table: ValidationError.scoreTable, line: 3, cells: 2, wanted: 3)
    ) {
      try ScoreTableText.table(text: "session,participant,score\nS1,P1,3\nS2,P2\n", name: "s")
    }
    #expect(throws: ValidationError.self) {
      try ScoreTableText.table(text: "session,participant,score\n", name: "s")
    }
  }

  @Test("forms of another questionnaire are set apart, and a place that cannot be read stops everything")
  func references() throws {
    let text = "participant,date,scale,total\nP1,2024-01-02,phq8,7\nP2,2024-01-03,gad7,9\n"
    let table = try AssessmentTable(text: text, name: "a.csv")
    #expect(try table.onlyReferenceScale() == .phq8)
    let references = try table.references(of: .phq8)
    #expect(references.assessments.map(\.total) == [7] && references.otherLines == [3])
    let both = try AssessmentTable(text: text + "P3,2024-01-04,phq9,27\n", name: "a.csv")
    #expect(throws: ValidationError.severalScales) { try both.onlyReferenceScale() }
    let broken = try AssessmentTable(text: text + "P4,2024-01-04,phq8,25\n", name: "a.csv")
    #expect(throws: ValidationError.self) { try broken.references(of: .phq8) }
  }

  @Test("a study's files are written whole, and the same tables give the same bytes")
  func files() async throws {
    let study = StudyMaker(people: 30)
    let table = try ScoreTableText.table(text: study.scores, name: "scores.csv")
    let references = try AssessmentTable(text: study.assessments, name: "a.csv").references(of: .phq8)
    let report = try await ValidationAnalysis(settings: ValidationSettings()).report(
      scores: table, assessments: references.assessments, sources: [], programVersion: "test")
    let texts = try withTemporaryFolder { folder in
      try (0..<2).map { number in
        let files = try ValidationFolder(folder + "/\(number)/deep")
        try files.write(report, page: "page")
        return try String(contentsOfFile: files.jsonPath, encoding: .utf8)
      }
    }
    #expect(texts[0] == texts[1] && texts[0].contains("\"agreement\""))
    #expect(throws: InterchangeError.cannotWrite(path: "/dev/null/x")) { try ValidationFolder("/dev/null/x") }
  }
}
