public import ClinicalAssessment
public import SignalCore

/// Intervals that use every person both to learn from and to calibrate on: CV+, and with as many folds as people the
/// jackknife+ (Barber, Candès, Ramdas & Tibshirani 2021, Annals of Statistics 49:486–507).
///
/// Each fold's model predicts the new session; around every one of these predictions lie the errors that model made in
/// its own fold. The ends are quantiles of prediction − error and prediction + error over all people. Coverage is the
/// stated one in practice; what is proved without assumptions about the model is 1 − 2 (1 − coverage), less a term of at
/// most √(2 / people), which is 0 with as many folds as people.
public struct CrossConformal: Sendable {
  public let scale: OutcomeScale
  private let models: [any SessionModel]
  private let errors: [FoldError]

  private struct FoldError: Sendable {
    let participant: String
    let fold: Int
    let size: Double
  }

  /// - Parameters:
  ///   - folds: `nil` = one a person (jackknife+).
  ///   - jobs: Folds worked on at a time; the result does not depend on it.
  public static func fit(
    _ learner: any SessionLearner, to cohort: Cohort, folds: Int? = 10, seed: UInt64, jobs: Int = 1
  ) async throws(FusionError) -> CrossConformal {
    let count = folds ?? cohort.assessed.participants.count
    guard count >= 2 else { throw .tooFewPeople(needed: 2, found: cohort.assessed.participants.count) }
    let splits = try cohort.splits(.participants(folds: count), seed: seed)
    do {
      let models = try await boundedMap(Array(splits.enumerated()), limit: jobs) { fold, split in
        try Task.checkCancellation()
        return try learner.fit(cohort.subset(split.training), seed: partSeed(seed, "conformal", fold))
      }
      return CrossConformal(cohort, splits, models)
    } catch let error as FusionError {
      throw error
    } catch {
      throw .stopped
    }
  }

  private init(_ cohort: Cohort, _ splits: [SessionSplit], _ models: [any SessionModel]) {
    scale = cohort.scale
    self.models = models
    errors = splits.enumerated().flatMap { fold, split in
      split.validation.compactMap { place -> FoldError? in
        let session = cohort.sessions[place]
        guard let total = session.total,
          case .success(let prediction) = models[fold].predict(session)
        else { return nil }
        return FoldError(
          participant: session.participant, fold: fold, size: abs(total - prediction.total))
      }
    }
  }

  /// The interval of a session of a person nobody has learned from; the whole scale where there are too few people
  /// to say less. Missing when any fold's model cannot score the session.
  /// - Parameter coverage: Above 0 and below 1.
  public func interval(_ session: CohortSession, coverage: Double) -> Result<Interval, MissingReason> {
    var predictions: [Double] = []
    for model in models {
      switch model.predict(session) {
      case .success(let prediction): predictions.append(prediction.total)
      case .failure(let reason): return .failure(reason)
      }
    }
    let upper = PersonWeightedQuantile(
      errors.map { ($0.participant, predictions[$0.fold] + $0.size) }
    ).score(coverage: coverage)
    // The lower end is the upper end of everything turned round.
    let lower = PersonWeightedQuantile(
      errors.map { ($0.participant, $0.size - predictions[$0.fold]) }
    ).score(coverage: coverage)
    return .success(
      Interval(
        lower: lower.map { scale.clipped(-$0) } ?? scale.minimum,
        upper: upper.map { scale.clipped($0) } ?? scale.maximum, coverage: coverage))
  }
}
