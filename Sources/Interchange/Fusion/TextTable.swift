internal import Foundation
internal import PrivateFiles
internal import SwiftCSV

/// A comma-separated file read back: header and rows as text.
struct TextTable {
  let path: String
  let header: [String]
  let rows: [[String]]
  private let places: [String: Int]

  /// - Parameter name: The file's, relative to the results folder.
  init(_ files: ResultsFiles, _ name: String) throws(ResultsReadingError) {
    let path = files.place(of: name)
    let content: Data?
    do throws(PrivacyError) { content = try files.read(name) } catch { throw .sealed(error) }
    guard let data = content, let text = String(data: data, encoding: .utf8),
      let table = try? CSV<Enumerated>(
        string: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, delimiter: .comma,
        loadColumns: false), !table.header.isEmpty
    else { throw .tableUnreadable(path: path) }
    self.path = path
    header = table.header
    rows = table.rows.filter { row in row.contains { !$0.isEmpty } }
    places = Dictionary(
      table.header.enumerated().map { ($1.trimmingCharacters(in: .whitespaces), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func has(_ column: String) -> Bool { places[column] != nil }

  /// The trimmed text of a cell; `nil` where it is empty or there is no such column.
  func text(_ column: String, in row: [String]) -> String? {
    guard let place = places[column], place < row.count else { return nil }
    let text = row[place].trimmingCharacters(in: .whitespaces)
    return text.isEmpty ? nil : text
  }

  /// - Parameter index: The row's place, for the line an error names.
  func number(_ column: String, in row: [String], at index: Int) throws(ResultsReadingError) -> Double? {
    guard let text = text(column, in: row) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw .notANumber(path: path, line: index + 2, column: column)
    }
    return number
  }
}
