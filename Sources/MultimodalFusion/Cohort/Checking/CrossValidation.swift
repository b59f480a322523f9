public import SignalCore

/// What a model said about a session it had not learned from.
public struct OutOfFoldPrediction: Sendable, Hashable {
  public let session: String
  public let participant: String
  /// Of the outer split; predictions of different folds come from different models.
  public let fold: Int
  /// The assessment's total.
  public let total: Double
  /// `nil` when the model gave none.
  public let prediction: SessionPrediction?
  /// Why there is no prediction.
  public let missing: MissingReason?
}

/// Predictions for every assessed session of a cohort by models that had seen nothing of its participant.
public struct CrossValidation: Sendable, Hashable {
  public let scale: OutcomeScale
  /// Fold by fold, in each in the cohort's order.
  public let predictions: [OutOfFoldPrediction]
  /// The learner chosen in every outer fold.
  public let chosen: [String]
}

/// Nested cross-validation: outer folds judge, folds inside their training sessions choose among settings
/// (Varma & Simon 2006, BMC Bioinformatics 7:91). No person is on both sides of any split.
public struct NestedCrossValidation: Sendable, Hashable {
  public var grouping: FoldGrouping
  public var innerFolds: Int
  /// Outer folds worked on at a time; the result does not depend on it.
  public var jobs: Int

  public init(grouping: FoldGrouping = .participants(folds: 5), innerFolds: Int = 5, jobs: Int = 1) {
    self.grouping = grouping
    self.innerFolds = innerFolds
    self.jobs = jobs
  }

  /// - Parameter candidates: Settings to choose among, by the least mean squared error of the total in the inner folds;
  ///   at a tie the earlier one. One candidate is taken as it is, and may choose inside its own `fit`.
  /// - Throws: What splitting or fitting throws; `stopped` when the task is cancelled.
  public func run(
    _ cohort: Cohort, candidates: [any SessionLearner], seed: UInt64
  ) async throws(FusionError) -> CrossValidation {
    precondition(!candidates.isEmpty, "there is a learner to judge")
    let splits = try cohort.splits(grouping, seed: seed)
    do {
      let folds = try await boundedMap(Array(splits.enumerated()), limit: jobs) { fold, split in
        try Task.checkCancellation()
        return try judge(fold, split, cohort, candidates, seed: partSeed(seed, "outer", fold))
      }
      return CrossValidation(
        scale: cohort.scale, predictions: folds.flatMap(\.predictions), chosen: folds.map(\.chosen))
    } catch let error as FusionError {
      throw error
    } catch {
      throw .stopped
    }
  }

  private struct JudgedFold: Sendable {
    let predictions: [OutOfFoldPrediction]
    let chosen: String
  }

  private func judge(
    _ fold: Int, _ split: SessionSplit, _ cohort: Cohort, _ candidates: [any SessionLearner], seed: UInt64
  ) throws(FusionError) -> JudgedFold {
    let training = cohort.subset(split.training)
    let learner = try choose(candidates, training, seed: seed)
    let model = try learner.fit(training, seed: seed)
    let predictions = split.validation.compactMap { place -> OutOfFoldPrediction? in
      let session = cohort.sessions[place]
      guard let total = session.total else { return nil }
      var prediction: SessionPrediction?
      var missing: MissingReason?
      switch model.predict(session) {
      case .success(let given): prediction = given
      case .failure(let reason): missing = reason
      }
      return OutOfFoldPrediction(
        session: session.session, participant: session.participant, fold: fold, total: total,
        prediction: prediction, missing: missing)
    }
    return JudgedFold(predictions: predictions, chosen: learner.name)
  }

  /// The candidate with the least squared error over the inner sessions that all candidates predict.
  private func choose(
    _ candidates: [any SessionLearner], _ cohort: Cohort, seed: UInt64
  ) throws(FusionError) -> any SessionLearner {
    guard candidates.count > 1 else { return candidates[0] }
    let splits = try cohort.innerSplits(grouping, folds: innerFolds, seed: seed)
    var squares: [[Double?]] = []
    for candidate in candidates { squares.append(squaredErrors(candidate, splits, cohort, seed: seed)) }
    let working = squares.indices.filter { squares[$0].contains { $0 != nil } }
    let common = squares[0].indices.filter { session in working.allSatisfy { squares[$0][session] != nil } }
    let sums = working.map { candidate in
      (candidate, common.reduce(0) { $0 + (squares[candidate][$1] ?? 0) })
    }
    guard !common.isEmpty, let best = sums.min(by: { $0.1 < $1.1 }) else { throw .noSettingWorked }
    return candidates[best.0]
  }

  /// One a validated session, in the order of the splits; all `nil` when a fold cannot be fitted.
  private func squaredErrors(
    _ learner: any SessionLearner, _ splits: [SessionSplit], _ cohort: Cohort, seed: UInt64
  ) -> [Double?] {
    var errors: [Double?] = []
    for (fold, split) in splits.enumerated() {
      guard let model = try? learner.fit(cohort.subset(split.training), seed: partSeed(seed, "inner", fold))
      else { return splits.flatMap { $0.validation.map { _ in nil } } }
      errors += split.validation.map { place in
        let session = cohort.sessions[place]
        guard let total = session.total, case .success(let prediction) = model.predict(session) else {
          return nil
        }
        return (prediction.total - total) * (prediction.total - total)
      }
    }
    return errors
  }
}
