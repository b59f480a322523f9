import Foundation
import Interchange
import Testing

@Suite("Documentation of formats")
struct FormatTableTests {
  private struct Row {
    let format: String
    let file: String
    let test: String
    let tool: String
    let left: String
  }

  private static func rows() throws -> [Row] {
    try Program.text(Program.home.appending(path: "Documentation/FORMATS.md").path)
      .split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        try #require(cells.count == 5, "\(line)")
        let parts = cells[2].components(separatedBy: "`: ")
        try #require(parts.count == 2, "\(line)")
        return Row(
          format: cells[0].filter { $0 != "`" }, file: parts[0].filter { $0 != "`" }, test: parts[1],
          tool: cells[3], left: cells[4])
      }
  }

  @Test("every format that the program takes has one row, in its order, and no other has")
  func all() throws {
    let refusal = try Program.run(["export", "--format", "none", "."]).errors
    let names = refusal.matches(of: /(?m)^  - ([a-z0-9-]+)$/).map { String($0.output.1) }
    #expect(names.count >= 20)
    #expect(try Self.rows().map(\.format) == names)
  }

  @Test("every row names a test that is there, the tool that reads the file in it, and what is not carried")
  func proved() throws {
    for row in try Self.rows() {
      let source = try Program.text(Program.home.appending(path: row.file).path)
      #expect(source.contains("\"\(row.test)\""), "\(row.format): no test ‘\(row.test)’ in \(row.file)")
      if row.tool != "–" { #expect(source.contains("\"\(row.tool)\""), "\(row.format): \(row.tool)") }
      #expect(!row.left.isEmpty)
    }
  }

  @Test("the formats said to hold one session at a time are those that do")
  func streamed() throws {
    let text = try Program.text(Program.home.appending(path: "Documentation/FORMATS.md").path)
    let names = ExportFormat.allCases.filter(\.isStreamed).map { "`\($0.rawValue)`" }
    let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    #expect(text.contains("\(list) hold one session in memory at a time"))
  }
}
