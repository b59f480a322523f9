internal import ClinicalAssessment
internal import Foundation

/// A table of text cells read from a file: RFC 4180 with commas, semicolons or tabs, in UTF-8.
///
/// Cells keep the line they start on, so that a person finds what a message speaks of; a reader that only hands out
/// rows cannot say that once a quoted cell holds a line break.
struct CellTable {
  /// Names as the file has them, without spaces around.
  let header: [String]
  /// As many cells as the header has, without spaces around; rows without any text are left out.
  let rows: [(line: Int, cells: [String])]

  /// - Parameter name: How messages call the table.
  init(text: String, name: String) throws(ValidationError) {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let separator = Self.separator(of: bytes)
    var records: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var line = 1
    var recordLine = 1
    var quoteLine: Int?

    func trimmed(_ cell: [UInt8]) -> String {
      String(decoding: cell, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    }
    func endRecord() {
      cells.append(trimmed(cell))
      cell.removeAll(keepingCapacity: true)
      if cells.contains(where: { !$0.isEmpty }) { records.append((recordLine, cells)) }
      cells.removeAll(keepingCapacity: true)
    }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      let next = index < bytes.endIndex ? bytes[index] : nil
      if byte == Self.lineFeed || byte == Self.carriageReturn && next != Self.lineFeed { line += 1 }
      if quoteLine != nil {
        if byte != Self.quote {
          cell.append(byte)
        } else if next == Self.quote {
          cell.append(byte)
          index += 1
        } else {
          quoteLine = nil
        }
      } else if byte == Self.quote && cell.allSatisfy({ $0 == Self.space }) {
        quoteLine = line
        cell.removeAll(keepingCapacity: true)
      } else if byte == separator {
        cells.append(trimmed(cell))
        cell.removeAll(keepingCapacity: true)
      } else if byte == Self.lineFeed || byte == Self.carriageReturn {
        if byte == Self.carriageReturn && next == Self.lineFeed { continue }
        endRecord()
        recordLine = line
      } else {
        cell.append(byte)
      }
    }
    if let quoteLine { throw .unclosedQuote(table: name, line: quoteLine) }
    endRecord()

    guard let header = records.first, records.count > 1 else { throw .emptyTable(table: name) }
    for record in records where record.cells.count != header.cells.count {
      throw .unevenRow(
        table: name, line: record.line, cells: record.cells.count, wanted: header.cells.count)
    }
    self.header = header.cells
    rows = Array(records.dropFirst())
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")
  private static let space = UInt8(ascii: " ")

  /// Whichever of comma, semicolon and tab the header line has most of.
  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    let header = bytes.prefix { $0 != lineFeed && $0 != carriageReturn }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = candidates.map { candidate in header.count { $0 == candidate } }
    // The first of equals: a header of one column has none of them.
    var best = 0
    for index in counts.indices where counts[index] > counts[best] { best = index }
    return candidates[best]
  }
}
