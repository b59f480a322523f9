/// What a model of turns learns to predict: a session's total on a scale, an outcome a turn, or both.
public struct TurnTask: Sendable, Hashable, Codable {
  public let scale: OutcomeScale?
  /// A turn's outcome from here on counts as positive; `nil` where turns have no outcome of their own.
  public let turnThreshold: Double?

  /// - Precondition: There is something to predict.
  public init(scale: OutcomeScale? = nil, turnThreshold: Double? = nil) {
    precondition(scale != nil || turnThreshold != nil, "there is something to predict")
    self.scale = scale
    self.turnThreshold = turnThreshold
  }
}

/// A session to learn from.
public struct TurnExample: Sendable, Hashable {
  /// People are held out whole.
  public let participant: String
  public let sequence: TurnSequence
  public let total: Double?
  /// One an item of the scale, or empty.
  public let items: [Double?]

  public init(participant: String, sequence: TurnSequence, total: Double? = nil, items: [Double?] = []) {
    self.participant = participant
    self.sequence = sequence
    self.total = total
    self.items = items
  }
}

/// The whole steps of an ordered outcome.
struct OutcomeLevels: Sendable, Hashable, Codable {
  let minimum: Double
  let count: Int

  func level(_ value: Double) -> Int { min(max(Int((value - minimum).rounded()), 0), count - 1) }

  /// Expected value from P(level > k), k = 0 ….
  func expected(_ exceedance: [Double]) -> Double { minimum + exceedance.reduce(0, +) }
}
