import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("bellwether export")
struct ExportCommandTests {
  @Test("an unknown format ends with 64 and names the formats; an empty folder says what to give")
  func refused() throws {
    try withTemporaryFolder { folder in
      var outcome = try Program.run(["export", folder, "--format", "parquet"])
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("parquet") && outcome.errors.contains("opensmile-csv"))
      outcome = try Program.run(["export", folder, "--format", "vtt", "--measures", "speech.*"])
      #expect(outcome.status == 64 && outcome.errors.contains("and for elan"), "\(outcome.errors)")
      let empty = folder + "/empty"
      try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
      for format in ["csv", "hdf5", "vtt"] {
        outcome = try Program.run(["export", empty, "--format", format, "--out", folder + "/out"])
        #expect(outcome.status == 1 && outcome.errors.contains("holds no measured session"), "\(format)")
        #expect(outcome.errors.contains("Give the folder that ‘bellwether extract --out’ wrote."))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["empty"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: empty).isEmpty)
    }
  }

  @Test("letters of any language stand in every format of measures, names in the file system included")
  func anyLetters() throws {
    try withTemporaryFolder { folder in
      let name = "Zoë Müller 李"
      let results = try ResultsFolder(path: folder + "/r")
      let store = try FeatureStore(path: results.storePath)
      let measure = Measure(
        name: "speech.pitch.f0.median", title: "Pitch", modality: .speech, unit: "Hz", definition: "-",
        minimumData: "-", source: "-", depression: "-", caution: "-", trust: .checked)
      let record = SessionRecord(
        session: "Besuch ü 1", input: InputRecord(path: "a.wav", sha256: "1", participant: name),
        readings: [MeasureReading(measure, .value(120.5))], quality: [], remarks: [],
        gate: GateOutcome(objections: []), failures: [],
        transcript: Transcript(
          language: "de", segments: [.init(start: 0, end: 1, speaker: name, text: "Ja.", words: [])]),
        provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil))
      let track = Track(
        name: "acoustic", timesSeconds: [0, 1],
        columns: [.init(name: "f0", unit: "Hz", values: [100, nil], missingReason: .unvoiced)])
      _ = try results.write(SessionOutcome(record: record, tracks: [track], turns: []))
      try store.save(record)
      for format in ["csv", "tsv", "json", "jsonl", "arff", "fhir", "bids", "redcap", "hdf5", "csd"] {
        let place = "\(folder)/\(format) é"
        let outcome = try Program.run(["export", folder + "/r", "--format", format, "--out", place])
        #expect(outcome.status == 0, "\(format): \(outcome.errors)")
        var isFolder: ObjCBool = false
        _ = unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
        let bytes =
          isFolder.boolValue
          ? try Program.contents(of: place).values.reduce(Data(), +)
          : try Data(contentsOf: URL(filePath: place))
        // Sequences are named by session. Archives of NumPy are packed and have a test of their own.
        let wanted = format == "csd" ? "Besuch ü 1" : name
        #expect(bytes.range(of: Data(wanted.utf8)) != nil, "\(format)")
      }
      let spoken = try Program.run(["export", folder + "/r", "--format", "vtt"])
      #expect(spoken.output.contains("<v \(name)>Ja."))
    }
  }

  @Test("imported values of openSMILE are given back under its names; sessions left out are counted")
  func openSMILE() throws {
    try withTemporaryFolder { folder in
      let header = try Program.run([
        "acoustics", Program.media("unpacked/jfk.wav"), "--set", "egemaps-compat", "--format", "csv",
      ]).output.prefix { $0 != "\n" }
      let names = header.split(separator: ",").map(String.init)
      // A mean pitch of 0 says that nothing was voiced: values of the voice are missing.
      let rows = [("whole", "30.5"), ("unvoiced", "0")].map { name, pitch in
        "'\(name)';0.000000;" + ([pitch] + names.dropFirst().map { _ in "1.5" }).joined(separator: ";")
      }
      let table = ["name;frameTime;" + names.joined(separator: ";")] + rows
      try Data((table.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: folder + "/os.csv"))
      var outcome = try Program.run(["import", folder + "/os.csv", "--out", folder + "/r"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      outcome = try Program.run(["export", folder + "/r", "--format", "opensmile-csv"])
      #expect(outcome.status == 0 && outcome.errors.contains("1 of 2 sessions left out"), "\(outcome.errors)")
      #expect(outcome.output == table.dropLast().joined(separator: "\n") + "\n")

      // A run that was stopped before it saved a session.
      try FileManager.default.copyItem(atPath: folder + "/r/whole", toPath: folder + "/r/unsaved")
      for format in ["csv", "redcap"] {
        outcome = try Program.run([
          "export", folder + "/r", "--format", format, "--deidentify", "--out", "\(folder)/\(format)",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("1 session folder left out"))
        #expect(outcome.errors.contains("doctor --check DIR --repair"))
      }
    }
  }
}
