public import DenseMath

/// How large the network over turns is and how it is trained. The defaults suit some tens to some hundreds of people.
public struct TurnNetworkSettings: Sendable, Hashable, Codable {
  /// Numbers a turn is held in between the layers.
  public var width = 48
  public var headCount = 4
  public var layerCount = 2
  public var feedForwardWidth = 96
  /// Greatest length of what the other modalities add to a turn, as a share of the base's length.
  public var gateLimit = 1.0
  /// Share of standardised inputs left out in a training step.
  public var inputDropout = 0.2
  public var dropout = 0.3
  /// Chance that a modality is left out of a whole session, and again that it is left out of a turn, in a training
  /// step; one always stays.
  public var modalityDropout = 0.15
  /// Sessions in a training step.
  public var batchSessions = 8
  public var greatestEpochCount = 60
  /// Epochs without a better held-out loss after which training ends; `nil` trains all epochs on everybody and keeps
  /// the last weights.
  public var patienceEpochs: Int? = 12
  /// Share of the people held out by every member of the ensemble for this.
  public var heldOutShare = 0.2
  public var memberCount = 5
  public var optimiser: AdamW.Settings
  public var linear = LinearPathSettings()

  public init() {
    optimiser = AdamW.Settings()
    optimiser.weightDecay = 0.05
  }
}

/// The ridge regression beneath the network.
public struct LinearPathSettings: Sendable, Hashable, Codable {
  /// A turn's outcome is predicted from the turn, from the mean of this many turns on both sides and itself, and from
  /// the session's mean.
  public var neighbourTurns = 3
  /// Penalties tried, as multiples of the number of examples, on standardised columns: the one with the least squared
  /// error on people left out is taken. A single one is taken as it is.
  public var penalties = [0.03, 0.1, 0.3, 1, 3, 10, 30]
  public var foldCount = 5

  public init() {}
}
