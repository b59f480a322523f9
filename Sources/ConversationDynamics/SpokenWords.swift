import SignalCore

/// The words of one side on the clock, for asking what was said in a stretch of time.
struct SpokenWords {
  /// One word with a time, or all of a segment whose words have none.
  private struct Entry {
    var range: TimeRange
    var words: [String]
    var isWord: Bool
  }

  /// How far a recogniser's word may stand outside the speech found by other means, in seconds.
  private static let slackSeconds = 0.25

  /// By start.
  private var entries: [Entry] = []
  private var longestSeconds = 0.0
  /// Where words are known to have been said, at times nobody knows.
  private var uncertain: [TimeRange] = []

  init(_ segments: [Transcript.Segment]) {
    for index in segments.indices {
      let words = segments[index].words.filter { word in word.word.contains { $0.isLetter || $0.isNumber } }
      guard !words.isEmpty else { continue }
      if words.contains(where: { $0.start != nil || $0.end != nil }) {
        add(words)
      } else if let range = segments[index].timeRange {
        entries.append(Entry(range: range, words: words.map(\.word), isWord: false))
      } else {
        let start = segments[..<index].lazy.reversed().compactMap(\.start).first ?? -.infinity
        let end = segments[(index + 1)...].lazy.compactMap(\.end).first ?? .infinity
        uncertain.append(TimeRange(startSeconds: min(start, end), endSeconds: end))
      }
    }
    entries.sort { $0.range.startSeconds < $1.range.startSeconds }
    longestSeconds = entries.lazy.map(\.range.durationSeconds).max() ?? 0
  }

  /// A word without a time stands with the timed word before it, or with the first.
  private mutating func add(_ words: [Transcript.Word]) {
    var waiting: [String] = []
    let first = entries.count
    for word in words {
      guard let time = word.start ?? word.end else {
        if entries.count > first {
          entries[entries.count - 1].words.append(word.word)
        } else {
          waiting.append(word.word)
        }
        continue
      }
      let end = max(word.end ?? time, time)
      entries.append(
        Entry(
          range: TimeRange(startSeconds: time, endSeconds: end), words: waiting + [word.word], isWord: true))
      waiting = []
    }
  }

  /// How many words each of a speaker's turns holds; `nil` where that cannot be told.
  ///
  /// A word goes to the turn its middle lies in, or within a quarter of a second of. A segment whose words
  /// have no times goes to the one turn it meets; where it meets several, the words of these are not known.
  func counts(in turns: SpeechUnits) -> [Int?] {
    var counts = turns.ranges.map { _ in 0 }
    var isUncertain = turns.ranges.map { _ in false }
    for range in uncertain {
      for index in turns.indices(meeting: range) { isUncertain[index] = true }
    }
    for entry in entries {
      let met = turns.indices(meeting: entry.isWord ? Self.reach(of: entry.range) : entry.range)
      if entry.isWord {
        let middle = entry.range.middleSeconds
        let nearest = met.min {
          turns.ranges[$0].distance(to: middle) < turns.ranges[$1].distance(to: middle)
        }
        if let nearest { counts[nearest] += entry.words.count }
      } else if met.count == 1 {
        counts[met.lowerBound] += entry.words.count
      } else {
        for index in met { isUncertain[index] = true }
      }
    }
    return counts.indices.map { isUncertain[$0] || counts[$0] == 0 ? nil : counts[$0] }
  }

  /// The words said in a stretch, with the same slack; a segment without word times counts when most of it
  /// lies inside.
  func words(in range: TimeRange) -> [String] {
    let first = entries.partitionIndex {
      $0.range.startSeconds >= range.startSeconds - longestSeconds - Self.slackSeconds
    }
    let end = entries.partitionIndex { $0.range.startSeconds > range.endSeconds + Self.slackSeconds }
    return entries[first..<end].filter { entry in
      entry.isWord
        ? range.distance(to: entry.range.middleSeconds) < Self.slackSeconds
        : (range.intersection(entry.range)?.durationSeconds ?? 0) > entry.range.durationSeconds / 2
    }.flatMap(\.words)
  }

  /// The last word of what was begun before a time.
  func lastWord(before seconds: Double) -> String? {
    let after = entries.partitionIndex { $0.range.startSeconds >= seconds }
    return after == 0 ? nil : entries[after - 1].words.last
  }

  /// Where the turn of a word is looked for.
  private static func reach(of word: TimeRange) -> TimeRange {
    TimeRange(
      startSeconds: word.middleSeconds - slackSeconds, endSeconds: word.middleSeconds + slackSeconds)
  }
}

extension TimeRange {
  fileprivate var middleSeconds: Double { (startSeconds + endSeconds) / 2 }

  /// 0 inside.
  fileprivate func distance(to seconds: Double) -> Double {
    max(startSeconds - seconds, seconds - endSeconds, 0)
  }
}
