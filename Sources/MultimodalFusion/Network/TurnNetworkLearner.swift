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

  public func fit(
    _ cohort: Cohort, seed: UInt64, course: inout FitCourse
  ) throws(FusionError) -> any SessionModel {
    try fitted(cohort, seed: seed, course: &course)
  }

  /// `fit` with the model's own type, which can be saved and asked for attention.
  ///
  /// Sessions without a total or without turns are left out.
  public func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> TurnModel {
    var course = FitCourse()
    return try fitted(cohort, seed: seed, course: &course)
  }

  func fitted(
    _ cohort: Cohort, seed: UInt64, course: inout FitCourse
  ) throws(FusionError) -> TurnModel {
    let sessions = cohort.sessions.filter { $0.total != nil && $0.turns != nil }
    guard let modalities = sessions.compactMap(\.turns).first?.modalities else {
      throw .noUsableColumn(inputs: name)
    }
    let trainer = try TurnTrainer(
      sessions.compactMap(TurnExample.init), modalities: modalities, task: TurnTask(scale: cohort.scale),
      settings: settings, seed: seed)
    var members: [TurnMemberTraining] = []
    for member in 0..<settings.memberCount {
      let kept = course.kept(TurnMemberTraining.self, .network, member: member)
      let trained = try trainer.advanced(kept ?? trainer.start(member: member)) {
        (state) throws(FusionError) in
        guard let epoch = state.history.last else { return }
        try course.reached(
          state, .network, member: member, epoch: LossCurve.Epoch(epoch), isDone: state.isDone)
      }
      course.ended(.network, member: member, epochs: trained.history.map { LossCurve.Epoch($0) })
      members.append(trained)
    }
    if let judged = course.judged?.assessed.sessions.compactMap(TurnExample.init), !judged.isEmpty {
      let read = sessions.filter { session in
        session.turns?.turns.contains { $0.inputs.contains { $0 != nil } } ?? false
      }
      let changes = try trainer.influence(of: members, on: judged).changes
      for (session, change) in zip(read, changes) { course.influences[session.session] = change }
    }
    return try trainer.model(of: members)
  }
}

extension TurnExample {
  /// `nil` for a session without turns.
  fileprivate init?(_ session: CohortSession) {
    guard let turns = session.turns else { return nil }
    self.init(
      participant: session.participant, sequence: turns, total: session.total, items: session.items)
  }
}
