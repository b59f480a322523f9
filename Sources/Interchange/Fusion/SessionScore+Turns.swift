internal import MultimodalFusion
public import SignalCore

extension SessionScore {
  /// What a turn does to the score of a model of turns.
  public struct TurnEffect: Sendable, Hashable, Codable {
    /// Counted from 1, as in `turns.csv`.
    public var turn: Int
    public var startSeconds: Double
    public var endSeconds: Double
    /// The score less the score without the turn: above 0, the turn raises it.
    public var effect: Double
    /// Share in what the model's heads read. No reason by itself: see `TurnEffects.attention`.
    public var attention: Double
    /// What was said in it, where a transcript is at hand.
    public var words: String?
  }

  /// How far a turn's attention goes with what the turn does.
  public struct AttentionCheck: Sendable, Hashable, Codable {
    public var rankCorrelation: Double?
    public var turnCount: Int
    public var meaning: String
  }

  /// Turns that raise and that lower the score of a model of turns, found by leaving each out.
  public struct TurnEffects: Sendable, Hashable, Codable {
    /// Greatest first, at most `mostTurns`.
    public var evidence: [TurnEffect]
    public var counterEvidence: [TurnEffect]
    /// Turns left out in turn, and how they were chosen.
    public var leftOutInTurn: Int
    public var turnCount: Int
    public var choice: String
    public var attention: AttentionCheck
  }

  /// What a group of a turn's measures does to the score of a model of turns. The effects add up to nothing.
  public struct GroupEffect: Sendable, Hashable, Codable {
    /// First two parts of the measures' names.
    public var group: String
    public var modality: Measure.Modality?
    public var measureCount: Int
    /// The score less the score with the group at the training turns' mean in every turn.
    public var effect: Double
  }

  static let attentionMeaning = """
    Spearman's rank correlation of a turn's attention with the size of its effect. Attention says where the network \
    looked, not why the score is what it is: the effects say that.
    """
}

extension SessionScore.TurnEffects {
  /// - Parameter turns: The session's, in the order of the explained sequence.
  init(_ explanation: TurnExplanation, turns: [MeasuredTurn], quotes: QuotedTranscript?) {
    func strongest(_ sign: Double) -> [SessionScore.TurnEffect] {
      explanation.turns.filter { sign * $0.effect > 0 }.prefix(SessionScore.mostTurns).map { turn in
        let time = turns[turn.position].time
        return SessionScore.TurnEffect(
          turn: turns[turn.position].number, startSeconds: time.startSeconds, endSeconds: time.endSeconds,
          effect: turn.effect, attention: turn.attention,
          words: quotes?.words(from: time.startSeconds, to: time.endSeconds))
      }
    }
    self.init(
      evidence: strongest(1), counterEvidence: strongest(-1), leftOutInTurn: explanation.turns.count,
      turnCount: explanation.turnCount,
      choice: explanation.turns.count == explanation.turnCount
        ? "Every turn was left out once."
        : "\(explanation.turns.count) of \(explanation.turnCount) turns were left out once: "
          + "\(explanation.attention.turnCount) spread evenly over the session, the others with most attention.",
      attention: SessionScore.AttentionCheck(
        rankCorrelation: explanation.attention.rankCorrelation,
        turnCount: explanation.attention.turnCount, meaning: SessionScore.attentionMeaning))
  }
}
