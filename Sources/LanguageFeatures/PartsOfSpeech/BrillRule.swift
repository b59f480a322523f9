/// What makes a rule of Brill's tagger fire, read from the line it is published as.
///
/// Brill 1992, "A simple rule-based part of speech tagger", Proc. Applied Natural Language Processing, 152–155;
/// the patterns are those of his program 1.14. Positions count from the word the rule may change.
enum BrillPattern: Sendable, Hashable {
  /// One of the words at these offsets has the tag.
  case tag(PennTag, at: [Int])
  case tags(before: PennTag?, after: PennTag?)
  /// Tags at two offsets in a row.
  case tagPair(PennTag?, PennTag?, from: Int)
  /// One of the words at these offsets is the word.
  case word(String, at: [Int])
  /// Words at two offsets in a row; `nil` stands for the sentence's edge.
  case wordPair(String?, String?, from: Int)
  case words(String, String, apart: Int)
  /// The word itself, and a tag at an offset; `nil` stands for the sentence's edge.
  case wordAndTag(String, PennTag?, at: Int)
}

/// Changes one tag into another where its pattern fits.
struct BrillContextRule: Sendable, Hashable {
  let from: PennTag
  let to: PennTag
  let pattern: BrillPattern

  /// - Parameter line: As published: `VBD VBN PREV1OR2WD have`.
  /// - Returns: `nil` for a line that is no rule.
  init?(_ line: Substring) {
    let parts = line.split(separator: " ").map(String.init)
    guard parts.count >= 4, let from = PennTag(rawValue: parts[0]), let to = PennTag(rawValue: parts[1]),
      let pattern = Self.pattern(parts[2], Array(parts.dropFirst(3)))
    else { return nil }
    (self.from, self.to, self.pattern) = (from, to, pattern)
  }

  private static let tagOffsets: [String: [Int]] = [
    "PREVTAG": [-1], "NEXTTAG": [1], "PREV2TAG": [-2], "NEXT2TAG": [2], "PREV1OR2TAG": [-1, -2],
    "NEXT1OR2TAG": [1, 2], "PREV1OR2OR3TAG": [-1, -2, -3], "NEXT1OR2OR3TAG": [1, 2, 3],
  ]
  private static let wordOffsets: [String: [Int]] = [
    "PREVWD": [-1], "NEXTWD": [1], "CURWD": [0], "PREV1OR2WD": [-1, -2], "NEXT1OR2WD": [1, 2],
    "PREV2WD": [-2], "NEXT2WD": [2],
  ]
  /// The mark of a sentence's edge in the rules.
  private static let edge = "STAART"

  private static func pattern(_ name: String, _ arguments: [String]) -> BrillPattern? {
    func tag(_ index: Int) -> PennTag?? {
      arguments[index] == edge ? .some(nil) : PennTag(rawValue: arguments[index]).map { $0 }
    }
    func word(_ index: Int) -> String? { arguments[index] == edge ? nil : arguments[index] }
    if let offsets = tagOffsets[name] { return tag(0).flatMap { $0.map { .tag($0, at: offsets) } } }
    if let offsets = wordOffsets[name] { return .word(arguments[0], at: offsets) }
    guard arguments.count == 2 else { return nil }
    switch name {
    case "SURROUNDTAG":
      return tag(0).flatMap { before in tag(1).map { .tags(before: before, after: $0) } }
    case "PREVBIGRAM":
      return tag(0).flatMap { first in tag(1).map { .tagPair(first, $0, from: -2) } }
    case "NEXTBIGRAM":
      return tag(0).flatMap { first in tag(1).map { .tagPair(first, $0, from: 1) } }
    case "LBIGRAM": return .wordPair(word(0), word(1), from: -1)
    case "RBIGRAM": return .wordPair(word(0), word(1), from: 0)
    case "WDAND2AFT": return .words(arguments[0], arguments[1], apart: 2)
    case "WDAND2TAGAFT": return tag(1).map { .wordAndTag(arguments[0], $0, at: 2) }
    case "WDAND2TAGBFR": return tag(0).map { .wordAndTag(arguments[1], $0, at: -2) }
    case "WDNEXTTAG": return tag(1).map { .wordAndTag(arguments[0], $0, at: 1) }
    case "WDPREVTAG": return tag(0).map { .wordAndTag(arguments[1], $0, at: -1) }
    default: return nil
    }
  }

  /// Whether the rule changes the tag at a place.
  func applies(at index: Int, words: [String], tags: [PennTag]) -> Bool {
    func tag(_ offset: Int) -> PennTag? {
      tags.indices.contains(index + offset) ? tags[index + offset] : nil
    }
    func word(_ offset: Int) -> String? {
      words.indices.contains(index + offset) ? words[index + offset] : nil
    }
    switch pattern {
    case .tag(let wanted, let offsets): return offsets.contains { tag($0) == wanted }
    case .tags(let before, let after): return tag(-1) == before && tag(1) == after
    case .tagPair(let first, let second, let from): return tag(from) == first && tag(from + 1) == second
    case .word(let wanted, let offsets): return offsets.contains { word($0) == wanted }
    case .wordPair(let first, let second, let from): return word(from) == first && word(from + 1) == second
    case .words(let own, let other, let apart): return words[index] == own && word(apart) == other
    case .wordAndTag(let own, let other, let offset): return words[index] == own && tag(offset) == other
    }
  }
}
