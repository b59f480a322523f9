import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Upkeep of results folders")
struct ResultsUpkeepTests {
  private static func withExample(_ body: (UpkeepExample) throws -> Void) throws {
    try withTemporaryFolder { try body(UpkeepExample(in: $0)) }
  }

  private static func subjects(_ report: UpkeepReport, _ state: UpkeepReport.Finding.State) -> [String] {
    report.findings.filter { $0.state == state }.map(\.subject).sorted()
  }

  @Test("a folder as it was written is well, and neither a check nor a repair changes a byte of it")
  func untouched() throws {
    try Self.withExample { example in
      let before = try example.contents()
      for repairing in [false, true] {
        let report = try example.check(repairing: repairing)
        #expect(report.findings.isEmpty && report.isWell)
        #expect(report.sessions == 2)
        #expect(report.wholeFiles == before.count - 1, "all but the store itself")
        #expect(try example.contents() == before)
      }
    }
  }

  @Test("tables hold a row a session, a column for every measure met and every reason")
  func tables() throws {
    try Self.withExample { example in
      let measures = try example.text("measures.csv").split(separator: "\n").map { $0.split(separator: ",") }
      #expect(measures.map { $0.first } == ["session", "first", "second"])
      #expect(measures.first?.count == 1 + 8 + 5)
      #expect(measures.first?.dropFirst().first.map(String.init) == MeasureCatalog.all.first?.name)
      let missing = try example.text("missing.csv").split(separator: "\n")
      #expect(missing.count == 1 + 12)
      #expect(missing[1].hasSuffix(",\"failed(too quiet, \"\"mostly\"\")\""))
      #expect(try example.text("quality.csv").hasSuffix(",refused,Too short.,One remark.\n"))
      let failures = "path,stage,message,remedy\nin/second.wav,face,m,r\nin/third.wav,open,"
      #expect(try example.text("failures.csv") == failures + "\"It is empty, or broken.\",Copy it.\n")
    }
  }

  @Test("whatever JSON or CSV file is gone or altered comes back from the store, byte for byte")
  func rebuilt() throws {
    try Self.withExample { example in
      let before = try example.contents()
      let gone = ["first/summary.json", "first/turns.csv", "second/transcript.json", "measures.csv"]
      let altered = [
        "second/masked.csv", "second/summary.json", "missing.csv", "quality.csv", "failures.csv",
      ]
      for name in gone { try example.remove(name) }
      for name in altered { try example.put(try example.text(name).replacing("e", with: "3"), name) }
      let damaged = try example.contents()
      let found = try example.check()
      #expect(!found.isWell)
      #expect(Self.subjects(found, .wrong) == (gone + altered).sorted())
      #expect(try example.contents() == damaged, "a check changes nothing")
      let mended = try example.check(repairing: true)
      #expect(mended.isWell)
      #expect(Self.subjects(mended, .repaired) == (gone + altered).sorted())
      #expect(try example.contents() == before)
    }
  }

  @Test("a transcript that a person corrected is no damage and stays; one laid out anew is no finding at all")
  func correctedTranscript() throws {
    try Self.withExample { example in
      let name = "first/transcript.json"
      let written = try example.text(name)
      try example.put(written.replacing("rained", with: "poured"), name)
      let corrected = try example.contents()
      for repairing in [false, true] {
        let report = try example.check(repairing: repairing)
        #expect(report.isWell && Self.subjects(report, .note) == [name])
        #expect(try #require(report.findings.first?.remedy).contains("extract"))
        #expect(try example.contents() == corrected)
      }
      try example.put(written.replacing("\n", with: " "), name)
      #expect(try example.check().findings.isEmpty)
    }
  }

  @Test("a slip in a corrected transcript is said and left alone; a transcript cut off or zeroed comes back")
  func brokenTranscript() throws {
    try Self.withExample { example in
      let name = "first/transcript.json"
      let written = try example.text(name)
      let slip = written.replacing("rained", with: "poured").replacing("],", with: "]")
        .replacing("\"segments\" :", with: "\"segments\"")
      try example.put(slip, name)
      let report = try example.check(repairing: true)
      #expect(Self.subjects(report, .wrong) == [name])
      #expect(try example.text(name) == slip)
      for broken in ["", String(written.prefix(40)), String(repeating: "\0", count: written.utf8.count)] {
        try example.put(broken, name)
        #expect(Self.subjects(try example.check(), .wrong) == [name])
        #expect(Self.subjects(try example.check(repairing: true), .repaired) == [name])
        #expect(try example.text(name) == written)
      }
    }
  }

