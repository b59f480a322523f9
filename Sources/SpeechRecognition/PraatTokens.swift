import Foundation

/// The strings, numbers and flags of one of Praat's text files; all else in it is there for the reader's eye.
///
/// Long and short files differ in that only: a long one says `xmin = 0` where a short one says `0`. A
/// quote inside a string is doubled, and a string may run over several lines.
struct PraatTokens {
  enum Token: Equatable {
    case text(String)
    case number(Double)
    case flag(String)
  }

  private var tokens: [(token: Token, line: Int)] = []
  private var next = 0
  private let path: String

  init(_ text: TranscriptText) throws(TranscriptError) {
    path = text.path
    var line = 1
    var rest = text.text[...]
    while let character = rest.first {
      if character == "\"" {
        let first = line
        guard let string = Self.string(from: &rest, countingIn: &line) else {
          throw .broken(path: text.path, line: first)
        }
        tokens.append((.text(string), first))
      } else if character == "!" {
        rest = rest.drop { $0 != "\n" }
      } else if character.isWhitespace {
        if character == "\n" { line += 1 }
        rest.removeFirst()
      } else {
        let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
        rest = rest.dropFirst(word.count)
        if let number = Double(word), number.isFinite {
          tokens.append((.number(number), line))
        } else if word.first == "<", word.last == ">" {
          tokens.append((.flag(word.dropFirst().dropLast().lowercased()), line))
        }
      }
    }
  }

  /// What stands between two quotes, the doubled ones made single; `nil` when the closing one is missing.
  private static func string(from rest: inout Substring, countingIn line: inout Int) -> String? {
    var result = ""
    rest.removeFirst()
    while let end = rest.firstIndex(of: "\"") {
      let part = rest[..<end]
      result += part
      line += part.count { $0 == "\n" }
      rest = rest[rest.index(after: end)...]
      guard rest.first == "\"" else { return result }
      result.append("\"")
      rest.removeFirst()
    }
    return nil
  }

  /// The header of a TextGrid, in its first two filled lines.
  static func looksLikeTextGrid(_ lines: some Sequence<String>) -> Bool {
    let head = lines.joined(separator: " ")
    return head.contains("\"ooTextFile") && head.contains("\"TextGrid\"")
  }

  /// The line of the token that comes next, or of the last one.
  var line: Int { tokens.indices.contains(next) ? tokens[next].line : tokens.last?.line ?? 1 }

  mutating func text() throws(TranscriptError) -> String {
    guard case .text(let text)? = token else { throw .broken(path: path, line: line) }
    next += 1
    return text
  }

  mutating func number() throws(TranscriptError) -> Double {
    guard case .number(let number)? = token else { throw .broken(path: path, line: line) }
    next += 1
    return number
  }

  /// A whole number from 0 to what the file can still hold.
  mutating func count() throws(TranscriptError) -> Int {
    let here = line
    let number = try number()
    guard let count = Int(exactly: number), (0...tokens.count).contains(count) else {
      throw .broken(path: path, line: here)
    }
    return count
  }

  mutating func flag() throws(TranscriptError) -> String {
    guard case .flag(let flag)? = token else { throw .broken(path: path, line: line) }
    next += 1
    return flag
  }

  private var token: Token? { tokens.indices.contains(next) ? tokens[next].token : nil }
}
