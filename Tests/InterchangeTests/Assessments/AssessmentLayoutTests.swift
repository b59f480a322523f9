import ClinicalAssessment
import Interchange
import SignalCore
import Testing

@Suite struct AssessmentLayoutTests {
  private let itemHeader = (1...9).map { "phq9_\($0)" }.joined(separator: ",")

  private func read(
    _ text: String, scale: String? = nil, dates: SlashedDates? = nil
  ) throws(AssessmentTableError) -> AssessmentTable {
    var settings = AssessmentSettings()
    settings.scale = scale
    settings.slashedDates = dates
    return try AssessmentTable(text: text, name: "table", settings: settings)
  }

  @Test("a table for validation: participant, date, scale, total and items, in one of several spellings")
  func validationTable() throws {
    let text = """
      participant,date,scale,total,item1,item2,item3,item4,item5,item6,item7,item8,item9
      p1,2024-03-01,PHQ-9,10,1,1,1,1,1,1,1,1,2
      p2,2024-03-02,GAD-7,3,0,0,0,0,1,1,1,,
      p3,,MADRS,31,,,,,,,,,
      """
    let table = try read(text)
    #expect(table.layout == .wide && table.problems.isEmpty && table.contradictions.isEmpty)
    #expect(table.rows.map(\.scale) == ["phq9", "gad7", "madrs"] && table.rows.map(\.total) == [10, 3, 31])
    #expect(table.rows.map(\.participant) == ["p1", "p2", "p3"] && table.rows.map(\.line) == [2, 3, 4])
    #expect(table.rows[0].date?.description == "2024-03-01" && table.rows[2].date == nil)
    #expect(table.rows[2].answers.isEmpty && table.rows[2].result.band?.name == "moderate")
  }

  @Test("two questionnaires side by side give two forms a row")
  func sideBySide() throws {
    let table = try read("id,\(itemHeader),phq9_total,PHQ2-Q1,PHQ2-Q2\na,1,1,1,1,1,1,1,1,1,9,2,3\n")
    #expect(table.rows.map(\.scale) == ["phq9", "phq2"] && table.rows.map(\.total) == [9, 5])
    #expect(table.contradictions.isEmpty)
  }

  @Test("one row an item: gaps are blank or absent, the question about difficulties is left out")
  func long() throws {
    let text = """
      id,date,item,value
      a,2024-01-01,phq2_1,2
      a,2024-01-01,phq2_2,3
      a,2024-02-01,phq2_1,1
      b,2024-01-01,DPQ010,7
      b,2024-01-01,DPQ100,1
      b,2024-01-01,DPQ090,1
      """
    let table = try read(text)
    #expect(table.layout == .long && table.problems.isEmpty)
    #expect(table.rows.map(\.scale) == ["phq2", "phq2", "phq9"] && table.rows.map(\.line) == [2, 4, 5])
    #expect(table.rows.map(\.total) == [5, nil, nil])
    #expect(table.rows[1].result.total == .undetermined(lower: 1, upper: 4))
    #expect(table.rows[2].answers.first == .refused && table.rows[2].result.safety == .ask)
  }

