/// What a finished plan says: which setting is kept, and what was predicted for people not learned from.
public struct TrainingOutcome: Sendable {
  /// The setting that won among all people; what is kept is fitted with it.
  public let chosen: any SessionLearner
  public let judged: CrossValidation
  /// Predictions for the people the setting was chosen by, where the study's own split has such: thresholds and
  /// intervals come from them. `nil` without a split; they then come from `judged`.
  public var development: CrossValidation?
  /// The same people in the same folds.
  public let baselines: [(name: String, judged: CrossValidation)]
  /// Settings and baselines that could not be fitted somewhere, and why.
  public let failures: [String]
  /// Session → what it does to the loss of other people, one number a fold that learned from it, by the setting that is
  /// kept; empty where that setting does not tell.
  public let influences: [String: [Double]]
}

extension TrainingPlan {
  /// Joins the results of all tasks and judges the baselines in the same folds.
  /// - Parameter results: One a task, in any order.
  public func collect(
    _ results: [TrainingTaskResult], baselines: [any SessionLearner]
  ) async throws(FusionError) -> TrainingOutcome {
    let results = results.sorted { $0.task < $1.task }
    guard results.map(\.task) == Array(0..<taskCount), results.allSatisfy({ $0.fingerprint == fingerprint })
    else { throw .damagedModel(detail: "the results of its training are not those of one plan") }
    if let official { return try collect(results, official, baselines: baselines) }
    var predictions: [OutOfFoldPrediction] = []
    var chosen: [String] = []
    for fold in 0..<foldCount {
      let best = try best(of: results, fold: fold)
      predictions += best.predictions.compactMap { $0.outOfFold(fold) }
      chosen.append(candidates[best.task % candidates.count].name)
    }
    let last = try best(of: results, fold: foldCount)
    let kept = last.task % candidates.count
    var failures = results.compactMap { result in
      result.failure.map { "\(candidates[result.task % candidates.count].name): \($0)" }
    }
    var judged: [(name: String, judged: CrossValidation)] = []
    let check = NestedCrossValidation(grouping: foldsBy.grouping(folds: folds), innerFolds: innerFolds)
    for baseline in baselines {
      do {
        judged.append((baseline.name, try await check.run(cohort, candidates: [baseline], seed: seed)))
      } catch .stopped {
        throw .stopped
      } catch { failures.append("\(baseline.name): \(error.message)") }
    }
    return TrainingOutcome(
      chosen: candidates[kept],
      judged: CrossValidation(scale: cohort.scale, predictions: predictions, chosen: chosen),
      baselines: judged, failures: Set(failures).sorted(),
      influences: Self.influences(
        in: results.filter { $0.task % candidates.count == kept && $0.task < foldCount * candidates.count }))
  }

  /// - Parameter results: Of one setting, in the order of the folds.
  static func influences(in results: [TrainingTaskResult]) -> [String: [Double]] {
    results.reduce(into: [:]) { all, result in
      for (session, influence) in result.influences { all[session, default: []].append(influence) }
    }
  }

  /// The model that is kept, fitted to everybody, or to the train part of the study's own split.
  public func fit(_ outcome: TrainingOutcome) throws(FusionError) -> any SessionModel {
    var course = FitCourse()
    return try fit(outcome, course: &course)
  }

  /// The same, telling the course how it goes.
  public func fit(
    _ outcome: TrainingOutcome, course: inout FitCourse
  ) throws(FusionError) -> any SessionModel {
    if let official {
      return try outcome.chosen.fit(cohort.subset(official.training), seed: foldSeed(0), course: &course)
    }
    return try outcome.chosen.fit(cohort, seed: foldSeed(foldCount), course: &course)
  }

  /// The setting with the least squared error over the inner sessions that all settings score; at a tie the earlier.
  func best(of results: [TrainingTaskResult], fold: Int) throws(FusionError) -> TrainingTaskResult {
    let tried = Array(results[fold * candidates.count..<(fold + 1) * candidates.count])
    if tried.count == 1, tried[0].failure == nil { return tried[0] }
    let working = tried.filter { $0.failure == nil && $0.squaredErrors.contains { $0 != nil } }
    guard let count = working.map(\.squaredErrors.count).min() else { throw .noSettingWorked }
    let common = (0..<count).filter { place in working.allSatisfy { $0.squaredErrors[place] != nil } }
    let sums = working.map { result in common.reduce(0) { $0 + (result.squaredErrors[$1] ?? 0) } }
    guard !common.isEmpty, let least = sums.min(), let place = sums.firstIndex(of: least) else {
      throw .noSettingWorked
    }
    return working[place]
  }
}
