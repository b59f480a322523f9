/// One kind of input a turn can carry, such as the words' vector or the turn's pitch measures.
public struct TurnModality: Sendable, Hashable, Codable {
  public let name: String
  /// Numbers a turn has of it.
  public let width: Int

  /// - Precondition: The width is positive.
  public init(name: String, width: Int) {
    precondition(width > 0, "a modality has at least one number")
    self.name = name
    self.width = width
  }
}

/// One turn of a conversation as a model sees it.
public struct Turn: Sendable, Hashable, Codable {
  public var startSeconds: Double
  public var endSeconds: Double
  public var isParticipant: Bool
  /// One a modality of the sequence, each of that modality's width; `nil` = the turn has none of it.
  public var inputs: [[Double]?]
  /// What was judged about this turn, where a study has an outcome a turn.
  public var outcome: Double?

  public init(
    startSeconds: Double, endSeconds: Double, isParticipant: Bool, inputs: [[Double]?], outcome: Double? = nil
  ) {
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
    self.isParticipant = isParticipant
    self.inputs = inputs
    self.outcome = outcome
  }
}

/// A session's turns in order of time.
public struct TurnSequence: Sendable, Hashable, Codable {
  /// The first one present in a turn is the base the others are added to: put words first.
  public let modalities: [TurnModality]
  public let turns: [Turn]

  /// - Precondition: Every turn has one entry a modality, each as wide as its modality and finite, and every outcome
  ///   is finite.
  public init(modalities: [TurnModality], turns: [Turn]) {
    for turn in turns {
      precondition(turn.inputs.count == modalities.count, "a turn has one entry a modality")
      for (modality, input) in zip(modalities, turn.inputs) {
        guard let input else { continue }
        precondition(input.count == modality.width, "an input is as wide as its modality")
        precondition(input.allSatisfy(\.isFinite), "inputs are finite")
      }
      precondition(turn.outcome?.isFinite ?? true, "outcomes are finite")
    }
    self.modalities = modalities
    self.turns = turns
  }

  /// The same turns without the modalities that `isKept` turns down.
  public func keeping(_ isKept: (TurnModality) -> Bool) -> TurnSequence {
    TurnSequence(
      modalities: modalities,
      turns: turns.map { turn in
        var turn = turn
        turn.inputs = zip(modalities, turn.inputs).map { isKept($0) ? $1 : nil }
        return turn
      })
  }
}
