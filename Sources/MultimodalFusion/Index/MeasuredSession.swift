public import SignalCore

/// What the index needs of one session.
public struct MeasuredSession: Sendable, Hashable {
  public var session: String
  public var participant: String
  /// Measure name → value or reason.
  public var values: [String: MeasuredValue]
  /// The participant's turns in order of time.
  public var turns: [MeasuredTurn]

  public init(
    session: String, participant: String, values: [String: MeasuredValue], turns: [MeasuredTurn] = []
  ) {
    self.session = session
    self.participant = participant
    self.values = values
    self.turns = turns
  }

  /// A measure that no table names was not asked for.
  public func value(of measure: String) -> MeasuredValue { values[measure] ?? .missing(.notRequested) }
}

/// The measures of one turn of the participant.
public struct MeasuredTurn: Sendable, Hashable {
  /// Counted from 1, as in `turns.csv`.
  public var number: Int
  public var time: TimeRange
  public var values: [String: Double]
  /// The words' vector, where it was asked for and there are words.
  public var words: [Double]?
  /// The words and what voice and face did during each, where it was asked for and there are words.
  public var spoken: SpokenTurn?

  public init(number: Int, time: TimeRange, values: [String: Double]) {
    self.number = number
    self.time = time
    self.values = values
  }
}
