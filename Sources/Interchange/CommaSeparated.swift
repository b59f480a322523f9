/// Comma-separated text as RFC 4180 has it: a header, then rows; lines end with a line feed; UTF-8.
public struct CommaSeparated: Sendable {
  public private(set) var text: String
  private let columnCount: Int

  public init(header: [String]) {
    columnCount = header.count
    text = Self.row(header)
  }

  /// - Precondition: As many cells as the header has.
  public mutating func append(_ cells: [String]) {
    precondition(cells.count == columnCount, "a row has as many cells as the header")
    text += Self.row(cells)
  }

  /// The shortest text that reads back to the same number.
  public static func cell(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }

  /// One row as text, for rows that are printed as they come.
  public static func row(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  /// Quoted where a comma, a quote or a line break would break the row.
  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { breaking.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private static let breaking = Array(",\"\n\r".utf8)
}
