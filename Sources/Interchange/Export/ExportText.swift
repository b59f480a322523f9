/// How exports write numbers and rows as text.
enum ExportText {
  /// Empty where there is no number.
  static func cell(_ number: Double?) -> String { number.map(CommaSeparated.cell) ?? "" }

  /// Seconds to the microsecond: finer than any clock here.
  static func seconds(_ seconds: Double) -> String { CommaSeparated.cell((seconds * 1e6).rounded() / 1e6) }

  /// One row between tabs. What would break a row becomes a space: readers of this form know no quotes.
  static func tabbed(_ cells: [String]) -> String {
    cells.map(onOneLine).joined(separator: "\t") + "\n"
  }

  static func onOneLine(_ text: String) -> String {
    // Numbers and names are one line nearly always, and bytes are looked at faster than letters.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x80 }) { return text }
    return String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }

  /// Letters and digits of ASCII alone, for names that allow no more.
  static func alphanumeric(_ text: String) -> String {
    String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  /// Names made from others, in their order; two that would be the same are told apart by a number.
  ///
  /// - Parameter shortened: Makes room for a suffix, where names have a greatest length.
  static func unique(
    _ wanted: [String], separator: String = "", shortened: (String, Int) -> String = { text, _ in text }
  ) -> [String] {
    var taken: Set<String> = []
    return wanted.map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        let suffix = "\(separator)\(number)"
        candidate = shortened(name, suffix.utf8.count) + suffix
        number += 1
      }
      return candidate
    }
  }
}
