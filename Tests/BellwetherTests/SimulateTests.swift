import Foundation
import TestSupport
import Testing

@Suite("bellwether simulate", .serialized)
struct SimulateTests {
  @Test("made-up people go through every command of a study, and whatever comes out says what they are")
  func study() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/made up"
      func run(_ words: String...) throws -> Program.Outcome {
        let outcome = try Program.run(words)
        #expect(outcome.status == 0, "\(words): \(outcome.errors)")
        return outcome
      }
      _ = try run("simulate", path, "--people", "40", "--effect", "1.5", "--seed", "3")
      #expect(try run("doctor", "--check", path).output.contains("40 sessions"))
      _ = try run("phq", path + "/assessments.csv")
      let trained = try run(
        "train", "--sessions", path, "--assessments", path + "/assessments.csv", "--out", folder + "/m")
      #expect(trained.output.contains("SIMULATED PEOPLE"))
      #expect(try Program.text(folder + "/m/card.json").contains("SIMULATED PEOPLE"))
      // Of some too little is there for a score.
      let scored = try Program.run(["score", path, "--model", folder + "/m"])
      #expect([0, 2].contains(scored.status) && scored.errors.contains("SIMULATED PEOPLE"))
      let scores = try Program.text(path + "/scores.csv").split(separator: "\n").dropFirst()
      #expect(scores.count == 40 && scores.allSatisfy { $0.contains("SIMULATED PEOPLE") })
      #expect(try Program.text(path + "/SIM-0001-1/score.json").contains("SIMULATED PEOPLE"))
      #expect(try run("rank", path).errors.contains("SIMULATED PEOPLE"))
      // The model learned from these very people: only its predictions out of the folds may be judged.
      #expect(scores.contains { $0.contains(",yes,") } && !scores.contains { $0.contains(",no,") })
      let known = try Program.run(
        [
          "validate", path + "/scores.csv", "--assessments", path + "/assessments.csv", "--out",
          folder + "/k",
        ])
      #expect(known.status == 1 && known.errors.contains("The model learned from"), "\(known.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/k/validation.json"))
      // People of another made-up study have the same codes and are others.
      let other = folder + "/other"
      _ = try run("simulate", other, "--people", "12", "--seed", "4")
      _ = try Program.run(["score", other, "--model", folder + "/m"])
      let strangers = try Program.text(other + "/scores.csv").split(separator: "\n").dropFirst()
      #expect(strangers.count == 12 && strangers.allSatisfy { $0.contains(",no,") })
      _ = try run("report", path, "--assessments", path + "/assessments.csv")
      for page in ["report.html", "SIM-0002-1/report.html", "people/SIM-0002.html"] {
        #expect(try Program.text("\(path)/\(page)").contains("SIMULATED PEOPLE"), "\(page)")
      }
      let validated = try run(
        "validate", folder + "/m.out_of_fold.csv", "--assessments", path + "/assessments.csv", "--out",
        folder + "/v")
      #expect(validated.output.hasPrefix("SIMULATED PEOPLE"))
      for file in ["validation.html", "validation.json"] {
        #expect(try Program.text("\(folder)/v/\(file)").contains("SIMULATED PEOPLE"))
      }
      let csv = try run("export", path, "--format", "csv")
      #expect(csv.output.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("SIM-") })
      let subtitles = try run("export", path, "--format", "vtt", "--sessions", "SIM-0001-1")
      #expect(subtitles.output.contains("SIMULATED"))
    }
  }

  @Test("nobody who exists is measured into a folder of people who do not, and such a folder is made once")
  func apart() throws {
    try withTemporaryFolder { folder in
      #expect(try Program.run(["simulate", folder + "/s", "--people", "2"]).status == 0)
      let before = try Program.contents(of: folder + "/s")
      let extracted = try Program.run(["extract", Program.media("interview.mp4"), "--out", folder + "/s"])
      #expect(extracted.status == 1 && extracted.errors.contains("SIMULATED PEOPLE"))
      let again = try Program.run(["simulate", folder + "/s", "--people", "2"])
      #expect(again.status == 1 && again.errors.contains("not empty"))
      #expect(try Program.contents(of: folder + "/s") == before)
      for words in [["--people", "0"], ["--people", "2", "--effect", "-1"], []] {
        #expect(try Program.run(["simulate", folder + "/t"] + words).status == 64)
      }
    }
  }
}
