/// A table as it stands in `Documentation/BENCHMARKS.md`.
struct MarkdownTable {
  private var lines: [String]

  init(_ header: String...) { self.init(header) }

  init(_ header: [String]) {
    lines = [Self.row(header), Self.row(header.map { _ in "---" })]
  }

  mutating func add(_ cells: String...) { add(cells) }

  mutating func add(_ cells: [String]) { lines.append(Self.row(cells)) }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
