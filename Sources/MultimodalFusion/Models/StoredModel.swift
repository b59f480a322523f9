public import SignalCore

/// A fitted model of a kind that can be kept in a file.
public enum StoredModel: SessionModel {
  case linear(LinearModel)
  case turns(TurnModel)
  case gated(GatedTurnModel)

  /// `nil` for kinds that cannot be kept.
  init?(_ model: any SessionModel) {
    if let linear = model as? LinearModel {
      self = .linear(linear)
    } else if let turns = model as? TurnModel {
      self = .turns(turns)
    } else if let gated = model as? GatedTurnModel {
      self = .gated(gated)
    } else {
      return nil
    }
  }

  public func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
    switch self {
    case .linear(let model): model.predict(session)
    case .turns(let model): model.predict(session)
    case .gated(let model): model.predict(session)
    }
  }

  /// Names of the session measures it reads; a model of turns reads those of `ModelCard.turnInputs` instead.
  package var measuresRead: [String] {
    switch self {
    case .linear(let model): model.measuresRead
    case .turns, .gated: []
    }
  }

  /// Which measures of a session say whether recordings are like those it was trained on.
  var inputs: InputChoice {
    switch self {
    case .linear(let model): model.inputs
    case .turns, .gated: .allMeasures
    }
  }

  /// Whether it reads turns.
  var readsTurns: Bool { if case .linear = self { false } else { true } }

  /// What its weights mean, and the weights.
  package var parts: (structure: ModelStructure, tensors: [ModelTensor]) {
    switch self {
    case .linear(let model): (.linear(model.structure), model.tensors)
    case .turns(let model): (.turns(model.parts.structure), model.parts.tensors)
    case .gated(let model): (.gated(model.parts.structure), model.parts.tensors)
    }
  }

  func familiarity(_ sessions: [CohortSession]) -> ModelCard.Familiarity? {
    switch self {
    case .linear(let model): model.familiarity(sessions)
    case .turns, .gated: nil
    }
  }

  /// What sets a session apart from every training session, in plain sentences.
  public func warnings(_ session: CohortSession, familiarity: ModelCard.Familiarity?) -> [String] {
    switch self {
    case .linear(let model): familiarity.map { model.warnings(session, familiarity: $0) } ?? []
    case .turns, .gated:
      ["This kind of model does not tell whether a recording is unlike those it was trained on."]
    }
  }
}
