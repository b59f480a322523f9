public import ClinicalAssessment
internal import SignalCore

/// What a study of so many people would find, if measures differed by so much.
///
/// The tests of a single measure have closed forms. The model's is counted over made-up studies, each learned from and
/// judged as `train` does with weighted sums of all measures: it finds something where the whole 95 % interval of r within
/// folds lies above 0.
public struct SimulatedPower: Sendable, Hashable, Codable {
  /// Cohen's d of every planted measure.
  public let effect: Double
  public let people: Int
  /// People at or above the cut-off, on average.
  public let cases: Int
  /// Of t test of cases against others.
  public let differencePower: Double?
  /// Of a planted measure with severity, at this d.
  public let correlation: Double
  /// Of the test of that correlation.
  public let correlationPower: Double?
  /// Studies in which the model finds something, of those made; with Wilson's interval.
  public let modelPower: Estimate?
  public let studies: Int
  /// Mean over the studies of the model's r in people not learned from.
  public let modelCorrelation: Double?

  /// Fewest people: five folds of fewer say nothing.
  public static let leastPeople = 30
  static let folds = 5
  static let innerFolds = 3

  /// - Parameters:
  ///   - settings: With an effect; its seed is that of the first study.
  ///   - studies: At least 1.
  ///   - jobs: Studies made at a time; the result does not depend on it.
  public init(
    _ settings: SimulatedStudy.Settings, index: CompositeIndex, studies: Int, jobs: Int
  ) async throws {
    let effect = settings.effect ?? 0
    self.effect = effect
    people = settings.people
    cases = Int((Double(settings.people) * SimulatedStudy.prevalence).rounded())
    self.studies = studies
    differencePower = StatisticalPower.differenceOfMeans(
      effect: effect, first: cases, second: settings.people - cases)
    correlation = SimulatedSeverity(prevalence: SimulatedStudy.prevalence).correlation(effect: effect)
    correlationPower = StatisticalPower.correlation(correlation, people: settings.people)
    let found = try await boundedMap(Array(0..<studies), limit: jobs) { number in
      var own = settings
      own.seed = partSeed(settings.seed, "power", number)
      let cohort = try SimulatedStudy(own, index: index).cohort
      return try await NestedCrossValidation(
        grouping: .participants(folds: Self.folds), innerFolds: Self.innerFolds
      ).run(cohort, candidates: [RidgeLearner(innerFolds: Self.innerFolds)], seed: own.seed)
        .withinFoldCorrelation()
    }
    // Where all predictions of a fold are equal there is no r, and nothing was found.
    let hits = found.count { ($0?.interval?.lower ?? 0) > 0 }
    modelPower = Estimate.proportion(Double(hits), of: Double(studies))
    modelCorrelation = found.map { $0?.value ?? 0 }.mean
  }
}
