internal import Foundation
public import SignalCore

/// A fitted model of a kind that can be kept in a file.
public enum StoredModel: SessionModel {
  case linear(LinearModel)
  case turns(TurnModel)

  /// `nil` for kinds that cannot be kept.
  init?(_ model: any SessionModel) {
    if let linear = model as? LinearModel {
      self = .linear(linear)
    } else if let turns = model as? TurnModel {
      self = .turns(turns)
    } else {
      return nil
    }
  }

  public func predict(_ session: CohortSession) -> Result<SessionPrediction, MissingReason> {
    switch self {
    case .linear(let model): model.predict(session)
    case .turns(let model): model.predict(session)
    }
  }

  /// Names of the session measures it reads; a model of turns reads those of `ModelCard.turnInputs` instead.
  package var measuresRead: [String] {
    switch self {
    case .linear(let model): model.measuresRead
    case .turns: []
    }
  }

  /// Which measures of a session say whether recordings are like those it was trained on.
  var inputs: InputChoice {
    switch self {
    case .linear(let model): model.inputs
    case .turns: .allMeasures
    }
  }

  /// What its weights mean, and the weights; `nil` where they cannot be written.
  package var parts: (structure: ModelStructure, tensors: [ModelTensor])? {
    switch self {
    case .linear(let model): (.linear(model.structure), model.tensors)
    case .turns(let model):
      model.parts.map { parts in
        (
          .turns(parts.structure),
          parts.members.enumerated().map {
            ModelTensor(name: TurnStructure.member($0), shape: [$1.count], values: $1)
          }
        )
      }
    }
  }

  func familiarity(_ sessions: [CohortSession]) -> ModelCard.Familiarity? {
    switch self {
    case .linear(let model): model.familiarity(sessions)
    case .turns: nil
    }
  }

  /// What sets a session apart from every training session, in plain sentences.
  public func warnings(_ session: CohortSession, familiarity: ModelCard.Familiarity?) -> [String] {
    switch self {
    case .linear(let model): familiarity.map { model.warnings(session, familiarity: $0) } ?? []
    case .turns: ["This kind of model does not tell whether a recording is unlike those it was trained on."]
    }
  }
}

/// The parts of a model of turns besides the weights of its networks.
public struct TurnStructure: Sendable, Hashable, Codable {
  let preparation: TurnPreparation
  let settings: TurnNetworkSettings

  /// Name of the tensor with the weights of one network of the ensemble.
  static func member(_ number: Int) -> String { "member.\(number)" }
}

extension TurnModel {
  /// As the model writes itself.
  private struct Record: Codable {
    let preparation: TurnPreparation
    let settings: TurnNetworkSettings
    let members: [[Double]]
  }

  fileprivate var parts: (structure: TurnStructure, members: [[Double]])? {
    guard let data = try? JSONEncoder().encode(self),
      let record = try? JSONDecoder().decode(Record.self, from: data)
    else { return nil }
    return (TurnStructure(preparation: record.preparation, settings: record.settings), record.members)
  }

  init(_ structure: TurnStructure, file: ModelFile, path: String) throws(ModelFileError) {
    var members: [[Double]] = []
    while let tensor = file.tensor(TurnStructure.member(members.count)) { members.append(tensor.values) }
    do {
      try self.init(preparation: structure.preparation, settings: structure.settings, members: members)
    } catch { throw .damaged(path: path, detail: error.message) }
  }
}
