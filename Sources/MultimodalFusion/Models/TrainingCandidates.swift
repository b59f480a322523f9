internal import SignalCore

/// Settings that training chooses from.
public enum TrainingCandidates: String, Sendable, CaseIterable {
  /// Weighted sums of a session's measures.
  case linear
  /// A network over the turns of a session.
  case network

  /// Inner folds of the learners' own choice of penalty: three, so that small cohorts can be learned from.
  static let penaltyFolds = 3

  /// Of `linear`: ridge and logistic regression on all measures, and ridge on each modality the cohort has.
  public func learners(for cohort: Cohort) -> [any SessionLearner] {
    if self == .network { return [TurnNetworkLearner()] }
    let modalities = InputChoice.describingParticipant.filter { modality in
      cohort.columns.contains { $0.modality == modality }
    }
    var learners: [any SessionLearner] = [
      RidgeLearner(innerFolds: Self.penaltyFolds), LogisticLearner(innerFolds: Self.penaltyFolds),
    ]
    if modalities.count > 1 {
      learners += modalities.map { RidgeLearner(inputs: .measures([$0]), innerFolds: Self.penaltyFolds) }
    }
    return learners
  }
}

extension InputChoice {
  fileprivate static let describingParticipant: [Measure.Modality] = [.speech, .language, .face]
}
