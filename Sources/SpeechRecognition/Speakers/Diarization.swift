public import SignalCore

/// One stretch in which one person speaks, short pauses included.
public struct SpeakerTurn: Sendable, Hashable, Codable {
  public var time: TimeRange
  /// From 1 on, in the order in which people first speak.
  public var speaker: Int
  /// How clearly the voice is this speaker's and not another's: 0.5 midway between two voices, 1 for one like
  /// the speaker's average and beyond. It is no calibrated probability. `nil` where only one person speaks.
  public var confidence: Double?

  public init(time: TimeRange, speaker: Int, confidence: Double?) {
    self.time = time
    self.speaker = speaker
    self.confidence = confidence
  }
}

/// Who speaks when.
public struct Diarization: Sendable, Hashable, Codable {
  /// In order of their starts, apart from each other.
  public var turns: [SpeakerTurn]
  /// Where two people may speak at once, or a voice is like neither's. Each lies in somebody's turn.
  public var overlaps: [TimeRange]
  /// People told apart; 0 without speech.
  public var speakerCount: Int
  /// How different the two likest voices are, 0 (one voice) to 1: one minus the mean similarity between them over
  /// the geometric mean of the similarities inside each. Readers differ by 0.24 to 0.55, a reader from himself by
  /// 0.06 to 0.15. `nil` where fewer than two people speak.
  public var separation: Double?
  /// Stretches in which the recording as a whole had the voices mixed up or exchanged, for instance after a
  /// microphone was moved, and which were put right from the voices inside them.
  public var repaired: [TimeRange]

  public init(
    turns: [SpeakerTurn], overlaps: [TimeRange], speakerCount: Int, separation: Double?, repaired: [TimeRange]
  ) {
    self.turns = turns
    self.overlaps = overlaps
    self.speakerCount = speakerCount
    self.separation = separation
    self.repaired = repaired
  }

  /// Mean confidence of the turns, weighted by their length.
  public var confidence: Double? {
    let known = turns.filter { $0.confidence != nil }
    let seconds = known.reduce(0) { $0 + $1.time.durationSeconds }
    guard seconds > 0 else { return nil }
    return known.reduce(0) { $0 + $1.time.durationSeconds * ($1.confidence ?? 0) } / seconds
  }

  /// A speaker's name in transcripts: `speaker:1`.
  public static func label(_ speaker: Int) -> String { "speaker:\(speaker)" }
}
