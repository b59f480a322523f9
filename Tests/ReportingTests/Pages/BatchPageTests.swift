import FeatureStore
import Reporting
import SignalCore
import TestSupport
import Testing

@Suite("Batch page")
struct BatchPageTests {
  private static func sessions(_ count: Int) -> [ReportedSession] {
    let template = PageMaker.overview(PageMaker.record("s", values: PageMaker.values()))
    let shown = Set((KeyMeasure.all + KeyMeasure.ofQuality).map(\.name))
    return (0..<count).map { place in
      var overview = template
      overview.session = "session-\(place)"
      overview.input.path = "media/\(place).mp4"
      overview.input.participant = "P\(place / 2)"
      overview.input.date = "2025-\(place % 12 < 9 ? "0" : "")\(place % 12 + 1)-01"
      overview.readings = template.readings.filter { shown.contains($0.key) }
      overview.readings["language.tokens.count"]?.value = .value(Double(place % 100))
      return ReportedSession(overview: overview, score: PageMaker.score(Double(place) / 100))
    }
  }

  @Test("a thousand sessions make a page under 5 MB that lists every one")
  func thousand() {
    let sessions = Self.sessions(1_000)
    let names = Set(sessions.map(\.overview.session))
    let page = BatchReport(
      folderName: "results", sessions: sessions, failures: [], pages: names, personPages: ["P1": "P1.html"]
    ).html
    SessionPageTests.expectSound(page, "batch")
    #expect(page.utf8.count < 5_000_000)
    #expect(page.components(separatedBy: "/report.html\">").count - 1 == 1_000)
    #expect(page.contains("href=\"people/P1.html\""))
    #expect(page.contains("1,000 recordings: 1,000 done, 0 in part, 0 failed."))
    // 0 … 99 ten times over.
    #expect(page.contains("1,000 sessions: middle 50 words, 8 of 10 from 10 to 89."))
  }

  @Test(
    "ten thousand sessions keep the page under 5 MB; it lists the latest and says how to get the others")
  func tenThousand() {
    let page = BatchReport(
      folderName: "results", sessions: Self.sessions(10_000), failures: [], pages: [], personPages: [:]
    ).html
    #expect(page.utf8.count < 5_000_000)
    #expect(page.contains("The table lists the latest 2,000 of 10,000 sessions."))
    #expect(page.contains("--sessions NAME NAME"))
  }

  @Test("done, in part and failed are told apart, each failure with what to do")
  func failures() {
    var sessions = Self.sessions(3)
    sessions[1].overview.failedStages = 1
    sessions[2].overview.gate = GateOutcome(objections: ["Too noisy."])
    let failures = [
      FailureRecord(
        path: "media/1.mp4", stage: "face", message: "The network is gone.", remedy: "Set it up again."),
      FailureRecord(path: "media/9.mp4", stage: "open", message: "It is damaged.", remedy: "Copy it again."),
    ]
    let page = BatchReport(
      folderName: "results", sessions: sessions, failures: failures, pages: [], personPages: [:]
    ).html
    SessionPageTests.expectSound(page, "failures")
    #expect(page.contains("4 recordings: 2 done, 1 in part, 1 failed."))
    for failure in failures { #expect(page.contains(failure.message) && page.contains(failure.remedy)) }
    #expect(page.contains("2 of 3 sessions are good enough to be scored.") && page.contains("Too noisy."))
  }
}
