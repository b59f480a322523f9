/// What a person changed in a transcript: how far it can still be called the machine's.
///
/// Holds numbers only, no word of either transcript, so that it can stand in provenance.
public struct TranscriptCorrection: Sendable, Hashable, Codable {
  /// Words of the first transcript that are also in the second; case and punctuation around them set aside.
  public var wordsKept = 0
  /// Words with another in their place.
  public var wordsChanged = 0
  public var wordsInserted = 0
  public var wordsRemoved = 0
  /// Kept or changed words given to another speaker. A speaker called differently throughout is renamed instead.
  public var speakersChanged = 0
  /// Speakers who got another name, or a name for the first time.
  public var speakersRenamed = 0
  /// Kept or changed words whose start or end lies more than 10 ms from where it was, or was given or taken away.
  public var wordTimesMoved = 0
  /// Starts and ends of segments, between the same words before and after, moved by more than 10 ms or likewise.
  public var segmentTimesMoved = 0
  /// Places between two kept or changed words where segments were parted or joined.
  public var segmentBreaksChanged = 0

  /// Words a person corrected.
  public var wordsCorrected: Int { wordsChanged + wordsInserted + wordsRemoved }

  /// Nothing at all was changed.
  public var isEmpty: Bool {
    wordsCorrected + speakersChanged + speakersRenamed + wordTimesMoved + segmentTimesMoved
      + segmentBreaksChanged == 0
  }

  /// What changed from one transcript to the other.
  ///
  /// Words are set against each other so that the fewest are changed, inserted and removed (Levenshtein 1966).
  /// Takes time in proportion to the product of the numbers of words between the first and the last
  /// difference.
  public init(from machine: Transcript, to edited: Transcript) {
    let before = PlacedWord.words(of: machine)
    let after = PlacedWord.words(of: edited)
    let alignment = WordAlignment(before.map(\.compared), after.map(\.compared))
    wordsInserted = after.count - alignment.pairs.count
    wordsRemoved = before.count - alignment.pairs.count
    let pairs = alignment.pairs.map { (before[$0.first], after[$0.second]) }
    wordsKept = pairs.count { $0.0.compared == $0.1.compared }
    wordsChanged = pairs.count - wordsKept
    countSpeakers(pairs)
    wordTimesMoved = pairs.count { Self.isMoved($0.0.start, $0.1.start) || Self.isMoved($0.0.end, $0.1.end) }
    for (old, new) in pairs {
      if let first = old.opens, let second = new.opens, Self.isMoved(first.start, second.start) {
        segmentTimesMoved += 1
      }
      if let first = old.closes, let second = new.closes, Self.isMoved(first.end, second.end) {
        segmentTimesMoved += 1
      }
    }
    segmentBreaksChanged = zip(alignment.pairs, alignment.pairs.dropFirst()).count { earlier, later in
      (before[earlier.first].segment == before[later.first].segment)
        != (after[earlier.second].segment == after[later.second].segment)
    }
  }

  private static func isMoved(_ first: Double?, _ second: Double?) -> Bool {
    guard let first, let second else { return first != second }
    return abs(first - second) > 0.010_000_1
  }

  /// Each old speaker is held to be the new one most of its words went to, the commonest pairs first, and no
  /// two old speakers the same.
  private mutating func countSpeakers(_ pairs: [(PlacedWord, PlacedWord)]) {
    struct Pair: Hashable {
      let old: String?
      let new: String?
    }
    var counts: [Pair: (words: Int, first: Int)] = [:]
    for (index, (old, new)) in pairs.enumerated() {
      counts[Pair(old: old.speaker, new: new.speaker), default: (0, index)].words += 1
    }
    var taken: (old: Set<String?>, new: Set<String?>) = ([], [])
    let ordered = counts.sorted { ($1.value.words, $0.value.first) < ($0.value.words, $1.value.first) }
    for (pair, count) in ordered {
      if taken.old.contains(pair.old) || taken.new.contains(pair.new) {
        speakersChanged += count.words
      } else {
        taken.old.insert(pair.old)
        taken.new.insert(pair.new)
        if pair.old != pair.new { speakersRenamed += 1 }
      }
    }
  }
}

/// A word with its place in a transcript.
private struct PlacedWord {
  let compared: String
  let start: Double?
  let end: Double?
  let speaker: String?
  let segment: Int
  /// The segment, when this is its first or its last word.
  let opens: Transcript.Segment?
  let closes: Transcript.Segment?

  static func words(of transcript: Transcript) -> [PlacedWord] {
    transcript.segments.enumerated().flatMap { number, segment in
      let words =
        segment.words.isEmpty
        ? segment.text.split(whereSeparator: \.isWhitespace).map {
          Transcript.Word(word: String($0), start: nil, end: nil)
        } : segment.words
      return words.enumerated().map { index, word in
        PlacedWord(
          compared: bare(word.word), start: word.start, end: word.end, speaker: segment.speaker,
          segment: number,
          opens: index == 0 ? segment : nil, closes: index == words.count - 1 ? segment : nil)
      }
    }
  }

  private static func bare(_ word: String) -> String {
    func isInside(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    guard let first = word.firstIndex(where: isInside), let last = word.lastIndex(where: isInside)
    else { return word }
    return word[first...last].lowercased()
  }
}
