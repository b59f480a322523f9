import SignalCore

extension TranscriptFile {
  /// Rounding of printed times: a word this far outside its segment is moved to its edge uncounted.
  private static let roundingSeconds = 0.02

  /// Makes times rise inside each segment and segments begin in order; returns how many changed.
  ///
  /// A time that is negative or no number, an end before its start, and a word's time before the
  /// word before it or outside its segment are removed. A word's end that runs into the next word
  /// is cut back to its start. A segment that begins before its predecessor is moved forward in the
  /// list.
  static func repairTimes(of transcript: inout Transcript) -> Int {
    var repairs = 0
    for index in transcript.segments.indices {
      repairs += repairTimes(of: &transcript.segments[index])
    }
    return repairs + order(&transcript.segments)
  }

  private static func repairTimes(of segment: inout Transcript.Segment) -> Int {
    var repairs = 0
    func kept(_ time: Double?, from floor: Double, to ceiling: Double = .infinity) -> Double? {
      guard let time else { return nil }
      guard time.isFinite, time >= floor - roundingSeconds, time <= ceiling + roundingSeconds else {
        repairs += 1
        return nil
      }
      return min(max(time, floor), ceiling)
    }
    segment.start = kept(segment.start, from: 0)
    segment.end = kept(segment.end, from: segment.start ?? 0)
    let ceiling = segment.end ?? .infinity
    var floor = segment.start ?? 0
    var previous: Int?
    for index in segment.words.indices {
      var word = segment.words[index]
      word.start = kept(word.start, from: floor, to: ceiling)
      word.end = kept(word.end, from: word.start ?? floor, to: ceiling)
      if let start = word.start ?? word.end {
        if let previous, let end = segment.words[previous].end, end > start {
          if end - start > roundingSeconds { repairs += 1 }
          segment.words[previous].end = start
        }
        floor = start
        previous = index
      }
      segment.words[index] = word
    }
    return repairs
  }

  /// A segment without a start stays behind its predecessor.
  private static func order(_ segments: inout [Transcript.Segment]) -> Int {
    var latest = -Double.infinity
    var moved = 0
    var reached = 0.0
    let keyed = segments.enumerated().map { index, segment in
      if let start = segment.start {
        if start < latest { moved += 1 }
        latest = max(latest, start)
        reached = start
      }
      return (start: reached, index: index, segment: segment)
    }
    if moved > 0 {
      segments = keyed.sorted { ($0.start, $0.index) < ($1.start, $1.index) }.map(\.segment)
    }
    return moved
  }
}
