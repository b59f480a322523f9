import Foundation

/// A table of utterances: one a row, times in seconds.
struct TranscriptTable {
  /// Where the columns this program knows stand, by the table's first line.
  struct Columns {
    let separator: Character
    let count: Int
    let start: Int
    let end: Int
    let text: Int
    let speaker: Int?
    let confidence: Int?

    /// `nil` when the line does not name times and text.
    init?(header: String) {
      for separator in ["\t", ","] as [Character] {
        let names = separated(header, separator: separator).map { name in
          name.filter { !$0.isWhitespace }.lowercased()
        }
        func column(_ candidates: String...) -> Int? { names.firstIndex { candidates.contains($0) } }
        guard let start = column("start_time", "start"), let end = column("stop_time", "end_time", "end"),
          let text = column("value", "text")
        else { continue }
        self.separator = separator
        self.start = start
        self.end = end
        self.text = text
        count = names.count
        speaker = column("speaker")
        confidence = column("confidence")
        return
      }
      return nil
    }

    /// As many cells as the table has columns, trimmed; `nil` when the row has fewer.
    ///
    /// A row with more has separators in its text that nobody quoted.
    func cells(ofRow line: String) -> [String]? {
      var row = separated(line, separator: separator)
      guard row.count >= count else { return nil }
      let last = text + row.count - count
      row.replaceSubrange(text...last, with: [row[text...last].joined(separator: String(separator))])
      return row.map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}

/// A row's cells; a comma-separated row may quote them, doubling quotes inside (RFC 4180).
func separated(_ line: String, separator: Character) -> [String] {
  guard separator == "," else {
    return line.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
  var result: [String] = [""]
  var isQuoted = false
  var quoteClosed = false
  for character in line {
    if character == "\"" {
      if quoteClosed { result[result.count - 1].append(character) }
      quoteClosed = isQuoted
      isQuoted.toggle()
    } else {
      quoteClosed = false
      if character == separator, !isQuoted {
        result.append("")
      } else {
        result[result.count - 1].append(character)
      }
    }
  }
  return result
}
