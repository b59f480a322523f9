import FeatureStore
import Foundation
import Reporting
import SignalCore
import TestSupport
import Testing

@Suite("Pages in a browser")
struct PagesInBrowserTests {
  private static let widths = [1280, 820, 390]

  /// A page that shows others in frames of given widths, everything unfolded, and writes down by how many pixels each is
  /// wider than its frame.
  private static func wrapper(_ pages: [String]) -> String {
    let frames = pages.flatMap { page in
      widths.map { width in
        let content = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        return "<iframe width=\"\(width)\" height=\"900\" style=\"border:0\" srcdoc=\"\(content)\"></iframe>"
      }
    }
    return """
      <!DOCTYPE html><html><body>\(frames.joined())<p id="result"></p><script>
      addEventListener("load", function () {
        var found = [].map.call(document.querySelectorAll("iframe"), function (frame) {
          var inside = frame.contentDocument;
          [].forEach.call(inside.querySelectorAll("details"), function (part) { part.open = true; });
          var root = inside.documentElement;
          var button = inside.querySelector("th button");
          if (button) { button.click(); }
          return [root.clientWidth, root.scrollWidth - root.clientWidth, inside.querySelectorAll("h1").length].join(":");
        });
        document.getElementById("result").textContent = "found " + found.join(" ") + " end";
        document.body.querySelectorAll("iframe").forEach(function (frame) { frame.remove(); });
      });
      </script></body></html>
      """
  }

  @Test(
    "no page scrolls sideways at 1280, 820 or 390 pixels, with everything unfolded",
    .enabled(if: HeadlessBrowser.path != nil, "no Chromium or Chrome on the search path"))
  func widths() throws {
    let long = String(repeating: "Donaudampfschifffahrtsgesellschaft", count: 4)
    let records = (1...6).map { month in
      PageMaker.record(
        long + "\(month)", participant: long, date: "2025-0\(month)-01", objections: month == 6 ? [long] : [],
        values: PageMaker.values(Double(month)), without: month == 5 ? [.face: .failed(long)] : [:])
    }
    let course = PageMaker.course(records, scores: [1, 2, 3, 1, 2, nil])
    let reference = PageMaker.reference(people: 12)
    let sessions = records.map {
      ReportedSession(overview: PageMaker.overview($0), score: PageMaker.score(1))
    }
    let pages = [
      PageMaker.page(records[4], score: PageMaker.score(2), course: course, reference: reference),
      PersonReport(course: course, assessments: nil, reference: reference, pages: []).html,
      BatchReport(
        folderName: long, sessions: sessions,
        failures: [FailureRecord(path: long, stage: "open", message: long, remedy: long)], pages: [],
        personPages: [:]
      ).html,
    ]
    let document = try withTemporaryFolder { folder in
      let file = folder + "/wrapper.html"
      try Self.wrapper(pages).write(toFile: file, atomically: true, encoding: .utf8)
      return try HeadlessBrowser.document(file, folder: folder)
    }
    let match = try #require(document.firstMatch(of: /<p id="result">found (.*) end<\/p>/))
    let found = match.1.split(separator: " ").map { $0.split(separator: ":").compactMap { Int($0) } }
    #expect(found.count == 9)
    for (place, frame) in found.enumerated() where frame.count == 3 {
      let width = Self.widths[place % 3]
      // A scroll bar may take its own width.
      #expect((width - 20...width).contains(frame[0]), "page \(place / 3) at \(width): \(frame[0])")
      #expect(frame[1] <= 0, "page \(place / 3) at \(width) is \(frame[1]) pixels too wide")
      #expect(frame[2] == 1)
    }
  }

  @Test(
    "a click on a heading sorts the table by number or text, a second one turns it round, empty cells stay last",
    .enabled(if: HeadlessBrowser.path != nil, "no Chromium or Chrome on the search path"))
  func sorting() throws {
    let values: [Double?] = [10, 9, nil, -1]
    let sessions = values.enumerated().map { place, value in
      ReportedSession(
        overview: PageMaker.overview(PageMaker.record("s\(place)", values: PageMaker.values())),
        score: value.map(PageMaker.score))
    }
    let page = BatchReport(folderName: "r", sessions: sessions, failures: [], pages: [], personPages: [:])
      .html
    let probe = """
      <script>
      var order = function () {
        return [].map.call(document.querySelectorAll("#session-table tbody th"), function (cell) { return cell.textContent; });
      };
      var button = document.querySelectorAll("#session-table thead button")[5];
      button.click(); var up = order().join(","); button.click(); var down = order().join(",");
      document.title = "up " + up + " down " + down + " " + button.parentNode.getAttribute("aria-sort");
      </script></body>
      """
    let document = try withTemporaryFolder { folder in
      let file = folder + "/page.html"
      try page.replacing("</body>", with: probe).write(toFile: file, atomically: true, encoding: .utf8)
      return try HeadlessBrowser.document(file, folder: folder)
    }
    #expect(document.contains("<title>up s3,s1,s0,s2 down s0,s1,s3,s2 descending</title>"))
  }
}
