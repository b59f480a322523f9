import Foundation
import TestSupport
import Testing

@Suite struct PhqTests {
  private let sound = "participant,date,phq2_1,phq2_2\na,2024-03-01,1,2\nb,2024-03-01,0,\n"

  @Test("phq prints a row a form and ends with 0; what people should know goes to standard error")
  func forms() throws {
    try withTemporaryFolder { folder in
      let table = "\(folder)/items.csv"
      try sound.write(toFile: table, atomically: true, encoding: .utf8)
      let outcome = try Program.run(["phq", table])
      #expect(outcome.status == 0)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == 3 && lines[1].hasPrefix("2,a,,2024-03-01,phq2,3,no,3,3,positive,3,yes"))
      #expect(lines[2].hasSuffix("no total: item 2"))
      #expect(outcome.errors.hasPrefix("Note: read as one row a form"))

      let summary = try Program.run(["phq", table, "--summary", "--format", "json"])
      let body =
        try JSONSerialization.jsonObject(with: Data(summary.output.utf8)) as? [String: [[String: Any]]]
      let counts = body?["phq2"]?.first { $0["quantity"] as? String == "complete" }
      #expect(counts?["value"] as? Double == 1)
    }
  }

  @Test("phq ends with 2 where some rows are bad, 1 where none is good, 64 for arguments that make no sense")
  func exitCodes() throws {
    try withTemporaryFolder { folder in
      let part = "\(folder)/part.csv"
      try (sound + "c,2024-03-01,x,1\n").write(toFile: part, atomically: true, encoding: .utf8)
      let outcome = try Program.run(["phq", part])
      #expect(outcome.status == 2 && outcome.output.split(separator: "\n").count == 3)
      #expect(outcome.errors.contains("Error: Line 4, column ‘phq2_1’") && !outcome.errors.contains("‘c’"))

      let none = "\(folder)/none.csv"
      try "phq2_1,phq2_2\nx,1\n".write(toFile: none, atomically: true, encoding: .utf8)
      #expect(try Program.run(["phq", none]).status == 1)
      #expect(try Program.run(["phq", "\(folder)/absent.csv"]).status == 1)
      #expect(try Program.run(["phq", part, "--dates", "sometimes"]).status == 64)
      #expect(try Program.run(["phq", part, "--scale", "mmpi"]).status == 64)
    }
  }
}
