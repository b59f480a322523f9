internal import SignalCore

/// Segments dealt out to tiers in which none overlaps another, as annotation formats want them.
struct TranscriptLane {
  /// `nil` when nobody knows who speaks.
  let speaker: String?
  /// Counts from 1 among the tiers of one speaker; a second one holds what overlaps the first.
  let number: Int
  /// In order of time; milliseconds on the recording's clock.
  private(set) var segments: [Segment] = []

  struct Segment {
    let text: String
    let milliseconds: Range<Int>
    /// Words that have a time, in order; the other words stand in the text alone.
    let words: [Word]
  }

  struct Word {
    let text: String
    let milliseconds: Range<Int>
  }

  /// The tier's name: the speaker, and a number from the second tier on.
  var name: String {
    let base = speaker ?? "unknown"
    return number == 1 ? base : "\(base) (\(number))"
  }

  /// Speakers in order of their first segment.
  static func lanes(
    _ timed: [(segment: Transcript.Segment, range: TimeRange)]
  ) -> [TranscriptLane] {
    var lanes: [TranscriptLane] = []
    let ordered = timed.enumerated().sorted {
      ($0.element.range.startSeconds, $0.offset) < ($1.element.range.startSeconds, $1.offset)
    }.map(\.element)
    for (segment, range) in ordered {
      let entry = Segment(segment, in: stretch(range.startSeconds, range.endSeconds))
      let mine = lanes.indices.filter { lanes[$0].speaker == segment.speaker }
      let free = mine.first { index in
        lanes[index].segments.last.map { $0.milliseconds.upperBound <= entry.milliseconds.lowerBound } ?? true
      }
      if let free {
        lanes[free].segments.append(entry)
      } else {
        lanes.append(
          TranscriptLane(speaker: segment.speaker, number: mine.count + 1, segments: [entry]))
      }
    }
    return lanes
  }

  /// These formats allow nothing without length: a millisecond is the least.
  fileprivate static func stretch(_ startSeconds: Double, _ endSeconds: Double) -> Range<Int> {
    let start = Int((max(startSeconds, 0) * 1000).rounded())
    return start..<max(Int((endSeconds * 1000).rounded()), start + 1)
  }
}

extension TranscriptLane.Segment {
  fileprivate init(_ segment: Transcript.Segment, in stretch: Range<Int>) {
    let text = segment.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.text = text.isEmpty ? segment.words.map(\.word).joined(separator: " ") : text
    milliseconds = stretch
    var reached = stretch.lowerBound
    words = segment.words.compactMap { word in
      guard let start = word.start, let end = word.end, start <= end else { return nil }
      let time = TranscriptLane.stretch(start, end).clamped(to: reached..<stretch.upperBound)
      guard !time.isEmpty else { return nil }
      reached = time.upperBound
      return TranscriptLane.Word(text: word.word, milliseconds: time)
    }
  }
}
