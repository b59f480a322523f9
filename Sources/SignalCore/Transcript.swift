/// What was said, by whom and when.
///
/// Times are seconds on the container's clock. Any of them may be absent in a transcript from
/// elsewhere; what is present never runs backwards inside a segment.
public struct Transcript: Sendable, Hashable, Codable {
  public struct Word: Sendable, Hashable, Codable {
    public var word: String
    public var start: Double?
    public var end: Double?
    /// 0 to 1 as the recogniser states it; `nil` for a transcript made by people.
    public var confidence: Double?

    public init(word: String, start: Double?, end: Double?, confidence: Double? = nil) {
      self.word = word
      self.start = start
      self.end = end
      self.confidence = confidence
    }
  }

  /// One utterance of one speaker.
  public struct Segment: Sendable, Hashable, Codable {
    public var start: Double?
    public var end: Double?
    /// `nil` when unknown.
    public var speaker: String?
    public var text: String
    public var words: [Word]

    public init(start: Double?, end: Double?, speaker: String?, text: String, words: [Word]) {
      self.start = start
      self.end = end
      self.speaker = speaker
      self.text = text
      self.words = words
    }

    /// The stretch from start to end, where both are known and in order.
    public var timeRange: TimeRange? {
      guard let start, let end, start <= end else { return nil }
      return TimeRange(startSeconds: start, endSeconds: end)
    }
  }

  /// ISO 639-1 code, or `nil` when unknown.
  public var language: String?
  public var segments: [Segment]

  public init(language: String?, segments: [Segment]) {
    self.language = language
    self.segments = segments
  }

  /// Speakers in order of appearance; unknown speakers are left out.
  public var speakers: [String] {
    var seen: [String] = []
    for case let speaker? in segments.map(\.speaker) where !seen.contains(speaker) {
      seen.append(speaker)
    }
    return seen
  }
}
