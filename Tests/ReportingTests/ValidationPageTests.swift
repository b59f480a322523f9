import ClinicalAssessment
import Foundation
import Interchange
import Reporting
import TestSupport
import Testing

@Suite("Validation page")
struct ValidationPageTests {
  static func report(
    people: Int = 60, change: (inout ScoreTable, inout ValidationSettings) -> Void = { _, _ in }
  ) async throws -> ValidationReport {
    let study = StudyMaker(people: people)
    var table = try ScoreTableText.table(text: study.scores, name: "scores.csv")
    var settings = ValidationSettings()
    change(&table, &settings)
    let references = try AssessmentTable(text: study.assessments, name: "a.csv").references(of: .phq8)
    return try await ValidationAnalysis(settings: settings).report(
      scores: table, assessments: references.assessments,
      sources: [ValidationReport.SourceFile(role: "Scores", name: "scores.csv", sha256: "ab12")],
      programVersion: "test")
  }

  @Test("the page loads nothing, names nobody, and has its notice, its sections and a picture of each kind")
  func whole() async throws {
    let page = ValidationPage(report: try await Self.report()).html
    #expect(page.contains("No measure or model here has been validated on patients."))
    for id in [
      "flow", "leaks", "agreement", "discrimination", "threshold", "calibration", "baselines", "subgroups",
      "missing", "checklist", "glossary", "origin",
    ] { #expect(page.contains("<section id=\"\(id)\""), "\(id)") }
    for id in ["scatter", "bland-altman", "roc", "precision-recall", "calibration", "decision", "bands"] {
      #expect(page.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(id)\""), "\(id)")
    }
    let addresses = page.replacing("http://www.w3.org/2000/svg", with: "")
    for outward in ["http:", "https:", "src=", "url(", "@import", "<link"] {
      #expect(!addresses.contains(outward), "\(outward)")
    }
    #expect(!page.contains("P17"))
  }

  @Test("texts from the tables are escaped wherever they stand, the reason of a leak on every sheet")
  func escaping() async throws {
    let evil = "<img src=x onerror=alert(1)>&\"'"
    let report = try await Self.report { table, settings in
      for index in table.rows.indices { table.rows[index].attributes[.device] = evil }
      settings.threshold = 9.37
      table.columns.insert(.fingerprint)
      table.rows[1].fingerprint = table.rows[0].fingerprint
      settings.allowedLeakReason = evil
    }
    let page = ValidationPage(report: report).html
    #expect(!page.contains("<img"))
    // The running head, the banner; the group's name stands in its table.
    #expect(page.components(separatedBy: "&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;").count >= 4)
    #expect(page.contains("<div class=\"running\"><b>"))
  }

  @Test("one class leaves out the curves and says so in words")
  func oneClass() async throws {
    let report = try await Self.report { table, _ in
      // Whoever scores high is left out until no case is left.
      for index in table.rows.indices { table.rows[index].attributes = [:] }
    }
    var single = report
    single.pairs = report.pairs.filter { $0.total < 10 }
    single.rocCurve = []
    single.precisionRecallCurve = []
    single.discrimination = []
    single.confusion = Confusion(truePositives: 0, falsePositives: 3, falseNegatives: 0, trueNegatives: 20)
    let page = ValidationPage(report: single).html
    #expect(!page.contains("id=\"roc\"") && page.contains("one class only"))
    #expect(!page.contains("nan") && !page.contains(">inf"))
  }

  @Test("thousands of people are drawn as a map of boxes, not as thousands of marks")
  func density() async throws {
    let report = try await Self.report(people: 2500)
    let page = ValidationPage(report: report).html
    #expect(page.contains("darker: more people"))
    // A pair's two numbers in the data of the slider and in no picture: well under 100 bytes a person.
    #expect(page.utf8.count < 500_000)
  }

  @Test("numbers are shown with true minus signs and commas")
  func numbers() {
    #expect(Number.fixed(-1.25, 1) == "\u{2212}1.2" || Number.fixed(-1.25, 1) == "\u{2212}1.3")
    #expect(Number.fixed(-0.001, 2) == "0.00")
    #expect(
      Number.shortest(10) == "10" && Number.shortest(0.5) == "0.5"
        && Number.shortest(-2.125) == "\u{2212}2.12")
    #expect(
      Number.count(1_234_567) == "1,234,567" && Number.count(999) == "999"
        && Number.count(-1000) == "\u{2212}1,000")
  }
}
