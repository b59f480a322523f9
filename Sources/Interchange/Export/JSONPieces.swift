/// JSON put together from pieces of text, the bytes that `JSONText` would write: tables of ten million readings are
/// written in seconds, where a general encoder takes minutes.
enum JSONPieces {
  /// How an object is laid out.
  enum Layout {
    case line
    /// Indented by two for each level, objects themselves by `depth` levels.
    case indented(depth: Int)

    var colon: String {
      switch self {
      case .line: ":"
      case .indented: " : "
      }
    }

    /// What stands before a key.
    /// - Parameter level: 1 for the keys of the object itself.
    func lineStart(_ level: Int) -> String {
      switch self {
      case .line: ""
      case .indented(let depth): "\n" + String(repeating: "  ", count: depth + level)
      }
    }

    /// What stands between the braces of an object without keys, itself at a level.
    func emptiness(_ level: Int) -> String {
      switch self {
      case .line: ""
      case .indented: "\n" + lineStart(level)
      }
    }
  }

  /// A string in quotes.
  static func quoted(_ text: String) throws(InterchangeError) -> String {
    // Names are plain nearly always; what has to be escaped is left to the encoder.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }) { return "\"\(text)\"" }
    return String(try JSONText.line(text).dropLast())
  }

  /// The shortest text that reads back to the same number.
  static func number(_ number: Double) -> String {
    let text = number.description
    return text.utf8.last == 0x30 && text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// An object of members whose keys and values are JSON already, in the order given.
  static func object(_ members: [(key: String, value: String)], _ layout: Layout, level: Int) -> String {
    if members.isEmpty { return "{" + layout.emptiness(level) + "}" }
    let start = layout.lineStart(level + 1)
    let colon = layout.colon
    return "{" + members.lazy.map { start + $0.key + colon + $0.value }.joined(separator: ",")
      + layout.lineStart(level) + "}"
  }
}
