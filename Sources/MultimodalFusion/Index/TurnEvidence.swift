internal import SignalCore

/// How strongly one turn of the participant shows the signs of the table.
///
/// The same arithmetic as the index, over the measures that single turns have, held against the turns of the
/// reference. For finding places to look at: a turn is a small sample and no ground for a judgement.
public struct TurnEvidence: Sendable, Hashable, Codable {
  /// A sign that speaks in this turn.
  public struct Sign: Sendable, Hashable, Codable {
    public let measure: String
    public let title: String
    public let value: Double
    /// Standard deviations of the reference's turns, cut to ±3; above 0 speaks for depression.
    public let standardised: Double
    public let contribution: Double
  }

  /// Counted from 1, as in `turns.csv`.
  public let turn: Int
  public let startSeconds: Double
  public let endSeconds: Double
  /// Weighted mean of the standardised signs.
  public let strength: Double
  /// In the order of the table; their contributions sum to the strength.
  public let signs: [Sign]
  /// What was said in it, where a transcript is at hand.
  public var words: String?

  /// Turns of a session, the strongest first; turns in which less than half of the weight has a value are left out.
  public static func ranked(
    _ turns: [MeasuredTurn], by index: CompositeIndex, reference: IndexReference
  ) -> [TurnEvidence] {
    turns.compactMap { TurnEvidence($0, by: index, reference: reference) }
      .sorted { $0.strength == $1.strength ? $0.turn < $1.turn : $0.strength > $1.strength }
  }

  init?(_ turn: MeasuredTurn, by index: CompositeIndex, reference: IndexReference) {
    let terms = index.terms.filter { term in
      term.turnMeasure.map { reference.turnStandards[$0] != nil } ?? false
    }
    let all = terms.reduce(0) { $0 + $1.weight }
    let limit = CompositeIndex.mostStandardised
    let present = terms.compactMap {
      term -> (term: IndexTerm, measure: String, value: Double, score: Double)? in
      guard let measure = term.turnMeasure, let value = turn.values[measure],
        let standard = reference.turnStandards[measure]
      else { return nil }
      let deviation = term.direction.sign * (value - standard.mean) / standard.standardDeviation
      return (term, measure, value, min(max(deviation, -limit), limit))
    }
    let weight = present.reduce(0) { $0 + $1.term.weight }
    guard weight > 0, weight >= CompositeIndex.leastWeightShare * all else { return nil }
    self.turn = turn.number
    startSeconds = turn.time.startSeconds
    endSeconds = turn.time.endSeconds
    signs = present.map {
      Sign(
        measure: $0.measure, title: $0.term.title, value: $0.value, standardised: $0.score,
        contribution: $0.term.weight * $0.score / weight)
    }
    strength = signs.reduce(0) { $0 + $1.contribution }
  }
}
