/// The words and fillers of a stretch of speech, in order, lower-cased.
package struct SpokenTokens: Sendable, Hashable {
  /// Words proper: clitics stay attached (`don't`, `i'm`), hyphenated compounds and numbers are one word.
  package var words: [String] = []
  /// Hesitation and assent sounds (`um`, `uh`, `hmm`, `mm-hm`), which are no words here.
  package var fillers: [String] = []

  package init() {}

  /// Splits a text that has been freed of transcript marks.
  ///
  /// A word is a run of letters and digits of any script; apostrophes, hyphens and underscores join
  /// inside it, and `.` `,` `:` join digits (`3.5`, `1,000`, `10:30`). Everything else separates.
  /// Of a stutter written with hyphens the completed word counts, once: `th-that` is `that`.
  package init(_ spoken: SpokenText) { self.init(clean: spoken.text) }

  /// - Parameter text: Free of transcript marks.
  init(clean text: some StringProtocol) {
    let characters = Array(text.lowercased())
    var current = ""
    func isPart(_ index: Int) -> Bool {
      characters.indices.contains(index) && isWordCharacter(characters[index])
    }
    for (index, character) in characters.enumerated() {
      if isPart(index) || Self.joins(character, before: characters, at: index, isPart: isPart) {
        current.append(character)
      } else {
        add(current)
        current = ""
      }
    }
    add(current)
  }

  private func isWordCharacter(_ character: Character) -> Bool {
    guard let code = character.asciiValue else { return character.isLetter || character.isNumber }
    return (97...122).contains(code) || (48...57).contains(code)
  }

  package mutating func append(_ other: SpokenTokens) {
    words += other.words
    fillers += other.fillers
  }

  private static func joins(
    _ character: Character, before characters: [Character], at index: Int, isPart: (Int) -> Bool
  ) -> Bool {
    guard isPart(index - 1), isPart(index + 1) else { return false }
    switch character {
    case "'", "-", "_": return true
    case ".", ",", ":": return characters[index - 1].isNumber && characters[index + 1].isNumber
    default: return false
    }
  }

  private mutating func add(_ token: String) {
    guard !token.isEmpty else { return }
    if isFiller(token) { fillers.append(token) } else { words.append(completed(token)) }
  }
}

/// The last part of a hyphenated token when all parts before it are beginnings of it; else the token.
func completed(_ token: String) -> String {
  guard token.utf8.contains(UInt8(ascii: "-")) else { return token }
  let parts = token.split(separator: "-")
  guard parts.count > 1, let last = parts.last,
    parts.dropLast().allSatisfy({ last.lowercased().hasPrefix($0.lowercased()) })
  else { return token }
  return String(last)
}

/// Spellings of hesitation and assent sounds with every run of a letter written once and no hyphens.
private let fillerSounds: Set<String> = [
  "um", "uhm", "erm", "ehm", "uh", "er", "hm", "mhm", "uhuh", "umhum", "hmhm",
]

private func isFiller(_ token: String) -> Bool {
  guard let first = token.first, "uehm".contains(first) else { return false }
  let letters = token.filter { $0 != "-" && $0 != "'" }
  let sound = letters.reduce(into: "") { if $0.last != $1 { $0.append($1) } }
  // A lone m is the letter; two or more are the sound.
  return fillerSounds.contains(sound) || (sound == "m" && letters.count >= 2)
}

/// The word a clitic hangs on: `everything's` gives `everything`, `i'd've` gives `i`. `n't` stays.
package func withoutClitics(_ word: String) -> String {
  guard word.utf8.contains(UInt8(ascii: "'")) else { return word }
  var stem = Substring(word)
  while let clitic = ["'s", "'m", "'re", "'ve", "'ll", "'d"].first(where: stem.hasSuffix) {
    stem = stem.dropLast(clitic.count)
  }
  return String(stem)
}
