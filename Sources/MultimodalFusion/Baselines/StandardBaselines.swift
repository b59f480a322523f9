/// What is printed beside every score.
public enum StandardBaselines {
  /// Learners this cohort has data for: mean, majority, sex and age, speech amount, interviewer only.
  ///
  /// One whose inputs nobody in the cohort has is left out: it would be refused for want of columns.
  public static func learners(for cohort: Cohort) -> [any SessionLearner] {
    let wanted: [InputChoice] = [.sexAndAge, .speechAmount, .interviewer]
    let possible = wanted.filter { inputs in
      (try? CohortScaling(learning: inputs, from: cohort.assessed)) != nil
    }
    return [ConstantLearner.mean, ConstantLearner.majority] + possible.map { RidgeLearner(inputs: $0) }
  }
}
