/// Splits spoken text into sentences, as far as its punctuation shows them.
///
/// A sentence ends with `.`, `!` or `?` before white space, or with the text. Three dots trail off and end
/// nothing; neither does the dot of a title, of `e.g.` and `i.e.`, or of an initial. Fillers are left out,
/// and sentences without a word. `OK` is lower-cased: its capitals are spelling, not emphasis.
package func sentences(of spoken: SpokenText) -> [String] { tokenisedSentences(of: spoken).map(\.text) }

/// The same with each sentence's words.
func tokenisedSentences(of spoken: SpokenText) -> [(text: String, words: [String])] {
  var result: [(text: String, words: [String])] = []
  var pieces: [String] = []
  var words: [String] = []
  func close() {
    if !words.isEmpty { result.append((pieces.joined(separator: " "), words)) }
    pieces = []
    words = []
  }
  for piece in spoken.text.split(whereSeparator: \.isWhitespace) {
    let tokens = SpokenTokens(clean: piece)
    if tokens.fillers.isEmpty || !tokens.words.isEmpty {
      pieces.append(isOkay(piece) ? piece.lowercased() : String(piece))
      words += tokens.words
    }
    if endsSentence(piece) { close() }
  }
  close()
  return result
}

private let abbreviations: Set<String> = ["mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e"]

private func endsSentence(_ piece: Substring) -> Bool {
  let quotes: Set<Character> = ["\"", "'", "\u{201D}", "\u{00BB}"]
  let bare = piece.reversed().drop { quotes.contains($0) }
  guard let last = bare.first else { return false }
  if last == "!" || last == "?" { return true }
  guard last == "." else { return false }
  let word = String(bare.dropFirst().reversed()).lowercased()
  // ‘I’ ends sentences; any other single letter is an initial.
  let isInitial = word.count == 1 && word != "i" && word.allSatisfy(\.isLetter)
  return !word.hasSuffix(".") && !abbreviations.contains(word) && !isInitial
}

private func isOkay(_ piece: Substring) -> Bool {
  piece.filter(\.isLetter) == "OK"
}
