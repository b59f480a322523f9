/// A transcript's text with what was not spoken taken out.
///
/// Removed: everything in round, square, curly or angle brackets (`[noise]`, `<laughter>`, `((unclear))`),
/// up to three words between asterisks (`*sighs*`), and the stand-alone marks of research transcripts
/// (`xxx` for unintelligible, `scrubbed_entry` for a removed name). A bracket that never closes loses
/// only itself. Typographic apostrophes and hyphens become `'` and `-`; invisible characters go.
package struct SpokenText: Sendable, Hashable {
  package let text: String

  private static let closingBracket: [Character: Character] = ["(": ")", "[": "]", "{": "}", "<": ">"]
  private static let markWords: Set<String> = ["xxx", "scrubbed_entry"]
  private static let maximumAsteriskWords = 3

  package init(_ raw: String) {
    let spoken = Self.removingMarks(Array(Self.plain(raw)))
    let pieces = spoken.split(whereSeparator: \.isWhitespace).filter { piece in
      let core = piece.drop { !$0.isLetter }
      let word = core.prefix { $0.isLetter || $0 == "_" }
      return !Self.markWords.contains(word.lowercased())
        || core.dropFirst(word.count).contains(where: \.isLetter)
    }
    text = pieces.joined(separator: " ")
  }

  private static func plain(_ raw: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in raw.unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}", "\u{02BC}", "\u{FF07}", "\u{0060}", "\u{00B4}": scalars.append("'")
      case "\u{2010}", "\u{2011}": scalars.append("-")
      case "\u{00AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": continue
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func removingMarks(_ characters: [Character]) -> String {
    var result = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let end: Int?
      if let closing = closingBracket[character] {
        end = matchingBracket(in: characters, from: index, closing: closing)
        // An unclosed bracket separates words and is otherwise nothing.
        if end == nil { result.append(" ") }
      } else if character == "*" {
        end = closingAsterisk(in: characters, from: index)
        if end == nil { result.append(" ") }
      } else {
        end = nil
        result.append(character)
      }
      if end != nil { result.append(" ") }
      index = (end ?? index) + 1
    }
    return result
  }

  /// Where the bracket opened at `start` closes, brackets of its own kind inside it counted.
  private static func matchingBracket(
    in characters: [Character], from start: Int, closing: Character
  ) -> Int? {
    var depth = 0
    for index in start..<characters.count {
      if characters[index] == characters[start] { depth += 1 }
      if characters[index] == closing { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private static func closingAsterisk(in characters: [Character], from start: Int) -> Int? {
    guard start + 1 < characters.count, characters[start + 1].isLetter,
      let end = characters[(start + 1)...].firstIndex(of: "*"),
      characters[(start + 1)..<end].split(whereSeparator: \.isWhitespace).count <= maximumAsteriskWords
    else { return nil }
    return end
  }
}
