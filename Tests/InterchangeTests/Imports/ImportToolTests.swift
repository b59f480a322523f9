import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Importing tables of other tools")
struct ImportToolTests {
  @Test("openSMILE's 88 functionals become measures under its own names, one session a recording")
  func functionals() throws {
    try withTemporaryFolder { folder in
      #expect(ImportExample.egemaps.count == 88)
      let file = folder + "/smile_openSMILE2.3.0.csv"
      try StudyFolder.write(ImportExample.functionals(["a/visit1.wav", "visit2"]), to: file)
      let outcome = try ImportExample.take(file, into: folder + "/r")
      #expect(outcome.made == ["visit1", "visit2"])
      let record = try #require(try ImportExample.record("visit2", in: folder + "/r"))
      #expect(record.readings.map(\.measure.name) == ImportExample.egemaps.map { "opensmile.egemaps." + $0 })
      #expect(record.readings[12].value == .value(12.2) && record.readings[0].measure.unit == "st")
      #expect(record.readings.allSatisfy { $0.measure.modality == .speech })
      let source = try #require(record.provenance.foreign?.first)
      #expect(source.version == "2.3.0" && source.recording == "visit2" && source.tracks.isEmpty)
      let text = try String(contentsOfFile: folder + "/r/measures.csv", encoding: .utf8)
      #expect(text.contains("opensmile.egemaps.loudness_sma3_amean"))
      // The summary keeps them apart from the program's own.
      let summary = try #require(
        try JSONSerialization.jsonObject(
          with: Data(contentsOf: URL(filePath: folder + "/r/visit2/summary.json"))) as? [String: Any])
      #expect((summary["measures"] as? [String: Any])?.isEmpty == true)
      #expect((summary["foreign"] as? [String: Any])?.count == 88)
      let exported = try ResultsToExport(
        ResultsFiles(path: folder + "/r"), sessions: nil, measures: nil, catalog: [], withTurns: false)
      #expect(exported.sessions.map(\.readings.count) == [88, 88])
    }
  }

  @Test("importing again gives the same bytes; another file in the same place replaces the first")
  func again() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/v.csv"
      try StudyFolder.write(ImportExample.functionals(["v"]), to: file)
      try StudyFolder.write(ImportExample.openFace(faces: ["0"]), to: folder + "/f/v.csv")
      func both() throws {
        try ImportExample.take(file, into: folder + "/r") { $0.participant = "P1" }
        try ImportExample.take(folder + "/f/v.csv", into: folder + "/r")
      }
      try both()
      let first = ImportExample.contents(of: folder + "/r")
      try both()
      #expect(ImportExample.contents(of: folder + "/r") == first)
      var record = try #require(try ImportExample.record("v", in: folder + "/r"))
      #expect(record.provenance.foreign?.map(\.table) == ["openface", "opensmile.egemaps"])
      #expect(record.input.participant == "P1")
      let mean = record.readings.first { $0.measure.name == "openface.AU12_r.mean" }
      #expect(mean?.value == .value(2))
      // Two faces: neither is known to be the participant's.
      try StudyFolder.write(ImportExample.openFace(faces: ["0", "1"]), to: folder + "/f/v.csv")
      try both()
      record = try #require(try ImportExample.record("v", in: folder + "/r"))
      #expect(
        record.readings.first { $0.measure.name == "openface.AU12_r.mean" }?.value.reason
          == .notApplicable("several faces, none known as the participant’s"))
      #expect(
        try TracksFile.read(folder + "/r/v/tracks.h5").map(\.name) == ["openface_face_0", "openface_face_1"])
      #expect(record.readings.count == 88 + 6)
    }
  }

  @Test(
    "a session that was extracted is extended, its own measures stay, and measuring it anew keeps the imports"
  )
  func besideOwn() throws {
    try withTemporaryFolder { folder in
      let results = try ResultsFolder(path: folder + "/r")
      let own = Track(
        name: "acoustic", timesSeconds: [0, 1],
        columns: [Track.Column(name: "f0", unit: "Hz", values: [100, nil], missingReason: .unvoiced)])
      let record = SessionRecord(
        session: "v", input: InputRecord(path: "v.wav", sha256: "00", participant: "P1"), readings: [],
        quality: [], remarks: [], gate: GateOutcome(objections: []), failures: [],
        transcript: Transcript(
          language: "en",
          segments: [Transcript.Segment(start: 0, end: 1, speaker: nil, text: "yes", words: [])]),
        provenance: Provenance(settingsHash: "h", models: [:], transcriptSHA256: nil))
      let store = try FeatureStore(path: results.storePath)
      _ = try results.write(SessionOutcome(record: record, tracks: [own], turns: []))
      try store.save(record)
      try store.compact()
      // A person corrected a word; a score was made of the measures before.
      let edited = "{\"segments\":[{\"start\":0,\"end\":1,\"text\":\"yes!\",\"words\":[]}]}"
      try StudyFolder.write(edited, to: folder + "/r/v/transcript.json")
      try StudyFolder.write("{}", to: folder + "/r/v/score.json")
      try StudyFolder.write("x", to: folder + "/r/v/turns.csv")

      try StudyFolder.write(ImportExample.openFace(faces: ["0"]), to: folder + "/v.csv")
      let outcome = try ImportExample.take(folder + "/v.csv", into: folder + "/r")
      #expect(outcome.made.isEmpty && outcome.extended == ["v"])
      let extended = try #require(try ImportExample.record("v", in: folder + "/r"))
      #expect(extended.input == record.input && extended.transcript == record.transcript)
      #expect(extended.provenance.measureSetVersion == Provenance.currentMeasureSetVersion)
      let tracks = try TracksFile.read(folder + "/r/v/tracks.h5")
      #expect(tracks.map(\.name) == ["acoustic", "openface"] && tracks[0] == own)
      #expect(try String(contentsOfFile: folder + "/r/v/transcript.json", encoding: .utf8) == edited)
      #expect(FileManager.default.fileExists(atPath: folder + "/r/v/turns.csv"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/r/v/score.json"))

      // What `extract --overwrite` does.
      let anew = record.keepingImports(of: extended)
      _ = try results.write(SessionOutcome(record: anew, tracks: [own], turns: []))
      #expect(anew.foreignReadings.count == 6)
      #expect(try TracksFile.read(folder + "/r/v/tracks.h5").map(\.name) == ["acoustic", "openface"])
      let alone = try #require(anew.importsAlone)
      #expect(alone.provenance.isImportedOnly && alone.readings == anew.foreignReadings)

      #expect(throws: ImportError.otherPerson(session: "v")) {
        try ImportExample.take(folder + "/v.csv", into: folder + "/r") { $0.participant = "P2" }
      }
    }
  }

  @Test("whisperX's words become the transcript of a session that has none")
  func words() throws {
    try withTemporaryFolder { folder in
      try StudyFolder.write(
        #"{"segments":[{"start":0.5,"end":1.5,"text":"well then","speaker":"SPEAKER_00","words":[]}]}"#,
        to: folder + "/w.json")
      try ImportExample.take(folder + "/w.json", into: folder + "/r") {
        $0.kind = .whisperX
        $0.session = "v 1"
      }
      let record = try #require(try ImportExample.record("v_1", in: folder + "/r"))
      #expect(record.transcript?.segments.map(\.text) == ["well then"] && record.readings.isEmpty)
      #expect(try record.provenance.transcriptSHA256 == sha256Hex(ofFileAt: folder + "/w.json"))
      #expect(FileManager.default.fileExists(atPath: folder + "/r/v_1/transcript.json"))
    }
  }

  @Test("wrong kinds, empty folders, one name for two, and two files in one place are refused in plain words")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let faces = folder + "/in/v.csv"
      try StudyFolder.write(ImportExample.openFace(faces: ["0"]), to: faces)
      #expect(throws: ImportError.otherKind(path: faces, found: "OpenFace", stated: "opensmile")) {
        try ImportExample.take(faces, into: folder + "/r") { $0.kind = .openSMILE }
      }
      #expect(throws: ImportError.notFound(path: folder + "/no")) {
        try ImportExample.take(folder + "/no", into: folder + "/r")
      }
      try StudyFolder.write("x", to: folder + "/empty/x.bin")
      #expect(throws: ImportError.nothingFound(path: folder + "/empty")) {
        try ImportExample.take(folder + "/empty", into: folder + "/r")
      }
      let two = folder + "/two.csv"
      try StudyFolder.write(ImportExample.functionals(["a", "b"]), to: two)
      #expect(throws: ImportError.severalSessions(path: two, count: 2)) {
        try ImportExample.take(two, into: folder + "/r") { $0.session = "s" }
      }
      let nameless = folder + "/n.arff"
      try StudyFolder.write("@relation x\n@attribute a numeric\n@data\n1\n", to: nameless)
      #expect(throws: ImportError.nothingToImport(path: nameless)) {
        try ImportExample.take(nameless, into: folder + "/r")
      }
      // Both are values of the whole of ‘v’.
      try StudyFolder.write(ImportExample.functionals(["v"]), to: folder + "/in/s1.csv")
      try StudyFolder.write(ImportExample.functionals(["v"]), to: folder + "/in/s2.csv")
      try StudyFolder.write("hello\n", to: folder + "/in/letter.txt")
      let outcome = try ImportExample.take(folder + "/in", into: folder + "/r")
      #expect(outcome.made == ["v"] && outcome.failed.map(\.path) == [folder + "/in/s2.csv"])
      #expect(outcome.unknownFiles == [folder + "/in/letter.txt"])
    }
  }
}
