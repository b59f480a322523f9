internal import Foundation
internal import SignalCore

/// One word of a turn as the rules read it.
struct TurnWord {
  /// As written, without white space.
  let written: String
  /// Lower-cased, without accents, punctuation around it and a final 's.
  let core: String
  /// Punctuation before and after the core; `closing` holds the 's too.
  let opening: String
  let closing: String
  /// Begins with a capital letter and is not all capitals.
  let isCapitalised: Bool
  /// Nothing stands before it in its sentence.
  let startsSentence: Bool
  /// Segment, and word of the segment, it comes from.
  let segment: Int
  let word: Int

  var hasPossessive: Bool { closing.hasPrefix("'s") || closing.hasPrefix("’s") || core.hasSuffix("s'") }
  /// A comma or the end of a sentence follows.
  var endsPhrase: Bool { closing.contains { ",.;:?!…".contains($0) } }
  var endsSentence: Bool {
    closing.contains { ".?!…".contains($0) } && !abbreviations.contains(core) && !isInitial
  }
  /// One letter with a full stop, as in a name.
  private var isInitial: Bool { core.count == 1 && core != "i" && core.first?.isLetter == true }

  init(written: String, startsSentence: Bool, segment: Int, word: Int) {
    func isInside(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    self.written = written
    self.startsSentence = startsSentence
    self.segment = segment
    self.word = word
    guard !isPseudonym(written), let first = written.firstIndex(where: isInside),
      let last = written.lastIndex(where: isInside)
    else {
      (core, opening, closing, isCapitalised) = ("", written, "", false)
      return
    }
    var end = written.index(after: last)
    let body = written[first..<end]
    let isPossessive = body.hasSuffix("'s") || body.hasSuffix("’s")
    if isPossessive, body.count > 3, !pronouns.contains(body.dropLast(2).lowercased()) {
      end = written.index(end, offsetBy: -2)
    }
    let kept = written[first..<end]
    core = foldedName(kept)
    opening = String(written[..<first])
    closing = String(written[end...])
    isCapitalised =
      kept.first?.isUppercase == true && (kept.dropFirst().contains(where: \.isLowercase) || kept.count == 1)
  }
}

/// After these a full stop ends no sentence.
private let abbreviations: Set<String> = [
  "dr", "mr", "mrs", "ms", "st", "prof", "rev", "sgt", "capt", "lt", "mt", "jr", "sr", "apt", "p.o", "u.s",
]

/// With these an 's is a verb and stays with the word.
private let pronouns: Set<String> = [
  "he", "she", "it", "that", "who", "what", "there", "here", "where", "how", "let",
]

/// Whether a word was masked before, as `([PERSON_1],`.
func isPseudonym(_ word: String) -> Bool {
  guard let open = word.firstIndex(of: "["), word.contains("]") else { return false }
  return IdentityClass.allCases.contains { word[open...].dropFirst().hasPrefix($0.rawValue) }
}

/// Lower case without accents, curly apostrophes straight: how names are compared.
func foldedName(_ text: some StringProtocol) -> String {
  let plain = text.lowercased().replacing("’", with: "'")
  if plain.utf8.allSatisfy({ $0 < 128 }) { return plain }
  let bare = plain.decomposedStringWithCanonicalMapping.unicodeScalars
    .filter { $0.properties.generalCategory != .nonspacingMark }
  var folded = ""
  for scalar in bare { folded += unaccented[scalar] ?? String(scalar) }
  return folded
}

private let unaccented: [Unicode.Scalar: String] = [
  "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
]

/// What one speaker says until another speaks.
struct Turn {
  let words: [TurnWord]
  /// Capitals mark names in this text: they are neither absent nor everywhere.
  let isCased: Bool

  init(words: [TurnWord], isCased: Bool) {
    self.words = words
    self.isCased = isCased
  }

  /// The core of a word, empty where the turn does not reach.
  func core(_ index: Int) -> String { words.indices.contains(index) ? words[index].core : "" }

  /// The core of a word that stands in the same sentence as the one before it.
  func following(_ index: Int) -> String {
    words.indices.contains(index) && !words[index].startsSentence ? words[index].core : ""
  }

  func preceding(_ index: Int) -> String {
    words.indices.contains(index) && words.indices.contains(index - 1) && !words[index].startsSentence
      ? words[index - 1].core : ""
  }

  /// Whether a word begins with a capital that its place does not call for.
  func isMarkedByCapital(_ index: Int) -> Bool {
    isCased && words.indices.contains(index) && words[index].isCapitalised && !words[index].startsSentence
      && words[index].core.count > 1
  }

  /// Turns of a transcript in order.
  static func turns(of transcript: Transcript) -> [Turn] {
    let isCased = capitalsMarkNames(transcript)
    var turns: [Turn] = []
    var words: [TurnWord] = []
    var speaker: String?
    var startsSentence = true
    for (number, segment) in transcript.segments.enumerated() {
      if number == 0 || segment.speaker == nil || segment.speaker != speaker {
        if !words.isEmpty { turns.append(Turn(words: words, isCased: isCased)) }
        words = []
        startsSentence = true
      }
      speaker = segment.speaker
      for (place, written) in segment.writtenWords.enumerated() {
        for piece in written.split(whereSeparator: \.isWhitespace) {
          let word = TurnWord(
            written: String(piece), startsSentence: startsSentence, segment: number, word: place)
          words.append(word)
          if !word.core.isEmpty { startsSentence = word.endsSentence }
        }
      }
    }
    if !words.isEmpty { turns.append(Turn(words: words, isCased: isCased)) }
    return turns
  }

  private static func capitalsMarkNames(_ transcript: Transcript) -> Bool {
    var capitals = 0
    var all = 0
    for segment in transcript.segments {
      for word in segment.writtenWords {
        guard let first = word.first(where: \.isLetter) else { continue }
        all += 1
        if first.isUppercase { capitals += 1 }
      }
    }
    return capitals > 0 && Double(capitals) < 0.5 * Double(all)
  }
}

extension Transcript.Segment {
  /// The words as written: those with times where there are any, else those of the text.
  var writtenWords: [String] {
    words.isEmpty ? text.split(whereSeparator: \.isWhitespace).map(String.init) : words.map(\.word)
  }
}
