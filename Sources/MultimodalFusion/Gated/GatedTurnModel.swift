public import SignalCore

/// A network over turns that reads each turn's words through trained gates.
///
/// A session without what voice and face did during its words is read by the encoder alone, bit for bit, unless the
/// encoder was tuned too.
public struct GatedTurnModel: SessionModel {
  public let turns: TurnModel
  let gates: WordGates
  let gate: GateSettings
  let tuning: GatedTurnLearner.Tuning
  let encoderSHA256: String

  public func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
    guard let sequence = sequence(session) else { return .failure(.notRecorded) }
    return turns.predict(sequence)
  }

  /// The session's turns as the network reads them.
  /// - Parameter silenced: Modalities whose signals of single words are to count as not recorded.
  package func sequence(_ session: CohortSession, silenced: Set<String> = []) -> TurnSequence? {
    guard let sequence = session.turns else { return nil }
    guard sequence.modalities == turns.modalities, session.spoken.count == sequence.turns.count else {
      return sequence
    }
    return sequence.replacingWords(gates.vectors(session.spoken, silenced: silenced))
  }

  /// As `TurnModel.explanation`. A modality left out is silent word by word too, and what a modality does word by word
  /// is a group of its own, named `speech.words` or `face.words`.
  public func explanation(
    of session: CohortSession, groups: [InputGroup] = []
  ) -> Result<TurnExplanation, MissingReason> {
    guard let sequence = sequence(session) else { return .failure(.notRecorded) }
    var variants: [Set<String>: TurnSequence] = [[]: sequence]
    func silencing(_ names: Set<String>) -> TurnSequence {
      if let known = variants[names] { return known }
      let made = self.sequence(session, silenced: names) ?? sequence
      variants[names] = made
      return made
    }
    let present = Set(
      sequence.modalities.indices.filter { place in
        sequence.turns.contains { $0.inputs[place] != nil }
      }.map { sequence.modalities[$0].name })
    // A modality that is known word by word alone stays with the words.
    let heard = gates.inputs.modalities.filter { modality in
      session.spoken.contains { $0?.readings[modality.name] != nil }
    }
    let apart = Set(heard.map(\.name)).intersection(present)
    let wordGroups = heard.map { modality in
      TurnExplanation.Part(
        group: InputGroup(
          name: modality.name + ".words",
          modality: sequence.modalities.firstIndex { $0.name == modality.name } ?? 0, columns: [],
          measureCount: modality.columns.count), without: silencing([modality.name]))
    }
    return turns.explanation(
      of: sequence, parts: turns.parts(of: sequence, groups) + wordGroups
    ) { kept in
      silencing(apart.subtracting(kept.map(\.name))).keeping(kept.contains)
    }
  }
}
