import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Where bellwether export writes")
struct ExportPlaceTests {
  /// Results of one session, in `folder/r`.
  private func makeResults(in folder: String) throws -> String {
    let results = try ResultsFolder(path: folder + "/r")
    let store = try FeatureStore(path: results.storePath)
    let measure = Measure(
      name: "speech.pitch.f0.median", title: "Pitch", modality: .speech, unit: "Hz", definition: "-",
      minimumData: "-", source: "-", depression: "-", caution: "-", trust: .checked)
    let record = SessionRecord(
      session: "visit", input: InputRecord(path: "a.wav", sha256: "1"),
      readings: [MeasureReading(measure, .value(120.5))], quality: [], remarks: [],
      gate: GateOutcome(objections: []), failures: [],
      transcript: Transcript(
        language: "de", segments: [.init(start: 0, end: 1, speaker: "P", text: "Ja.", words: [])]),
      provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil))
    _ = try results.write(SessionOutcome(record: record, tracks: [], turns: []))
    try store.save(record)
    try results.writeTables(from: store)
    return folder + "/r"
  }

  @Test("an export into the folder it is made of is refused, through links too, and changes nothing there")
  func ownFolder() throws {
    try withTemporaryFolder { folder in
      let results = try makeResults(in: folder)
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: results)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/table.csv", withDestinationPath: results + "/measures.csv")
      let before = try Program.contents(of: results)
      #expect(before.count > 3)
      for (format, place) in [
        ("csv", results + "/bellwether.sqlite"), ("csv", results + "/measures.csv"), ("bids", results),
        ("npz", results + "/visit/../new.npz"), ("vtt", results + "/visit/words"),
        ("jsonl", folder + "/link/measures.csv"), ("csv", folder + "/table.csv"),
      ] {
        let outcome = try Program.run(["export", results, "--format", format, "--out", place])
        #expect(outcome.status == 1, "\(format) \(place)")
        #expect(
          outcome.errors.contains("may not lie in the results folder it is made of"), "\(outcome.errors)")
        #expect(outcome.errors.contains("Give another place with --out"))
      }
      #expect(try Program.contents(of: results) == before)
      // A folder beside it whose name begins alike is another one.
      let beside = try Program.run(["export", results, "--format", "csv", "--out", results + "2.csv"])
      #expect(beside.status == 0, "\(beside.errors)")
    }
  }

  @Test("FHIR of a session that names nobody says so, and its name is not taken for a person's")
  func unnamed() throws {
    try withTemporaryFolder { folder in
      let outcome = try Program.run(["export", try makeResults(in: folder), "--format", "fhir"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("1 of 1 sessions name no participant"), "\(outcome.errors)")
      #expect(outcome.output.contains("participant not named"))
    }
  }

  @Test("a missing folder, and a file or folder in the way, are named for what they are")
  func obstacles() throws {
    try withTemporaryFolder { folder in
      let results = try makeResults(in: folder)
      try Data().write(to: URL(filePath: folder + "/file"))
      for (format, place, said) in [
        ("csv", folder + "/none/x.csv", "does not exist"), ("fhir", folder + "/none/x", "does not exist"),
        ("bids", folder + "/file", "a file stands where a folder is needed"),
        ("vtt", folder + "/file", "a file stands where a folder is needed"),
        ("csv", folder, "a folder stands there"),
      ] {
        let outcome = try Program.run(["export", results, "--format", format, "--out", place])
        #expect(outcome.status == 1 && outcome.errors.contains(said), "\(format): \(outcome.errors)")
        #expect(!outcome.errors.contains("free disk space"))
      }
    }
  }
}
