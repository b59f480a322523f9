import ClinicalAssessment
import Foundation
import Interchange
import Testing

@Suite struct AssessmentFaultTests {
  private func read(_ text: String, dates: SlashedDates? = nil) throws(AssessmentTableError)
    -> AssessmentTable
  {
    var settings = AssessmentSettings()
    settings.slashedDates = dates
    return try AssessmentTable(text: text, name: "table", settings: settings)
  }

  @Test(
    "text, fractions, values out of range and missing names are problems with line and column; the rest is read"
  )
  func cells() throws {
    let table = try read(
      "id,phq2_1,phq2_2\na,1,two\nb,4,1\nc,1.5,1\n,1,1\ne,1\nf,2,1\ng,1,1,1\nh,-1,\"1,5\"\n")
    #expect(
      table.problems == [
        .notNumber(line: 2, column: "phq2_2"),
        .outOfRange(line: 3, column: "phq2_1", scale: "PHQ-2", lowest: 0, highest: 3),
        .notWhole(line: 4, column: "phq2_1"), .noParticipant(line: 5, column: "id"),
        .cellCount(line: 6, found: 2, expected: 3), .cellCount(line: 8, found: 4, expected: 3),
        .outOfRange(line: 9, column: "phq2_1", scale: "PHQ-2", lowest: 0, highest: 3),
        .notNumber(line: 9, column: "phq2_2"),
      ])
    #expect(table.rows.map(\.participant) == ["f"])
    #expect(table.problems.allSatisfy { !$0.message.contains("two") && $0.message.contains("\($0.line)") })
  }

  @Test("two forms of one person, questionnaire and date are both left out; other dates and sessions are not")
  func repeated() throws {
    let dated = try read(
      "id,date,phq2_1,phq2_2\na,2024-01-01,1,1\na,2024-01-02,1,1\na,1.1.2024,2,2\nb,2024-01-01,1,1\n")
    #expect(dated.problems == [.twice(line: 4, otherLine: 2)])
    #expect(dated.rows.map(\.line) == [3, 5])
    #expect(try read("id,session,phq2_1,phq2_2\na,1,1,1\na,2,1,1\n").problems.isEmpty)
    let nameless = try read("session,phq2_1,phq2_2\nv1,1,1\nv2,1,1\nv1,2,2\n")
    #expect(nameless.problems == [.twice(line: 4, otherLine: 2)] && nameless.rows.map(\.line) == [3])
    #expect(
      try read("id,item,value\na,phq2_1,1\na,phq2_2,1\na,phq2_1,1\n").problems == [
        .twice(line: 4, otherLine: 2)
      ])
    #expect(try read("id,item,value\na,phq2_1,1\na,phq2_2,1\na,phq2_1,1\n").rows.isEmpty)
    #expect(
      try read("id,item,value\na,phq2_total,1\na,phq2_total,2\n").problems == [.twice(line: 3, otherLine: 2)])
  }

  @Test("codes 7 and 9 are missing in NHANES columns and out of range elsewhere")
  func surveyCodes() throws {
    let survey = "SEQN," + (1...9).map { "DPQ0\($0)0" }.joined(separator: ",")
    let row = try #require(read("\(survey)\n1,7,9,0,0,5.397605346934028e-79,1.0,0,0,0\n").rows.first)
    #expect(row.answers.prefix(2) == [.refused, .notKnown] && row.answers[4] == .given(0))
    #expect(row.result.total == .prorated(9.0 / 7, lower: 1, upper: 7))
    #expect(try read("phq2_1,phq2_2\n7,0\n").problems.count == 1)
  }

  @Test(
    "missing is written in the ways of R, pandas, BIDS and SAS",
    arguments: ["", "NA", "n/a", "NaN", ".", "  "])
  func missing(text: String) throws {
    #expect(try read("phq2_1,phq2_2\n1,\(text)\n").rows[0].answers == [.given(1), .blank])
  }

  @Test(
    "three ways of writing 31 March 2024",
    arguments: ["2024-03-31", "2024-03-31T10:15:00", "31.3.2024", "3/31/2024"])
  func dates(text: String) throws {
    #expect(try read("id,date,phq2\na,\(text),1\n").rows.first?.date?.description == "2024-03-31")
  }

  @Test("a date that can be read two ways stops the reading until it is stated how")
  func ambiguousDates() throws {
    let text = "id,date,phq2\na,3/31/2024,1\nb,03/04/2024,1\n"
    #expect(throws: AssessmentTableError.dateNotation(path: "table", line: 3, column: "date")) {
      try read(text)
    }
    #expect(
      try read(text, dates: .monthFirst).rows.map { $0.date?.description } == ["2024-03-31", "2024-03-04"])
    let dayFirst = try read(text, dates: .dayFirst)
    #expect(dayFirst.rows.map { $0.date?.description } == ["2024-04-03"])
    #expect(dayFirst.problems == [.noSuchDay(line: 2, column: "date")])
    // It can only be day/month, which is not read unasked.
    #expect(throws: AssessmentTableError.dateNotation(path: "table", line: 2, column: "date")) {
      try read("id,date,phq2\na,31/3/2024,1\n")
    }
    #expect(try read("id,date,phq2\na,5/5/2024,1\n").rows.count == 1)
  }

  @Test(
    "days that do not exist and other notations are problems",
    arguments: [
      "2023-02-29", "31.4.2024", "2024-3-1", "1.3.24", "2024/03/01", "March 1", "13/13/2024", "٣.٣.2024",
    ])
  func noDays(text: String) throws {
    #expect(try read("id,date,phq2\na,\(text),1\n").problems == [.noSuchDay(line: 2, column: "date")])
  }

  @Test(
    "byte-order marks, Windows line ends, tabs, semicolons and blank lines do not matter",
    arguments: [
      "\u{FEFF}id,phq2_1,phq2_2\r\na,1,2\r\n", "id;phq2_1;phq2_2\na;1;2", "id\tphq2_1\tphq2_2\na\t1\t2\n\n",
      "\n id , phq2_1 ,phq2_2,,\n\"a\",\"1\", 2 ,,\n,,,,\n", "id,phq2_1,phq2_2,note\na,1,2,",
    ])
  func texts(text: String) throws {
    let table = try read(text)
    #expect(table.problems.isEmpty && table.rows.map(\.total) == [3] && table.rows.first?.participant == "a")
  }

  @Test("lines are those of the file, also below quoted cells with line breaks")
  func lines() throws {
    let table = try read("id,note,phq2_1,phq2_2\na,\"one\r\ntwo, \"\"three\"\"\nfour\",1,1\n\nb,,x,1\n")
    #expect(table.rows.map(\.line) == [2] && table.problems == [.notNumber(line: 6, column: "phq2_1")])
  }

  @Test("what is no table is refused as a whole")
  func noTables() throws {
    #expect(throws: AssessmentTableError.quoteLeftOpen(path: "table")) { try read("id,phq2\n\"a,1\nb,2\n") }
    #expect(throws: AssessmentTableError.empty(path: "table")) { try read("id,phq2_1,phq2_2\n") }
    #expect(throws: AssessmentTableError.empty(path: "table")) { try read("") }
    #expect(throws: AssessmentTableError.unknownLayout(path: "table")) { try read("a,b\n1,2\n") }
    #expect(throws: AssessmentTableError.columnTwice(path: "table", column: "phq2-1")) {
      try read("phq2_2,PHQ2_1,phq2-1\n1,1,1\n")
    }
    #expect(throws: AssessmentTableError.cannotRead(path: "/nowhere/at all.csv")) {
      try AssessmentTable(fileAt: "/nowhere/at all.csv")
    }
  }

  @Test("UTF-16 of spreadsheet programs is read; other bytes are no text")
  func encodings() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = "id\tphq2_1\tphq2_2\nä\t1\t2\n"
    try #require(text.data(using: .utf16)).write(to: file)
    #expect(try AssessmentTable(fileAt: file.path).rows.map(\.participant) == ["ä"])
    try #require(text.data(using: .isoLatin1)).write(to: file)
    #expect(throws: AssessmentTableError.notText(path: file.path)) { try AssessmentTable(fileAt: file.path) }
  }

  @Test("printed forms keep people's commas, and say what is missing")
  func printed() throws {
    let table = try read("id,phq2_1,phq2_2\n\"a, b\",1,\nc,,\n")
    #expect(
      AssessmentText.csv(table) == """
        line,participant,session,date,scale,total,prorated,lowest_possible,highest_possible,band,cut_off,\
        at_or_above_cut_off,algorithm,suicide_item,missing
        2,"a, b",,,phq2,,,1,4,,3,,,,no total: item 2
        3,c,,,phq2,,,,,,3,,,,nothing was answered

        """)
    #expect(try AssessmentText.json(table).contains("\"missing\" : \"nothing was answered\""))
  }
}
