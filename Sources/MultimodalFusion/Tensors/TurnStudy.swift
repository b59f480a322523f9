/// Judged turns of several people with their inputs, one part to learn from and one to be judged on.
///
/// A person's turns form a sequence in the order of the rows.
public struct TurnStudy: Sendable {
  public let modalities: [TurnModality]
  public let training: [TurnExample]
  public let test: [TurnExample]
  /// An outcome from here on counts as positive.
  public let threshold: Double

  /// One row of a study.
  public struct Row: Sendable {
    public var person: String
    public var isTraining: Bool
    public var inputs: [[Double]?]
    public var outcome: Double

    public init(person: String, isTraining: Bool, inputs: [[Double]?], outcome: Double) {
      self.person = person
      self.isTraining = isTraining
      self.inputs = inputs
      self.outcome = outcome
    }
  }

  private static let fewestTrainingPeople = 10
  private static let fewestTestPeople = 2

  /// - Throws: `personOnBothSides`, `tooFewPeople`, `oneOutcomeOnly`, `oneClassOnly`.
  public init(modalities: [TurnModality], rows: [Row], threshold: Double) throws(FusionError) {
    self.modalities = modalities
    self.threshold = threshold
    let sides = [true, false].map { side in rows.filter { $0.isTraining == side } }
    let people = sides.map { Set($0.map(\.person)) }
    if let both = people[0].intersection(people[1]).min() { throw .personOnBothSides(participant: both) }
    for (found, needed) in zip(people, [Self.fewestTrainingPeople, Self.fewestTestPeople])
    where found.count < needed {
      throw .tooFewPeople(needed: needed, found: found.count)
    }
    guard Set(sides[0].map(\.outcome)).count > 1 else { throw .oneOutcomeOnly }
    for side in sides where Set(side.map { $0.outcome >= threshold }).count < 2 {
      throw .oneClassOnly(cutOff: threshold)
    }
    training = Self.examples(sides[0], modalities)
    test = Self.examples(sides[1], modalities)
  }

  /// With only some of the modalities.
  func examples(_ examples: [TurnExample], of chosen: Set<String>) -> [TurnExample] {
    let kept = modalities.indices.filter { chosen.contains(modalities[$0].name) }
    return examples.map { example in
      TurnExample(
        participant: example.participant,
        sequence: TurnSequence(
          modalities: kept.map { modalities[$0] },
          turns: example.sequence.turns.map { turn in
            var turn = turn
            turn.inputs = kept.map { turn.inputs[$0] }
            return turn
          }))
    }
  }

  /// One a person, in the order of the people's first rows.
  private static func examples(_ rows: [Row], _ modalities: [TurnModality]) -> [TurnExample] {
    var order: [String] = []
    var turns: [String: [Turn]] = [:]
    for row in rows {
      if turns[row.person] == nil { order.append(row.person) }
      let place = Double(turns[row.person]?.count ?? 0)
      turns[row.person, default: []].append(
        Turn(
          startSeconds: place, endSeconds: place + 1, isParticipant: true, inputs: row.inputs,
          outcome: row.outcome))
    }
    return order.map { person in
      TurnExample(
        participant: person,
        sequence: TurnSequence(modalities: modalities, turns: turns[person] ?? []))
    }
  }
}
