internal import SignalCore

/// Nested cross-validation taken apart into tasks that can run anywhere, in any order, and give the same bytes.
///
/// The outer folds judge, the inner folds choose, with the folds, seeds and rule of `NestedCrossValidation`: the same
/// predictions come out. One more round without a held-out part chooses the setting of the model that is kept. A
/// person is never on both sides of any split; nor is a site, where sites are held out.
public struct TrainingPlan: Sendable {
  /// The assessed sessions.
  public let cohort: Cohort
  /// Every setting that is tried, at least one.
  public let candidates: [any SessionLearner]
  /// Folds asked for; of fewer sites there are as many as sites.
  public let folds: Int
  public let foldsBy: FoldUnit
  public let innerFolds: Int
  public let seed: UInt64
  /// SHA-256 over all that a task's result depends on: results of another plan are not mixed in.
  public let fingerprint: String
  let splits: [SessionSplit]
  /// The study's own split, which then takes the place of folds; `nil` where sessions name no parts.
  public let official: OfficialSplit?

  /// - Parameters:
  ///   - cohort: Sessions without an assessment are left out.
  ///   - candidates: At least one.
  ///   - foldsBy: What is held out whole; folds inside the training part are of sites too while two are left.
  ///   - programVersion: Results of another version are not taken for this one's.
  public init(
    cohort: Cohort, candidates: [any SessionLearner], folds: Int, foldsBy: FoldUnit = .participant,
    innerFolds: Int, seed: UInt64, programVersion: String
  ) throws(FusionError) {
    let assessed = cohort.assessed
    let totals = Set(assessed.sessions.compactMap(\.total))
    let people = assessed.participants.count
    guard people >= Self.leastPeople else { throw .tooFewPeople(needed: Self.leastPeople, found: people) }
    guard totals.count > 1 else { throw .oneOutcomeOnly }
    self.cohort = assessed
    self.candidates = candidates
    self.folds = folds
    self.foldsBy = foldsBy
    self.innerFolds = innerFolds
    self.seed = seed
    official = try OfficialSplit(assessed)
    guard official == nil || foldsBy == .participant else { throw .sitesBesideSplit }
    splits = official == nil ? try assessed.splits(foldsBy.grouping(folds: folds), seed: seed) : []
    fingerprint = Self.fingerprint(
      assessed, names: [programVersion, foldsBy.rawValue] + candidates.map(\.name),
      numbers: [UInt64(folds), UInt64(innerFolds), seed])
  }

  /// Fewest people: below, every part of a nested split is a handful of them.
  public static let leastPeople = 20

  /// One task an outer fold and setting, and one a setting for the choice of what is kept.
  /// With a split of the study's own, one a setting.
  public var taskCount: Int { (official == nil ? foldCount + 1 : 1) * candidates.count }

  /// Outer folds.
  public var foldCount: Int { splits.count }

  /// Which setting a task tries, and the outer fold it judges: `nil` for the choice of what is kept.
  public func place(of task: Int) -> (setting: String, fold: Int?) {
    let (fold, place) = task.quotientAndRemainder(dividingBy: candidates.count)
    return (candidates[place].name, official != nil || fold < foldCount ? fold : nil)
  }

  /// - Parameters:
  ///   - number: 0 to `taskCount` − 1.
  ///   - states: Where unfinished trainings of this task are kept.
  ///   - report: Told of every pass of a long training.
  public func run(
    _ number: Int, states: (any FitStates)? = nil, report: (@Sendable (FitProgress) -> Void)? = nil
  ) throws(FusionError) -> TrainingTaskResult {
    precondition((0..<taskCount).contains(number), "a task of this plan")
    var course = FitCourse(states: states, report: report)
    var result =
      if let official { try run(number, official, &course) } else { try run(number, &course) }
    result.curves = course.curves
    result.influences = course.influences
    return result
  }

  private func run(_ number: Int, _ course: inout FitCourse) throws(FusionError) -> TrainingTaskResult {
    let (fold, place) = number.quotientAndRemainder(dividingBy: candidates.count)
    let candidate = candidates[place]
    let held = fold < foldCount ? splits[fold] : nil
    let training = held.map { cohort.subset($0.training) } ?? cohort
    var result = TrainingTaskResult(fingerprint: fingerprint, task: number)
    do {
      // A single setting needs no choice.
      if candidates.count > 1 {
        result.squaredErrors = try squaredErrors(of: candidate, in: training, fold: fold, &course)
      }
      if let held {
        course.judged = cohort.subset(held.validation)
        let model = try candidate.fit(training, seed: foldSeed(fold), course: &course)
        result.predictions = held.validation.map { place in
          StoredPrediction(cohort.sessions[place], model.predict(cohort.sessions[place]))
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

  func foldSeed(_ fold: Int) -> UInt64 { partSeed(seed, "outer", fold) }

  /// Of the total, one a session of the inner folds in their order; `nil` where the model gives no score.
  func squaredErrors(
    of candidate: any SessionLearner, in training: Cohort, fold: Int, _ course: inout FitCourse
  ) throws(FusionError) -> [Double?] {
    var errors: [Double?] = []
    let inner = try training.innerSplits(
      foldsBy.grouping(folds: folds), folds: innerFolds, seed: foldSeed(fold))
    defer { course.innerFold = nil }
    for (index, split) in inner.enumerated() {
      course.innerFold = index
      let model = try candidate.fit(
        training.subset(split.training), seed: partSeed(foldSeed(fold), "inner", index), course: &course)
      for place in split.validation {
        let session = training.sessions[place]
        let predicted = try? model.predict(session).get().total
        if let predicted, let total = session.total {
          errors.append((predicted - total) * (predicted - total))
        } else {
          errors.append(nil)
        }
      }
    }
    return errors
  }

  private static func fingerprint(_ cohort: Cohort, names: [String], numbers: [UInt64]) -> String {
    var lines = names + numbers.map(String.init) + ["\(cohort.scale)"]
    lines += cohort.columns.map(\.name) + cohort.interviewerColumns.map(\.name)
    for session in cohort.sessions {
      let numbers =
        session.values + session.interviewerValues + session.items
        + [session.total, session.ageYears, session.speechSeconds, session.wordCount]
      let turns = session.turns.map { $0.turns.flatMap { $0.inputs.flatMap { $0 ?? [] } } } ?? []
      lines.append(session.session)
      lines.append(session.participant)
      lines.append(session.sex ?? "")
      lines.append(session.site ?? "")
      if let part = session.part { lines.append(part.rawValue) }
      lines += session.own.map { own in
        own.map { "\($0.centre.bitPattern) \($0.spread.bitPattern)" } ?? "-"
      }
      lines.append(numbers.map { $0.map { String($0.bitPattern, radix: 16) } ?? "-" }.joined(separator: " "))
      lines.append(turns.map { String($0.bitPattern, radix: 16) }.joined(separator: " "))
      lines += session.spoken.compactMap(\.self).map(text)
    }
    return sha256Hex(of: lines.joined(separator: "\n"))
  }

  /// All that a gate reads of a turn.
  private static func text(of turn: SpokenTurn) -> String {
    let readings = turn.readings.sorted { $0.key < $1.key }.map { name, readings in
      let numbers = readings.values.joined().map { $0.map { String($0.bitPattern, radix: 16) } ?? "-" }
      return ([name] + readings.columnNames + numbers).joined(separator: " ")
    }
    return ([turn.pieces.tokens.pieces.map(String.init).joined(separator: " ")] + readings).joined(
      separator: "|")
  }
}
