import Foundation
import SignalCore
import TestSupport
import Testing

@Suite("Extraction, end to end", .serialized)
struct ExtractionTests {
  /// Short real recordings: public-domain speech, and the same speech again under another name.
  private func fill(_ folder: String) throws {
    let speech = Program.media("unpacked/jfk.wav")
    for name in ["good one.wav", "a/visit.wav", "b/visit.wav", "über/Größe ñ.wav"] {
      try put(try Data(contentsOf: URL(filePath: speech)), "\(folder)/\(name)")
    }
  }

  private func put(_ data: Data, _ path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Rows of a table as column → cell. Enough for tables without quoted cells.
  private func rows(_ path: String) throws -> [[String: String]] {
    let lines = try Program.text(path).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    guard let header = cells.first else { return [] }
    return cells.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  @Test("broken files cost only themselves: exit 2, one line each, everything good is measured")
  func badInput() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in")
      try put(Data(), "\(folder)/in/empty.mp4")
      try put(Data("This is a letter, not a film.\n".utf8), "\(folder)/in/letter.mp4")
      let clip = try Data(contentsOf: URL(filePath: Program.media("unpacked/moving-face.mp4")))
      try put(clip.prefix(clip.count / 2), "\(folder)/in/cut off.mp4")

      let outcome = try Program.run(
        ["extract", "\(folder)/in", "--out", "\(folder)/out", "--modalities", "speech,face"])
      #expect(outcome.status == 2, "\(outcome.errors)")
      let sessions = try rows("\(folder)/out/measures.csv").compactMap { $0["session"] }
      #expect(sessions == ["Größe_ñ", "a_visit", "b_visit", "cut_off", "good_one"].sorted())
      let failures = try rows("\(folder)/out/failures.csv")
      #expect(failures.count == 3)
      #expect(
        Set(failures.compactMap { $0["path"] }) == [
          "\(folder)/in/empty.mp4", "\(folder)/in/letter.mp4", "\(folder)/in/cut off.mp4",
        ])
      #expect(Set(failures.compactMap { $0["message"] }).count == 3, "each has a message of its own")
      let cut = try #require(rows("\(folder)/out/measures.csv").first { $0["session"] == "cut_off" })
      #expect(cut["face.coverage.seconds"]?.isEmpty == false, "what can be decoded is measured")
    }
  }

  @Test("a run that was stopped goes on after the last finished stage and ends in the same bytes")
  func resumed() throws {
    try withTemporaryFolder { folder in
      try put(
        try Data(contentsOf: URL(filePath: Program.media("unpacked/jfk.wav"))), "\(folder)/in/visit.wav")
      let command = ["extract", "\(folder)/in", "--out", "\(folder)/out"]
      #expect(try Program.run(command).status == 0)
      let whole = try Program.contents(of: "\(folder)/out")
      // As if it had been stopped before the session was written.
      try FileManager.default.removeItem(atPath: "\(folder)/out/visit")
      #expect(try Program.run(command).status == 0)
      #expect(try Program.contents(of: "\(folder)/out") == whole)

      // What was kept is what is used: a mark in it comes through, and is gone when everything is made anew.
      let kept = "\(folder)/out/.stages/visit/words.json"
      let marked = try Program.text(kept).replacing("country", with: "marked")
      try put(Data(marked.utf8), kept)
      try FileManager.default.removeItem(atPath: "\(folder)/out/visit")
      #expect(try Program.run(command).status == 0)
      #expect(try Program.text("\(folder)/out/visit/transcript.json").contains("marked"))
      #expect(try Program.run(command + ["--overwrite"]).status == 0)
      #expect(try Program.contents(of: "\(folder)/out") == whole)

      // Half a file counts as none.
      try put(Data(marked.utf8.prefix(400)), kept)
      try FileManager.default.removeItem(atPath: "\(folder)/out/visit")
      #expect(try Program.run(command).status == 0)
      #expect(try Program.contents(of: "\(folder)/out") == whole)
    }
  }

  @Test("a corrected transcript is taken over, stays, and is named in the provenance")
  func corrected() throws {
    try withTemporaryFolder { folder in
      try put(
        try Data(contentsOf: URL(filePath: Program.media("unpacked/jfk.wav"))), "\(folder)/in/visit.wav")
      let command = ["extract", "\(folder)/in", "--out", "\(folder)/out"]
      let path = "\(folder)/out/visit/transcript.json"
      #expect(try Program.run(command).status == 0)
      let machine = try Program.text(path)
      try put(Data(machine.replacing("\"country", with: "\"big country").utf8), path)
      #expect(try Program.run(command).errors.contains("done     visit"))
      #expect(try Program.text(path).contains("big country"))
      let summary = try Program.text("\(folder)/out/visit/summary.json")
      #expect(summary.contains("\"wordsChanged\" : 2"))
      #expect(
        try rows("\(folder)/out/measures.csv").first?["language.tokens.count"] == "24", "22 and two more")
      #expect(try Program.run(command).errors.contains("kept     visit"))
      #expect(try Program.run(command + ["--overwrite"]).status == 0)
      #expect(try Program.text(path).contains("big country"))

      // What cannot be read costs nothing of what was measured before, and says so.
      let good = try Program.text(path)
      try put(Data(good.dropLast(20).utf8), path)
      #expect(try Program.run(command).status == 1)
      #expect(try rows("\(folder)/out/failures.csv").first?["stage"] == "correction")
      #expect(try rows("\(folder)/out/measures.csv").first?["language.tokens.count"] == "24")
      try put(Data(good.utf8), path)
      #expect(try Program.run(command).status == 0)
      #expect(try rows("\(folder)/out/failures.csv").isEmpty)
    }
  }

  @Test("names in a corrected transcript are masked, whether it was corrected before or after masking")
  func correctedAndMasked() throws {
    try withTemporaryFolder { folder in
      try put(
        try Data(contentsOf: URL(filePath: Program.media("unpacked/jfk.wav"))), "\(folder)/in/visit.wav")
      let words = """
        WEBVTT

        00:00.500 --> 00:04.000
        <v Patient>I do not know what to do for my country

        00:05.000 --> 00:07.500
        <v Interviewer>Thank you

        """
      try put(Data(words.utf8), "\(folder)/in/visit.vtt")
      let command = [
        "extract", "\(folder)/in", "--out", "\(folder)/out", "--modalities", "language", "--participant",
        "speaker:Patient",
      ]
      let path = "\(folder)/out/visit/transcript.json"
      func correct(_ text: String, _ other: String) throws {
        let before = try Program.text(path)
        let after = before.replacing(text, with: other)
        #expect(after != before)
        try put(Data(after.utf8), path)
      }
      #expect(try Program.run(command).status == 0)
      try correct("to do for my country", "my sister Maria Lopez will do in Cleveland")
      var outcome = try Program.run(command + ["--deidentify"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      var text = try Program.text(path)
      #expect(text.contains("[PERSON_1]") && text.contains("[PLACE_1]"), "\(text)")
      for name in ["Maria", "Lopez", "Cleveland"] { #expect(!text.contains(name)) }
      #expect(try Program.text("\(folder)/out/visit/masked.csv").contains("[PLACE_1]"))

      try correct("Thank you", "Thank you Sarah Henderson")
      outcome = try Program.run(command + ["--deidentify"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      text = try Program.text(path)
      #expect(!text.contains("Sarah") && !text.contains("Henderson"), "\(text)")
      #expect(text.contains("[PERSON_1]") && text.contains("[PERSON_2]"), "\(text)")
      #expect(try Program.text("\(folder)/out/visit/summary.json").contains("\"correction\""))
      #expect(try Program.run(command + ["--deidentify"]).errors.contains("kept     visit"))
    }
  }

  @Test("a list of turns without words (RTTM) names the speakers of what is recognised")
  func turnsWithoutWords() throws {
    try withTemporaryFolder { folder in
      let turns = """
        SPEAKER jfk 1 0.000 5.000 <NA> <NA> Interviewer <NA> <NA>
        SPEAKER jfk 1 5.000 6.000 <NA> <NA> Patient <NA> <NA>

        """
      try put(Data(turns.utf8), "\(folder)/jfk.rttm")
      let outcome = try Program.run([
        "extract", Program.media("unpacked/jfk.wav"), "--transcript", "\(folder)/jfk.rttm", "--out",
        "\(folder)/out",
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let transcript = try Program.text("\(folder)/out/jfk/transcript.json")
      #expect(transcript.contains("\"Interviewer\"") && transcript.contains("\"Patient\""))
      #expect(transcript.contains("country"))
      let row = try #require(rows("\(folder)/out/measures.csv").first)
      let summary = try Program.text("\(folder)/out/jfk/summary.json")
      #expect(summary.contains("\"participantSource\" : \"speaker:Patient\""))
      let words = try #require(row["language.tokens.count"].flatMap(Int.init))
      #expect(words > 5 && words < 20, "the patient's words alone, of 22")
    }
  }

  @Test("the number of jobs changes no byte, and calling again changes nothing")
  func sameBytes() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in")
      try put(Data(), "\(folder)/in/empty.wav")
      for jobs in ["1", "2"] {
        let outcome = try Program.run([
          "extract", "\(folder)/in", "--out", "\(folder)/out\(jobs)", "--jobs", jobs,
        ])
        #expect(outcome.status == 2, "\(outcome.errors)")
      }
      let one = try Program.contents(of: "\(folder)/out1")
      #expect(one == (try Program.contents(of: "\(folder)/out2")))
      #expect(one.keys.contains("bellwether.sqlite") && one.keys.contains("good_one/tracks.h5"))

      let again = try Program.run(["extract", "\(folder)/in", "--out", "\(folder)/out1"])
      #expect(again.errors.contains("kept     good_one"))
      #expect(one == (try Program.contents(of: "\(folder)/out1")))
      let anew = try Program.run(["extract", "\(folder)/in", "--out", "\(folder)/out1", "--overwrite"])
      #expect(!anew.errors.contains("kept"))
      #expect(one == (try Program.contents(of: "\(folder)/out1")))
    }
  }

  @Test("the sample interview yields every modality, missing values have reasons, and no number is a filler")
  func interview() throws {
    try withTemporaryFolder { folder in
      let outcome = try Program.run(["extract", Program.media("interview.mp4"), "--out", "\(folder)/out"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let row = try #require(try rows("\(folder)/out/measures.csv").first)
      for modality in ["speech.", "language.", "face."] {
        #expect(row.contains { $0.key.hasPrefix(modality) && !$0.value.isEmpty }, "\(modality)")
      }
      let missing = try rows("\(folder)/out/missing.csv")
      let empty = row.filter { $0.value.isEmpty }.map(\.key)
      #expect(Set(empty).isSubset(of: Set(missing.compactMap { $0["measure"] })))
      let text = try Program.text("\(folder)/out/interview/summary.json")
      #expect(text.contains(validationNotice))
      #expect(!text.lowercased().contains(": nan") && !text.lowercased().contains("inf,"))
      #expect(text.contains("speaker:Participant"))
      for file in ["tracks.h5", "transcript.json"] {
        #expect(FileManager.default.fileExists(atPath: "\(folder)/out/interview/\(file)"))
      }
      let report = try Program.run(["report", "\(folder)/out"])
      #expect(report.status == 0)
      let page = try Program.text("\(folder)/out/interview/report.html")
      #expect(
        page.contains(validationNotice) && page.contains("<svg") && !page.contains("http://www.w3.org/1999"))
    }
  }

  @Test("two microphones on two channels are told apart by ear")
  func channels() throws {
    try withTemporaryFolder { folder in
      // Without its transcript beside it, the interview has to be heard.
      try FileManager.default.copyItem(atPath: Program.media("interview.mp4"), toPath: "\(folder)/talk.mp4")
      let outcome = try Program.run(
        [
          "extract", "\(folder)/talk.mp4", "--out", "\(folder)/out", "--participant", "channel:2",
          "--modalities", "speech,language",
        ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let transcript = try Program.text("\(folder)/out/talk/transcript.json")
      #expect(transcript.contains("channel:1") && transcript.contains("channel:2"))
      let row = try #require(try rows("\(folder)/out/measures.csv").first)
      #expect(row["language.tokens.count"].flatMap(Double.init) ?? 0 > 80)
      #expect(row["face.head.yaw.sd"] == "")
    }
  }

  @Test("a picture, a sound and a film each give what is in them")
  func singleKinds() throws {
    try withTemporaryFolder { folder in
      let outcome = try Program.run(
        ["extract", Program.media("unpacked"), "--out", "\(folder)/out"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let found = try rows("\(folder)/out/measures.csv")
      #expect(found.compactMap { $0["session"] } == ["astronaut", "jfk", "moving-face"])
      #expect(found[0].contains { $0.key.hasPrefix("face.") && !$0.value.isEmpty })
      #expect(found[1].contains { $0.key.hasPrefix("speech.voice") && !$0.value.isEmpty })
      #expect(found[2].contains { $0.key.hasPrefix("face.head.movement") && !$0.value.isEmpty })
      let missing = try rows("\(folder)/out/missing.csv")
      #expect(missing.contains { $0["session"] == "jfk" && $0["reason"] == "notRecorded" })
    }
  }

  @Test("a transcript stated to be in another language keeps its counts and loses what needs English")
  func statedLanguage() throws {
    let arguments = ["language", Program.media("interview.vtt"), "--participant", "speaker:Participant"]
    let plain = try Program.run(arguments)
    let stated = try Program.run(arguments + ["--language", "de"])
    #expect(plain.status == 0 && stated.status == 0)
    #expect(!plain.output.contains("notApplicable"))
    #expect(stated.output.contains("notApplicable(language)"))
    func line(_ name: String, _ output: String) -> Substring? {
      output.split(separator: "\n").first { $0.hasPrefix(name) }
    }
    #expect(line("language.tokens.count", stated.output) != nil)
    #expect(line("language.tokens.count", stated.output) == line("language.tokens.count", plain.output))
    #expect(try Program.run(arguments + ["--language", "german"]).status == 64)
  }

  @Test("wrong arguments end with 64, a missing path with 1 and a plain sentence")
  func arguments() throws {
    #expect(try Program.run(["extract"]).status == 64)
    #expect(try Program.run(["extract", "x", "--out", "y", "--modalities", "smell"]).status == 64)
    #expect(try Program.run(["extract", "x", "--out", "y", "--participant", "left"]).status == 64)
    try withTemporaryFolder { folder in
      let outcome = try Program.run(["extract", "\(folder)/no.wav", "--out", "\(folder)/out"])
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("does not exist"))
    }
  }
}
