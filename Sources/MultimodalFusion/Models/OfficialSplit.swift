/// The parts of a study's own split: a model learns from one, its setting and threshold are settled on another, and
/// its figures come from a third.
public struct OfficialSplit: Sendable, Hashable {
  /// Places of sessions in the cohort.
  public let training: [Int]
  /// Empty where the study has no such part, or where it has to stand in for a test part without assessments: then
  /// settings are chosen inside the training part, and no threshold is settled.
  public let development: [Int]
  public let judged: [Int]
  /// Whether the study's development part stands in for its test part.
  public let judgesDevelopment: Bool

  /// - Returns: `nil` where no session names a part. Sessions without one are in none of the three.
  /// - Throws: `personOnBothSides`, `partEmpty`, and `tooFewPeople` to learn from.
  init?(_ cohort: Cohort) throws(FusionError) {
    let places = Dictionary(grouping: cohort.sessions.indices) { cohort.sessions[$0].part }
    guard places.contains(where: { $0.key != nil }) else { return nil }
    guard let training = places[.train] else { throw .partEmpty(part: "train") }
    let development = places[.development] ?? []
    let test = places[.test] ?? []
    guard !(development + test).isEmpty else { throw .partEmpty(part: "test") }
    judgesDevelopment = test.isEmpty
    self.training = training
    self.development = test.isEmpty ? [] : development
    judged = test.isEmpty ? development : test
    for (first, second) in [(training, development), (training, test), (development, test)] {
      _ = try SessionSplit(training: first, validation: second, of: cohort)
    }
    let people = Set(training.map { cohort.sessions[$0].participant }).count
    guard people >= TrainingPlan.leastPeople else {
      throw .tooFewPeople(needed: TrainingPlan.leastPeople, found: people)
    }
  }

  /// How figures were made, for the model's card.
  var evaluation: String {
    let chosen =
      development.isEmpty
      ? "settings are chosen by folds of participants inside it"
      : "settings and thresholds are settled on dev"
    return """
      The study's own split: the model learns from train, \(chosen), and the figures are of \
      \(judgesDevelopment ? "dev, since nobody of test has an assessment" : "test"), whose people played no part in \
      either. Intervals: 95 %, 2,000 resamples of participants (bias-corrected and accelerated, or percentile where \
      that is undefined); r: Fisher's. Agreement with a questionnaire is not accuracy of a diagnosis.
      """
  }
}

extension TrainingPlan {
  /// Fits one setting to the train part: how it does on the development part, and what it says of the others.
  func run(
    _ number: Int, _ split: OfficialSplit, _ course: inout FitCourse
  ) throws(FusionError) -> TrainingTaskResult {
    let candidate = candidates[number]
    let training = cohort.subset(split.training)
    var result = TrainingTaskResult(fingerprint: fingerprint, task: number)
    do {
      if split.development.isEmpty, candidates.count > 1 {
        result.squaredErrors = try squaredErrors(of: candidate, in: training, fold: 0, &course)
      }
      // The judged part values nobody: it is looked at once.
      course.judged = split.development.isEmpty ? nil : cohort.subset(split.development)
      let model = try candidate.fit(training, seed: foldSeed(0), course: &course)
      result.predictions = (split.development + split.judged).map { place in
        StoredPrediction(cohort.sessions[place], model.predict(cohort.sessions[place]))
      }
      if !split.development.isEmpty {
        result.squaredErrors = result.predictions.prefix(split.development.count).map { row in
          guard let total = row.total, let truth = row.truth else { return nil }
          return (total - truth) * (total - truth)
        }
      }
    } catch .stopped {
      throw .stopped
    } catch {
      // A setting that cannot be fitted loses against those that can.
      result.failure = error.message
      result.squaredErrors = result.squaredErrors.map { _ in nil }
    }
    return result
  }

  /// Chooses the setting and judges the baselines, which learn from the train part too.
  func collect(
    _ results: [TrainingTaskResult], _ split: OfficialSplit, baselines: [any SessionLearner]
  ) throws(FusionError) -> TrainingOutcome {
    let best = try best(of: results, fold: 0)
    let chosen = candidates[best.task]
    var failures = results.compactMap { result in
      result.failure.map { "\(candidates[result.task].name): \($0)" }
    }
    func parts(_ rows: [StoredPrediction], _ name: String) -> (development: CrossValidation, CrossValidation)
    {
      let rows = rows.compactMap { $0.outOfFold(0) }
      let count = split.development.count
      return (
        CrossValidation(scale: cohort.scale, predictions: Array(rows.prefix(count)), chosen: [name]),
        CrossValidation(scale: cohort.scale, predictions: Array(rows.dropFirst(count)), chosen: [name])
      )
    }
    var judged: [(name: String, judged: CrossValidation)] = []
    for baseline in baselines {
      do {
        let model = try baseline.fit(cohort.subset(split.training), seed: foldSeed(0))
        let rows = split.judged.map { place in
          StoredPrediction(cohort.sessions[place], model.predict(cohort.sessions[place]))
        }
        let name = baseline.name
        judged.append(
          (
            name,
            CrossValidation(
              scale: cohort.scale, predictions: rows.compactMap { $0.outOfFold(0) }, chosen: [name])
          ))
      } catch .stopped {
        throw .stopped
      } catch { failures.append("\(baseline.name): \(error.message)") }
    }
    let (development, test) = parts(best.predictions, chosen.name)
    return TrainingOutcome(
      chosen: chosen, judged: test, development: development, baselines: judged,
      failures: Set(failures).sorted(), influences: Self.influences(in: [best]))
  }
}
