internal import SignalCore

/// Writes the card of a freshly trained model.
public struct ModelMaking: Sendable {
  public var plan: TrainingPlan
  public var outcome: TrainingOutcome
  public var figures: [ModelCard.Figure]
  /// Site by site, where sites were held out whole.
  public var siteFigures: [ModelCard.SiteFigures]?
  /// Sessions left out, by reason.
  public var leftOut: [String: Int]
  /// Sessions that named no participant.
  public var unnamedSessions: Int
  /// What was read of each turn; `nil` where no turns were learned from.
  public var turnInputs: TurnInputs?
  public var programVersion: String
  public var measureSetVersion: String

  public static let coverage = 0.9

  public init(
    plan: TrainingPlan, outcome: TrainingOutcome, figures: [ModelCard.Figure], leftOut: [String: Int],
    unnamedSessions: Int, turnInputs: TurnInputs? = nil, programVersion: String, measureSetVersion: String
  ) {
    self.plan = plan
    self.outcome = outcome
    self.figures = figures
    self.leftOut = leftOut
    self.unnamedSessions = unnamedSessions
    self.turnInputs = turnInputs
    self.programVersion = programVersion
    self.measureSetVersion = measureSetVersion
  }

  /// Fits the model that is kept and writes its card.
  /// - Throws: What fitting throws; when the learner gives a kind of model that cannot be stored.
  public func made() throws(FusionError) -> (card: ModelCard, tensors: [ModelTensor]) {
    var course = FitCourse()
    return try made(course: &course)
  }

  /// The same, telling the course how the fit goes.
  public func made(
    course: inout FitCourse
  ) throws(FusionError) -> (card: ModelCard, tensors: [ModelTensor]) {
    guard let model = StoredModel(try plan.fit(outcome, course: &course)) else {
      throw .damagedModel(detail: "models of ‘\(outcome.chosen.name)’ cannot be stored")
    }
    let parts = model.parts
    // Looked at, not learned from: what the model reads of turns counts as measures do.
    let seen = model.summarised(learned, turnInputs: turnInputs)
    let summary = CohortSummary(seen, inputs: model.inputs)
    let directions = summary.flatMap { CohortDirections($0, seen) }
    return (
      card(of: model, parts.structure, summary), parts.tensors + (directions?.tensors ?? [])
    )
  }

  private func card(
    of model: StoredModel, _ structure: ModelStructure, _ summary: CohortSummary?
  ) -> ModelCard {
    let scale = plan.cohort.scale
    return ModelCard(
      structure: structure, name: outcome.chosen.name, notice: validationNotice,
      intendedUse: """
        Research: an estimate of the total of \(scale.name) from measures of one recorded interview, for sessions \
        recorded and asked like those it was trained on, read by somebody who knows the person.
        """, scale: scale, training: training,
      evaluation: plan.official?.evaluation ?? TrainingFigures.evaluation(foldsBy: plan.foldsBy),
      figures: figures, siteFigures: siteFigures, ownScaling: structure.usesOwn ? ownScaling : nil,
      thresholds: thresholds, interval: interval, familiarity: model.familiarity(learned.sessions),
      cohort: summary,
      caveats: caveats, programVersion: programVersion, measureSetVersion: measureSetVersion,
      columns: plan.cohort.columns, measuresRead: model.measuresRead,
      turnInputs: model.readsTurns ? turnInputs : nil, seed: plan.seed)
  }

  /// What the model that is kept has learned from.
  private var learned: Cohort { plan.official.map { plan.cohort.subset($0.training) } ?? plan.cohort }

  /// Predictions that thresholds and intervals are settled by: with a split of the study's own, of the development
  /// part alone.
  private var settled: [OutOfFoldPrediction] {
    plan.official == nil ? outcome.judged.predictions : outcome.development?.predictions ?? []
  }

  private var training: ModelCard.Training {
    let sessions = learned.sessions
    let totals = sessions.compactMap(\.total)
    let ages = sessions.compactMap(\.ageYears)
    func counts(_ group: (CohortSession) -> String?) -> [String: Int] {
      Dictionary(grouping: sessions) { group($0) ?? "unknown" }.mapValues { Set($0.map(\.participant)).count }
    }
    return ModelCard.Training(
      participants: learned.participants.count, sessions: sessions.count,
      cases: totals.count { $0 >= plan.cohort.scale.cutOff }, participantsBySex: counts(\.sex),
      participantsBySite: counts(\.site), leastAgeYears: ages.min(), greatestAgeYears: ages.max(),
      meanTotal: totals.mean ?? 0, leftOut: leftOut)
  }

  private var ownScaling: ModelCard.OwnScaling {
    let held = learned.sessions.filter { $0.own.contains { $0 != nil } }
    return ModelCard.OwnScaling(
      leastSessions: OwnScale.leastSessions, sessions: held.count,
      participants: Set(held.map(\.participant)).count)
  }

