import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import PrivateFiles
import SignalCore
import TestSupport
import Testing

@Suite("Files of results folders, plain and encrypted")
struct ResultsFilesTests {
  @Test("an encrypted folder holds nothing readable of a session, and reads back as a plain one")
  func sameContent() throws {
    try withTemporaryFolder { folder in
      let plain = try PrivateExample.files(folder + "/plain", encrypted: false)
      let sealed = try PrivateExample.files(folder + "/sealed", encrypted: true)
      for files in [plain, sealed] { try PrivateExample.fill(files) }
      for text in ["zebrafish", "marmalade", "P-ANNA", "speech.pitch", "SQLite", "HDF", "in/other"] {
        #expect(try PrivateExample.traces(of: text, in: folder + "/sealed") == [], "\(text)")
      }
      let found =
        FileManager.default.enumerator(atPath: folder + "/sealed")?.compactMap { $0 as? String } ?? []
      let open = found.filter { name in
        !name.hasSuffix(".sealed")
          && (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/sealed/\(name)")) == nil
      }
      #expect(Set(open) == [".key", "audit.jsonl"])
      #expect(!found.contains(".records"), "gone once the store is on the disk")

      let again = try PrivateExample.files(folder + "/sealed", encrypted: false)
      #expect(again.isEncrypted, "once encrypted it stays so")
      for name in [
        "measures.csv", "failures.csv", "anna-1/summary.json", "berta/transcript.json", "berta/turns.csv",
      ] {
        #expect(try again.read(name) == plain.read(name), "\(name)")
      }
      #expect(try TracksFile.read(again, session: "berta") == TracksFile.read(plain, session: "berta"))
      let stores = try [plain, again].map { try ResultsFolder($0).openStore() }
      #expect(try stores[0].session(named: "anna-2") == stores[1].session(named: "anna-2"))
      #expect(try stores[0].failures() == stores[1].failures())
    }
  }

  @Test("without the key a file is locked, with another it is refused, and both say which folder")
  func wrongKey() throws {
    try withTemporaryFolder { folder in
      try PrivateExample.fill(try PrivateExample.files(folder, encrypted: true))
      let locked = ResultsFiles(path: folder)
      #expect(locked.exists("measures.csv"))
      #expect(throws: PrivacyError.locked(folder: folder)) { try locked.read("measures.csv") }
      #expect(throws: ResultsReadingError.sealed(.locked(folder: folder))) {
        try StoredResults(locked, withTurns: false)
      }
      #expect(throws: ExportError.sealed(.locked(folder: folder))) {
        try ResultsToExport(locked, sessions: nil, measures: nil, catalog: [], withTurns: false)
      }
      var other = Array("another passphrase".utf8)
      let source = KeySource.passphrase(try Secret(taking: &other))
      #expect(throws: PrivacyError.wrongKey(folder: folder)) {
        try ResultsFiles.opening(folder) { _ in source }
      }
    }
  }

  @Test("plain files put into an encrypted folder, and sealed ones moved, are not taken for results")
  func strangeFiles() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: true)
      try PrivateExample.fill(files)
      try Data("session\nforged\n".utf8).write(to: URL(filePath: folder + "/ranking.csv"))
      #expect(!files.exists("ranking.csv"))
      #expect(try files.read("ranking.csv") == nil)
      let manager = FileManager.default
      try manager.removeItem(atPath: folder + "/anna-1/summary.json.sealed")
      try manager.copyItem(
        atPath: folder + "/berta/summary.json.sealed", toPath: folder + "/anna-1/summary.json.sealed")
      #expect(throws: PrivacyError.altered(name: "anna-1/summary.json")) {
        try files.read("anna-1/summary.json")
      }
      #expect(throws: InterchangeError.sealed(.truncated(name: "anna-1/tracks.h5"))) {
        let path = folder + "/anna-1/tracks.h5.sealed"
        try Data(contentsOf: URL(filePath: path)).dropLast(9).write(to: URL(filePath: path))
        _ = try TracksFile.read(files, session: "anna-1")
      }
    }
  }

  @Test(
    "results that are there already are not encrypted, and no folder without its .key is opened or written to"
  )
  func refusals() throws {
    try withTemporaryFolder { folder in
      try PrivateExample.fill(try PrivateExample.files(folder + "/plain", encrypted: false))
      #expect(throws: FolderEncryptionError.holdsPlainResults(path: folder + "/plain")) {
        try PrivateExample.files(folder + "/plain", encrypted: true)
      }
      try PrivateExample.fill(try PrivateExample.files(folder + "/sealed", encrypted: true))
      try FileManager.default.removeItem(atPath: folder + "/sealed/.key")
      #expect(throws: PrivacyError.headerUnreadable(folder: folder + "/sealed")) {
        try PrivateExample.files(folder + "/sealed", encrypted: false)
      }
      #expect(throws: PrivacyError.headerUnreadable(folder: folder + "/sealed")) {
        try ResultsFiles.opening(folder + "/sealed") { _ in try PrivateExample.keySource() }
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/sealed/bellwether.sqlite"))
    }
  }

  @Test("a run that was stopped loses no session: the sealed records stand in for the store")
  func recovery() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: true)
      let results = ResultsFolder(files)
      var outcome = PrivateExample.outcome("anna-1", "P-ANNA", "zebrafish")
      let store = try results.openStore()
      outcome.record.files = try results.write(outcome)
      try store.save(outcome.record)
      try results.keep(outcome.record)
      // As if the process ended here.
      #expect(!files.exists("bellwether.sqlite"))
      #expect(try PrivateExample.traces(of: "zebrafish", in: folder) == [])
      let next = try ResultsFolder(try PrivateExample.files(folder, encrypted: false)).openStore()
      #expect(try next.session(named: "anna-1") == outcome.record)
      try results.close(next)
      #expect(files.exists("bellwether.sqlite"))
      #expect(files.names(in: ".records").isEmpty)
      #expect(try results.openStore().sessionNames() == ["anna-1"])
      // What failed meanwhile does not come back.
      try results.keep(outcome.record)
      try results.remove("anna-1")
      #expect(files.names(in: ".records").isEmpty)
    }
  }

  @Test("a plain transcript beside a sealed one waits to be taken over, and goes when the session is written")
  func correction() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: true)
      let results = ResultsFolder(files)
      try PrivateExample.fill(files)
      let record = try #require(try results.openStore().session(named: "berta"))
      #expect(results.isComplete(record))
      try Data("{}".utf8).write(to: URL(filePath: results.transcriptPath(of: "berta")))
      #expect(!results.isComplete(record))
      _ = try results.write(PrivateExample.outcome("berta", "P-BERTA", "marmalade"))
      #expect(results.isComplete(record))
      #expect(!FileManager.default.fileExists(atPath: results.transcriptPath(of: "berta")))
    }
  }

  @Test("a sealed folder is looked through and mended as a plain one, and nothing of it becomes plain")
  func upkeep() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: true)
      try PrivateExample.fill(files)
      let before = try ResultsUpkeep(files, repairing: false).run()
      #expect(before.isWell && before.sessions == 3)
      for name in ["anna-1/transcript.json", "measures.csv", "berta/turns.csv"] {
        let place = folder + "/\(name).sealed"
        var bytes = try Data(contentsOf: URL(filePath: place))
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(filePath: place))
      }
      let found = try ResultsUpkeep(files, repairing: false).run()
      #expect(
        Set(found.findings.map(\.subject)) == ["anna-1/transcript.json", "measures.csv", "berta/turns.csv"])
      #expect(try ResultsUpkeep(files, repairing: true).run().isWell)
      #expect(try ResultsUpkeep(files, repairing: false).run() == before)
      try files.remove("bellwether.sqlite")
      #expect(try !ResultsUpkeep(files, repairing: false).run().isWell)
      #expect(try ResultsUpkeep(files, repairing: true).run().isWell)
      #expect(try ResultsFolder(files).openStore().sessionNames() == ["anna-1", "anna-2", "berta"])
      for word in ["zebrafish", "marmalade"] {
        #expect(try PrivateExample.traces(of: word, in: folder) == [])
      }
    }
  }
}
