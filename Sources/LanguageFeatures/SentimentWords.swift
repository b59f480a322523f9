/// A sentence cut at white space, as the sentiment rules read it.
///
/// ASCII punctuation around a word goes, unless two characters or fewer would be left: so emoticons
/// survive, and ‘no.’ with its dot is not the word ‘no’, as in vaderSentiment 3.3.2.
struct SentimentWords {
  let lowered: [String]
  private let shouted: [Bool]

  init(_ sentence: String) {
    let words = sentence.split(whereSeparator: \.isWhitespace).map { piece in
      let core = String(piece.drop(while: isPunctuation).reversed().drop(while: isPunctuation).reversed())
      return core.count <= 2 ? String(piece) : core
    }
    lowered = words.map { $0.lowercased() }
    let capitals = words.map { $0.contains(where: \.isUppercase) && !$0.contains(where: \.isLowercase) }
    // Capitals throughout are a way of writing, not emphasis.
    shouted = capitals.allSatisfy { $0 } ? capitals.map { _ in false } : capitals
  }

  var count: Int { lowered.count }

  func lowered(at index: Int) -> String? {
    lowered.indices.contains(index) ? lowered[index] : nil
  }

  /// Whether the word is in capitals in a sentence that is not.
  func isShouted(_ index: Int) -> Bool { shouted[index] }

  /// Words from one place to another joined by spaces; empty where the sentence does not reach.
  func phrase(_ first: Int, _ last: Int) -> String {
    guard first >= 0, last < lowered.count else { return "" }
    return lowered[first...last].joined(separator: " ")
  }
}

private func isPunctuation(_ character: Character) -> Bool {
  guard let code = character.asciiValue else { return false }
  return (33...47).contains(code) || (58...64).contains(code) || (91...96).contains(code)
    || (123...126).contains(code)
}
