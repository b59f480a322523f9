internal import ClinicalAssessment
public import SignalCore

extension TurnModel {
  /// What modalities, turns and groups of inputs do to a session's score, or why there is no score.
  ///
  /// Takes at most 2^modalities + 60 + groups passes of the network.
  /// - Parameter groups: Of this model's inputs.
  public func explanation(
    of turns: TurnSequence, groups: [InputGroup] = []
  ) -> Result<TurnExplanation, MissingReason> {
    explanation(of: turns, parts: parts(of: turns, groups)) { kept in turns.keeping(kept.contains) }
  }

  /// - Parameters:
  ///   - parts: Groups of inputs, each with the turns as they are without it.
  ///   - keeping: The turns as they are with some of their modalities only.
  func explanation(
    of turns: TurnSequence, parts: [TurnExplanation.Part], keeping: (Set<TurnModality>) -> TurnSequence
  ) -> Result<TurnExplanation, MissingReason> {
    guard let base = predictionOfNothing?.total else { return .failure(.notRequested) }
    return predict(turns).flatMap { prediction in
      attention(turns).map { attention in
        explained(turns, score: prediction.total, base: base, attention: attention, parts, keeping)
      }
    }
  }

  /// Groups that the turns have, with the turns as they are without each.
  func parts(of turns: TurnSequence, _ groups: [InputGroup]) -> [TurnExplanation.Part] {
    groups.compactMap { group in
      guard turns.turns.contains(where: { $0.inputs[group.modality] != nil }) else { return nil }
      return TurnExplanation.Part(group: group, without: turns.levelling(group, to: typicalInputs))
    }
  }

  private func explained(
    _ turns: TurnSequence, score: Double, base: Double, attention: [Double?], _ parts: [TurnExplanation.Part],
    _ keeping: (Set<TurnModality>) -> TurnSequence
  ) -> TurnExplanation {
    /// A part of the session with nothing left in it is a session of nothing.
    func total(_ part: TurnSequence) -> Double { (try? predict(part).get().total) ?? base }
    // As the heads: the participant's turns, or all where none is theirs.
    let speaking = attention.indices.filter { attention[$0] != nil && turns.turns[$0].isParticipant }
    let read = speaking.isEmpty ? attention.indices.filter { attention[$0] != nil } : speaking
    let ablated = AblatedTurns(read, attention: attention, limit: TurnExplanation.greatestTurnCount)
    let effects = ablated.chosen.map { position in
      TurnExplanation.TurnEffect(
        position: position, effect: score - total(turns.silencing(position)),
        attention: attention[position] ?? 0)
    }
    let compared = effects.filter { Set(ablated.even).contains($0.position) }
    return TurnExplanation(
      score: score, base: base,
      modalities: shares(of: turns, score: score, base: base, total: total, keeping),
      turns: effects.sorted { (-abs($0.effect), $0.position) < (-abs($1.effect), $1.position) },
      turnCount: read.count,
      attention: TurnExplanation.AttentionCheck(
        turnCount: compared.count,
        rankCorrelation: compared.count < 3
          ? nil : Agreement.spearman(compared.map(\.attention), compared.map { abs($0.effect) })),
      groups: parts.map { part in
        TurnExplanation.GroupEffect(group: part.group, effect: score - total(part.without))
      }.sorted { (-abs($0.effect), $0.group.name) < (-abs($1.effect), $1.group.name) })
  }

  private func shares(
    of turns: TurnSequence, score: Double, base: Double, total: (TurnSequence) -> Double,
    _ keeping: (Set<TurnModality>) -> TurnSequence
  ) -> [TurnExplanation.ModalityContribution] {
    let present = modalities.indices.filter { place in turns.turns.contains { $0.inputs[place] != nil } }
    let all = 1 << present.count - 1
    let worths = (0...all).map { coalition in
      if coalition == 0 { return base }
      if coalition == all { return score }
      let kept = Set(present.indices.filter { coalition >> $0 & 1 == 1 }.map { modalities[present[$0]] })
      return total(keeping(kept))
    }
    return zip(present, ShapleyValues(players: present.count, worths: worths).shares).map {
      TurnExplanation.ModalityContribution(modality: modalities[$0], contribution: $1)
    }
  }
}

extension TurnSequence {
  /// The same turns, one of them without any input.
  fileprivate func silencing(_ position: Int) -> TurnSequence {
    var turns = turns
    turns[position].inputs = modalities.map { _ in nil }
    return TurnSequence(modalities: modalities, turns: turns)
  }

  /// The same turns, a group's numbers replaced where the turn has the modality.
  /// - Parameter typical: One list a modality.
  fileprivate func levelling(_ group: InputGroup, to typical: [[Double]]) -> TurnSequence {
    TurnSequence(
      modalities: modalities,
      turns: turns.map { turn in
        var turn = turn
        for column in group.columns {
          turn.inputs[group.modality]?[column] = typical[group.modality][column]
        }
        return turn
      })
  }
}
