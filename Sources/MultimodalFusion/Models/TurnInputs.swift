internal import SignalCore

/// What a model of turns reads of each, and how it becomes numbers without gaps.
///
/// A turn of the participant has its words' vector, and one list of numbers a further modality: each measure's value,
/// then 1 where it was measured and 0 where not. What is missing in a turn stands as the median of the session's other
/// turns, or 0 where no turn has it, so that nothing but the session itself fills it in; the second number tells the
/// model which is which. A modality of which a turn has nothing is absent from it.
public struct TurnInputs: Sendable, Hashable, Codable {
  public struct Modality: Sendable, Hashable, Codable {
    public let name: String
    public let measures: [String]
  }
  /// Length of the words' vector, which comes first as the network's base; `nil` without one.
  public let wordsWidth: Int?
  /// Language first.
  public let modalities: [Modality]

  /// Every turn measure that any of the sessions has, sorted by name; `nil` when there is nothing to read.
  public init?(_ sessions: [MeasuredSession]) {
    let names = Set(sessions.flatMap { $0.turns.flatMap(\.values.keys) }).sorted()
    wordsWidth = sessions.lazy.flatMap(\.turns).compactMap(\.words?.count).first
    modalities = ["language", "speech", "face"].compactMap { modality in
      let own = names.filter { $0.hasPrefix(modality + ".") }
      return own.isEmpty ? nil : Modality(name: modality, measures: own)
    }
    if modalities.isEmpty, wordsWidth == nil { return nil }
  }

  /// `nil` for a session without turns.
  public func sequence(of session: MeasuredSession) -> TurnSequence? {
    guard !session.turns.isEmpty else { return nil }
    var medians: [String: Double] = [:]
    for name in modalities.flatMap(\.measures) {
      medians[name] = session.turns.compactMap { $0.values[name] }.median
    }
    let words = wordsWidth.map { [TurnModality(name: "words", width: $0)] } ?? []
    return TurnSequence(
      modalities: words + modalities.map { TurnModality(name: $0.name, width: 2 * $0.measures.count) },
      turns: session.turns.map { turn in
        Turn(
          startSeconds: turn.time.startSeconds, endSeconds: turn.time.endSeconds, isParticipant: true,
          inputs: words.map { _ in turn.words }
            + modalities.map { modality in
              guard modality.measures.contains(where: { turn.values[$0] != nil }) else { return nil }
              return modality.measures.map { turn.values[$0] ?? medians[$0] ?? 0 }
                + modality.measures.map { turn.values[$0] == nil ? 0 : 1 }
            })
      })
  }
}