  private var caveats: [String] {
    var caveats = ["The outcome is a questionnaire, which is no diagnosis."]
    if learned.sessions.contains(where: { !$0.own.isEmpty }) {
      let own = ownScaling
      caveats.append(
        "Measures are held against the person's own earlier sessions where at least \(own.leastSessions) have them:"
          + " in \(own.sessions) of \(learned.sessions.count) sessions learned from, of \(own.participants) people."
          + " All others are held against everybody.")
    }
    if unnamedSessions > 0 {
      caveats.append(
        "\(unnamedSessions) sessions named no participant and were taken for one person each; if some are of one"
          + " person, the figures are too good.")
    }
    let cases = plan.cohort.sessions.count { ($0.total ?? 0) >= plan.cohort.scale.cutOff }
    if min(cases, plan.cohort.sessions.count - cases) < 10 {
      caveats.append(
        "Fewer than ten sessions lie on one side of the cut-off: figures of discrimination say little.")
    }
    return caveats + outcome.failures.map { "Left out of the comparison – \($0)" }
  }

  private var interval: ModelCard.ScoreInterval? {
    let errors = settled.compactMap { row in
      row.prediction.map {
        SplitConformal.PersonError(participant: row.participant, size: abs(row.total - $0.total))
      }
    }
    return SplitConformal(scale: plan.cohort.scale, errors: errors).halfWidth(coverage: Self.coverage).map {
      ModelCard.ScoreInterval(
        coverage: Self.coverage, halfWidth: $0,
        meaning: """
          Out of \(Int((100 * Self.coverage).rounded())) of 100 new people like those of the training about as many \
          have a total inside it; made from the errors in \
          \(plan.official == nil
            ? "people not learned from (cross-conformal, of the errors of the folds' models, so without proof for the model that was kept)."
            : "the development part (split conformal; the setting was chosen on it too)."
          )
          """)
    }
  }

  private var thresholds: [ModelCard.Threshold] {
    let scale = plan.cohort.scale
    var thresholds = [
      ModelCard.Threshold(
        name: "cut-off", quantity: "total", value: scale.cutOff,
        rule: "the cut-off of \(scale.name), fixed before training")
    ]
    if let best = youdenThreshold {
      thresholds.append(
        ModelCard.Threshold(
          name: "Youden", quantity: "probability", value: best,
          rule: "greatest sensitivity + specificity in "
            + (plan.official == nil ? "people not learned from" : "the development part")))
    }
    return thresholds
  }

  /// Youden 1950, Cancer 3:32–35; of equally good limits the lowest, which misses fewest.
  private var youdenThreshold: Double? {
    let rows = settled.compactMap { row in
      row.prediction?.probability.map { (probability: $0, isCase: row.total >= plan.cohort.scale.cutOff) }
    }
    let cases = rows.count { $0.isCase }
    guard cases > 0, cases < rows.count else { return nil }
    var best: (limit: Double, gain: Double)?
    for limit in Set(rows.map(\.probability)).sorted() {
      let hits = rows.count { $0.isCase && $0.probability >= limit }
      let alarms = rows.count { !$0.isCase && $0.probability >= limit }
      let gain = Double(hits) / Double(cases) - Double(alarms) / Double(rows.count - cases)
      if gain > best?.gain ?? 0 { best = (limit, gain) }
    }
    return best?.limit
  }
}

extension LinearModel {
  /// Names of the measures it reads.
  package var measuresRead: [String] {
    scaling.columns.compactMap { scaling in
      if case .measure = scaling.column.source { scaling.column.name } else { nil }
    }
  }

  /// Share of the measures a session has that lie beyond the limit at which they are cut; `nil` without any.
  func extremeShare(_ session: CohortSession) -> Double? {
    let sizes = scaling.columns.compactMap { column -> Double? in
      let own = scaling.own(column.column, in: session)
      return column.column.value(in: session).map {
        abs($0 - (own?.centre ?? column.centre)) / (own?.spread ?? column.spread)
      }
    }
    return sizes.isEmpty ? nil : Double(sizes.count { $0 > scaling.winsorLimit }) / Double(sizes.count)
  }

  func familiarity(_ sessions: [CohortSession]) -> ModelCard.Familiarity {
    ModelCard.Familiarity(
      mostExtremeShare: sessions.compactMap { extremeShare($0) }.max() ?? 0,
      leastPresentShare: sessions.map { scaling.presentShare($0) }.min() ?? 0)
  }

  /// What sets a session apart from every training session, in plain sentences.
  public func warnings(_ session: CohortSession, familiarity: ModelCard.Familiarity) -> [String] {
    func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
    var warnings: [String] = []
    if let share = extremeShare(session), share > familiarity.mostExtremeShare {
      warnings.append(
        "\(percent(share)) of the measures are extreme, more than in any training session"
          + " (\(percent(familiarity.mostExtremeShare))): the recording is unlike those the model knows.")
    }
    let present = scaling.presentShare(session)
    if present < familiarity.leastPresentShare {
      warnings.append(
        "Only \(percent(present)) of the measures have a value, fewer than in any training session"
          + " (\(percent(familiarity.leastPresentShare))).")
    }
    return warnings
  }
}
