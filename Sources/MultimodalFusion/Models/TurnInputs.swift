internal import SignalCore

/// Which measures of a turn a model of turns reads, and how they become numbers without gaps.
///
/// A turn of the participant has one list of numbers a modality: each measure's value, then 1 where it was measured and
/// 0 where not. What is missing in a turn stands as the median of the session's other turns, or 0 where no turn has it,
/// so that nothing but the session itself fills it in; the second number tells the model which is which.
public struct TurnInputs: Sendable, Hashable, Codable {
  public struct Modality: Sendable, Hashable, Codable {
    public let name: String
    public let measures: [String]
  }
  /// Words first, as the network wants its base.
  public let modalities: [Modality]

  /// Every turn measure that any of the sessions has, sorted by name; `nil` when there are none.
  public init?(_ sessions: [MeasuredSession]) {
    let names = Set(sessions.flatMap { $0.turns.flatMap(\.values.keys) }).sorted()
    modalities = ["language", "speech"].compactMap { modality in
      let own = names.filter { $0.hasPrefix(modality + ".") }
      return own.isEmpty ? nil : Modality(name: modality, measures: own)
    }
    if modalities.isEmpty { return nil }
  }

  /// `nil` for a session without turns.
  public func sequence(of session: MeasuredSession) -> TurnSequence? {
    guard !session.turns.isEmpty else { return nil }
    var medians: [String: Double] = [:]
    for name in modalities.flatMap(\.measures) {
      medians[name] = session.turns.compactMap { $0.values[name] }.median
    }
    return TurnSequence(
      modalities: modalities.map { TurnModality(name: $0.name, width: 2 * $0.measures.count) },
      turns: session.turns.map { turn in
        Turn(
          startSeconds: turn.time.startSeconds, endSeconds: turn.time.endSeconds, isParticipant: true,
          inputs: modalities.map { modality in
            guard modality.measures.contains(where: { turn.values[$0] != nil }) else { return nil }
            return modality.measures.map { turn.values[$0] ?? medians[$0] ?? 0 }
              + modality.measures.map { turn.values[$0] == nil ? 0 : 1 }
          })
      })
  }
}
