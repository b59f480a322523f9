public import ClinicalAssessment
public import LanguageFeatures
public import MultimodalFusion
internal import SignalCore

/// Results and assessments joined into a training plan, and what comes out of it.
public struct TrainingStudy: Sendable {
  public let plan: TrainingPlan
  /// What a person must know of the data, in plain sentences.
  public let notes: [String]
  private let leftOut: [String: Int]
  private let unnamedSessions: Int
  private let turnInputs: TurnInputs?
  private let measureSetVersion: String
  private let scaling: ScalingSettings
  private let seed: UInt64
  private let programVersion: String
  private let isSimulated: Bool
  /// Session → who it is of, as a model remembers people.
  private let people: [String: String]

  /// - Parameters:
  ///   - measures: Sets of measures to learn from, as `StoredResults.measureSets` names them; `nil` for all there are.
  ///   - withinPerson: Whether measures are held against the person's own earlier sessions where there are enough.
  ///   - encoder: Reads the words of turns; needed for candidates that read turns.
  ///   - gateEncoder: Reads words with voice and face; needed for `gate`, with the positions and tunings to try.
  ///   - foldsBy: What is held out whole.
  /// - Throws: What reading the tables throws, and what the cohort or the plan refuses.
  public init(
    sessions: ResultsFiles, assessments: TableFile, scale: Questionnaire?, dates: SlashedDates?,
    measures: [String]? = nil, withinPerson: Bool = false, candidates: TrainingCandidates,
    encoder: SentenceEncoder?,
    gateEncoder: GateEncoder? = nil, gatePositions: [GatedTurnLearner.Position] = [],
    gateTunings: [GatedTurnLearner.Tuning] = [.gate], seed: UInt64,
    folds: Int, foldsBy: FoldUnit = .participant, innerFolds: Int, programVersion: String
  ) throws {
    var results = try StoredResults(sessions, withTurns: candidates.readTurns)
    if let encoder { results.addSignals(encoder: encoder, tokenizer: gateEncoder?.tokenizer) }
    let all = results.sessions.count
    results = try results.choosing(measures)
    let outcomes = try OutcomeTable(assessments, scale: scale, dates: dates)
    turnInputs = TurnInputs(results.sessions.filter(\.passedGate).map(\.measured))
    var (cohort, leftOut) = try results.cohort(
      assessments: outcomes.people, scale: outcomes.scale, turnInputs: turnInputs, withOwn: withinPerson)
    leftOut.notMeasured = all - results.sessions.count
    guard !cohort.sessions.isEmpty else { throw ResultsReadingError.noAssessment(path: assessments.path) }
    if withinPerson, !cohort.sessions.contains(where: { $0.own.contains { $0 != nil } }) {
      throw FusionError.noEarlierSessions(needed: OwnScale.leastSessions)
    }
    var scaling = ScalingSettings()
    scaling.usesOwn = withinPerson
    self.scaling = scaling
    measureSetVersion = try results.commonMeasureSets(of: Set(cohort.sessions.map(\.session)))
    plan = try TrainingPlan(
      cohort: cohort,
      candidates: candidates.learners(
        for: cohort, encoder: gateEncoder, positions: gatePositions, tunings: gateTunings,
        scaling: scaling),
      folds: folds, foldsBy: foldsBy,
      innerFolds: innerFolds, seed: seed, programVersion: programVersion)
    let unnamed = Set(
      results.sessions.filter { $0.origin.namedParticipant == nil }.map(\.measured.session))
    // Where the table names nobody either, the session stands in the participant's place.
    unnamedSessions = cohort.sessions.count { unnamed.contains($0.session) && $0.participant == $0.session }
    var notes = results.isSimulated ? [simulatedNotice] : []
    notes += leftOut.counts.sorted { $0.key < $1.key }.map { "Sessions left out, \($0.key): \($0.value)." }
    if unnamedSessions > 0 {
      notes.append("\(unnamedSessions) sessions name no participant and count as one person each.")
    }
    if let split = plan.official { notes.append(Self.note(on: split, of: cohort)) }
    if foldsBy == .site {
      let sites = Set(cohort.sessions.compactMap(\.site)).count
      notes.append(
        "Whole sites are held out: \(sites) sites in \(plan.foldCount) folds.")
    }
    if measureSetVersion != results.measureSetVersion {
      notes.append("It learns from measures of: \(measureSetVersion).")
    }
    notes += outcomes.problems.map(\.message)
    self.notes = notes
    self.leftOut = leftOut.counts
    self.seed = seed
    self.programVersion = programVersion
    isSimulated = results.isSimulated
    people = Dictionary(
      results.sessions.map { ($0.measured.session, $0.rememberedPerson) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What a model remembers the person of a session by: the code in the results, and the one in the assessments where
  /// they alone name one.
  private func remembered(_ session: CohortSession) -> [String] {
    [people[session.session]].compactMap { $0 } + (isSimulated ? [] : [session.participant])
  }

  private static func note(on split: OfficialSplit, of cohort: Cohort) -> String {
    func people(_ places: [Int]) -> Int { Set(places.map { cohort.sessions[$0].participant }).count }
    let learned =
      "The table's own split is kept: the model learns from \(people(split.training)) people of train"
    if split.judgesDevelopment {
      return learned
        + ", settings are chosen inside it, and the figures are of \(people(split.judged)) people of "
        + "dev, since nobody of test has an assessment."
    }
    return learned
      + (split.development.isEmpty
        ? ", settings are chosen inside it"
        : ", settings and threshold are settled on \(people(split.development)) of dev")
      + ", and the figures are of \(people(split.judged)) of test."
  }

  /// A trained model, ready to be written.
  public struct Trained: Sendable {
    public let card: ModelCard
    public let tensors: [ModelTensor]
    public let outOfFold: String
    /// What each session learned from does to the prediction of others, by the network where one was chosen, by ridge
    /// regression otherwise; `nil` where ridge regression on all measures cannot be fitted.
    public let sessionsToCheck: String?
    /// How many of them harm so much that somebody should look.
    public let suspectCount: Int
    /// Losses of every pass of trainings that make passes; `nil` where settings are solved for.
    public let lossCurves: String?
    /// Figures of the model beside the baselines, for people.
    public let table: String
  }

  /// - Parameters:
  ///   - results: One a task of the plan.
  ///   - states: Where unfinished trainings of the model that is kept are kept.
  ///   - report: Told of every pass of its trainings.
  public func join(
    _ results: [TrainingTaskResult], states: (any FitStates)? = nil,
    report: (@Sendable (FitProgress) -> Void)? = nil
  ) async throws -> Trained {
    let outcome = try await plan.collect(results, baselines: StandardBaselines.learners(for: plan.cohort))
    let figures = try await TrainingFigures.figures(of: outcome, seed: seed)
    var making = ModelMaking(
      plan: plan, outcome: outcome, figures: figures, leftOut: leftOut, unnamedSessions: unnamedSessions,
      turnInputs: turnInputs, programVersion: programVersion, measureSetVersion: measureSetVersion)
    if plan.foldsBy == .site {
      making.siteFigures = try await TrainingFigures.siteFigures(
        of: outcome, cohort: plan.cohort, seed: seed)
    }
    var course = FitCourse(states: states, report: report)
    var made = try making.made(course: &course)
    let learned = plan.official.map { plan.cohort.subset($0.training) } ?? plan.cohort
    // Who settings and threshold were settled on is known to the model too.
    let settled = plan.official.map { plan.cohort.subset($0.development).sessions } ?? []
    made.card.training.people = TrainingPeople(
      (learned.sessions + settled).flatMap { remembered($0) }, salt: plan.fingerprint)
    if isSimulated {
      made.card.about =
        "\(simulatedNotice) This model learned from them alone: its scores of real people mean nothing."
      made.card.notForUse = ["Any statement about anybody."] + made.card.notForUse
    }
    let valuation =
      SessionValuation(learned, outcome)
      ?? (try? SessionValuation(
        learned, learner: RidgeLearner(innerFolds: plan.innerFolds, scaling: scaling), folds: plan.folds,
        seed: seed))
    return Trained(
      card: made.card, tensors: made.tensors,
      outOfFold: OutOfFoldTable.csv(outcome, cohort: plan.cohort, isSimulated: isSimulated),
      sessionsToCheck: valuation.map {
        SessionsToCheckTable.csv($0, of: learned, isSimulated: isSimulated)
      }, suspectCount: valuation?.suspects().count ?? 0,
      lossCurves: LossCurvesTable.csv(
        results.sorted { $0.task < $1.task }, of: plan, kept: course.curves, setting: outcome.chosen.name,
        isSimulated: isSimulated),
      table: (isSimulated ? "\(simulatedNotice)\n" : "") + Self.table(made.card))
  }

  /// One row a predictor, one column a figure; intervals in brackets.
  static func table(_ card: ModelCard) -> String {
    let predictors = card.figures.map(\.predictor).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let names = card.figures.filter { $0.predictor == "model" }.map(\.name)
    let rows =
      [["predictor"] + names]
      + predictors.map { predictor in
        [predictor == "model" ? "model (\(card.name))" : predictor]
          + names.map { name in
            cell(card.figures.first { $0.predictor == predictor && $0.name == name })
          }
      }
    let people =
      "\(card.training.participants) people, \(card.training.sessions) sessions, \(card.training.cases)"
    let head = "\(card.scale.name), \(people) at or above \(short(card.scale.cutOff)); 95 % intervals\n"
    return head + aligned(rows) + (card.siteFigures.map { siteTable($0, names: names) } ?? "")
  }

  /// The model at each site of which it had seen nobody.
  private static func siteTable(_ sites: [ModelCard.SiteFigures], names: [String]) -> String {
    let rows = sites.map { site in
      [site.site, "\(site.participants)", "\(site.cases)"]
        + names.map { name in cell(site.figures.first { $0.name == name }) }
    }
    return "\nAt sites of which the model had seen nobody\n"
      + aligned([["site", "people", "cases"] + names] + rows)
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.reduce(into: "") { text, row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - cell.count))
      }
      text += cells.joined(separator: "  ").replacing(/\ +$/, with: "") + "\n"
    }
  }

  private static func short(_ number: Double) -> String {
    CommaSeparated.cell((1000 * number).rounded() / 1000)
  }

  private static func cell(_ figure: ModelCard.Figure?) -> String {
    guard let figure, let value = figure.value else { return "–" }
    guard let lower = figure.lower, let upper = figure.upper else { return short(value) }
    return "\(short(value)) [\(short(lower)), \(short(upper))]"
  }
}
