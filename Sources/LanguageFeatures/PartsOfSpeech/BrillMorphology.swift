/// Guesses the tag of a word the lexicon lacks from its letters and neighbours, by one published rule.
///
/// Brill 1994, "Some advances in transformation-based part of speech tagging", Proc. AAAI, 722–727, section
/// "Unknown words"; names of the patterns as in his program 1.14.
struct BrillMorphologyRule: Sendable, Hashable {
  private enum Pattern: String {
    case hasSuffix = "hassuf"
    case hasPrefix = "haspref"
    case hasCharacter = "char"
    /// What is left without the ending is a word of the lexicon.
    case suffixRemoved = "deletesuf"
    case prefixRemoved = "deletepref"
    /// The word with the ending is one.
    case suffixAdded = "addsuf"
    case prefixAdded = "addpref"
    /// The word after is this one.
    case leftOf = "goodleft"
    /// The word before is this one.
    case rightOf = "goodright"
  }

  /// The tag the guess must have so far; `nil` for any.
  private let from: PennTag?
  private let to: PennTag
  private let pattern: Pattern
  private let text: String

  /// - Parameter line: As published: `NN ed fhassuf 2 VBN x` (only from NN) or `ly hassuf 2 RB x`.
  init?(_ line: Substring) {
    var parts = line.split(separator: " ").map(String.init)
    guard parts.count >= 4 else { return nil }
    if let pattern = Pattern(rawValue: parts[1]) {
      (from, self.pattern) = (nil, pattern)
    } else if parts[2].hasPrefix("f"), let pattern = Pattern(rawValue: String(parts[2].dropFirst())),
      let from = PennTag(rawValue: parts[0])
    {
      (self.from, self.pattern) = (from, pattern)
      parts.removeFirst()
    } else {
      return nil
    }
    text = parts[0]
    // The number of letters stands between pattern and tag where it is given.
    let rest = parts.dropFirst(2)
    guard let to = rest.lazy.compactMap({ Int($0) == nil ? PennTag(rawValue: $0) : nil }).first
    else { return nil }
    self.to = to
  }

  /// The new guess, or `nil` where the rule has nothing to say.
  func guess(
    _ word: String, tag: PennTag, before: String?, after: String?, isKnown: (String) -> Bool
  ) -> PennTag? {
    guard from == nil || from == tag else { return nil }
    let fits =
      switch pattern {
      case .hasSuffix: word.hasSuffix(text)
      case .hasPrefix: word.hasPrefix(text)
      case .hasCharacter: word.contains(text)
      case .suffixRemoved: word.hasSuffix(text) && isKnown(String(word.dropLast(text.count)))
      case .prefixRemoved: word.hasPrefix(text) && isKnown(String(word.dropFirst(text.count)))
      case .suffixAdded: isKnown(word + text)
      case .prefixAdded: isKnown(text + word)
      case .leftOf: after == text
      case .rightOf: before == text
      }
    return fits ? to : nil
  }
}
