public import ClinicalAssessment

/// Figures for a model card: the model's and every baseline's, on people not learned from.
public enum TrainingFigures {
  /// How figures of folds were made, for the model's card.
  public static func evaluation(foldsBy unit: FoldUnit) -> String { "\(folds(unit)) \(rest)" }

  private static func folds(_ unit: FoldUnit) -> String {
    switch unit {
    case .participant:
      """
      Nested cross-validation by participant: every session is predicted by a model that has seen no session of its \
      participant, and settings are chosen inside the training part.
      """
    case .site:
      """
      Nested cross-validation by site: every session is predicted by a model that has seen nobody of its site, and \
      settings are chosen inside the training part, by whole sites too where two or more are left in it.
      """
    }
  }

  private static let rest = """
    Intervals: 95 %, 2,000 resamples of participants \
    (bias-corrected and accelerated, or percentile where that is undefined), for the model of that name as judged \
    here; r within folds: Fisher's, cautious. Agreement with a questionnaire is not accuracy of a diagnosis.
    """

  /// - Returns: For the model and each baseline: sessions predicted, mean absolute error, root mean squared error,
  ///   concordance, correlation within folds, area under the ROC curve of the probability of a case. Baselines are
  ///   judged on the sessions that the model predicts, as far as they predict them.
  public static func figures(
    of outcome: TrainingOutcome, seed: UInt64
  ) async throws(AssessmentError) -> [ModelCard.Figure] {
    var figures = try await figures("model", outcome.judged, seed: seed)
    let predicted = Set(outcome.judged.predictions.filter { $0.prediction != nil }.map(\.session))
    for baseline in outcome.baselines {
      let judged = CrossValidation(
        scale: baseline.judged.scale,
        predictions: baseline.judged.predictions.filter { predicted.contains($0.session) },
        chosen: baseline.judged.chosen)
      figures += try await Self.figures(baseline.name, judged, seed: seed)
    }
    return figures
  }

  /// The model's figures in the people of each site alone, sites by name.
  public static func siteFigures(
    of outcome: TrainingOutcome, cohort: Cohort, seed: UInt64
  ) async throws(AssessmentError) -> [ModelCard.SiteFigures] {
    let siteOf = Dictionary(
      cohort.sessions.map { ($0.session, $0.site ?? "unknown") }, uniquingKeysWith: { first, _ in first })
    let judged = outcome.judged
    let rows = Dictionary(grouping: judged.predictions) { siteOf[$0.session] ?? "unknown" }
    var all: [ModelCard.SiteFigures] = []
    for (site, rows) in rows.sorted(by: { $0.key < $1.key }) {
      all.append(
        ModelCard.SiteFigures(
          site: site, participants: Set(rows.map(\.participant)).count, sessions: rows.count,
          cases: rows.count { $0.total >= judged.scale.cutOff },
          figures: try await figures(
            "model", CrossValidation(scale: judged.scale, predictions: rows, chosen: judged.chosen),
            seed: seed)))
    }
    return all
  }

  private static func figures(
    _ predictor: String, _ judged: CrossValidation, seed: UInt64
  ) async throws(AssessmentError) -> [ModelCard.Figure] {
    func figure(_ name: String, _ value: Double?, _ interval: Interval?) -> ModelCard.Figure {
      ModelCard.Figure(
        predictor: predictor, name: name, value: value, lower: interval?.lower, upper: interval?.upper)
    }
    let rows = judged.predictions.filter { $0.prediction != nil }
    let truth = rows.map(\.total)
    let totals = rows.compactMap { $0.prediction?.total }
    let count = figure("sessions predicted", Double(rows.count), nil)
    guard let agreement = AgreementSample(truth: truth, predicted: totals) else { return [count] }
    let scores = rows.map { $0.prediction?.probability ?? $0.prediction?.total ?? 0 }
    let ranking = DiscriminationSample(labels: truth.map { $0 >= judged.scale.cutOff }, scores: scores)
    let statistics: @Sendable (RowWeights) -> [Double?] = { weights in
      [
        agreement.meanAbsoluteError(weights: weights), agreement.rootMeanSquaredError(weights: weights),
        agreement.concordance(weights: weights), ranking?.areaUnderROC(weights: weights),
      ]
    }
    let values = statistics(RowWeights(repeating: 1, count: rows.count))
    let bootstrap = try PersonBootstrap(people: rows.map(\.participant), seed: seed)
    let intervals = try await bootstrap.intervals(weighted: statistics)
    let within = judged.withinFoldCorrelation()
    let names = ["mean absolute error", "root mean squared error", "concordance", "area under ROC"]
    return [count]
      + names.indices.map { figure(names[$0], values[$0], intervals[$0]?.interval) }
      + [figure("r within folds", within?.value, within?.interval)]
  }
}
