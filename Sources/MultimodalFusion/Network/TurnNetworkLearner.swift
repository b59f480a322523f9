/// Fits an ensemble of networks over the turns of a cohort's sessions.
public struct TurnNetworkLearner: SessionLearner {
  public let settings: TurnNetworkSettings
  public let name: String

  public init(settings: TurnNetworkSettings = TurnNetworkSettings(), name: String = "network over turns") {
    self.settings = settings
    self.name = name
  }

  public func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel {
    try fitted(cohort, seed: seed)
  }

  /// `fit` with the model's own type, which can be saved and asked for attention.
  ///
  /// Sessions without a total or without turns are left out.
  public func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> TurnModel {
    let sessions = cohort.sessions.filter { $0.total != nil && $0.turns != nil }
    guard let modalities = sessions.compactMap(\.turns).first?.modalities else {
      throw .noUsableColumn(inputs: name)
    }
    let examples = sessions.compactMap { session in
      session.turns.map {
        TurnExample(
          participant: session.participant, sequence: $0, total: session.total, items: session.items)
      }
    }
    return try TurnTrainer(
      examples, modalities: modalities, task: TurnTask(scale: cohort.scale), settings: settings, seed: seed
    ).model()
  }
}
