/// Splits a sentence the way the Penn Treebank does, which taggers and their lexica presuppose.
///
/// Punctuation stands apart, and so do clitics: `don't` gives `do n't`, `I'm` gives `I 'm`, `cannot` gives
/// `can not`. Hyphens and points inside words and numbers stay. A contraction written without its apostrophe
/// (`dont`, `im`), as recognisers and transcribers do, is split as if it had one; of a stutter the completed word
/// stands (`th-think`).
package func treebankTokens(of sentence: String) -> [String] {
  sentence.split(whereSeparator: \.isWhitespace).flatMap { piece in
    let leading = piece.prefix { !isWordCharacter($0) && !($0 == "'" && startsClitic(piece)) }
    let rest = piece.dropFirst(leading.count)
    let trailing = rest.reversed().prefix { !isWordCharacter($0) }
    let core = rest.dropLast(trailing.count)
    return punctuation(String(leading)) + clitics(completed(String(core)))
      + punctuation(String(trailing.reversed()))
  }
}

private func isWordCharacter(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "%" || character == "$" || character == "€"
    || character == "£"
}

/// `'cause`, `'em`, `'til`: an apostrophe that belongs to the word.
private func startsClitic(_ piece: Substring) -> Bool {
  ["'cause", "'em", "'til", "'bout"].contains { piece.lowercased().hasPrefix($0) }
}

/// Runs of the same mark stay together (`...`), others are parted.
private func punctuation(_ marks: String) -> [String] {
  marks.reduce(into: [String]()) { tokens, mark in
    if let last = tokens.last, last.first == mark, mark == "." || mark == "-" {
      tokens[tokens.count - 1].append(mark)
    } else {
      tokens.append(String(mark))
    }
  }
}

private func clitics(_ word: String) -> [String] {
  guard !word.isEmpty else { return [] }
  let lowered = word.lowercased()
  if let (stem, clitic) = contractions[lowered] { return [String(word.prefix(stem)), clitic] }
  var tail: [String] = []
  var stem = word
  while let clitic = ["n't", "'s", "'m", "'re", "'ve", "'ll", "'d"].first(where: {
    stem.lowercased().hasSuffix($0) && stem.count > $0.count
  }) {
    tail.insert(String(stem.suffix(clitic.count)), at: 0)
    stem = String(stem.dropLast(clitic.count))
  }
  return [stem] + tail
}

/// Letters of the first part, and the second as the lexicon has it. Only words that are nothing else: `ill`,
/// `well`, `were`, `wed` and `its` stay whole.
private let contractions: [String: (Int, String)] = {
  var table: [String: (Int, String)] = [
    "cannot": (3, "not"), "gonna": (3, "na"), "wanna": (3, "na"), "gotta": (3, "ta"), "im": (1, "'m"),
    "ive": (1, "'ve"), "youre": (3, "'re"), "youve": (3, "'ve"), "theyre": (4, "'re"), "theyve": (4, "'ve"),
    "thats": (4, "'s"), "whats": (4, "'s"), "theres": (5, "'s"), "hes": (2, "'s"), "shes": (3, "'s"),
  ]
  for stem in [
    "do", "does", "did", "ca", "could", "would", "should", "is", "are", "was", "were", "has", "have",
    "had", "ai", "wo",
  ] {
    table[stem + "nt"] = (stem.count, "n't")
  }
  for stem in ["could", "would", "should", "might", "must"] { table[stem + "ve"] = (stem.count, "'ve") }
  return table
}()
