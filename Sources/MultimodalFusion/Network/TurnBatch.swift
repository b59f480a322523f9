package import DenseMath

/// A turn as the network reads it: standardised, with at least one modality.
package struct PreparedTurn: Sendable, Hashable {
  /// Place among all turns of the session, those without inputs included.
  let position: Int
  let isParticipant: Bool
  let inputs: [[Double]?]
  /// The ridge regression's prediction of the turn's outcome by set of modalities (bit m = modality m), in standard
  /// deviations; `nil` where there is no regression for the set.
  var linearScores: [Double?]
  /// The outcome in standard deviations, and whether it reaches the threshold.
  var target: TurnTarget?

  package init(
    position: Int, isParticipant: Bool, inputs: [[Double]?], linearScores: [Double?], target: TurnTarget?
  ) {
    self.position = position
    self.isParticipant = isParticipant
    self.inputs = inputs
    self.linearScores = linearScores
    self.target = target
  }
}

package struct TurnTarget: Sendable, Hashable {
  let value: Double
  let isPositive: Bool

  package init(value: Double, isPositive: Bool) {
    self.value = value
    self.isPositive = isPositive
  }
}

/// A session as the network reads it; turns without any input are left out.
package struct PreparedSession: Sendable, Hashable {
  package let participant: String
  var turns: [PreparedTurn]
  /// As `PreparedTurn.linearScores`, of the session's total.
  var linearScores: [Double?]
  /// The total as a level of the scale.
  let level: Int?
  let itemLevels: [Int?]

  package init(
    participant: String, turns: [PreparedTurn], linearScores: [Double?], level: Int?, itemLevels: [Int?]
  ) {
    self.participant = participant
    self.turns = turns
    self.linearScores = linearScores
    self.level = level
    self.itemLevels = itemLevels
  }
}

/// Sessions side by side, as one pass of the network takes them.
package struct TurnBatch: Sendable {
  private(set) var layout = SequenceLayout(lengths: [])
  /// One a modality: rows that have it, and their inputs one behind the other.
  private(set) var rows: [[Int]]
  private(set) var inputs: [[Double]]
  /// One a row: the modality the others are added to, the first present.
  private(set) var bases: [Int] = []
  private(set) var positions: [Int] = []
  private(set) var isParticipant: [Bool] = []
  /// Rows a session's outcome is read from: the participant's, or all where there is none.
  private(set) var isPooled: [Bool] = []
  private(set) var turnScores: [Double] = []
  private(set) var targets: [TurnTarget?] = []
  /// One a sequence.
  private(set) var sessionScores: [Double] = []
  private(set) var levels: [Int?] = []
  private(set) var itemLevels: [[Int?]] = []

  /// - Parameters:
  ///   - dropping: In training, the chance that a modality is left out, and the draw that decides.
  /// - Precondition: Every session has a turn.
  package init(
    _ sessions: [PreparedSession], modalityCount: Int, dropping: (chance: Double, draw: Dropout.Draw)? = nil
  ) {
    rows = [[Int]](repeating: [], count: modalityCount)
    inputs = [[Double]](repeating: [], count: modalityCount)
    var generator = dropping.map {
      SeededGenerator(seed: $0.draw.seed, stream: "modalities", step: $0.draw.step)
    }
    var lengths: [Int] = []
    for session in sessions {
      precondition(!session.turns.isEmpty, "a session has a turn")
      var masks = session.turns.map(\.presence)
      if let chance = dropping?.chance, generator != nil {
        masks = reduced(masks, modalityCount, chance, &generator)
      }
      lengths.append(append(session, masks))
    }
    layout = SequenceLayout(lengths: lengths)
  }

  private mutating func append(_ session: PreparedSession, _ masks: [Int]) -> Int {
    let first = bases.count
    var present = 0
    for (turn, mask) in zip(session.turns, masks) where mask != 0 {
      let row = bases.count
      bases.append(mask.trailingZeroBitCount)
      positions.append(turn.position)
      isParticipant.append(turn.isParticipant)
      turnScores.append(turn.linearScores[mask] ?? 0)
      targets.append(turn.target)
      for (modality, input) in turn.inputs.enumerated() where mask >> modality & 1 == 1 {
        guard let input else { continue }
        rows[modality].append(row)
        inputs[modality].append(contentsOf: input)
      }
      present |= mask
    }
    let speaking = isParticipant[first...]
    isPooled.append(contentsOf: speaking.contains(true) ? Array(speaking) : speaking.map { _ in true })
    sessionScores.append(session.linearScores[present] ?? 0)
    levels.append(session.level)
    itemLevels.append(session.itemLevels)
    return bases.count - first
  }
}

extension PreparedTurn {
  /// Bit m is set where modality m is present.
  var presence: Int {
    inputs.enumerated().reduce(0) { $1.element == nil ? $0 : $0 | 1 << $1.offset }
  }
}

/// Leaves modalities out of a session and out of single turns by chance. A turn left with nothing is dropped; a
/// session left with nothing stays whole.
private func reduced(
  _ masks: [Int], _ modalityCount: Int, _ chance: Double, _ generator: inout SeededGenerator?
) -> [Int] {
  func drawn() -> Int {
    (0..<modalityCount).reduce(0) { mask, modality in
      (generator?.unit() ?? 1) < chance ? mask : mask | 1 << modality
    }
  }
  let session = drawn()
  let result = masks.map { mask in
    let kept = mask & session
    let turn = kept & drawn()
    return turn == 0 ? kept : turn
  }
  return result.contains { $0 != 0 } ? result : masks
}
