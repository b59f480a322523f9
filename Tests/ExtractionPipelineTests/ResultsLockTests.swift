import ExtractionPipeline
import Foundation
import TestSupport
import Testing

@Suite("One run a results folder")
struct ResultsLockTests {
  @Test("a second is refused by the first's number while it holds the folder, and gets it afterwards")
  func second() throws {
    try withTemporaryFolder { folder in
      var first: ResultsLock? = try ResultsLock(folder: folder)
      #expect(first != nil)
      let refusal = #expect(throws: ResultsLockError.self) { try ResultsLock(folder: folder) }
      #expect(refusal?.message.contains("process \(getpid()) on ") == true)
      #expect(refusal?.message.contains("‘\(folder)’") == true)
      first = nil
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/.lock"))
      _ = try ResultsLock(folder: folder)
    }
  }

  @Test("what a killed run left holds nobody up, whatever it says")
  func stale() throws {
    try withTemporaryFolder { folder in
      for text in ["", "{}", "{\"processID\":1,\"host\":\"elsewhere\",\"since\":\"2020-01-01 00:00:00\"}"] {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/.lock"))
        _ = try ResultsLock(folder: folder)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/.lock"))
      }
    }
  }

  @Test("a folder that is not there is an error of its own")
  func absent() {
    #expect(throws: ResultsLockError.cannotWrite(path: "/nowhere/at/all/.lock")) {
      try ResultsLock(folder: "/nowhere/at/all")
    }
  }

  @Test("the work folder is its owner's alone and empty, and half-written files are gone")
  func work() throws {
    try withTemporaryFolder { folder in
      let kept = ["measures.csv", "visit/summary.json", ".stages/visit/face.json"]
      let left = [
        ".work/old", ".part-visit/summary.json", ".stages/visit/.part-face.json", "bellwether.sqlite.part",
      ]
      for name in kept + left {
        let path = URL(filePath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(
          at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: path)
      }
      let work = try WorkFolder(inResults: folder)
      for name in kept { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)")) }
      for name in left { #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(name)"), "\(name)") }
      let mode = try FileManager.default.attributesOfItem(atPath: work.path)[.posixPermissions] as? Int
      #expect(mode == 0o700)
      work.remove()
      #expect(!FileManager.default.fileExists(atPath: work.path))
    }
  }
}
