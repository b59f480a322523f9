internal import SignalCore

/// Settings that training chooses from.
public enum TrainingCandidates: String, Sendable, CaseIterable {
  /// Weighted sums of a session's measures.
  case linear
  /// A network over the turns of a session.
  case network
  /// The same with words read together with the voice and face that went with each, beside all others.
  case gate

  /// Whether any of them reads turns.
  public var readTurns: Bool { self != .linear }

  /// Inner folds of the learners' own choice of penalty: three, so that small cohorts can be learned from.
  static let penaltyFolds = 3

  /// Of `linear`: ridge and logistic regression on all measures, and ridge on each modality the cohort has.
  /// - Parameters:
  ///   - encoder: For `gate`; without it there is no gate among them.
  ///   - positions: Where the gate may sit, each a setting of its own.
  ///   - scaling: Of the weighted sums' measures.
  ///   - tunings: What changes of the encoder, each a setting of its own in every position.
  public func learners(
    for cohort: Cohort, encoder: GateEncoder? = nil, positions: [GatedTurnLearner.Position] = [],
    tunings: [GatedTurnLearner.Tuning] = [.gate], scaling: ScalingSettings = ScalingSettings()
  ) -> [any SessionLearner] {
    switch self {
    case .linear: linear(for: cohort, scaling)
    case .network: [TurnNetworkLearner()]
    case .gate:
      linear(for: cohort, scaling) + [TurnNetworkLearner()]
        + (encoder.map { encoder in
          positions.flatMap { position in
            tunings.map { GatedTurnLearner(encoder: encoder, position: position, tuning: $0) }
          }
        } ?? [])
    }
  }

  private func linear(for cohort: Cohort, _ scaling: ScalingSettings) -> [any SessionLearner] {
    let modalities = InputChoice.describingParticipant.filter { modality in
      cohort.columns.contains { $0.modality == modality }
    }
    var learners: [any SessionLearner] = [
      RidgeLearner(innerFolds: Self.penaltyFolds, scaling: scaling),
      LogisticLearner(innerFolds: Self.penaltyFolds, scaling: scaling),
    ]
    if modalities.count > 1 {
      learners += modalities.map {
        RidgeLearner(inputs: .measures([$0]), innerFolds: Self.penaltyFolds, scaling: scaling)
      }
    }
    return learners
  }
}

extension InputChoice {
  fileprivate static let describingParticipant: [Measure.Modality] = [.speech, .language, .face]
}
