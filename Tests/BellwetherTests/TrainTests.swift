import Foundation
import TestSupport
import Testing

@Suite("bellwether train", .serialized)
struct TrainTests {
  @Test(
    "whole sites are held out when asked for, told by name when they cannot be, and --quiet says neither progress nor files"
  )
  func sites() throws {
    try withTemporaryFolder { folder in
      #expect(try Program.run(["simulate", folder + "/s", "--people", "40", "--seed", "3"]).status == 0)
      let table = folder + "/s/assessments.csv"
      let train = ["train", "--sessions", folder + "/s", "--folds-by", "site", "--jobs", "2"]
      let loud = try Program.run(train + ["--assessments", table, "--out", folder + "/a"])
      #expect(loud.status == 0, "\(loud.errors)")
      #expect(loud.output.contains("At sites of which the model had seen nobody"))
      #expect(loud.errors.contains("training  ") && loud.errors.contains("Whole sites are held out"))
      let card = try Program.text(folder + "/a/card.json")
      #expect(card.contains("\"siteFigures\"") && card.contains("cross-validation by site"))
      let quiet = try Program.run(train + ["--assessments", table, "--out", folder + "/b", "--quiet"])
      #expect(quiet.status == 0 && quiet.output == loud.output)
      #expect(!quiet.errors.contains("training  ") && !quiet.errors.contains("written"))
      #expect(try Program.contents(of: folder + "/a") == Program.contents(of: folder + "/b"))
      let siteless = folder + "/siteless.csv"
      let text = try Program.text(table)
      let header = try #require(text.split(separator: "\n").first)
      #expect(header.contains("site"))
      try Data(text.replacing("site", with: "clinic").utf8).write(to: URL(filePath: siteless))
      let refused = try Program.run(train + ["--assessments", siteless, "--out", folder + "/c"])
      #expect(refused.status == 1 && refused.errors.contains("has no site"), "\(refused.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/c"))
    }
  }
}