  @Test("one row an item with a column for the questionnaire, or with the questionnaire stated")
  func longScale() throws {
    let rows = "1,2\na,2,3\n"
    #expect(try read("id,scale,item,value\na,PHQ-2,1,2\na,PHQ-2,mood,3\n").rows.map(\.total) == [5])
    #expect(try read("id,item,value\na,\(rows)", scale: "phq2").rows.map(\.total) == [5])
    #expect(throws: AssessmentTableError.scaleNotStated(path: "table")) {
      try read("id,item,value\na,\(rows)")
    }
    #expect(throws: AssessmentTableError.noParticipantColumn(path: "table")) { try read("item,value\n1,2\n") }
  }

  @Test("REDCap names of the PHQ-9, with the question about difficulties left out of the total")
  func redcap() throws {
    let text = """
      record_id,redcap_event_name,no_interest,feeling_depressed,trouble_sleeping,no_energy,no_appetite,\
      feeling_bad_self,trouble_concentrate,move_speak_slow,thoughts_death,hard_to_work
      7,baseline,1,1,1,1,1,1,1,1,1,3
      """
    let table = try read(text)
    #expect(
      table.layout == .redcap && table.rows.first?.session == "baseline" && table.rows.first?.total == 9)
  }

  @Test("DAIC columns: both spellings of the identifier; a wrong binary and a wrong score are listed")
  func daic() throws {
    let items =
      "PHQ8_NoInterest,PHQ8_Depressed,PHQ8_Sleep,PHQ8_Tired,PHQ8_Appetite,PHQ8_Failure,PHQ8_Concentrating,PHQ8_Moving"
    let text = """
      Participant_ID,PHQ8_Binary,PHQ8_Score,Gender,\(items)
      303,0,0,0,0,0,0,0,0,0,0,0
      409,0,10,1,2,2,1,1,1,1,1,1
      319,1,13,1,2,2,,2,2,1,2,1
      320,1,12,1,2,2,1,1,1,1,1,1
      """
    let table = try read(text)
    #expect(
      table.layout == .daic && table.problems.isEmpty
        && table.rows.map(\.scale) == Array(repeating: "phq8", count: 4))
    #expect(table.rows[1].result.isAtOrAboveCutOff == true && table.rows[1].statedPositive == false)
    // One item blank: the stated 13 is a possible total (12 to 15) and no contradiction.
    #expect(table.rows[2].result.total == .prorated(96.0 / 7, lower: 12, upper: 15))
    #expect(
      table.contradictions.map(\.message) == [
        "Line 3, column ‘PHQ8_Binary’ says negative for a total of 10.",
        "Line 5, column ‘PHQ8_Score’ says 12; the answers give 10.",
      ])

    let scores = try read("participant_ID,PHQ_Binary,PHQ_Score\n600,1,11\n601,1,4\n")
    #expect(
      scores.layout == .daic && scores.rows.map(\.total) == [11, 4]
        && scores.contradictions.map(\.line) == [3])
    let detailed = try read(
      "Participant_ID,\(items.replacing("PHQ8_", with: "PHQ_8")),PHQ_8Total\n302,1,1,0,1,0,1,0,0,4\n")
    #expect(detailed.rows.map(\.total) == [4] && detailed.contradictions.isEmpty)
    #expect(throws: AssessmentTableError.unknownLayout(path: "table")) {
      try read("participant_ID,Gender\n300,1\n")
    }
  }

  @Test("totals alone, prorated ones among them; a total no form can have is a problem")
  func totals() throws {
    let table = try read("participant,date,scale,total\na,2024-01-01,phq9,11.25\nb,,phq9,28\nc,,phq9,\n")
    #expect(table.layout == .totals && table.rows.map(\.total) == [11.25, nil])
    #expect(
      table.problems == [.outOfRange(line: 3, column: "total", scale: "PHQ-9", lowest: 0, highest: 27)])
    #expect(try read("id,gad7,HAM-D total\nx,9,20\n").rows.map(\.total) == [9, 20])
  }

  @Test("columns without a questionnaire want one; a stated shorter form takes its own items of NHANES")
  func stated() throws {
    let items = (1...9).map { "item\($0)" }.joined(separator: ",")
    #expect(throws: AssessmentTableError.scaleNotStated(path: "table")) {
      try read("\(items)\n1,1,1,1,1,1,1,1,1\n")
    }
    let table = try read("\(items)\n1,1,1,1,1,1,1,1,1\n", scale: "phq9")
    #expect(table.rows.map(\.total) == [9] && table.rows[0].participant == nil)
    #expect(
      try read("\(items)\n1,1,1,1,1,1,1,1,1\n", scale: "phq8").problems == [
        .unknownItem(line: 2, column: "item9")
      ])
    let short = "SEQN," + (1...8).map { "DPQ0\($0)0" }.joined(separator: ",")
    #expect(try read("\(short)\n1,1,1,1,1,1,1,1,1\n", scale: "phq8").rows.map(\.total) == [8])
    #expect(throws: AssessmentTableError.itemColumnWanting(path: "table", scale: "PHQ-9", item: 9)) {
      try read("\(short)\n1,1,1,1,1,1,1,1,1\n")
    }
  }

  @Test(
    "items of other forms are no items: hamd_17 is the last of the HAM-D, bdi-2_1 the first of the BDI-II")
  func itemNames() throws {
    let hamd = (1...17).map { "hamd_\($0)" }.joined(separator: ",")
    #expect(
      try read("id,\(hamd)\na,\(Array(repeating: "1", count: 17).joined(separator: ","))\n").rows.map(\.total)
        == [17])
    let bdi = (1...21).map { "bdi-2_\($0)" }.joined(separator: ",")
    #expect(
      try read("id,\(bdi)\na,\(Array(repeating: "1", count: 21).joined(separator: ","))\n").rows.map(\.total)
        == [21])
  }

  @Test("a total of the SDS is read only as an index that is called so: 48 could be a sum")
  func sumOrIndex() throws {
    let table = try read("id,sds_total\na,48\n")
    #expect(table.rows.isEmpty && table.problems == [.sumOrIndex(line: 2, column: "sds_total", scale: "SDS")])
    #expect(try read("id,sds_index\na,60\n").rows.map(\.total) == [60])
    #expect(try read("id,item,value\na,sds_index,60\n").rows.map(\.total) == [60])
  }

  @Test("a questionnaire's settings are the caller's: a lower cut-off turns the same total positive")
  func settings() throws {
    var settings = AssessmentSettings()
    var phq2 = Questionnaire.phq2
    phq2.cutOff = phq2.cutOffs.last
    settings.scales = [phq2]
    let table = try AssessmentTable(text: "phq2_1,phq2_2\n1,1\n", name: "table", settings: settings)
    #expect(table.rows[0].result.isAtOrAboveCutOff == true)
    #expect(try read("phq2_1,phq2_2\n1,1\n").rows[0].result.isAtOrAboveCutOff == false)
  }
}
