internal import DenseMath
internal import SignalCore

/// Trains an ensemble of networks over turns (Lakshminarayanan, Pritzel & Blundell 2017, "Simple and scalable
/// predictive uncertainty estimation using deep ensembles", NeurIPS) on prepared examples.
///
/// Members depend on the seed and their number alone, so they can be trained in any order and on several threads.
public struct TurnTrainer: Sendable {
  public let settings: TurnNetworkSettings
  private let preparation: TurnPreparation
  private let sessions: [PreparedSession]
  private let seed: UInt64

  /// Scales the examples and fits the ridge regressions beneath the network.
  ///
  /// Examples without the outcome asked for are left out.
  public init(
    _ examples: [TurnExample], modalities: [TurnModality], task: TurnTask, settings: TurnNetworkSettings,
    seed: UInt64
  ) throws(FusionError) {
    self.settings = settings
    self.seed = seed
    (preparation, sessions) = try TurnPreparation.fitted(
      examples, modalities: modalities, task: task, settings: settings.linear, seed: seed)
  }

  /// A member before its first epoch.
  public func start(member: Int) -> TurnMemberTraining {
    TurnMemberTraining(
      member: member, seed: memberSeed(member), network: network(member), start: preparation.start,
      data: data(member))
  }

  /// Trains a member to the end, from where it stands.
  /// - Parameter afterEpoch: Receives the state to save or show.
  public func train(
    _ state: TurnMemberTraining, afterEpoch: (TurnMemberTraining) -> Void = { _ in }
  ) -> TurnMemberTraining {
    advanced(state, afterEpoch)
  }

  /// `train` with a receiver that may end it.
  func advanced<Failure: Error>(
    _ state: TurnMemberTraining, _ afterEpoch: (TurnMemberTraining) throws(Failure) -> Void
  ) throws(Failure) -> TurnMemberTraining {
    var state = state
    let network = network(state.member)
    let data = data(state.member)
    while !state.isDone {
      state.advance(network, data)
      try afterEpoch(state)
    }
    return state
  }

  /// What each session learned from does to the loss of people who were not, to first order: its own gradient's
  /// product with theirs, without dropout, at the weights each member keeps, times the greatest learning rate; the
  /// mean over the members.
  /// - Parameter judged: Assessed, with turns; at least one.
  /// - Returns: One a session learned from, in the order of the examples that have a turn with inputs.
  func influence(
    of members: [TurnMemberTraining], on judged: [TurnExample]
  ) throws(FusionError) -> GradientInfluence {
    var influence = GradientInfluence(sessions: sessions.count)
    let others = judged.map(preparation.session).filter { !$0.turns.isEmpty }
    guard !others.isEmpty else { return influence }
    let rate = settings.optimiser.rate / Double(max(members.count, 1))
    for member in members {
      let network = network(member.member)
      var parameters = network.initial
      parameters.values = member.best
      func gradient(_ sessions: [PreparedSession]) -> [Double] {
        var gradients = parameters.zeroGradients
        _ = network.loss(
          TurnBatch(sessions, modalityCount: network.modalities.count), parameters, draw: nil, &gradients)
        return gradients
      }
      let validation = gradient(others)
      for (place, session) in sessions.enumerated() {
        try influence.add(gradient([session]), of: place, validation: validation, rate: rate)
      }
    }
    return influence
  }

  /// One member after another.
  public func model() throws(FusionError) -> TurnModel {
    try model(of: (0..<settings.memberCount).map { train(start(member: $0)) })
  }

  /// The same model with at most `jobs` members under way.
  /// - Parameter afterEpoch: Called from the members' own tasks.
  public func model(
    jobs: Int, afterEpoch: @escaping @Sendable (TurnEpoch) -> Void = { _ in }
  ) async throws -> TurnModel {
    let members = try await boundedMap(Array(0..<settings.memberCount), limit: jobs) { member in
      try Task.checkCancellation()
      return train(start(member: member)) { state in state.history.last.map(afterEpoch) }
    }
    return try model(of: members)
  }

  /// The ensemble of trained members.
  public func model(of members: [TurnMemberTraining]) throws(FusionError) -> TurnModel {
    try TurnModel(preparation: preparation, settings: settings, members: members.map(\.best))
  }

  private func memberSeed(_ member: Int) -> UInt64 { partSeed(seed, "member", member) }

  private func network(_ member: Int) -> TurnNetwork {
    TurnNetwork(
      modalities: preparation.modalities, outcomes: preparation.outcomes, settings: settings,
      seed: memberSeed(member))
  }

  private func data(_ member: Int) -> MemberData {
    MemberData(sessions, settings: settings, seed: memberSeed(member))
  }
}
