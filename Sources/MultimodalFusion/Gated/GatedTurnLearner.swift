/// Fits a network over turns whose words are read together with the voice and face that went with each: a Multimodal
/// Adaptation Gate inside the text encoder, trained alone while the encoder stays as published.
///
/// Gates are trained to foretell a session's total from the mean over its turns, one a fold of the training people and
/// without them: a person's turns reach the network through the gate that has not seen the person, so that the network
/// learns how much gates say of strangers. A fold's people also tell its gate when to stop and how much its head is
/// held back; it learns nothing else of them. With low-rank tuning the encoder's attention changes a little with each
/// gate, and so do the vectors of words that nothing goes with.
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

  /// What changes of the encoder.
  public enum Tuning: String, Sendable, Codable, CaseIterable {
    /// The gate alone.
    case gate
    /// Low-rank updates of every layer's query and value maps beside it.
    case lowRank = "low-rank"

    /// Small beside the width of 384, for tens to hundreds of people.
    static let rank = 4

    var training: EncoderSettings.Training {
      switch self {
      case .gate: .gateOnly
      case .lowRank: .lowRank(rank: Self.rank)
      }
    }
  }

  public let name: String
  private let encoder: GateEncoder
  private let position: Position
  private let tuning: Tuning
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
    encoder: GateEncoder, position: Position, tuning: Tuning = .gate,
    network: TurnNetworkSettings = TurnNetworkSettings(),
    training: EncoderTrainingSettings = GatedTurnLearner.usualTraining, folds: Int = 3
  ) {
    precondition(folds >= 2, "every person is left out by one gate")
    self.encoder = encoder
    self.position = position
    self.tuning = tuning
    self.network = network
    self.training = training
    self.folds = folds
    let updates = tuning == .lowRank ? ", low-rank updates of the encoder" : ""
    name = "network over turns, words read with voice and face (gate \(position.words)\(updates))"
  }

  public func fit(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> any SessionModel {
    try fitted(cohort, seed: seed)
  }

  public func fit(
    _ cohort: Cohort, seed: UInt64, course: inout FitCourse
  ) throws(FusionError) -> any SessionModel {
    try fitted(cohort, seed: seed, course: &course)
  }

  /// Sessions without a total or without turns are left out.
  /// - Throws: `noUsableColumn` where no words go with voice or face.
  public func fitted(_ cohort: Cohort, seed: UInt64) throws(FusionError) -> GatedTurnModel {
    var course = FitCourse()
    return try fitted(cohort, seed: seed, course: &course)
  }

  func fitted(
    _ cohort: Cohort, seed: UInt64, course: inout FitCourse
  ) throws(FusionError) -> GatedTurnModel {
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
    for (fold, split) in splits.enumerated() {
      // All begin alike, so that they tend to speak of the same things in the same directions.
      var encoder = encoder.gated(gate, tuning: tuning.training, seed: gateSeed)
      let kept = course.kept(EncoderTraining.self, .gate, member: fold)
      let trained: EncoderTraining
      do {
        trained = try EncoderTrainer(settings: training, seed: gateSeed).train(
          &encoder, on: split.training.map { examples[$0] }, heldOut: split.validation.map { examples[$0] },
          from: kept
        ) { (state) throws(WordsError) in
          guard let epoch = state.epochs.last else { return }
          do {
            try course.reached(
              state, .gate, member: fold, epoch: LossCurve.Epoch(epoch), isDone: state.isDone)
          } catch { throw .stopped }
        }
      } catch {
        throw FusionError(error, inputs: name)
      }
      course.ended(.gate, member: fold, epochs: trained.epochs.map { LossCurve.Epoch($0) })
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
    if let judged = course.judged {
      course.judged = judged.replacingSessions(judged.sessions.map(gates.read))
    }
    let turns = try TurnNetworkLearner(settings: network, name: name).fitted(
      known.replacingSessions(sessions), seed: seed, course: &course)
    return GatedTurnModel(
      turns: turns, gates: gates, gate: gate, tuning: tuning, encoderSHA256: encoder.sha256)
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
