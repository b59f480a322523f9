import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import PrivateFiles
import SignalCore
import TestSupport
import Testing

@Suite("Erasing what lies beside the results")
struct ErasureLeftoverTests {
  /// Gives a test the filled example folder and its path.
  private func withExample(encrypted: Bool = false, _ body: (ResultsFiles, String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: encrypted)
      try PrivateExample.fill(files)
      try body(files, folder)
    }
  }

  private func text(_ files: ResultsFiles, _ name: String) throws -> String {
    String(decoding: try #require(try files.read(name)), as: UTF8.self)
  }

  // MARK: Tables

  @Test("one row with a surplus empty cell costs nobody their rows")
  func trailingComma() throws {
    try withExample { files, _ in
      try files.write("session,score\nanna-1,a\nberta,b\nother,c,\n", to: "phq.csv")
      #expect(try Erasure(of: "P-ANNA", from: files).run() == [])
      #expect(try text(files, "phq.csv") == "session,score\nberta,b\nother,c\n")
    }
  }

  @Test("rows shorter than the header are filled up, a surplus cell of the person goes with them")
  func shortRows() throws {
    try withExample { files, _ in
      try files.write("session,score,note\nanna-1,a,b,c\nberta\n", to: "phq.csv")
      #expect(try Erasure(of: "P-ANNA", from: files).run() == [])
      #expect(try text(files, "phq.csv") == "session,score,note\nberta,,\n")
    }
  }

  @Test("a table with a surplus cell that says something stays as it is, and is listed")
  func surplusCell() throws {
    try withExample { files, _ in
      let table = "session,note\nanna-1,a\nberta,tired, but well\n"
      try files.write(table, to: "notes.csv")
      #expect(try Erasure(of: "P-ANNA", from: files).run() == ["notes.csv"])
      #expect(try text(files, "notes.csv") == table)
    }
  }

  // MARK: Unfinished sessions

  @Test("a session stopped before its summary is found by its own name", arguments: [false, true])
  func stoppedSession(encrypted: Bool) throws {
    try withExample(encrypted: encrypted) { files, folder in
      files.keep(Data("{\"said\":\"quokka\"}".utf8), as: ".stages/P9/words.json")
      for name in [".part-P9", ".earlier-P9"] {
        files.keep(Data("quokka".utf8), as: "\(name)/transcript.txt")
      }
      let erasure = try Erasure(of: "P9", from: files)
      #expect(erasure.sessions == ["P9"] && erasure.unclaimedCount == 0)
      #expect(try erasure.run() == [])
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      #expect(!names.contains { $0.contains("P9") })
      #expect(try ResultsFolder(files).openStore().sessionNames() == ["anna-1", "anna-2", "berta"])
    }
  }

  @Test("a half-written session's summary says whose it is", arguments: [false, true])
  func halfWritten(encrypted: Bool) throws {
    try withExample(encrypted: encrypted) { files, _ in
      let summary = try text(files, "berta/summary.json").replacing("P-BERTA", with: "P-CLARA")
      try make(".part-visit-7", in: files)
      try files.write(summary, to: "visit-7/summary.json", within: ".part-visit-7")
      files.keep(Data("quokka".utf8), as: ".stages/visit-7/words.json")
      let erasure = try Erasure(of: "P-CLARA", from: files)
      #expect(erasure.sessions == ["visit-7"] && erasure.unclaimedCount == 0)
      #expect(try erasure.run() == [])
      #expect(files.names(in: ".part-visit-7").isEmpty && files.names(in: ".stages/visit-7").isEmpty)
      #expect(files.exists("berta/summary.json"))
    }
  }

  private func make(_ name: String, in files: ResultsFiles) throws {
    try FileManager.default.createDirectory(
      atPath: "\(files.path)/\(name)", withIntermediateDirectories: true)
  }

  @Test("words are found in a folder whose first session was stopped, without a store")
  func noStore() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: true)
      files.keep(Data("quokka".utf8), as: ".stages/P9/words.json")
      #expect(try Erasure(of: "P9", from: files).run() == [])
      #expect(files.names(in: ".stages").isEmpty)
    }
  }

  @Test("stages of which nobody knows whose they are stay, and are told of")
  func unclaimed() throws {
    try withExample { files, _ in
      for name in ["walk", "talk"] { files.keep(Data("quokka".utf8), as: ".stages/\(name)/words.json") }
      let error = try #require(throws: ErasureError.self) { try Erasure(of: "P9", from: files) }
      #expect(error == .unknownParticipant(unclaimedCount: 2))
      #expect(error.remedy.contains("2 unfinished sessions") && error.remedy.contains(".stages"))
      #expect(!error.remedy.contains("walk"))
      let erasure = try Erasure(of: "P-ANNA", from: files)
      #expect(erasure.unclaimedCount == 2)
      #expect(try erasure.run() == [])
      #expect(files.exists(".stages/walk/words.json"))
    }
  }

  @Test("names that would lead out of the folder or to all of it find nothing", arguments: ["", ".", ".."])
  func strangeNames(participant: String) throws {
    try withExample { files, _ in
      for name in [".part-", ".part-.", ".part-.."] { try make(name, in: files) }
      #expect(throws: ErasureError.unknownParticipant(unclaimedCount: 0)) {
        try Erasure(of: participant, from: files)
      }
    }
  }

  // MARK: Short names

  @Test("recordings named after a name of two characters are forgotten, longer words stay")
  func shortName() throws {
    try withExample { files, _ in
      let results = ResultsFolder(files)
      let store = try results.openStore()
      try store.save(PrivateExample.outcome("ab_one", "ab", "quokka").record)
      let others = ["in/abc_bad.wav", "in/other.ab", "in/x1/tab.wav"]
      for path in others + ["in/ab_bad.wav", "ab/good.wav"] {
        try store.save(FailureRecord(path: path, stage: "open", message: "m", remedy: "r"))
      }
      try results.writeTables(from: store)
      try results.close(store)
      try files.write("notes", to: "ab-notes.txt")
      try files.write("notes", to: "berta/ab.txt")
      #expect(try Erasure(of: "ab", from: files).run() == ["ab-notes.txt"])
      let paths = try ResultsFolder(files).openStore().failures().map(\.path)
      #expect(Set(others).isSubset(of: paths))
      #expect(!paths.contains("in/ab_bad.wav") && !paths.contains("ab/good.wav"))
      #expect(!(try text(files, "failures.csv").contains("ab_bad")))
    }
  }

  // MARK: Overwriting

  @Test("the salts of the audit log are overwritten, not only renamed away", arguments: [false, true])
  func salts(encrypted: Bool) throws {
    try withExample(encrypted: encrypted) { files, folder in
      // A second name shows what becomes of the old content.
      let name = folder + (encrypted ? "/.audit-names.sealed" : "/.audit-names")
      let second = folder + ".old"
      defer { try? FileManager.default.removeItem(atPath: second) }
      try FileManager.default.linkItem(atPath: name, toPath: second)
      let erasure = try Erasure(of: "P-ANNA", from: files)
      _ = try erasure.run()
      let old = try Data(contentsOf: URL(filePath: second))
      #expect(!old.isEmpty && old.allSatisfy { $0 == 0 })
      let review = try AuditReview(AuditLog(files))
      #expect(review.objections.isEmpty && review.table.contains("berta") && !review.table.contains("anna"))
    }
  }

  @Test("a stop right after the second name was given does not cost the file in use")
  func sameFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/table.csv"
      try Data("kept".utf8).write(to: URL(filePath: path))
      try FileManager.default.linkItem(atPath: path, toPath: path + ".earlier")
      try Overwriting.replacing(path) {
        #expect(FileManager.default.contents(atPath: path) == Data("kept".utf8))
      }
    }
  }
}
