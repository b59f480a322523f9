public import SignalCore

/// The model of `score --model demo`: learned from people who do not exist, to see what scoring gives without a study.
///
/// It reads the measures of the composite index, so that it can be applied to any results; their values are drawn around
/// round numbers. Severity moves the voice and timing measures alone, each in the direction its term of the index has.
public enum DemoModel {
  /// Heads the card and every output.
  public static let about = """
    demo: made-up people. This model was trained on simulated numbers of people who do not exist. Its scores mean \
    nothing.
    """
  public static let name = "demo: made-up people"
  /// What `score --model` calls it.
  public static let option = "demo"
  /// In the installation.
  public static let folder = "Models/demo"
  public static let plantedModality = Measure.Modality.speech

  static let people = 300
  /// Cohen's d of each planted measure.
  static let effect = 0.8
  private static let folds = 5
  private static let innerFolds = 3

  /// The same people for the same seed.
  /// - Parameter index: Gives the measures and the direction of each.
  public static func cohort(seed: UInt64, index: CompositeIndex) throws(FusionError) -> Cohort {
    var settings = SimulationSettings()
    settings.people = people
    let terms = [Measure.Modality.speech, .language, .face].map { modality in
      index.terms.filter { $0.modality == modality && SimulatedMeasure.named($0.measure) != nil }
    }
    settings.modalities = terms.compactMap { terms in
      terms.first.map { first in
        SimulatedModality(
          first.modality, measureCount: terms.count,
          plantedCount: first.modality == plantedModality ? terms.count : 0, effect: effect)
      }
    }
    let simulated = try SimulatedCohort(settings, seed: seed).cohort
    let places = terms.flatMap { Array($0.enumerated()) }
    return try Cohort(
      columns: places.map { CohortColumn(name: $0.element.measure, modality: $0.element.modality) },
      scale: simulated.scale,
      sessions: simulated.sessions.map { session in
        var session = session
        session.interviewerValues = []
        session.values = zip(session.values, places).map { value, place in
          guard let value, let measure = SimulatedMeasure.named(place.element.measure) else { return nil }
          let standard = SimulatedCohort.standardised(value, ofMeasure: place.offset)
          return max(measure.centre + place.element.direction.sign * measure.spread * standard, 0)
        }
        return session
      })
  }

  /// Trains it as any model is trained. The same bytes on the same kind of machine.
  public static func made(
    index: CompositeIndex, programVersion: String, measureSetVersion: String, seed: UInt64 = 1
  ) async throws -> (card: ModelCard, tensors: [ModelTensor]) {
    let cohort = try cohort(seed: seed, index: index)
    let plan = try TrainingPlan(
      cohort: cohort, candidates: [RidgeLearner(innerFolds: innerFolds)], folds: folds,
      innerFolds: innerFolds, seed: seed, programVersion: programVersion)
    let outcome = try await plan.collect(
      try (0..<plan.taskCount).map { try plan.run($0) }, baselines: StandardBaselines.learners(for: cohort))
    let figures = try await TrainingFigures.figures(of: outcome, seed: seed)
    var (card, tensors) = try ModelMaking(
      plan: plan, outcome: outcome, figures: figures, leftOut: [:], unnamedSessions: 0,
      programVersion: programVersion, measureSetVersion: measureSetVersion
    ).made()
    card.about = about
    card.name = name
    card.intendedUse = "To try the commands and to see what a score is made of. Nothing else."
    card.notForUse = ["Any statement about anybody."] + card.notForUse
    return (card, tensors)
  }
}
