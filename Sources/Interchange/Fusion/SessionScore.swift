public import MultimodalFusion
public import SignalCore

/// The shape of `score.json`: a score, what made it, and what a reader must know.
public struct SessionScore: Sendable, Hashable, Codable {
  /// What gave the score.
  public struct Scorer: Sendable, Hashable, Codable {
    public var name: String
    /// Of the index; of a model the SHA-256 of its weights.
    public var version: String
    /// Of the index's file; `nil` for a model.
    public var sha256: String?
    public var programVersion: String
    public var measureSetVersion: String
    /// What the score is counted in.
    public var unit: String
    /// The cohort an index is held against; `nil` for a model.
    public var reference: Reference?
  }

  public struct Reference: Sendable, Hashable, Codable {
    public var origin: IndexReference.Origin
    public var participants: Int
  }

  public struct ScoreInterval: Sendable, Hashable, Codable {
    public var lower: Double
    public var upper: Double
    public var meaning: String
  }

  /// What one measure adds to the score. All of them, with `base` and `clipping`, sum to what they explain.
  public struct Contribution: Sendable, Hashable, Codable {
    public var measure: String
    public var title: String?
    public var modality: Measure.Modality?
    public var value: Double?
    public var missing: String?
    /// `higher` or `lower`: the direction that studies of depression report.
    public var direction: IndexTerm.Direction?
    /// Standard deviations of the reference, turned by the direction; for a model the typical training value.
    public var standardised: Double?
    public var typical: Double?
    public var contribution: Double?
  }

  public struct ModalityShare: Sendable, Hashable, Codable {
    /// A measure's modality, or `words`: the vector of what was said.
    public var modality: String?
    /// The index over this modality alone; `nil` for a model.
    public var value: Double?
    public var missing: String?
    /// They sum, with `base` and `clipping`, to what is explained. For a model of turns a Shapley value over all sets of
    /// the modalities the session has.
    public var contribution: Double?
  }

  /// What the contributions sum to; those of the modalities for a model of turns.
  public struct Explained: Sendable, Hashable, Codable {
    /// `score` or `log-odds of a case`.
    public var quantity: String
    public var value: Double
    /// Of the average training session; 0 for an index; for a model of turns what it says with nothing to read.
    public var base: Double
    /// What a sum outside the scale was moved by.
    public var clipping: Double
  }

  public struct ThresholdOutcome: Sendable, Hashable, Codable {
    public var threshold: ModelCard.Threshold
    public var isReached: Bool
  }

  public var session: String
  public var participant: String
  public var date: String?
  public var notice: String
  public var scorer: Scorer
  /// Whether the model learned from this person; `nil` for an index and for a model that does not say whom it knows.
  public var isOfTrainingPerson: Bool?
  public var score: Double?
  /// Why there is no score.
  public var missing: String?
  /// What stood against the recording at the quality gate.
  public var objections: String?
  public var interval: ScoreInterval?
  public var probability: Double?
  public var thresholds: [ThresholdOutcome]
  public var explained: Explained?
  public var modalities: [ModalityShare]
  public var contributions: [Contribution]
  /// Measures, or groups of them for a model of turns, that raise the score and that lower it, the strongest first.
  public var evidence: [String]
  public var counterEvidence: [String]
  /// Turns to look at, the strongest first; empty without turns or without a reference for them.
  public var turns: [TurnEvidence]
  /// Of a model of turns.
  public var turnEffects: TurnEffects?
  public var groupEffects: [GroupEffect]?
  /// What to know of the words quoted; `nil` when none are.
  public var quoting: String?
  public var warnings: [String]

  /// Strongest turns that are kept.
  public static let mostTurns = 10

  /// The turns to look at with what was said in them.
  static func strongest(
    _ turns: [MeasuredTurn], by index: CompositeIndex, reference: IndexReference, quotes: QuotedTranscript?
  ) -> [TurnEvidence] {
    TurnEvidence.ranked(turns, by: index, reference: reference).prefix(mostTurns).map { turn in
      var turn = turn
      turn.words = quotes?.words(from: turn.startSeconds, to: turn.endSeconds)
      return turn
    }
  }

  /// Whether any words are quoted.
  var hasQuotes: Bool {
    let effects = (turnEffects?.evidence ?? []) + (turnEffects?.counterEvidence ?? [])
    return turns.contains { $0.words != nil } || effects.contains { $0.words != nil }
  }

  /// Names of the measures with a contribution of a sign, the strongest first.
  static func names(_ contributions: [Contribution], sign: Double) -> [String] {
    let sized: [(measure: String, size: Double)] = contributions.compactMap { term in
      guard let contribution = term.contribution, sign * contribution > 0 else { return nil }
      return (term.measure, sign * contribution)
    }
    return sized.sorted { first, second in
      first.size == second.size ? first.measure < second.measure : first.size > second.size
    }.map(\.measure)
  }
}
