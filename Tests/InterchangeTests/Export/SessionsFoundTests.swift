import FeatureStore
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Which sessions a results folder has for exports")
struct SessionsFoundTests {
  /// The example without its scores, which are none that exports read.
  private func filled(_ folder: String) throws -> ResultsFiles {
    let files = try PrivateExample.files(folder, encrypted: false)
    try PrivateExample.fill(files)
    for session in ["anna-1", "anna-2", "berta"] {
      try FileManager.default.removeItem(atPath: "\(folder)/\(session)/score.json")
    }
    return files
  }

  private func walk(
    _ files: ResultsFiles, sessions: [String]? = nil, _ pseudonyms: ExportPseudonyms? = nil
  ) throws(ExportError) -> ResultsWalk {
    try ResultsWalk(
      files, sessions: sessions, measures: nil, catalog: [PrivateExample.measure], withTurns: true,
      pseudonyms: pseudonyms)
  }

  private func whole(
    _ files: ResultsFiles, sessions: [String]? = nil, _ pseudonyms: ExportPseudonyms? = nil
  ) throws(ExportError) -> ResultsToExport {
    try ResultsToExport(
      files, sessions: sessions, measures: nil, catalog: [PrivateExample.measure], withTurns: true,
      pseudonyms: pseudonyms)
  }

  @Test("a folder the store knows nothing of is in no format, de-identified or not, and is counted")
  func folderNotStored() throws {
    try withTemporaryFolder { folder in
      let files = try filled(folder)
      try ResultsFolder(files).openStore().remove(session: "anna-2")
      for pseudonyms in [nil, try ExportPseudonyms(of: files)] {
        let results = try whole(files, pseudonyms)
        #expect(try results.names == walk(files, pseudonyms).names)
        #expect(results.names.sorted() == ["anna-1", "berta"])
        #expect(results.found.foldersNotStored == 1 && results.found.storedWithoutFolder == 0)
      }
      let missing = ExportError.noSuchSession(name: "anna-2", path: folder)
      #expect(throws: missing) { try whole(files, sessions: ["anna-2", "berta"]) }
      #expect(throws: missing) { try walk(files, sessions: ["anna-2", "berta"]) }
    }
  }

  @Test("a session whose folder is lost is in every format with what the store has of it, and is counted")
  func storedWithoutFolder() throws {
    try withTemporaryFolder { folder in
      let files = try filled(folder)
      try FileManager.default.removeItem(atPath: folder + "/berta")
      for pseudonyms in [nil, try ExportPseudonyms(of: files)] {
        let results = try whole(files, pseudonyms)
        #expect(try results.names == walk(files, pseudonyms).names && results.names.count == 3)
        #expect(results.found.foldersNotStored == 0 && results.found.storedWithoutFolder == 1)
      }
      let lost = try #require(try whole(files, sessions: ["berta"]).sessions.first)
      #expect(lost.participant == "P-BERTA" && lost.readings.map(\.value) == [.value(120)])
      #expect(lost.turns.isEmpty)
    }
  }
}
