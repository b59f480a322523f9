internal import DenseMath
public import SignalCore

/// What a model of turns says about one turn.
public struct TurnPrediction: Sendable, Hashable, Codable {
  /// Expected outcome, in the unit of the turns learned from.
  public let value: Double
  /// Probability that the outcome reaches the task's threshold.
  public let probability: Double
}

/// An ensemble of trained networks over turns. A session may lack any modality, in any turn.
public struct TurnModel: SessionModel {
  let record: Record
  private let network: TurnNetwork
  private let members: [ParameterStore]

  struct Record: Sendable, Hashable, Codable {
    let preparation: TurnPreparation
    let settings: TurnNetworkSettings
    let members: [[Double]]
  }

  init(
    preparation: TurnPreparation, settings: TurnNetworkSettings, members: [[Double]]
  ) throws(FusionError) {
    try self.init(Record(preparation: preparation, settings: settings, members: members))
  }

  private init(_ record: Record) throws(FusionError) {
    let preparation = record.preparation
    guard !record.members.isEmpty, !preparation.modalities.isEmpty, record.settings.width > 0,
      record.settings.headCount > 0, record.settings.width % record.settings.headCount == 0
    else { throw .damagedModel(detail: "the network's sizes do not go together") }
    // Members differ in their weights only, so one network serves all; the seed draws weights that are replaced.
    let network = TurnNetwork(
      modalities: preparation.modalities, outcomes: preparation.outcomes, settings: record.settings, seed: 0)
    let members = record.members.map { values in
      var store = network.initial
      store.values = values
      return store
    }
    for member in members
    where member.values.count != network.initial.values.count || !member.values.allSatisfy(\.isFinite) {
      throw .damagedModel(detail: "the network's weights do not fit its layers")
    }
    self.record = record
    self.network = network
    self.members = members
  }

  public var modalities: [TurnModality] { record.preparation.modalities }
  public var task: TurnTask { record.preparation.task }

  /// The total is the mean of the ordinal distribution averaged over the members, the probability its share at or
  /// above the cut-off.
  public func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
    guard let turns = session.turns else { return .failure(.notRecorded) }
    return predict(turns)
  }

  /// `predict` for turns alone.
  public func predict(_ turns: TurnSequence) -> Result<SessionPrediction, MissingReason> {
    guard task.scale != nil else { return .failure(.notRequested) }
    return outputs(turns).flatMap { outputs in
      let perMember = zip(members, outputs.tapes).map { network.heads.exceedances($1, sequence: 0, $0) }
      guard let prediction = prediction(perMember) else { return .failure(.notRequested) }
      return .success(prediction)
    }
  }

  /// What the model says of a session of which it has nothing: its heads' own levels, without a turn or a regression to
  /// add to them. `nil` where sessions have no outcome.
  public var predictionOfNothing: SessionPrediction? {
    prediction(members.map { network.heads.exceedancesOfNothing($0) })
  }

  /// Numbers that scale to 0, one list a modality: the means of the training turns.
  package var typicalInputs: [[Double]] { record.preparation.scaling.means }

  /// - Parameter perMember: P(level > k) of the total and every item.
  private func prediction(_ perMember: [[[Double]]]) -> SessionPrediction? {
    guard let scale = task.scale, let levels = record.preparation.totalLevels else { return nil }
    let mean = mean(perMember)
    let cutOff = Int((scale.cutOff - scale.minimum).rounded(.up))
    let items = zip(record.preparation.itemLevels, mean.dropFirst()).map { $0.expected($1) }
    return SessionPrediction(
      total: scale.clipped(levels.expected(mean[0])),
      probability: mean[0].indices.contains(cutOff - 1) ? mean[0][cutOff - 1] : nil,
      items: items.isEmpty ? nil : items)
  }

  /// One a turn, the mean of the members' values and probabilities; `nil` for a turn without any input.
  public func turnPredictions(_ turns: TurnSequence) -> Result<[TurnPrediction?], MissingReason> {
    guard task.turnThreshold != nil else { return .failure(.notRequested) }
    return outputs(turns).map { outputs in
      var predictions = [TurnPrediction?](repeating: nil, count: turns.turns.count)
      let count = Double(members.count)
      for (row, turn) in outputs.session.turns.enumerated() {
        let value = outputs.tapes.reduce(0) { $0 + $1.turnValues[row] } / count
        let probability = outputs.tapes.reduce(0) { $0 + logistic($1.turnOdds[row]) } / count
        predictions[turn.position] = TurnPrediction(
          value: record.preparation.turnMean + record.preparation.turnDeviation * value,
          probability: probability)
      }
      return predictions
    }
  }

  /// How much of what the session's heads read came from each turn, summing to 1; `nil` for a turn without any input.
  /// Attention shows where the network looked, not what changed its mind: leaving a turn out shows that.
  public func attention(_ turns: TurnSequence) -> Result<[Double?], MissingReason> {
    guard task.scale != nil else { return .failure(.notRequested) }
    return outputs(turns).map { outputs in
      var weights = [Double?](repeating: nil, count: turns.turns.count)
      for (row, turn) in outputs.session.turns.enumerated() {
        weights[turn.position] =
          outputs.tapes.reduce(0) { $0 + $1.poolingWeights[row] } / Double(members.count)
      }
      return weights
    }
  }

  private func outputs(
    _ turns: TurnSequence
  ) -> Result<(session: PreparedSession, tapes: [TurnHeads.Tape]), MissingReason> {
    guard turns.modalities == modalities else { return .failure(.notApplicable("modalities")) }
    let session = record.preparation.session(TurnExample(participant: "", sequence: turns))
    guard !session.turns.isEmpty else { return .failure(.notRecorded) }
    let batch = TurnBatch([session], modalityCount: modalities.count)
    return .success((session, members.map { network.outputs(batch, $0) }))
  }

  /// Number by number.
  private func mean(_ members: [[[Double]]]) -> [[Double]] {
    members[0].indices.map { head in
      members[0][head].indices.map { level in
        members.reduce(0) { $0 + $1[head][level] } / Double(members.count)
      }
    }
  }
}

extension TurnModel: Codable {
  /// - Throws: `DecodingError` where the weights do not fit the network they name.
  public init(from decoder: any Decoder) throws {
    let record = try Record(from: decoder)
    do { try self.init(record) } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.message))
    }
  }

  public func encode(to encoder: any Encoder) throws { try record.encode(to: encoder) }
}