  @Test("damaged tracks are said with what to do, set aside by a repair, and then count as not finished")
  func tracks() throws {
    try Self.withExample { example in
      var bytes = try Data(contentsOf: URL(filePath: example.file("first/tracks.h5")))
      bytes[bytes.count / 2] ^= 0xFF
      try bytes.write(to: URL(filePath: example.file("first/tracks.h5")))
      try example.remove("second/tracks.h5")
      let names = ["first/tracks.h5", "second/tracks.h5"]
      #expect(Self.subjects(try example.check(), .wrong) == names)
      let report = try example.check(repairing: true)
      #expect(Self.subjects(report, .wrong) == names)
      #expect(report.findings.allSatisfy { $0.remedy?.contains("‘in/") == true })
      #expect(FileManager.default.fileExists(atPath: example.file("first/tracks.damaged.h5")))
      let results = try ResultsFolder(existing: ResultsFiles(path: example.path))
      let record = try #require(try FeatureStore(path: results.storePath).session(named: "first"))
      #expect(!results.isComplete(record))
    }
  }

  @Test("a session counts as finished only with the files of its own record")
  func complete() throws {
    try Self.withExample { example in
      let results = try ResultsFolder(existing: ResultsFiles(path: example.path))
      var record = try #require(try FeatureStore(path: results.storePath).session(named: "first"))
      #expect(results.isComplete(record))
      try example.put(try example.text("first/summary.json") + " ", "first/summary.json")
      #expect(!results.isComplete(record))
      record.files = []
      #expect(
        results.isComplete(record), "of a session made before files were noted, they must only be there")
    }
  }

  @Test(
    "a store that is lost or damaged is made again from the folders, byte for byte", arguments: [true, false])
  func lostStore(isLost: Bool) throws {
    try Self.withExample { example in
      let before = try example.contents()
      let name = "bellwether.sqlite"
      if isLost {
        try example.remove(name)
      } else {
        var bytes = try #require(before[name])
        for index in stride(from: 5000, to: bytes.count, by: 700) { bytes[index] ^= 0x55 }
        try bytes.write(to: URL(filePath: example.file(name)))
      }
      #expect(Self.subjects(try example.check(), .wrong) == [name])
      let report = try example.check(repairing: true)
      #expect(report.isWell && Self.subjects(report, .repaired) == [name])
      var after = try example.contents()
      #expect((after.removeValue(forKey: name + ".damaged") == nil) == isLost)
      #expect(after == before)
      #expect(try example.check().isWell)
    }
  }

  @Test("half-written leftovers go; a folder without record and a record without folder are said")
  func leftovers() throws {
    try Self.withExample { example in
      let before = try example.contents()
      let manager = FileManager.default
      let folders = [".part-fourth", ".work", ".stages/first"]
      for folder in folders {
        try manager.createDirectory(atPath: example.file(folder), withIntermediateDirectories: true)
      }
      let halves = [
        ".part-fourth/summary.json", ".work/spool", ".stages/first/.part-face.json", ".part-measures.csv",
        "bellwether.sqlite.part",
      ]
      for half in halves { try example.put("half", half) }
      #expect(Self.subjects(try example.check(), .wrong).count == halves.count)
      #expect(try example.check(repairing: true).isWell)
      #expect(try example.contents() == before)

      try manager.copyItem(atPath: example.file("first"), toPath: example.file("copy"))
      try example.remove("second")
      let report = try example.check(repairing: true)
      #expect(Self.subjects(report, .wrong) == ["copy", "second/tracks.h5"])
      #expect(try example.contents()["second/turns.csv"] == before["second/turns.csv"])
    }
  }

  @Test("while a run holds the folder, what it has not finished is passed over and nothing may be repaired")
  func runAtWork() throws {
    try Self.withExample { example in
      try example.put("", ".lock")
      try example.put("half", ".part-measures.csv")
      let file = unsafe open(example.file(".lock"), O_RDWR)
      defer { close(file) }
      #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
      #expect(Self.subjects(try example.check(), .note) == ["."])
      #expect(throws: UpkeepError.inUse(path: example.path)) { try example.check(repairing: true) }
      #expect(flock(file, LOCK_UN) == 0)
      #expect(Self.subjects(try example.check(), .wrong) == [".part-measures.csv"])
    }
  }

  @Test(
    "a session made before files were noted is taken over as it is, and its files can be mended from then on")
  func takenOver() throws {
    try Self.withExample { example in
      let before = try example.contents()
      let store = try FeatureStore(path: example.file("bellwether.sqlite"))
      for name in try store.sessionNames() { try store.save([], of: name) }
      try store.compact()
      #expect(Self.subjects(try example.check(), .note) == ["first", "second"])
      #expect(Self.subjects(try example.check(repairing: true), .repaired) == ["first", "second"])
      #expect(try example.contents() == before)
      try example.remove("first/turns.csv")
      #expect(try example.check(repairing: true).isWell)
      #expect(try example.contents() == before)
    }
  }

  @Test("a folder without store and sessions is no results folder")
  func noResults() throws {
    try withTemporaryFolder { folder in
      let error = UpkeepError.noResults(path: folder)
      _ = #expect(throws: error) { try ResultsUpkeep(ResultsFiles(path: folder), repairing: false) }
    }
  }
}
