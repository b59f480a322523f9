/// Fits a network over turns whose words are read together with the voice and face that went with each: a Multimodal
/// Adaptation Gate inside the text encoder, trained alone while the encoder stays as published.
///
/// Gates are trained to foretell a session's total from the mean over its turns, one a fold of the training people and
/// without them: a person's turns reach the network through the gate that has not seen the person, so that the network
/// learns how much gates say of strangers. A fold's people also tell its gate when to stop, which is all it knows of
/// them.
public struct GatedTurnLearner: SessionLearner {
  /// Where the gate sits.
  public enum Position: String, Sendable, Codable, CaseIterable {
    case embeddings
    case firstLayer = "first-layer"

    var depth: Int {
      switch self {
      case .embeddings: 0
      case .firstLayer: 1
      }
    }

    var words: String {
      switch self {
      case .embeddings: "after the embeddings"
      case .firstLayer: "after layer 1"
      }
    }
  }

  public let name: String
  private let encoder: GateEncoder
  private let position: Position
  private let network: TurnNetworkSettings
  private let training: EncoderTrainingSettings
  private let folds: Int

  /// β, as in the authors' published code: with a tenth of it a planted effect was foretold far worse. Fewer numbers
  /// than theirs are left out behind the gate, because the layers behind it do not learn to do without.
  static let shiftShare = 1.0
  static let dropoutRate = 0.1

  /// Sizes for tens to hundreds of people.
  public static var usualTraining: EncoderTrainingSettings {
    var settings = EncoderTrainingSettings()
    settings.epochs = 20
    settings.batchTexts = 4
    settings.textsPerExample = 12
    (settings.gateRate, settings.headRate) = (1e-2, 1e-2)
    settings.modalityDropout = 0.15
    settings.patience = 5
    return settings
  }

  /// - Parameter folds: Gates trained, each without one fold of the people; at least 2.
  public init(
    encoder: GateEncoder, position: Position, network: TurnNetworkSettings = TurnNetworkSettings(),
    training: EncoderTrainingSettings = GatedTurnLearner.usualTraining, folds: Int = 3
  ) {
    precondition(folds >= 2, "every person is left out by one gate")
    self.encoder = encoder
    self.position = position
    self.network = network
    self.training = training
    self.folds = folds
    name = "network over turns, words read with voice and face (gate \(position.words))"
  }

  public func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel {
    try fitted(cohort, seed: seed)
  }

  /// Sessions without a total or without turns are left out.
  /// - Throws: `noUsableColumn` where no words go with voice or face.
  public func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> GatedTurnModel {
    let known = cohort.subset(
      cohort.sessions.indices.filter { place in
        let session = cohort.sessions[place]
        return session.total != nil && session.turns?.modalities.first?.name == TurnSequence.wordsName
      })
    guard !known.sessions.isEmpty, let inputs = WordInputs(learning: known.sessions.map(\.spoken)) else {
      throw .noUsableColumn(inputs: name)
    }
    var gate = GateSettings(modalities: inputs.gateModalities)
    gate.depth = position.depth
    gate.shiftShare = Self.shiftShare
    gate.dropoutRate = Self.dropoutRate
    let examples = known.sessions.map { session in
      EncoderExample(
        texts: inputs.texts(session.spoken).compactMap(\.self), participant: session.participant,
        outcomes: session.total.map { [$0] } ?? [])
    }
    let splits = try known.splits(.participants(folds: folds), seed: partSeed(seed, "gate folds", 0))
    let gateSeed = partSeed(seed, "gate", 0)
    var encoders: [TrainableEncoder] = []
    for split in splits {
      // All begin alike, so that they tend to speak of the same things in the same directions.
      var encoder = encoder.gated(gate, seed: gateSeed)
      do {
        try EncoderTrainer(settings: training, seed: gateSeed).train(
          &encoder, on: split.training.map { examples[$0] }, heldOut: split.validation.map { examples[$0] })
      } catch {
        throw FusionError(error, inputs: name)
      }
      encoders.append(encoder)
    }
    let gates = WordGates(inputs: inputs, encoders: encoders)
    var sessions = known.sessions
    for (fold, split) in splits.enumerated() {
      for place in split.validation where !sessions[place].spoken.isEmpty {
        sessions[place].turns = sessions[place].turns?.replacingWords(
          gates.vectors(sessions[place].spoken, only: fold))
      }
    }
    let turns = try TurnNetworkLearner(settings: network, name: name).fitted(
      known.replacingSessions(sessions), seed: seed)
    return GatedTurnModel(turns: turns, gates: gates, gate: gate, encoderSHA256: encoder.sha256)
  }
}

extension FusionError {
  /// What stops a gate's training, in terms of the model it is part of.
  fileprivate init(_ error: WordsError, inputs: String) {
    self =
      switch error {
      case .stopped: .stopped
      case .oneOutcomeOnly: .oneOutcomeOnly
      case .personOnBothSides(let participant): .personOnBothSides(participant: participant)
      case .tooFewTexts: .noUsableColumn(inputs: inputs)
      case .encoder, .damaged, .notFinite: .notSolvable(detail: error.message)
      }
  }
}
