import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Putting together what tasks measured")
struct ShardMergeTests {
  /// When a person changed the transcript that stands in the results folder.
  enum Change: CaseIterable { case never, beforePlanning, whileTasksRun }

  private let settings = ExtractionSettings()

  private func extraction(_ folder: String, options: [String] = []) -> ShardedExtraction {
    ShardedExtraction(
      of: [Recording(path: folder + "/visit.wav")], settings: settings, overwrite: true, neutrals: [],
      results: ResultsFiles(path: folder + "/r"), arraySize: 1, options: options,
      machine: .init(program: "bellwether", callFolder: folder, partition: nil, kernels: nil))
  }

  /// What a run or a task leaves in its folder of a session in which one word is said.
  private func put(_ word: String, of folder: String, in results: String) throws {
    let path = folder + "/visit.wav"
    var outcome = PrivateExample.outcome("visit", "P", word)
    outcome.record.failures = []
    outcome.record.input = InputRecord(path: path, sha256: try sha256Hex(ofFileAt: path), participant: nil)
    let target = ResultsFolder(ResultsFiles(path: results))
    let store = try target.openStore()
    outcome.record.files = try target.write(outcome)
    try store.save(outcome.record)
    try target.close(store)
  }

  @Test(
    "a transcript changed while tasks run stays; what a task was given already does not",
    arguments: Change.allCases)
  func corrections(_ change: Change) throws {
    try withTemporaryFolder { folder in
      let (results, transcript) = (folder + "/r", folder + "/r/visit/transcript.json")
      try StudyFolder.write("sound", to: folder + "/visit.wav")
      try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
      try put("before", of: folder, in: results)
      func text() throws -> String { try String(contentsOfFile: transcript, encoding: .utf8) }
      func correct() throws {
        try StudyFolder.write(try text().replacing("before", with: "mended"), to: transcript)
      }

      if change == .beforePlanning { try correct() }
      let extraction = extraction(folder)
      try extraction.prepare(active: [])
      try put("anew", of: folder, in: results + "/.shards/0")
      if change == .whileTasksRun { try correct() }
      let taken = try ShardMerge(extraction.shards).finish()

      #expect(taken.count == 1)
      #expect(try text().contains(change == .whileTasksRun ? "mended" : "anew"))
      #expect(try ImportExample.record("visit", in: results)?.transcript?.segments.first?.text == "anew")
      #expect(!FileManager.default.fileExists(atPath: results + "/.shards"))
    }
  }

  @Test("a task whose folder a process holds is neither planned anew, handed out again nor put together")
  func locked() throws {
    try withTemporaryFolder { folder in
      let shard = folder + "/r/.shards/0"
      try StudyFolder.write("sound", to: folder + "/visit.wav")
      let extraction = extraction(folder)
      try extraction.prepare(active: [])
      #expect(try extraction.openTasks(active: []) == [0])
      try put("anew", of: folder, in: shard)
      do {
        let lock = try ResultsLock(folder: shard)
        defer { withExtendedLifetime(lock) {} }
        #expect(throws: ClusterError.tasksUnderWay([0])) { try extraction.refuseTasksUnderWay() }
        #expect(throws: ClusterError.tasksUnderWay([0])) {
          try self.extraction(folder, options: ["--quiet"]).prepare(active: [])
        }
        #expect(try extraction.openTasks(active: []) == [])
        #expect(try ShardMerge(extraction.shards).finish().isEmpty)
        #expect(FileManager.default.fileExists(atPath: shard + "/visit/summary.json"))
      }
      #expect(try ShardMerge(extraction.shards).finish().count == 1)
      #expect(!FileManager.default.fileExists(atPath: folder + "/r/.shards"))
    }
  }
}
