internal import SignalCore

/// Settings that training chooses from.
public enum TrainingCandidates {
  /// Inner folds of the learners' own choice of penalty: three, so that small cohorts can be learned from.
  static let penaltyFolds = 3

  /// Ridge and logistic regression on all measures, and ridge on each modality the cohort has.
  public static func learners(for cohort: Cohort) -> [any SessionLearner] {
    let modalities = InputChoice.describingParticipant.filter { modality in
      cohort.columns.contains { $0.modality == modality }
    }
    var learners: [any SessionLearner] = [
      RidgeLearner(innerFolds: penaltyFolds), LogisticLearner(innerFolds: penaltyFolds),
    ]
    if modalities.count > 1 {
      learners += modalities.map { RidgeLearner(inputs: .measures([$0]), innerFolds: penaltyFolds) }
    }
    return learners
  }
}

extension InputChoice {
  fileprivate static let describingParticipant: [Measure.Modality] = [.speech, .language, .face]
}
