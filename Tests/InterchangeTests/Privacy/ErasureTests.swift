import FeatureStore
import Foundation
import Interchange
import PrivateFiles
import SignalCore
import TestSupport
import Testing

@Suite("Erasing a person")
struct ErasureTests {
  @Test(
    "nothing of the person stays in the folder's bytes, the others' results do", arguments: [false, true])
  func erased(encrypted: Bool) throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: encrypted)
      try PrivateExample.fill(files)
      // Rows that were deleted without the store being made compact.
      if !encrypted {
        let store = try ResultsFolder(files).openStore()
        try store.save(PrivateExample.outcome("anna-3", "P-ANNA", "zebrafish").record)
        try store.remove(session: "anna-3")
      }
      try FileManager.default.createDirectory(
        atPath: folder + "/.shards/1", withIntermediateDirectories: true)
      try Data("zebrafish".utf8).write(to: URL(filePath: folder + "/.shards/1/x"))
      let erasure = try Erasure(of: "P-ANNA", from: files)
      #expect(erasure.sessions == ["anna-1", "anna-2"])
      #expect(try erasure.run() == [])

      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      #expect(!names.contains { $0.contains("anna") || $0.contains("earlier") || $0.contains("shards") })
      for text in ["zebrafish", "P-ANNA", "anna-1", "anna-2"] {
        #expect(try PrivateExample.traces(of: text, in: folder) == [], "\(text)")
        for name in names {
          let plain = name.hasSuffix(".sealed") ? String(name.dropLast(7)) : name
          let data = try files.read(plain) ?? Data()
          #expect(data.range(of: Data(text.utf8)) == nil, "\(text) in \(plain)")
        }
      }
      let store = try ResultsFolder(files).openStore()
      #expect(try store.sessionNames() == ["berta"])
      #expect(try store.failures().map(\.path) == ["in/P-BERTA/berta.wav", "in/other/fourth.wav"])
      let content = Dictionary(
        uniqueKeysWithValues: try ["scores.csv", "measures.csv"].map { name in
          (name, String(decoding: try #require(try files.read(name)), as: UTF8.self))
        })
      #expect(content["scores.csv"] == "session,participant,score\nberta,P-BERTA,1\n")
      #expect(content["measures.csv"] == "session,speech.pitch.f0.median\nberta,120\n")
      #expect(try files.read("berta/report.html") != nil)
      #expect(try files.read("about.html") != nil)
      #expect(try files.read("index.html") == nil)
      #expect(throws: ErasureError.unknownParticipant(unclaimedCount: 0)) {
        try Erasure(of: "P-ANNA", from: files)
      }
    }
  }

  @Test("the audit log stays whole and names the person no more, not by trying names either")
  func nameless() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: false)
      try PrivateExample.fill(files)
      let before = try Data(contentsOf: URL(filePath: folder + "/audit.jsonl"))
      _ = try Erasure(of: "P-ANNA", from: files).run()
      let review = try AuditReview(AuditLog(files))
      #expect(review.objections.isEmpty)
      #expect(
        review.table.contains("erase") && review.table.contains("2 erased since")
          && review.table.contains("berta"))
      #expect(!review.table.contains("anna"))
      let after = try Data(contentsOf: URL(filePath: folder + "/audit.jsonl"))
      #expect(after.starts(with: before), "lines are only added")
      #expect(after.range(of: Data(sha256Hex(of: "anna-1").utf8)) == nil)
      #expect(try PrivateExample.traces(of: "anna", in: folder) == [])
    }
  }

  @Test("an erasure that was stopped is finished by the same call")
  func stopped() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: false)
      try PrivateExample.fill(files)
      // As one leaves it that was stopped while it put the store away: everything else is gone already.
      for name in ["anna-1", "anna-2", ".stages/anna-1", ".stages/anna-2"] {
        try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
      for name in ["measures.csv", "bellwether.sqlite"] {
        try Data("zebrafish".utf8).write(to: URL(filePath: "\(folder)/\(name).earlier"))
      }
      #expect(try Erasure(of: "P-ANNA", from: files).run() == [])
      for text in ["zebrafish", "P-ANNA", "anna"] {
        #expect(try PrivateExample.traces(of: text, in: folder) == [], "\(text)")
      }
    }
  }

  @Test("an unknown person is refused with a message that names nobody")
  func unknown() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: false)
      try PrivateExample.fill(files)
      let error = try #require(throws: ErasureError.self) { try Erasure(of: "P-ANN", from: files) }
      #expect(error == .unknownParticipant(unclaimedCount: 0))
      #expect(!(error.message + error.remedy).contains("ANN"))
      #expect(try files.read("anna-1/summary.json") != nil)
    }
  }

  @Test("another person whose name holds the first one's is left alone")
  func similarNames() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: false)
      let results = ResultsFolder(files)
      let store = try results.openStore()
      for (session, participant) in [("one", "P1"), ("two", "P10")] {
        var outcome = PrivateExample.outcome(session, participant, "word-\(participant)")
        outcome.record.files = try results.write(outcome)
        try store.save(outcome.record)
        try files.write("<p>\(participant)</p>", to: "\(participant).html")
      }
      try results.writeTables(from: store)
      try results.close(store)
      _ = try Erasure(of: "P1", from: files).run()
      #expect(try ResultsFolder(files).openStore().sessionNames() == ["two"])
      #expect(files.exists("two/summary.json") && files.exists("P10.html"))
      #expect(!files.exists("one/summary.json"))
    }
  }
}
