/// What a finished plan says: which setting is kept, and what was predicted for people not learned from.
public struct TrainingOutcome: Sendable {
  /// The setting that won among all people; what is kept is fitted with it.
  public let chosen: any SessionLearner
  /// Inner error of the chosen setting over all people, for the record; the outer predictions are what counts.
  public let chosenError: Double
  /// One a session, in the cohort's order.
  public let predictions: [StoredPrediction]
  /// Baseline → predictions for the same people in the same folds, in the same order.
  public let baselines: [(name: String, predictions: [StoredPrediction])]
  /// Settings and baselines that could not be fitted somewhere, and why: a cohort without ages has no baseline of them.
  public let failures: [String]
}

extension TrainingPlan {
  /// Joins the results of all tasks and fits the baselines in the same folds.
  /// - Parameter results: One a task, in any order.
  public func collect(
    _ results: [TrainingTaskResult], baselines: [any SessionLearner]
  ) throws(FusionError) -> TrainingOutcome {
    let results = results.sorted { $0.task < $1.task }
    guard results.map(\.task) == Array(0..<taskCount), results.allSatisfy({ $0.fingerprint == fingerprint })
    else { throw .damagedModel(detail: "the results of its training are not those of one plan") }
    var predictions: [StoredPrediction] = []
    for fold in 0..<folds { predictions += try best(of: results, fold: fold).predictions }
    let last = try best(of: results, fold: folds)
    guard let error = last.innerError else { throw .noSettingWorked }
    var failures = results.compactMap { result in
      result.failure.map { "\(candidates[result.task % candidates.count].name): \($0)" }
    }
    var judged: [(name: String, predictions: [StoredPrediction])] = []
    for baseline in baselines {
      do {
        judged.append((baseline.name, inOrder(try held(of: baseline))))
      } catch .stopped {
        throw .stopped
      } catch { failures.append("\(baseline.name): \(error.message)") }
    }
    return TrainingOutcome(
      chosen: candidates[last.task % candidates.count], chosenError: error, predictions: inOrder(predictions),
      baselines: judged, failures: Set(failures).sorted())
  }

  /// The task with the smallest inner error in a fold; of equal ones the first setting.
  private func best(of results: [TrainingTaskResult], fold: Int) throws(FusionError) -> TrainingTaskResult {
    let tried = results[fold * candidates.count..<(fold + 1) * candidates.count].filter { $0.innerError != nil }
    guard let first = tried.first else { throw .noSettingWorked }
    return tried.dropFirst().reduce(first) { best, next in
      (next.innerError ?? .infinity) < (best.innerError ?? .infinity) ? next : best
    }
  }

  private func held(of baseline: any SessionLearner) throws(FusionError) -> [StoredPrediction] {
    var predictions: [StoredPrediction] = []
    for (fold, split) in splits.enumerated() {
      let model = try baseline.fit(cohort.subset(split.training), seed: partSeed(seed, "fit", fold))
      predictions += split.validation.map {
        StoredPrediction(cohort.sessions[$0], model.predict(cohort.sessions[$0]))
      }
    }
    return predictions
  }

  private func inOrder(_ predictions: [StoredPrediction]) -> [StoredPrediction] {
    let places = Dictionary(uniqueKeysWithValues: cohort.sessions.enumerated().map { ($1.session, $0) })
    return predictions.sorted { places[$0.session, default: 0] < places[$1.session, default: 0] }
  }
}
