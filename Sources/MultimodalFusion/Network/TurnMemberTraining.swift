internal import DenseMath

/// Losses after an epoch of one member of the ensemble; epoch 0 is before any training.
public struct TurnEpoch: Sendable, Hashable, Codable {
  public let member: Int
  public let epoch: Int
  /// Mean loss of the epoch's steps, dropout included; `nil` before training.
  public let trainingLoss: Double?
  /// On the people held out, without dropout; `nil` where nobody is held out.
  public let heldOutLoss: Double?
  /// Of the epoch's last step; `nil` before training.
  public let learningRate: Double?
}

extension LossCurve.Epoch {
  init(_ epoch: TurnEpoch) {
    self.init(
      number: epoch.epoch, trainingLoss: epoch.trainingLoss, validationLoss: epoch.heldOutLoss,
      learningRate: epoch.learningRate)
  }
}

/// One member of the ensemble between two epochs: saved, loaded and trained on it becomes, bit for bit, what it would
/// have become without a break.
public struct TurnMemberTraining: Sendable, Hashable, Codable {
  public let member: Int
  public private(set) var history: [TurnEpoch]
  public private(set) var isDone: Bool
  /// The least loss on the people held out, which the weights to keep have; `nil` where nobody is held out.
  public private(set) var bestHeldOutLoss: Double?
  /// The weights to keep so far.
  private(set) var best: [Double]
  private var parameters: ParameterStore
  private var optimiser: AdamW
  private var epochsSinceBest = 0
  private let seed: UInt64

  init(member: Int, seed: UInt64, network: TurnNetwork, start: HeadStart, data: MemberData) {
    self.member = member
    self.seed = seed
    var parameters = network.initial
    network.heads.start(start, in: &parameters)
    self.parameters = parameters
    best = parameters.values
    let steps = data.stepsPerEpoch(network.settings) * network.settings.greatestEpochCount
    optimiser = AdamW(parameters, settings: network.settings.optimiser, stepCount: max(steps, 1))
    bestHeldOutLoss = data.heldOutLoss(network, parameters)
    history = [
      TurnEpoch(
        member: member, epoch: 0, trainingLoss: nil, heldOutLoss: bestHeldOutLoss, learningRate: nil)
    ]
    isDone = network.settings.greatestEpochCount < 1
  }

  /// Trains on every session once, in random order.
  mutating func advance(_ network: TurnNetwork, _ data: MemberData) {
    let settings = network.settings
    let epoch = history.count
    var generator = SeededGenerator(seed: seed, stream: "order", step: epoch)
    let order = generator.permutation(data.training.count)
    var sum = 0.0
    var gradients = parameters.zeroGradients
    for start in stride(from: 0, to: order.count, by: settings.batchSessions) {
      let draw = Dropout.Draw(seed: seed, step: optimiser.step)
      let members = order[start..<min(start + settings.batchSessions, order.count)]
      let batch = TurnBatch(
        members.map { data.training[$0] }, modalityCount: network.modalities.count,
        dropping: (settings.modalityDropout, draw))
      for index in gradients.indices { gradients[index] = 0 }
      sum += network.loss(batch, parameters, draw: draw, &gradients) * Double(members.count)
      optimiser.update(&parameters, gradients)
    }
    let heldOutLoss = data.heldOutLoss(network, parameters)
    history.append(
      TurnEpoch(
        member: member, epoch: epoch, trainingLoss: sum / Double(order.count), heldOutLoss: heldOutLoss,
        learningRate: optimiser.rate(step: optimiser.step)))
    if let heldOutLoss, let least = bestHeldOutLoss, let patience = settings.patienceEpochs {
      if heldOutLoss < least {
        bestHeldOutLoss = heldOutLoss
        best = parameters.values
        epochsSinceBest = 0
      } else {
        epochsSinceBest += 1
      }
      isDone = epochsSinceBest >= patience || epoch >= settings.greatestEpochCount
    } else {
      best = parameters.values
      isDone = epoch >= settings.greatestEpochCount
    }
  }
}

/// The sessions of one member: other people are held out by each.
package struct MemberData: Sendable {
  package let training: [PreparedSession]
  package let heldOut: [PreparedSession]

  package init(_ sessions: [PreparedSession], settings: TurnNetworkSettings, seed: UInt64) {
    guard settings.patienceEpochs != nil else {
      training = sessions
      heldOut = []
      return
    }
    let people = Set(sessions.map(\.participant)).sorted()
    var generator = SeededGenerator(seed: seed, stream: "held out")
    let count = min(max(1, Int((settings.heldOutShare * Double(people.count)).rounded())), people.count - 1)
    let chosen = Set(generator.permutation(people.count).prefix(count).map { people[$0] })
    training = sessions.filter { !chosen.contains($0.participant) }
    heldOut = sessions.filter { chosen.contains($0.participant) }
  }

  func stepsPerEpoch(_ settings: TurnNetworkSettings) -> Int {
    (training.count + settings.batchSessions - 1) / settings.batchSessions
  }

  func heldOutLoss(_ network: TurnNetwork, _ parameters: ParameterStore) -> Double? {
    guard !heldOut.isEmpty else { return nil }
    return network.judged(TurnBatch(heldOut, modalityCount: network.modalities.count), parameters)
  }
}
