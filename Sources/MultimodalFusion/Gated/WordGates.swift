/// Gates trained on different people, each inside the same encoder, and what they read of each word.
///
/// A turn's vector is the mean of what all gates give; where a turn has no signal and the encoder's layers are as
/// published it is the encoder's own, bit for bit.
struct WordGates: Sendable {
  let inputs: WordInputs
  /// At least one.
  let encoders: [TrainableEncoder]

  /// One a turn, 384 numbers; `nil` for a turn with nothing to encode.
  /// - Parameters:
  ///   - silenced: Modalities that are to count as not recorded.
  ///   - only: The one gate to ask; `nil` = all.
  func vectors(_ turns: [SpokenTurn?], silenced: Set<String> = [], only: Int? = nil) -> [[Double]?] {
    let texts = inputs.texts(turns, silenced: silenced)
    var vectors = [[Double]?](repeating: nil, count: texts.count)
    // Encoders whose layers were tuned differ in words alone, too.
    let isTuned = encoders[0].adapters != nil
    let plain = texts.indices.filter { texts[$0].map { !$0.hasSignals && !isTuned } ?? false }
    for (place, vector) in zip(plain, encoders[0].turnVectors(plain.compactMap { texts[$0]?.wordsAlone })) {
      vectors[place] = vector
    }
    let signalled = texts.indices.filter { texts[$0].map { $0.hasSignals || isTuned } ?? false }
    let asked = only.map { [encoders[$0]] } ?? encoders
    let given = asked.map { $0.turnVectors(signalled.compactMap { texts[$0] }) }
    for (row, place) in signalled.enumerated() {
      guard let first = given[0][row] else { continue }
      vectors[place] = first.indices.map { column in
        given.reduce(0) { $0 + ($1[row]?[column] ?? 0) } / Double(given.count)
      }
    }
    return vectors
  }

  /// The session with its turns' words read by all gates; as it is where nothing is known word by word.
  func read(_ session: CohortSession) -> CohortSession {
    guard let turns = session.turns, session.spoken.count == turns.turns.count,
      turns.modalities.first?.name == TurnSequence.wordsName
    else { return session }
    var session = session
    session.turns = turns.replacingWords(vectors(session.spoken))
    return session
  }
}

extension TurnSequence {
  /// What the words' vector is called among a turn's inputs, where it comes first.
  static let wordsName = "words"

  /// The same turns with other vectors of their words.
  /// - Precondition: Words come first, and there is an entry a turn.
  func replacingWords(_ vectors: [[Double]?]) -> TurnSequence {
    precondition(vectors.count == turns.count, "an entry a turn")
    return TurnSequence(
      modalities: modalities,
      turns: zip(turns, vectors).map { turn, vector in
        var turn = turn
        turn.inputs[0] = vector
        return turn
      })
  }
}
