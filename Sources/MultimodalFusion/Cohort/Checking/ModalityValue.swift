public import ClinicalAssessment
public import SignalCore
internal import RealModule

/// What a modality says about the outcome alone, and what it adds to the others, in people not learned from.
public struct ModalityValue: Sendable, Hashable {
  public let modality: Measure.Modality
  /// Pearson's r within folds of a model of this modality alone; see `CrossValidation.withinFoldCorrelation`. An
  /// interval above 0 is evidence that the modality says something.
  public let alone: Estimate?
  /// Fall of the mean squared error, in squared points of the scale, when the modality joins the others. An interval
  /// above 0 is evidence that it says what they do not. A modality that says nothing lies a little below 0: what it
  /// teaches is noise. `nil` when the cohort has one modality only.
  public let added: Estimate?

  /// - Parameters:
  ///   - modalities: Those a full model reads.
  ///   - repeats: Partitions into folds, each by its own draw; sites can be left out in one way only.
  ///   - learner: Made anew with other inputs for every comparison.
  public static func all(
    _ cohort: Cohort, modalities: [Measure.Modality] = [.speech, .language, .face],
    learner: RidgeLearner = RidgeLearner(), validation: NestedCrossValidation = NestedCrossValidation(),
    repeats: Int = 4, seed: UInt64
  ) async throws(FusionError) -> [ModalityValue] {
    let present = modalities.filter { modality in cohort.columns.contains { $0.modality == modality } }
    func predictions(_ chosen: [Measure.Modality], _ part: Int) async throws(FusionError) -> CrossValidation {
      var learner = learner
      learner.inputs = .measures(chosen)
      // One seed for all models of a repeat: they are judged on the same folds.
      return try await validation.run(
        cohort, candidates: [learner], seed: partSeed(seed, "modalities", part))
    }
    let repeats = validation.grouping == .sites ? 1 : repeats
    var full: [CrossValidation] = []
    if present.count > 1 { for part in 0..<repeats { full.append(try await predictions(present, part)) } }
    var values: [ModalityValue] = []
    for modality in present {
      let alone = try await predictions([modality], 0).withinFoldCorrelation()
      var falls: [Double] = []
      for (part, whole) in full.enumerated() {
        let rest = try await predictions(present.filter { $0 != modality }, part)
        falls += whole.fallOfSquaredError(from: rest)
      }
      values.append(
        ModalityValue(
          modality: modality, alone: alone,
          added: correctedMean(falls, foldsPerRepeat: full.isEmpty ? 0 : falls.count / full.count)))
    }
    return values
  }
}

extension CrossValidation {
  /// Mean squared error of another model less that of this one, fold by fold, over the sessions both predict. A fold
  /// without such a session is left out.
  func fallOfSquaredError(from other: CrossValidation) -> [Double] {
    zip(predictedByFold, other.predictedByFold).compactMap { own, others in
      let errors = others.reduce(into: [:]) { $0[$1.session] = $1.total - $1.predicted }
      return own.compactMap { row -> Double? in
        guard let error = errors[row.session] else { return nil }
        let ownError = row.total - row.predicted
        return error * error - ownError * ownError
      }.mean
    }
  }
}

/// Mean of a difference over the folds of repeated cross-validation, with an interval by Student's t, the variance
/// raised from 1/J to 1/J + n_test/n_train because the folds' training sessions overlap (Nadeau & Bengio 2003,
/// Machine Learning 52:239–281; Bouckaert & Frank 2004, PAKDD, for repeats).
///
/// - Returns: `nil` with fewer than two folds.
func correctedMean(_ differences: [Double], foldsPerRepeat: Int, coverage: Double = 0.95) -> Estimate? {
  guard foldsPerRepeat >= 2, let mean = differences.mean,
    let deviation = differences.sampleStandardDeviation,
    let critical = StudentDistribution.quantile(
      (1 + coverage) / 2, degreesOfFreedom: Double(differences.count - 1))
  else { return nil }
  let half =
    critical * deviation
    * (1 / Double(differences.count) + 1 / Double(foldsPerRepeat - 1)).squareRoot()
  return Estimate(
    value: mean, interval: Interval(lower: mean - half, upper: mean + half, coverage: coverage))
}
