internal import Foundation
internal import SwiftCSV

/// The cells of a comma-, semicolon- or tab-separated text, with the lines they stand on.
struct TableText {
  struct Row {
    /// First line of the row in the file, from 1; a quoted cell may hold further ones.
    let line: Int
    let cells: [String]
  }

  /// Without blanks at the ends and without empty columns at the right.
  let header: [String]
  /// Rows that are not blank.
  let rows: [Row]

  init(fileAt path: String) throws(AssessmentTableError) { try self.init(TableFile(path: path)) }

  init(_ file: TableFile) throws(AssessmentTableError) {
    let (path, data) = (file.path, file.data)
    let isUTF16 = data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
    guard let text = String(data: data, encoding: isUTF16 ? .utf16 : .utf8), !text.utf8.contains(0) else {
      throw .notText(path: path)
    }
    try self.init(text, path: path)
  }

  /// - Parameter path: What errors call the text.
  init(_ text: String, path: String) throws(AssessmentTableError) {
    // SwiftCSV takes an open quote for the rest of the file, and drops an empty cell at its very end.
    guard text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else {
      throw .quoteLeftOpen(path: path)
    }
    let separator = Self.separator(of: text)
    var found: [[String]] = []
    do {
      // Reads the header alone; rows come through the callback, which keeps each as long as it is.
      let table = try CSV<Enumerated>(
        string: text + "\n", delimiter: separator, loadColumns: false, rowLimit: 0)
      try table.enumerateAsArray(startAt: 0, rowLimit: nil) { found.append($0) }
    } catch {
      throw .quoteLeftOpen(path: path)
    }

    var rows: [Row] = []
    rows.reserveCapacity(found.count)
    var line = 1
    for cells in found {
      let trimmed = cells.map(Self.trimmed)
      if !trimmed.allSatisfy(\.isEmpty) { rows.append(Row(line: line, cells: trimmed)) }
      line += 1
      for cell in cells where cell.utf8.count > 1 { line += cell.count { $0.isNewline } }
    }
    guard let first = rows.first else { throw .empty(path: path) }
    header = Array(first.cells[...(first.cells.lastIndex { !$0.isEmpty } ?? 0)])
    self.rows = Array(rows.dropFirst())
    guard !self.rows.isEmpty else { throw .empty(path: path) }
  }

  /// The separator that splits the first line most; a comma where none does.
  private static func separator(of text: String) -> CSVDelimiter {
    var counts: [Character: Int] = [:]
    var isQuoted = false
    for character in text.drop(while: \.isNewline) {
      if character == "\"" { isQuoted.toggle() }
      if character.isNewline, !isQuoted { break }
      if !isQuoted { counts[character, default: 0] += 1 }
    }
    let (commas, semicolons, tabs) = (counts[","] ?? 0, counts[";"] ?? 0, counts["\t"] ?? 0)
    if semicolons > commas, semicolons >= tabs { return .semicolon }
    return tabs > commas ? .tab : .comma
  }

  private static func trimmed(_ cell: String) -> String {
    // Almost every cell is a digit or empty.
    guard let first = cell.utf8.first, let last = cell.utf8.last,
      first <= 0x20 || first >= 0x80 || last <= 0x20 || last >= 0x80
    else { return cell }
    return cell.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
