import ClinicalAssessment
import FeatureStore
import Foundation
import Reporting
import SignalCore
import TestSupport
import Testing

@Suite("Person page")
struct PersonPageTests {
  private static func forms(_ totals: [(String, String, [Int])]) throws -> AssessmentCollection {
    AssessmentCollection(
      try totals.map { participant, day, answers in
        AssessedForm(
          participant: participant, day: try #require(CalendarDay(text: day)), questionnaire: .phq9,
          result: try Questionnaire.phq9.score(answers.map { $0 }, row: 1))
      })
  }

  private static let records = [
    PageMaker.record("a", date: "2025-01-01", values: PageMaker.values(1)),
    PageMaker.record("b", date: "2025-02-01", values: PageMaker.values(6)),
  ]

  @Test("totals of the PHQ-9 are judged by the published rules and, with ten people, by the index")
  func questionnaire() throws {
    let person = [
      ("P1", "2025-01-01", [2, 2, 2, 2, 2, 2, 2, 2, 1]), ("P1", "2025-02-01", [1, 1, 1, 0, 0, 0, 0, 0, 0]),
    ]
    let others = (0..<9).map { place in
      ("Q\(place)", "2025-01-01", [place % 4, 1, 1, 1, 1, 1, 1, 1, 0])
    }
    let course = PageMaker.course(Self.records)
    let page = PersonReport(
      course: course, assessments: try Self.forms(person + others), reference: nil, pages: []
    ).html
    SessionPageTests.expectSound(page, "person")
    // First totals: 17 and seven plus 0, 1, 2, 3, 0, 1, 2, 3, 0; the index by its formula with the retest
    // reliability 0.84.
    let firsts = [17.0] + (0..<9).map { Double(7 + $0 % 4) }
    let spread = try #require(firsts.sampleStandardDeviation)
    let index = (3 - 17) / (spread * 2.0.squareRoot() * (1 - 0.84).squareRoot())
    let row = try #require(
      page.components(separatedBy: "<tr>").first { $0.contains("2025-02-01") && $0.contains("minimal") })
    for words in [
      ">3<", ">\u{2212}14<", ">\u{2212}\(String(format: "%.2f", -index))<", ">yes, fallen<", ">yes (82 %)<",
      ">yes<",
    ] { #expect(row.contains(words), "\(words)") }
    #expect(page.contains("The PHQ-9 went from 17 to 3 in 31 days."))
    let alone = PersonReport(course: course, assessments: try Self.forms(person), reference: nil, pages: [])
      .html
    #expect(alone.contains("the reliable change index is not given"))
    SessionPageTests.expectSound(alone, "alone")
  }

  @Test(
    "a latest form with the item about death answered calls for somebody to ask; a later one without does not"
  )
  func safety() throws {
    let course = PageMaker.course(Self.records)
    let asked = PersonReport(
      course: course, assessments: try Self.forms([("P1", "2025-01-01", [0, 0, 0, 0, 0, 0, 0, 0, 1])]),
      reference: nil, pages: []
    ).html
    #expect(asked.contains("class=\"urgent\"") && asked.contains("Somebody has to ask about it"))
    let later = PersonReport(
      course: course,
      assessments: try Self.forms([
        ("P1", "2025-01-01", [0, 0, 0, 0, 0, 0, 0, 0, 1]), ("P1", "2025-02-01", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ]), reference: nil, pages: []
    ).html
    #expect(!later.contains("class=\"urgent\""))
  }

  @Test("sessions of another measure set or quality are named, drawn hollow and left out of every change")
  func comparability() {
    let records =
      Self.records + [
        PageMaker.record("old", date: "2025-03-01", measureSet: "0", values: PageMaker.values(60)),
        PageMaker.record("poor", date: "2025-04-01", objections: ["Short."], values: PageMaker.values(50)),
      ]
    let course = PageMaker.course(records, scores: [1, 2, 9, nil])
    let page = PersonReport(course: course, assessments: nil, reference: nil, pages: []).html
    SessionPageTests.expectSound(page, "comparability")
    #expect(page.contains("measured with another measure set: old."))
    #expect(page.contains("recordings are of another quality class: poor."))
    #expect(page.contains("The score went from 1.00 to 2.00"))
    let lines = page.components(separatedBy: "stroke-linejoin=\"round\"").count - 1
    #expect(lines == KeyMeasure.all.count + 1)
    // Words go from 41 to 46; the 100 and the 90 of the others appear in no change.
    #expect(page.contains("From 41 to 46 words: +5."))
    #expect(!page.contains("to 100 words") && !page.contains("to 90 words"))
  }

  @Test("with ten people recorded twice, a change is held against their noise by the reliable change index")
  func noise() throws {
    let course = PageMaker.course(Self.records)
    let known = PersonReport(
      course: course, assessments: nil, reference: PageMaker.reference(people: 12), pages: []
    ).html
    SessionPageTests.expectSound(known, "noise")
    // Words: first sessions 40 … 51; pairs half a word apart, so that the within-person variance is 0.125.
    let index = 5 / (2 * 0.125).squareRoot()
    #expect(
      known.contains("Reliable change index \(String(format: "%.2f", index)): more than chance explains."))
    let unknown = PersonReport(
      course: course, assessments: nil, reference: PageMaker.reference(people: 9), pages: []
    ).html
    #expect(unknown.contains("is not known here") && !unknown.contains("Reliable change index"))
  }

  @Test("names of files are plain, differ for all people, and keep what is plain already")
  func files() {
    let files = PageAddress.personFiles(["P01", "p01", "P02", "Zoë", "../../x", "a b", "a_b", "", "Ž"])
    #expect(files["P02"] == "P02.html" && files["a_b"] == "a_b.html")
    #expect(Set(files.values.map { $0.lowercased() }).count == 9)
    for file in files.values {
      #expect(file.wholeMatch(of: /[A-Za-z0-9_-]+\.html/) != nil, "\(file)")
    }
  }

  @Test("without dates nothing is put in order and the page says why")
  func undated() {
    let page = PersonReport(
      course: PageMaker.course([PageMaker.record("a", date: "yesterday", values: PageMaker.values())]),
      assessments: nil, reference: nil, pages: []
    ).html
    SessionPageTests.expectSound(page, "undated")
    #expect(page.contains("No session of this person has a date written as 2025-03-31"))
    #expect(!page.contains("class=\"trend\""))
  }
}
