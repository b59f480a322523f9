public import SignalCore

/// Who spoke when in an interview, as far as that is known.
///
/// Ranges may overlap each other and stand in any order; those without length are passed over. All times are
/// seconds on the recording's clock.
public struct Conversation: Sendable, Hashable {
  /// One side of the conversation.
  public struct Voice: Sendable, Hashable {
    /// When this side speaks.
    public var speech: [TimeRange]
    /// What it says; empty when the words are not known. Word times may be absent.
    public var segments: [Transcript.Segment]

    public init(speech: [TimeRange], segments: [Transcript.Segment] = []) {
      self.speech = speech
      self.segments = segments
    }
  }

  public var participant: Voice
  /// Everybody else, taken as one. `nil` when the recording or transcript does not tell when others speak,
  /// which is not the same as others who never speak.
  public var interviewer: Voice?
  /// Speech of which nobody knows whose it is. A silence it falls into is neither a pause nor a latency.
  public var unattributed: [TimeRange]
  /// The recording from its first to its last moment; `nil` when unknown.
  public var session: TimeRange?

  public init(
    participant: Voice, interviewer: Voice?, unattributed: [TimeRange] = [], session: TimeRange? = nil
  ) {
    self.participant = participant
    self.interviewer = interviewer
    self.unattributed = unattributed
    self.session = session
  }

  /// What a transcript alone tells: speech is where words have times, else the whole segment.
  ///
  /// Every other named speaker counts as the interviewer. A transcript that names nobody but the participant,
  /// or gives no times of the others, does not tell when others speak.
  public init(transcript: Transcript, participant: String, session: TimeRange? = nil) {
    let own = transcript.segments.filter { $0.speaker == participant }
    let others = transcript.segments.filter { $0.speaker != nil && $0.speaker != participant }
    let othersSpeech = others.flatMap(\.spokenRanges)
    self.init(
      participant: Voice(speech: own.flatMap(\.spokenRanges), segments: own),
      interviewer: othersSpeech.isEmpty ? nil : Voice(speech: othersSpeech, segments: others),
      unattributed: transcript.segments.filter { $0.speaker == nil }.flatMap(\.spokenRanges),
      session: session)
  }
}

extension Transcript.Segment {
  /// The words' ranges where every word has one, else the segment's own.
  var spokenRanges: [TimeRange] {
    let timed = words.compactMap { word -> TimeRange? in
      guard let start = word.start, let end = word.end, start <= end else { return nil }
      return TimeRange(startSeconds: start, endSeconds: end)
    }
    if !timed.isEmpty, timed.count == words.count { return timed }
    return timeRange.map { [$0] } ?? []
  }
}
