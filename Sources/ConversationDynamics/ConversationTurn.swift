public import SignalCore

/// One turn of the participant: a row of the conversation.
public struct ConversationTurn: Sendable, Hashable, Codable {
  /// How a turn begins, after Heldner & Edlund 2010.
  public enum Start: Sendable, Hashable, Codable {
    /// Nobody held the floor before.
    case opening
    /// After the other's turn has ended; 0 s or more.
    case afterGap(latencySeconds: Double)
    /// While the other still speaks, and beyond the end of the other's turn; below 0 s.
    case overlapping(offsetSeconds: Double)
    /// Begins and ends inside the other's turn, which goes on.
    case inside
    /// After one's own turn and a long silence or an attempt of the other.
    case resumed
    /// After a gap in which somebody unknown speaks.
    case unclear

    /// From the end of the other's turn, where the floor passes over.
    public var offsetSeconds: Double? {
      switch self {
      case .afterGap(let seconds), .overlapping(let seconds): seconds
      case .opening, .inside, .resumed, .unclear: nil
      }
    }

    /// The gap before it, where there is one.
    public var latencySeconds: Double? {
      if case .afterGap(let seconds) = self { seconds } else { nil }
    }

    /// Takes the floor from somebody who still had half a second or more to say.
    public var isInterruption: Bool {
      if case .overlapping(let seconds) = self {
        return seconds <= -(Limit.interruptedSeconds - Limit.tolerance)
      }
      return false
    }
  }

  public let time: TimeRange
  public let start: Start
  /// Silences of 0.25 s or more inside the turn.
  public let pauseCount: Int
  public let pauseSeconds: Double
  /// Words in the turn; `nil` where they are not known.
  public let wordCount: Int?

  /// 0 to below 1.
  public var pauseShare: Double { pauseSeconds / time.durationSeconds }

  /// Words over the whole turn, pauses included; `nil` where the words are not known.
  public var wordsPerMinute: Double? { wordCount.map { 60 * Double($0) / time.durationSeconds } }

  /// Words over the turn without its pauses.
  public var articulatedWordsPerMinute: Double? {
    wordCount.map { 60 * Double($0) / (time.durationSeconds - pauseSeconds) }
  }
}
