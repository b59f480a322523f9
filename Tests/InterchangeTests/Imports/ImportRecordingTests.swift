import FeatureStore
import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Which recording imported values are of")
struct ImportRecordingTests {
  private func table(_ recordings: [String], at path: String) throws -> String {
    try StudyFolder.write(ImportExample.functionals(recordings), to: path)
    return path
  }

  private func recordings(_ session: String, in folder: String) throws -> [String?]? {
    try ImportExample.record(session, in: folder)?.provenance.foreign?.map(\.recording)
  }

  @Test("recordings of one name in one table get as much of their folders as tells them apart")
  func oneTable() throws {
    try withTemporaryFolder { folder in
      let path = try table(
        ["P1/audio.wav", "P2/audio.wav", "b/visit.2", "c.wav"], at: folder + "/os.csv")
      let outcome = try ImportExample.take(path, into: folder + "/r")
      #expect(outcome.made == ["P1_audio", "P2_audio", "visit.2", "c"] && outcome.failed.isEmpty)
      let second = try #require(try ImportExample.record("P2_audio", in: folder + "/r"))
      #expect(second.readings[12].value == .value(12.2))
      #expect(try ImportExample.take(path, into: folder + "/r").made.isEmpty)
    }
  }

  @Test("values of a recording in another folder are refused, the first ones stay, and both remedies work")
  func twoTables() throws {
    try withTemporaryFolder { folder in
      let first = try table(["P1/audio.wav"], at: folder + "/1/os.csv")
      let second = try table(["P2/audio.wav"], at: folder + "/2/os.csv")
      let both = try table(["a.wav", "P2/audio.wav"], at: folder + "/3/os.csv")
      try ImportExample.take(first, into: folder + "/r")
      for path in [second, both] {
        #expect(
          throws: ImportError.otherRecording(session: "audio", recordings: ["P1/audio.wav", "P2/audio.wav"])
        ) { try ImportExample.take(path, into: folder + "/r") }
      }
      #expect(try recordings("audio", in: folder + "/r") == ["P1/audio.wav"])
      #expect(try ImportExample.record("a", in: folder + "/r") == nil)
      try ImportExample.take(second, into: folder + "/r") { $0.session = "second" }
      #expect(try recordings("second", in: folder + "/r") == ["P2/audio.wav"])
      try ImportExample.take(second, into: folder + "/r") { $0.session = "audio" }
      #expect(try recordings("audio", in: folder + "/r") == ["P2/audio.wav"])
    }
  }

  @Test(
    "one recording is known again however much of its path is told, and by any ending",
    arguments: ["/data/P1/audio.wav", "P1/audio.mp4", "audio.wav", "audio", "./audio.wav"])
  func sameRecording(path: String) throws {
    try withTemporaryFolder { folder in
      try ImportExample.take(try table(["P1/audio.wav"], at: folder + "/1/audio.csv"), into: folder + "/r")
      let again = try table([path], at: folder + "/2/audio.csv")
      #expect(try ImportExample.take(again, into: folder + "/r").extended == ["audio"])
      // A file that names no recording goes by its own name.
      try StudyFolder.write(ImportExample.openFace(faces: ["0"]), to: folder + "/audio.csv")
      #expect(try ImportExample.take(folder + "/audio.csv", into: folder + "/r").extended == ["audio"])
      #expect(try ImportExample.record("audio", in: folder + "/r")?.readings.count == 88 + 6)
    }
  }
}
