package import SignalCore

/// One sentence with what the measures read from it.
package struct SpokenSentence: Sendable, Hashable {
  package let text: String
  /// Its words without fillers, lower-cased.
  package let words: [String]
  /// Parts of speech; empty where they were not sought.
  package let tagged: [TaggedWord]
  /// VADER's compound score, −1 to 1; `nil` where it was not sought.
  package let compound: Double?
}

/// A stretch of one person's speech: a turn, or all turns of a session.
package struct SpokenPassage: Sendable, Hashable {
  package private(set) var tokens = SpokenTokens()
  /// How often each word is said.
  package private(set) var wordCounts: [String: Int] = [:]
  /// In order; none spans two segments.
  package private(set) var sentences: [SpokenSentence] = []
  /// Words broken off, and words begun again after a hyphen.
  package private(set) var restarts = 0
  /// Words in segments whose time is known.
  package private(set) var timedWordCount = 0
  /// When those segments are spoken.
  package private(set) var spoken: [TimeRange] = []
  /// Whether a speech recogniser made the transcript: people state no confidence.
  package private(set) var isRecognised = false
  /// Whether sentences are marked off by . ! or ?.
  package private(set) var isPunctuated = false

  package init() {}

  package var words: [String] { tokens.words }
  /// Time the timed segments cover; time two of them share counts once.
  package var speakingSeconds: Double { spoken.coveredSeconds }
  package var tagged: some Sequence<TaggedWord> { sentences.lazy.flatMap(\.tagged) }

  /// What one segment says.
  /// - Parameter reader: What finds parts of speech and sentiment; `nil` where the language has none.
  package init(_ segment: Transcript.Segment, reader: SentenceReader?) {
    let text = SpokenText(segment.spokenText)
    tokens = SpokenTokens(text)
    sentences = tokenisedSentences(of: text).map { sentence in
      SpokenSentence(
        text: sentence.text, words: sentence.words, tagged: reader?.tagger.tagged(sentence.text) ?? [],
        compound: reader?.sentiment.compound(of: sentence.text))
    }
    for word in words { wordCounts[word, default: 0] += 1 }
    restarts = Self.restarts(in: text)
    isRecognised = segment.words.contains { $0.confidence != nil }
    isPunctuated = text.text.contains { ".!?".contains($0) }
    if !words.isEmpty, let range = segment.spokenRange {
      timedWordCount = words.count
      spoken = [range]
    }
  }

  package mutating func append(_ other: SpokenPassage) {
    wordCounts.merge(other.wordCounts, uniquingKeysWith: +)
    tokens.append(other.tokens)
    sentences += other.sentences
    restarts += other.restarts
    timedWordCount += other.timedWordCount
    spoken += other.spoken
    isRecognised = isRecognised || other.isRecognised
    isPunctuated = isPunctuated || other.isPunctuated
  }

  /// `wor-` and `was--` break off; `th-that` begins again.
  private static func restarts(in text: SpokenText) -> Int {
    text.text.split(whereSeparator: \.isWhitespace).count { piece in
      let core = piece.drop { !$0.isLetter }
      let end = core.reversed().drop { ".,;:!?\"'".contains($0) }
      let breaksOff = end.first.map { $0 == "-" || $0 == "\u{2014}" || $0 == "\u{2013}" } ?? false
      let parts = core.lowercased().split(separator: "-")
      let beginsAgain =
        parts.count > 1 && parts.dropLast().allSatisfy { part in parts.last?.hasPrefix(part) ?? false }
      return core.first != nil && (breaksOff || beginsAgain)
    }
  }
}

/// What reads a sentence of English.
package struct SentenceReader: Sendable {
  package let tagger: PartOfSpeechTagger
  package let sentiment: SentenceSentiment
}

extension Transcript.Segment {
  /// The text, or where there is none the words one after another.
  var spokenText: String {
    text.contains { !$0.isWhitespace } ? text : words.map(\.word).joined(separator: " ")
  }

  /// From the first word's start to the last word's end where words have times, else the segment's own time.
  var spokenRange: TimeRange? {
    guard let start = words.compactMap(\.start).min(), let end = words.compactMap(\.end).max()
    else { return timeRange.flatMap { $0.durationSeconds > 0 ? $0 : nil } }
    return start < end ? TimeRange(startSeconds: start, endSeconds: end) : nil
  }
}
