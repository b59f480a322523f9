import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("bellwether report", .serialized)
struct ReportTests {
  private static let participants = ["Zoë Müller", "<script>alert(1)</script>", "P03"]

  /// A results folder as `extract` leaves it, of sessions without measures' worth of work behind them.
  private func makeResults(_ path: String) throws {
    let results = try ResultsFolder(path: path)
    let store = try FeatureStore(path: results.storePath)
    for (place, participant) in (Self.participants + [Self.participants[0]]).enumerated() {
      let readings = MeasureCatalog.all.map { measure in
        MeasureReading(
          measure,
          place == 2 && measure.modality == .face
            ? .missing(.noFace) : .value(min((measure.lowerBound ?? 0) + 0.5, measure.upperBound ?? 1)))
      }
      let record = SessionRecord(
        session: "visit ü \(place)",
        input: InputRecord(
          path: "media/\(place).wav", sha256: "\(place)", participant: participant,
          date: "2025-03-0\(place + 1)"),
        readings: readings.filter { $0.measure.modality != .quality },
        quality: readings.filter { $0.measure.modality == .quality }, remarks: [],
        gate: GateOutcome(objections: []), failures: [],
        transcript: Transcript(
          language: "en", segments: [.init(start: 0, end: 1, speaker: nil, text: "a < b", words: [])]),
        provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil))
      let track = Track(
        name: "acoustic", timesSeconds: [0, 0.5, 1],
        columns: [.init(name: "f0", unit: "Hz", values: [100, nil, 110], missingReason: .unvoiced)])
      _ = try results.write(SessionOutcome(record: record, tracks: [track], turns: []))
      try store.save(record)
    }
    try store.save(
      FailureRecord(path: "media/x.mp4", stage: "open", message: "It is damaged.", remedy: "Copy it again."))
    try results.writeTables(from: store)
  }

  @Test(
    "pages of all sessions and people and of the folder are well formed, find each other, and come out the same twice"
  )
  func pages() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/results"
      try makeResults(path)
      let outcome = try Program.run(["report", path])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let first = try Program.contents(of: path).filter {
        $0.key.hasSuffix(".html") || $0.key.hasSuffix(".svg")
      }
      #expect(first.count == 4 + 4 + 3 + 1)
      for (name, data) in first {
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains("<script>alert"), "\(name)")
        let base = URL(filePath: "\(path)/\(name)").deletingLastPathComponent().path
        for match in text.matches(of: /href="([^"#]+)"/) {
          let address = String(match.1)
          let target = try #require(address.removingPercentEncoding)
          #expect(FileManager.default.fileExists(atPath: "\(base)/\(target)"), "\(name): \(address)")
        }
      }
      let whole = try Program.text("\(path)/report.html")
      #expect(
        whole.contains("5 recordings: 4 done, 0 in part, 1 failed.") && whole.contains("Copy it again."))
      #expect(try Program.run(["report", path]).status == 0)
      let second = try Program.contents(of: path)
      for (name, data) in first { #expect(second[name] == data, "\(name)") }
    }
  }

  @Test("named sessions alone get pages, with their people; a name that is none is an error")
  func named() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/results"
      try makeResults(path)
      #expect(try Program.run(["report", path, "--sessions", "visit ü 2"]).status == 0)
      let pages = try Program.contents(of: path).keys.filter { $0.hasSuffix("html") }.sorted()
      #expect(pages == ["people/P03.html", "report.html", "visit ü 2/report.html"])
      let wrong = try Program.run(["report", path, "--sessions", "nobody"])
      #expect(
        wrong.status == 1 && wrong.errors.contains("holds no session ‘nobody’")
          && wrong.errors.contains("What to do"))
    }
  }

  @Test("questionnaires of the folder's people reach their pages; a table of others is an error")
  func assessments() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/results"
      try makeResults(path)
      let table = folder + "/phq.csv"
      try "participant,date,scale,total\nZoë Müller,2025-03-01,phq9,17\nZoë Müller,2025-03-20,phq9,4\n".write(
        toFile: table, atomically: true, encoding: .utf8)
      let outcome = try Program.run(["report", path, "--assessments", table, "--reference", path])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let pages = try Program.contents(of: path + "/people").values.map {
        String(decoding: $0, as: UTF8.self)
      }
      #expect(pages.count { $0.contains("The PHQ-9 went from 17 to 4 in 19 days.") } == 1)
      try "participant,date,scale,total\nnobody,2025-03-01,phq9,17\n".write(
        toFile: table, atomically: true, encoding: .utf8)
      let other = try Program.run(["report", path, "--assessments", table])
      #expect(other.status == 1 && other.errors.contains("has no dated assessment of any participant"))
    }
  }

  @Test(
    "an empty folder, a store without sessions and a store of another layout are named errors that write nothing"
  )
  func errors() throws {
    try withTemporaryFolder { folder in
      let empty = try Program.run(["report", folder])
      #expect(
        empty.status == 1 && empty.errors.contains("holds no results") && empty.errors.contains("What to do")
      )
      let none = folder + "/none"
      _ = try FeatureStore(path: try ResultsFolder(path: none).storePath)
      let nothing = try Program.run(["report", none])
      #expect(nothing.status == 1 && nothing.errors.contains("holds no session and no failed recording"))
      let other = folder + "/other"
      _ = try ResultsFolder(path: other)
      try "no database at all, from a version long ago".write(
        toFile: other + "/bellwether.sqlite", atomically: true, encoding: .utf8)
      let older = try Program.run(["report", other])
      #expect(
        older.status == 1 && older.errors.contains("bellwether.sqlite") && older.errors.contains("What to do")
      )
      #expect(try Program.contents(of: folder).keys.allSatisfy { !$0.hasSuffix("html") })
    }
  }

  @Test(
    "a session whose tracks cannot be read gets its page without the picture, and the work counts as done in part"
  )
  func brokenTracks() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/results"
      try makeResults(path)
      try "nothing".write(toFile: "\(path)/visit ü 1/tracks.h5", atomically: true, encoding: .utf8)
      let outcome = try Program.run(["report", path])
      #expect(outcome.status == 2 && outcome.errors.contains("visit ü 1"))
      #expect(try Program.text("\(path)/visit ü 1/report.html").contains("The picture cannot be drawn"))
      #expect(try Program.text("\(path)/visit ü 0/report.html").contains("<svg"))
    }
  }
}
