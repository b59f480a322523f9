/// Why a model of turns gives a session its score, found by asking it again with parts of the session left out.
///
/// All numbers are points of the scale. Modalities share out the score exactly; turns and groups of inputs do not add up
/// to anything, because what one of them says others may say too.
public struct TurnExplanation: Sendable, Hashable {
  /// A modality's Shapley value over all sets of the modalities the session has.
  public struct ModalityContribution: Sendable, Hashable {
    public let modality: TurnModality
    public let contribution: Double
  }

  /// What one turn does to the score.
  public struct TurnEffect: Sendable, Hashable {
    /// Place in the sequence, from 0.
    public let position: Int
    /// The score less the score without the turn, all others left where they are: above 0, the turn raises it.
    public let effect: Double
    /// The turn's share in what the heads read; all of a session's sum to 1.
    public let attention: Double
  }

  /// What a group of inputs does to the score.
  public struct GroupEffect: Sendable, Hashable {
    public let group: InputGroup
    /// The score less the score with the group's inputs at the mean of the training turns, whether measured or not; of
    /// what goes with single words, less the score without it.
    public let effect: Double
  }

  /// A group of inputs, and the session's turns as they are without it.
  struct Part {
    let group: InputGroup
    let without: TurnSequence
  }

  /// Whether attention can be read as a reason: it often cannot (Jain & Wallace 2019, "Attention is not explanation",
  /// NAACL), so it is never shown without this.
  public struct AttentionCheck: Sendable, Hashable {
    /// Turns compared: all that were left out in turn, or an even choice where not all were.
    public let turnCount: Int
    /// Spearman's, of attention with the size of the effect; `nil` below three turns and where either never differs.
    public let rankCorrelation: Double?
  }

  /// The predicted total.
  public let score: Double
  /// What the model says of a session it has nothing of; `base` and all modalities' contributions sum to `score`.
  public let base: Double
  /// The modalities the session has, in the model's order.
  public let modalities: [ModalityContribution]
  /// Greatest size first. At most `greatestTurnCount`: half of them spread evenly over the session, the others those
  /// with most attention.
  public let turns: [TurnEffect]
  /// Turns the score is read from, whether left out once or not.
  public let turnCount: Int
  public let attention: AttentionCheck
  /// Greatest size first.
  public let groups: [GroupEffect]

  /// Each turn left out costs a whole pass of the network.
  public static let greatestTurnCount = 60
}

/// Which turns of a long session are left out in turn.
struct AblatedTurns: Sendable, Hashable {
  /// In order of time.
  let chosen: [Int]
  /// Those of them chosen without looking at attention.
  let even: [Int]

  /// - Parameters:
  ///   - turns: To choose from, in order of time.
  ///   - attention: By turn.
  ///   - limit: Even and at least 4.
  init(_ turns: [Int], attention: [Double?], limit: Int) {
    guard turns.count > limit else {
      chosen = turns
      even = turns
      return
    }
    let half = limit / 2
    let even = (0..<half).map { turns[$0 * (turns.count - 1) / (half - 1)] }
    let rest = Set(turns).subtracting(even).sorted { first, second in
      let (a, b) = (attention[first] ?? 0, attention[second] ?? 0)
      return a == b ? first < second : a > b
    }
    self.even = even
    chosen = (even + rest.prefix(limit - half)).sorted()
  }
}
