package import SignalCore

/// What one speaker said: the only words that enter a measure.
package struct ParticipantSpeech: Sendable {
  package private(set) var tokens = SpokenTokens()
  /// Cleaned sentences in order; none spans two segments.
  package private(set) var sentences: [String] = []
  /// Words in segments whose time is known.
  package private(set) var timedWordCount = 0
  /// Time covered by those segments, in seconds; time two of them share counts once.
  package private(set) var speakingSeconds = 0.0
  /// Whether a speech recogniser made the transcript: people state no confidence.
  package private(set) var isRecognised = false

  /// - Parameter participant: The speaker whose segments count; `nil` for all segments. Segments of an
  ///   unknown speaker count only then.
  package init(_ transcript: Transcript, participant: String?) {
    var ranges: [TimeRange] = []
    for segment in transcript.segments where participant == nil || segment.speaker == participant {
      let spoken = SpokenText(segment.spokenText)
      let segmentTokens = SpokenTokens(spoken)
      tokens.append(segmentTokens)
      sentences += LanguageFeatures.sentences(of: spoken)
      if segment.words.contains(where: { $0.confidence != nil }) { isRecognised = true }
      if !segmentTokens.words.isEmpty, let range = segment.spokenRange {
        timedWordCount += segmentTokens.words.count
        ranges.append(range)
      }
    }
    speakingSeconds = ranges.coveredSeconds
  }
}

extension Transcript.Segment {
  /// The text, or where there is none the words one after another.
  fileprivate var spokenText: String {
    text.contains { !$0.isWhitespace } ? text : words.map(\.word).joined(separator: " ")
  }

  /// From the first word's start to the last word's end where words have times, else the segment's own time.
  fileprivate var spokenRange: TimeRange? {
    guard let start = words.compactMap(\.start).min(), let end = words.compactMap(\.end).max()
    else { return timeRange.flatMap { $0.durationSeconds > 0 ? $0 : nil } }
    return start < end ? TimeRange(startSeconds: start, endSeconds: end) : nil
  }
}
