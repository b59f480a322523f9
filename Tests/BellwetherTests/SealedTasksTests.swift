import Foundation
import TestSupport
import Testing

@Suite("Encrypted folders: tasks of a cluster, and tables that lie in them", .serialized)
struct SealedTasksTests {
  private func put(_ data: Data, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try data.write(to: URL(filePath: path))
  }

  /// Files below a folder that hold a text as it is.
  private func traces(of text: String, in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter {
      FileManager.default.contents(atPath: "\(folder)/\($0)")?.range(of: Data(text.utf8)) != nil
    }
  }

  @Test(
    "tasks open an encrypted folder with its key file, seal what they measure, and end in what a plain call measures"
  )
  func tasks() throws {
    try withTemporaryFolder { folder in
      for number in 0..<3 {
        let speech = try TinyRecordings.speech(fromSecond: Double(number), seconds: 1)
        try put(speech, "\(folder)/in/visit \(number).wav")
      }
      try put(Data("none".utf8), "\(folder)/in/broken.wav")
      let key = "\(folder)/a.key"
      #expect(try Program.run(["key", "new", key]).status == 0)
      let extract = ["extract", "\(folder)/in", "--modalities", "speech", "--encrypt"]
      let spread = extract + ["--out", "\(folder)/spread", "--engine", "local", "--jobs", "2"]

      let untyped = try Program.run(spread)
      #expect(untyped.status == 1 && untyped.errors.contains("passphrase"), "\(untyped.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/spread"))

      let whole = try Program.run(extract + ["--out", "\(folder)/whole", "--key-file", key])
      #expect(whole.status == 2, "\(whole.errors)")
      let first = try Program.run(spread + ["--key-file", key])
      #expect(first.status == 2 && first.errors.contains("3 of 4 recordings taken over"), "\(first.errors)")
      let (one, other) = (
        try Program.contents(of: "\(folder)/whole"), try Program.contents(of: "\(folder)/spread")
      )
      #expect(one.keys.sorted() == other.keys.sorted())
      for text in ["speech.pitch", "SQLite", "visit 1.wav"] {
        #expect(traces(of: text, in: "\(folder)/spread") == [], "\(text)")
      }
      func table(_ out: String) throws -> String {
        try Program.run(["export", "\(folder)/\(out)", "--format", "csv", "--key-file", key]).output
      }
      #expect(try table("spread") == (try table("whole")) && table("whole").contains("speech.pitch"))
      let again = try Program.run(spread + ["--key-file", key])
      #expect(again.errors.contains("1 task"), "what failed alone is tried again: \(again.errors)")
      #expect(try Program.contents(of: "\(folder)/spread").keys.sorted() == one.keys.sorted())
    }
  }

  @Test(
    "a study's assessments, sealed by ‘import’, are read by phq, validate and train with the folder's key alone"
  )
  func assessments() throws {
    try withTemporaryFolder { folder in
      let (key, out) = ("\(folder)/a.key", "\(folder)/vault")
      #expect(try Program.run(["key", "new", key]).status == 0)
      let session = "\(folder)/s/300_P/300_"
      let words = "start_time\tstop_time\tspeaker\tvalue\n0.1\t0.9\tParticipant\tmy fellow\n"
      try put(Data(words.utf8), session + "TRANSCRIPT.csv")
      try put(try TinyRecordings.speech(fromSecond: 0, seconds: 1), session + "AUDIO.wav")
      let labels = "Participant_ID,PHQ8_Binary,PHQ8_Score,Gender\n300,1,12,0\n"
      try put(Data(labels.utf8), "\(folder)/s/dev_split_Depression_AVEC2017.csv")
      let extract = ["extract", "\(folder)/s", "--out", out, "--modalities", "speech", "--encrypt"]
      #expect(try Program.run(extract + ["--key-file", key]).status == 0)
      let imported = try Program.run(["import", "\(folder)/s", "--out", out, "--key-file", key])
      #expect(imported.status == 0, "\(imported.errors)")

      let table = "\(out)/assessments.csv"
      for path in [table, table + ".sealed"] {
        let forms = try Program.run(["phq", path, "--key-file", key])
        #expect(forms.status == 0 && forms.output.contains("300") && forms.output.contains("12"))
      }
      let locked = try Program.run(["phq", table])
      #expect(locked.status == 1 && locked.errors.contains("is encrypted") && locked.output.isEmpty)
      #expect(try Program.run(["audit", out, "--key-file", key]).output.contains("export"))

      try put(Data("session,participant,date,score\n300,300,,11\n".utf8), "\(folder)/scores.csv")
      let validated = try Program.run([
        "validate", "\(folder)/scores.csv", "--assessments", table, "--out", "\(folder)/v", "--key-file", key,
      ])
      #expect(!validated.errors.contains("cannot be read"), "\(validated.errors)")
      // One person is too few to learn from, which is only known once the table was read.
      let trained = try Program.run([
        "train", "--sessions", out, "--assessments", table, "--out", "\(folder)/m", "--key-file", key,
      ])
      #expect(trained.status == 1 && !trained.errors.contains("cannot be read"), "\(trained.errors)")
    }
  }

  @Test("what is passed over is counted for people and programs; wrong calls say what stands in the way")
  func passedOver() throws {
    try withTemporaryFolder { folder in
      try put(try TinyRecordings.speech(fromSecond: 0, seconds: 1), "\(folder)/in/visit.wav")
      for name in ["notes.docx", "list.txt", ".hidden.txt"] { try put(Data(), "\(folder)/in/\(name)") }
      let command = [
        "extract", "\(folder)/in", "\(folder)/in/visit.wav", "--out", "\(folder)/out", "--modalities",
        "speech",
      ]
      let outcome = try Program.run(command)
      #expect(outcome.errors.contains("1 of 1 recording measured"), "\(outcome.errors)")
      #expect(
        outcome.errors.contains(
          "Passed over: 2 files of other kinds (.docx, .txt); 1 recording named twice."),
        "\(outcome.errors)")
      let lines = try Program.run(command + ["--json-progress"])
      #expect(
        lines.errors.contains(#""passedOver":{"closedFolders":0,"namedAgain":1,"otherFiles":2}"#),
        "\(lines.errors)")

      let many = try Program.run([
        "extract", "\(folder)/in", Program.media("unpacked/jfk.wav"), "--transcript", "x.vtt", "--out", "o",
      ])
      #expect(many.status == 64 && many.errors.contains("bellwether extract"), "\(many.errors)")
      try put(Data(), "\(folder)/file")
      for place in ["file", "file/below"] {
        let refused = try Program.run(["extract", "\(folder)/in", "--out", "\(folder)/\(place)"])
        #expect(refused.status == 1 && refused.errors.contains("a file stands"), "\(refused.errors)")
      }
    }
  }
}
