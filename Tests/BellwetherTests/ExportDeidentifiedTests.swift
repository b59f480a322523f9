import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("bellwether export --deidentify", .serialized)
struct ExportDeidentifiedTests {
  /// Nowhere in a de-identified export, in whatever case.
  private static let secrets = [
    "zyxwanda", "quillfeather", "vorpal", "mimsywood", "feedface", "2031-12-24", "rec.wav",
  ]
  private static let participant = "Zyxwanda Quillfeather"

  /// Two sessions of one participant, and one of nobody named that was masked when it was extracted.
  private func makeResults(_ path: String) throws {
    let compatible = try Program.run([
      "acoustics", Program.media("unpacked/jfk.wav"), "--set", "egemaps-compat", "--format", "csv",
    ]).output.prefix { $0 != "\n" }.split(separator: ",").map {
      measure("speech.egemaps_compat." + $0.lowercased().replacing("-", with: "_"))
    }
    #expect(compatible.count == 88)
    let results = try ResultsFolder(path: path)
    let store = try FeatureStore(path: results.storePath)
    for (session, named, hash) in [
      ("Quillfeather first", Self.participant, "feedface02"),
      ("Quillfeather second", Self.participant, "feedface03"),
      ("Vorpal_8842", nil, "feedface01"),
    ] {
      let said =
        named == nil
        ? "[PERSON_1] knows Vorpal_8842 and Sarah."
        : "My name is Zyxwanda Quillfeather and my sister Sarah Henderson lives in Cleveland."
      let thanked = named == nil ? "[PERSON_1]." : "Zyxwanda."
      let record = SessionRecord(
        session: session,
        input: InputRecord(
          path: "/srv/Mimsywood/Quillfeather-rec.wav", sha256: hash, participant: named, date: "2031-12-24"),
        readings: compatible.map { MeasureReading($0, .value(1.5)) } + [
          MeasureReading(
            measure("speech.pitch.f0.median"),
            .missing(.failed("‘/srv/Mimsywood/Quillfeather-rec.wav’ cannot be read.")))
        ], quality: [], remarks: ["Of Zyxwanda."], gate: GateOutcome(objections: []), failures: [],
        transcript: Transcript(
          language: "en",
          segments: [
            .init(start: 0, end: 2, speaker: named ?? "Vorpal_8842", text: said, words: []),
            .init(
              start: 2, end: 3, speaker: "Interviewer", text: "Thank you, \(thanked)",
              words: [
                .init(word: "Thank", start: 2, end: 2.2), .init(word: "you,", start: 2.2, end: 2.5),
                .init(word: thanked, start: 2.5, end: 3),
              ]),
          ]), provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil))
      let times = [0, 0.5, 1.0]
      let face = Track(
        name: "face", timesSeconds: times,
        columns: [.init(name: "presence", unit: "1", values: [1, 1, nil], missingReason: .noFace)])
      let turn = TurnReadings(
        time: TimeRange(startSeconds: 0, endSeconds: 2),
        readings: [MeasureReading(measure("speech.pitch.f0.median"), .value(120))])
      let masks =
        "segment,start_seconds,class,pseudonym,basis,confidence\n1,0,PERSON,[PERSON_1],rule: title,\n"
      let files = try results.write(
        SessionOutcome(record: record, tracks: [face], turns: [turn], masks: named == nil ? masks : nil))
      try store.save(record)
      try store.save(files, of: session)
      let score = """
        {"scorer": {"name": "ridge", "version": "2", "unit": "1"}, "session": "\(session)",
         "participant": "Zyxwanda", "missing": "failed(Mimsywood)"}
        """
      try Data(score.utf8).write(to: URL(filePath: "\(path)/\(session)/score.json"))
    }
  }

  private func measure(_ name: String) -> Measure {
    Measure(
      name: name, title: name, modality: .speech, unit: "Hz", definition: "-", minimumData: "-", source: "-",
      depression: "-", caution: "-", trust: .checked)
  }

  private func formats() throws -> [String] {
    try Program.run(["export", "--format", "none", "."]).errors.matches(of: /(?m)^  - ([a-z0-9-]+)$/)
      .map { String($0.output.1) }
  }

  /// Names and bytes of everything below a place in lower case, texts of packed arrays unpacked.
  private func content(_ place: String, _ format: String) throws -> Data {
    var data = Data()
    for (name, bytes) in try Program.contents(of: place) { data += Data(name.utf8) + bytes }
    if data.isEmpty { data = try Data(contentsOf: URL(filePath: place)) }
    if format == "npz" {
      let archive = try NumPyArchive(path: place)
      for name in archive.names {
        data += Data(name.utf8)
        for text in try archive.array(name).texts ?? [] { data += Data(text.utf8) }
      }
    }
    return Data(data.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 })
  }

  private func stands(_ text: String, in data: Data) -> Bool {
    [String.Encoding.utf8, .utf16LittleEndian, .utf32LittleEndian].contains { encoding in
      text.data(using: encoding).map { data.range(of: $0) != nil } ?? false
    }
  }

  @Test("in every format no byte of any file tells whose the sessions are; without it every format does")
  func everyFormat() throws {
    try withTemporaryFolder { folder in
      try makeResults(folder + "/r")
      let forms = "participant,date,phq8_1,phq8_2,phq8_3,phq8_4,phq8_5,phq8_6,phq8_7,phq8_8\n"
      try Data((forms + Self.participant + ",2031-12-24,0,1,2,3,0,1,2,3\n").utf8).write(
        to: URL(filePath: folder + "/forms.csv"))
      let formats = try formats()
      #expect(formats.count >= 20)
      for format in formats {
        var command = ["export", folder + "/r", "--format", format]
        if format == "fhir" { command += ["--assessments", folder + "/forms.csv"] }
        if format == "elan" { command += ["--measures", "*"] }
        let (open, masked) = ("\(folder)/open-\(format)", "\(folder)/masked-\(format)")
        var outcome = try Program.run(command + ["--out", open])
        #expect(outcome.status == 0, "\(format): \(outcome.errors)")
        #expect(stands("quillfeather", in: try content(open, format)), "\(format)")
        outcome = try Program.run(command + ["--out", masked, "--deidentify"])
        #expect(outcome.status == 0, "\(format): \(outcome.errors)")
        let bytes = try content(masked, format)
        for secret in Self.secrets { #expect(!stands(secret, in: bytes), "\(format): \(secret)") }
        if format == "fhir" { #expect(stands("questionnaireresponse", in: bytes)) }
        #expect(stands("s0001", in: bytes) && stands("s0003", in: bytes), "\(format)")
        let table = masked + ".masked.csv"
        #expect(FileManager.default.fileExists(atPath: table) == outcome.errors.contains("masked. A person"))
      }
    }
  }

  @Test(
    "what was said is masked, also in sessions masked before; the table of it lies beside the export")
  func words() throws {
    try withTemporaryFolder { folder in
      try makeResults(folder + "/r")
      let outcome = try Program.run([
        "export", folder + "/r", "--format", "vtt", "--deidentify", "--out", folder + "/words/",
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let files = try Program.contents(of: folder + "/words")
      // The hashes of the recordings decide the numbers, not the names.
      #expect(files.keys.sorted() == ["S0001.vtt", "S0002.vtt", "S0003.vtt"])
      let texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
      let before = try #require(texts["S0001.vtt"])
      #expect(before.contains("[PERSON_1] knows ") && !before.contains("Sarah"), "\(texts)")
      #expect(before.contains("[PERSON_2]") && !before.contains("Vorpal"), "\(texts)")
      let spoken = try #require(texts["S0002.vtt"])
      #expect(
        spoken.contains("[PERSON_1]") && spoken.contains("[PLACE_1]") && spoken.contains("<v Interviewer>"))
      #expect(!spoken.contains("Sarah") && !spoken.contains("Cleveland"))
      let table = try Program.text(folder + "/words.masked.csv")
      #expect(
        table.hasPrefix("session,segment,start_seconds,class,pseudonym,basis,confidence\nS0001,1,0,PERSON,"))
      #expect(table.contains("S0003,"))
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/words.masked.csv")[
        .posixPermissions]
      #expect(mode as? Int == 0o600)
      #expect(outcome.errors.contains("words.masked.csv: where something was masked"), "\(outcome.errors)")
    }
  }

  @Test("the key is written only when asked for, for its owner alone, and earlier pseudonyms stay")
  func key() throws {
    try withTemporaryFolder { folder in
      try makeResults(folder + "/r")
      let key = folder + "/who.csv"
      func export(_ more: [String]) throws -> Program.Outcome {
        try Program.run(
          ["export", folder + "/r", "--format", "csv", "--deidentify", "--measures", "*median"] + more)
      }
      let first = try export(["--pseudonyms", key])
      #expect(first.status == 0, "\(first.errors)")
      #expect(
        first.output
          == """
          session,participant,date,speech.pitch.f0.median,speech.pitch.f0.median__missing
          S0001,,,,failed
          S0002,P0001,,,failed
          S0003,P0001,,,failed

          """)
      let table = """
        kind,pseudonym,name
        participant,P0001,Zyxwanda Quillfeather
        session,S0001,Vorpal_8842
        session,S0002,Quillfeather first
        session,S0003,Quillfeather second

        """
      #expect(try Program.text(key) == table)
      #expect(try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int == 0o600)
      #expect(try export([]).output == first.output)
      #expect(try export(["--sessions", "Quillfeather second"]).output.contains("\nS0003,P0001,"))

      // A person whose recording's hash comes first is numbered last where the key is kept.
      try FeatureStore(path: folder + "/r/bellwether.sqlite").save(
        SessionRecord(
          session: "A", input: InputRecord(path: "a.wav", sha256: "0", participant: "Aa"),
          readings: [MeasureReading(measure("speech.pitch.f0.median"), .value(1))], quality: [], remarks: [],
          gate: GateOutcome(objections: []), failures: [], transcript: nil,
          provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil)))
      #expect(try export(["--pseudonyms", key]).output.hasSuffix("\nS0004,P0002,,1,\n"))
      #expect(try Program.text(key).contains("participant,P0002,Aa\n"))
      #expect(try export([]).output.contains("\nS0001,P0001,,1,\n"))

      for (place, said) in [
        (folder + "/r/key.csv", "may not lie in the results folder"),
        (folder + "/x/key.csv", "would lie in the export, or be"),
        (folder + "/r.csv", "no key to pseudonyms"),
      ] {
        try Data("session,score\na,1\n".utf8).write(to: URL(filePath: folder + "/r.csv"))
        let refused = try Program.run([
          "export", folder + "/r", "--format", "bids", "--out", folder + "/x", "--deidentify", "--pseudonyms",
          place,
        ])
        #expect(refused.status == 1 && refused.errors.contains(said), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/x"))
      }
      let alone = try Program.run(["export", folder + "/r", "--format", "csv", "--pseudonyms", key])
      #expect(alone.status == 64 && alone.errors.contains("go with --deidentify"))
    }
  }

  @Test("a folder that holds files already, and a key where the table of masks goes, are refused")
  func places() throws {
    try withTemporaryFolder { folder in
      try makeResults(folder + "/r")
      let export = ["export", folder + "/r", "--out", folder + "/x"]
      #expect(try Program.run(export + ["--format", "bids"]).status == 0)
      for format in ["bids", "vtt"] {
        let outcome = try Program.run(export + ["--format", format, "--deidentify"])
        #expect(outcome.status == 1 && outcome.errors.contains("holds files already"), "\(outcome.errors)")
      }
      let key = folder + "/y.masked.csv"
      let outcome = try Program.run([
        "export", folder + "/r", "--format", "vtt", "--out", folder + "/y", "--deidentify", "--pseudonyms",
        key,
      ])
      #expect(outcome.status == 1 && outcome.errors.contains("overwritten by it"), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: key))
    }
  }

  @Test("an encrypted folder is de-identified as a plain one is")
  func encrypted() throws {
    try withTemporaryFolder { folder in
      let key = folder + "/a.key"
      #expect(try Program.run(["key", "new", key]).status == 0)
      try Data("path,session,participant\n\(Program.media("unpacked/jfk.wav")),Vorpal,Zyxwanda\n".utf8).write(
        to: URL(filePath: folder + "/m.csv"))
      let extract = [
        "extract", folder + "/m.csv", "--out", folder + "/r", "--modalities", "language", "--encrypt",
      ]
      #expect(try Program.run(extract + ["--key-file", key]).status == 0)
      for format in ["csv", "vtt"] {
        let outcome = try Program.run([
          "export", folder + "/r", "--format", format, "--deidentify", "--key-file", key,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(format == "csv" ? "\nS0001,P0001," : "country"))
        for secret in Self.secrets { #expect(!outcome.output.lowercased().contains(secret)) }
      }
    }
  }

  @Test("a transcript that is not English is left out and said so, for nothing masks it")
  func otherLanguage() throws {
    try withTemporaryFolder { folder in
      try makeResults(folder + "/r")
      let path = folder + "/r/Quillfeather first/transcript.json"
      try Data(try Program.text(path).replacing("\"en\"", with: "\"de\"").utf8).write(to: URL(filePath: path))
      var outcome = try Program.run([
        "export", folder + "/r", "--format", "srt", "--deidentify", "--out", folder + "/words",
      ])
      #expect(
        outcome.status == 0 && outcome.errors.contains("Quillfeather first is left out."), "\(outcome.errors)"
      )
      #expect(try Program.contents(of: folder + "/words").keys.sorted() == ["S0001.srt", "S0003.srt"])
      outcome = try Program.run([
        "export", folder + "/r", "--format", "srt", "--deidentify", "--sessions", "Quillfeather first",
      ])
      #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.errors.contains("English only"))
    }
  }
}
