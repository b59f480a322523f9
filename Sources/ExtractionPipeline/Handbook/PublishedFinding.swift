internal import Foundation

/// One thing published about a measure and depression, taken out of the measure's own text.
public struct PublishedFinding: Sendable, Hashable, Encodable {
  /// The text it was taken from.
  public let statement: String
  /// Sizes as published, for example `r = .13`; empty where none is known.
  public let effects: [String]
  /// Intervals as published, for example `[.10, .16]`; empty where none is known.
  public let intervals: [String]
  /// Publications it rests on; empty where the text names none.
  public let citations: [String]
  /// Whether it speaks against the relation.
  public let isContrary: Bool

  /// What a measure's text says, statement by statement. Statements that name neither a publication nor a size, and
  /// speak against nothing, are left out: they say what is not known, or what a reader must bear in mind.
  static func all(in text: String) -> [PublishedFinding] {
    pieces(of: text, at: ". ").flatMap { sentence in
      pieces(of: sentence, at: "; ").compactMap { statement in
        let isAgainst =
          sentence.hasPrefix("Against it") || contraryMarks.contains { statement.contains($0) }
        let finding = PublishedFinding(statement: statement, isContrary: isAgainst)
        return finding.effects.isEmpty && finding.citations.isEmpty && !isAgainst ? nil : finding
      }
    }
  }

  private init(statement: String, isContrary: Bool) {
    self.statement = statement.trimmingCharacters(in: CharacterSet(charactersIn: " ."))
    effects = Self.matches(Self.effect, in: statement)
    intervals = Self.matches(Self.interval, in: statement)
    citations = Self.citations(in: statement)
    self.isContrary = isContrary
  }

  /// How the texts say that a finding speaks against the relation.
  private static let contraryMarks = [
    "disagree", "in others", "o reliable difference", "Not related", "did not differ", "no difference",
    "none of it was related", "rather than depression", "rather than in the singular", "not more (",
  ]

  private static let effect =
    #"(?:below )?\|?\b[rdp]\b\|? [=>] [−-]?[0-9]*\.[0-9]+(?: and [−-]?[0-9]*\.[0-9]+)?"#
    + #"|\b[0-9.]+ Hz (?:lower|higher)|about [0-9]+ % of the variation"#
  private static let interval = #"\[[−-]?[0-9]*\.[0-9]+, [−-]?[0-9]*\.[0-9]+\]"#
  /// Names, a year, and what follows it up to the next part of the text.
  private static let citation =
    #"[A-ZÀ-Ž][\p{L}’'–-]+(?:,? (?:& )?[A-ZÀ-Ž][\p{L}’'–-]+)*(?: (?:et al\.|van der [A-Z][\p{L}]+))?"#
    + #"(?: & [A-ZÀ-Ž][\p{L}–' -]+)? (?:19|20)[0-9]{2}\b"#
    + #"(?: \([^()]*[0-9][^()]*\))?(?:[^;.()]|\. ?(?=[0-9A-Za-z-]))*"#
  /// Works that no author stands for.
  private static let namedWork =
    #"‘[^’]+’, Language Works, [0-9]+ papers"#
    + #"|[A-Z][\p{L}:]+ [\p{L}: ,]*(?:19|20)[0-9]{2}, [0-9]+:[0-9]+(?:–[0-9]+)?"#
    + #"|a meta-analysis of [A-Z][a-z]+ [0-9]{4}"#

  private static func citations(in text: String) -> [String] {
    var found: [String] = []
    for pattern in [namedWork, citation] {
      for match in matches(pattern, in: text) {
        let clean = match.trimmingCharacters(in: CharacterSet(charactersIn: " ,;"))
        if !found.contains(where: { $0.contains(clean) || clean.contains($0) }) { found.append(clean) }
      }
    }
    return found
  }

  private static func matches(_ pattern: String, in text: String) -> [String] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: whole).compactMap {
      Range($0.range, in: text).map { String(text[$0]) }
    }
  }

  /// Parts of a text between a mark, which inside parentheses parts nothing; a full stop only before a capital.
  private static func pieces(of text: String, at mark: String) -> [String] {
    var parts = [""]
    var depth = 0
    var rest = Substring(text)
    while let letter = rest.first {
      if letter == "(" { depth += 1 } else if letter == ")" { depth -= 1 }
      if depth == 0, rest.hasPrefix(mark), mark == "; " || startsSentence(rest.dropFirst(mark.count), parts) {
        parts.append("")
        rest = rest.dropFirst(mark.count)
      } else {
        parts[parts.count - 1].append(letter)
        rest = rest.dropFirst()
      }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// Whether what follows a full stop begins a sentence: an abbreviation (`J. `, `Trans. `) ends none.
  private static func startsSentence(_ rest: Substring, _ parts: [String]) -> Bool {
    guard let next = rest.first, next.isUppercase || next == "‘", let last = parts.last else { return false }
    let word = last.split(separator: " ").last ?? ""
    return word.count > 1 && !["Trans", "al"].contains(word)
  }
}
