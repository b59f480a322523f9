import Foundation
import TestSupport
import Testing

@Suite("Studies and other tools' tables through the program", .serialized)
struct ImportCommandTests {
  private func put(_ text: String, _ path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// One session in DAIC-WOZ's layout: real speech, half of it the interviewer's by the transcript.
  private func writeStudy(_ folder: String) throws {
    let session = folder + "/300_P/300_"
    try put(
      "start_time\tstop_time\tspeaker\tvalue\n0.3\t5.2\tEllie\tand so my fellow americans\n"
        + "5.3\t10.9\tParticipant\task not what your country can do for you\n", session + "TRANSCRIPT.csv")
    let speech = try Data(contentsOf: URL(filePath: Program.media("unpacked/jfk.wav")))
    try speech.write(to: URL(filePath: session + "AUDIO.wav"))
    let rows = (0..<1100).map { row in
      ([row < 530 ? "90" : "150", "1"] + (2..<74).map { "\($0)" }).joined(separator: ",")
    }
    try put(rows.joined(separator: "\n") + "\n", session + "COVAREP.csv")
    try put(
      "Participant_ID,PHQ8_Binary,PHQ8_Score,Gender\n300,0,12,0\n",
      folder + "/dev_split_Depression_AVEC2017.csv")
  }

  @Test("a study is imported, extracted into the same session, exported and scored as a questionnaire")
  func study() throws {
    try withTemporaryFolder { folder in
      try writeStudy(folder + "/s")
      let results = folder + "/r"
      var outcome = try Program.run(["import", folder + "/s", "--out", results, "--kind", "daic-woz"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("1 session made, 0 extended"))
      #expect(outcome.errors.contains("the score counts: 300"))
      let imported = try Program.contents(of: results)
      outcome = try Program.run(["import", folder + "/s", "--out", results])
      #expect(try Program.contents(of: results) == imported)

      outcome = try Program.run(["extract", folder + "/s", "--out", results, "--modalities", "speech"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let table = try Program.text(results + "/measures.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      #expect(table.count == 2 && table[1][0] == "300")
      let values = Dictionary(zip(table[0], table[1]), uniquingKeysWith: { first, _ in first })
      // Of the participant's turn alone, though the interviewer speaks as long.
      #expect(values["covarep.F0.mean"] == "150")
      #expect(values["speech.pitch.f0.median"]?.isEmpty == false)
      let summary = try Program.text(results + "/300/summary.json")
      #expect(summary.contains("\"participantSpeaker\" : \"Participant\""))
      #expect(summary.contains("\"table\" : \"covarep\"") && !summary.contains("\"table\" : \"transcript\""))

      // Measured once, it is not measured again; importing again leaves what was measured.
      outcome = try Program.run(["import", folder + "/s", "--out", results])
      #expect(outcome.errors.contains("0 sessions made, 1 extended"))
      let whole = try Program.text(results + "/measures.csv")
      #expect(whole.contains("speech.pitch.f0.median") && whole.contains("covarep.F0.mean"))
      outcome = try Program.run(["extract", folder + "/s", "--out", results, "--modalities", "speech"])
      #expect(outcome.status == 0)
      #expect(try Program.text(results + "/measures.csv") == whole)

      outcome = try Program.run(["phq", results + "/assessments.csv"])
      #expect(outcome.status == 0 && outcome.output.contains("300") && outcome.output.contains("phq8"))
      #expect(outcome.errors.contains("says negative for a total of 12"))
      outcome = try Program.run(
        ["export", results, "--format", "json", "--measures", "covarep.F0.*", "--out", folder + "/e"])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test("what is no table of a known tool ends with 1 and says what to give; parts end with 2")
  func faults() throws {
    try withTemporaryFolder { folder in
      try put("hello\n", folder + "/in/letter.csv")
      var outcome = try Program.run(["import", folder + "/in/letter.csv", "--out", folder + "/r"])
      #expect(outcome.status == 1 && outcome.errors.contains("What to do: Give a table of openSMILE"))
      outcome = try Program.run(["import", folder + "/no", "--out", folder + "/r"])
      #expect(outcome.status == 1 && outcome.errors.contains("does not exist"))
      outcome = try Program.run(["import", folder + "/in", "--out", folder + "/r", "--date", "1.2.2025"])
      #expect(outcome.status == 64)
      let face = "frame,timestamp,confidence,success,AU12_r,pose_Rx\n1,0,0.9,1,2,0\n"
      try put(face, folder + "/in/a.csv")
      try put(face + "2,-1,0.9,1,2,0\n", folder + "/in/b.csv")
      outcome = try Program.run(["import", folder + "/in", "--out", folder + "/r"])
      #expect(outcome.status == 2 && outcome.errors.contains("1 session made"))
      #expect(outcome.errors.contains("time runs backwards") && outcome.errors.contains("letter.csv"))
    }
  }
}
