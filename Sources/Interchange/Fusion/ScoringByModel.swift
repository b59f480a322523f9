public import MultimodalFusion
internal import SignalCore

/// Scores sessions with a stored model.
public struct ScoringByModel: Sendable {
  private let results: StoredResults
  private let file: ModelFile
  private let model: StoredModel
  /// Which turns are to be looked at.
  private let index: CompositeIndex
  private let turnReference: IndexReference
  private let programVersion: String
  /// Sessions measured by the tools the model learned from.
  private let comparable: Set<String>
  /// `nil` for models that hold a session against everybody.
  private let earlier: EarlierSessions?
  /// How far these results lie from those the model learned from; `nil` where its card keeps nothing of them.
  public let shift: DomainShift?

  /// - Parameters:
  ///   - results: With turns.
  ///   - path: The model's folder.
  ///   - index: Names the turns to look at.
  ///   - encoder: Needed for a model that reads words with voice and face.
  /// - Throws: What reading the model throws; when it was made for another measure set or the results lack measures.
  public init(
    _ results: StoredResults, modelAt path: String, index: CompositeIndex, encoder: GateEncoder? = nil,
    programVersion: String
  ) throws(ModelFileError) {
    let file = try ModelFile(path: path)
    let sets = results.sets(of: file.card.columns.map(\.name))
    let made = results.sessions.map { ($0.measured.session, $0.measureSets.text(of: sets)) }
    comparable = Set(made.filter { $0.1 == file.card.measureSetVersion }.map(\.0))
    try file.check(
      measureSetVersion: comparable.isEmpty
        ? made.compactMap(\.1).first ?? results.measureSetVersion : file.card.measureSetVersion,
      measures: Set(results.columns.map(\.name)))
    self.results = results
    self.file = file
    model = try file.model(path: path, encoder: encoder)
    self.index = index
    turnReference = IndexReference(
      results.sessions.filter(\.passedGate).map(\.measured), for: index, origin: .batch)
    self.programVersion = programVersion
    let card = file.card
    let comparable = comparable
    earlier = card.structure.usesOwn ? EarlierSessions(results, columns: card.columns) : nil
    shift = file.shift(
      of: results.sessions.filter { $0.passedGate && comparable.contains($0.measured.session) }.map {
        results.row($0, columns: card.columns, turnInputs: card.turnInputs)
      }, from: model)
  }

  /// The model's name.
  public var name: String { file.card.name }

  /// What stands beside every score of this model.
  public var notice: String {
    (abouts + [file.card.notice]).joined(separator: " ")
  }

  /// What is said of the people and the model, first of all.
  private var abouts: [String] {
    let about = [file.card.about].compactMap { $0 }
    // A model of such people says so itself.
    let isSaid = about.contains { $0.hasPrefix(simulatedNotice) }
    return results.isSimulated && !isSaid ? [simulatedNotice] + about : about
  }

  public func scores() -> [SessionScore] { results.sessions.map(score) }

  private func score(_ session: SessionResults) -> SessionScore {
    let card = file.card
    var row = results.row(session, columns: card.columns, turnInputs: card.turnInputs)
    row.own = earlier?.scales(of: session) ?? []
    let isFit = session.passedGate && comparable.contains(session.measured.session)
    let prediction =
      isFit ? model.predict(row) : .failure(session.passedGate ? Self.otherTools : .lowQuality)
    let quotes = isFit ? results.quotes(session) : nil
    var score = SessionScore(
      session: session.measured.session, participant: session.measured.participant, date: session.origin.date,
      notice: notice,
      scorer: SessionScore.Scorer(
        name: card.name, version: card.weightsSHA256, programVersion: programVersion,
        measureSetVersion: session.origin.measureSetVersion,
        unit:
          "points of \(card.scale.name), \(Self.whole(card.scale.minimum)) to \(Self.whole(card.scale.maximum))"
      ),
      thresholds: [], modalities: [], contributions: [], evidence: [], counterEvidence: [],
      turns: isFit
        ? SessionScore.strongest(
          session.measured.turns, by: index, reference: turnReference, quotes: quotes) : [],
      warnings: abouts)
    score.isOfTrainingPerson = card.training.people?.contains(session.rememberedPerson)
    if score.isOfTrainingPerson == true { score.warnings.append(Self.ofTrainingPerson) }
    if isFit {
      explain(&score, row, session, quotes)
      if earlier != nil, row.own.allSatisfy({ $0 == nil }) { score.warnings.append(Self.heldAgainstAll) }
      score.warnings +=
        [shift?.warning].compactMap { $0 } + model.warnings(row, familiarity: card.familiarity)
    }
    score.quoting = score.hasQuotes ? quotes?.note : nil
    switch prediction {
    case .failure(let reason):
      score.missing = reason.text
      if !session.passedGate { score.objections = session.objections }
    case .success(let value):
      score.score = value.total
      score.probability = value.probability
      score.interval = card.interval.map { interval in
        SessionScore.ScoreInterval(
          lower: card.scale.clipped(value.total - interval.halfWidth),
          upper: card.scale.clipped(value.total + interval.halfWidth), meaning: interval.meaning)
      }
      score.thresholds = card.thresholds.compactMap { threshold in
        let quantity = threshold.quantity == "probability" ? value.probability : value.total
        return quantity.map {
          SessionScore.ThresholdOutcome(threshold: threshold, isReached: $0 >= threshold.value)
        }
      }
    }
    return score
  }

  /// Exact contributions of the measures of a weighted sum; of the modalities of a model of turns, with what its
  /// turns and groups of measures do.
  private func explain(
    _ score: inout SessionScore, _ row: CohortSession, _ session: SessionResults, _ quotes: QuotedTranscript?
  ) {
    switch model {
    case .linear(let linear):
      guard let explanation = try? linear.explain(row).get() else { return }
      score.explained = SessionScore.Explained(
        quantity: linear.explainsLogOdds ? "log-odds of a case" : "score", value: explanation.score,
        base: explanation.base, clipping: explanation.clipping)
      score.modalities = explanation.modalities.map {
        SessionScore.ModalityShare(modality: $0.modality?.rawValue, contribution: $0.contribution)
      }
      score.contributions = explanation.contributions.map { term in
        SessionScore.Contribution(
          measure: term.name, modality: term.modality, value: term.value,
          missing: term.value == nil ? session.measured.value(of: term.name).reason?.text : nil,
          typical: term.typical, contribution: term.contribution)
      }
      score.evidence = SessionScore.names(score.contributions, sign: 1)
      score.counterEvidence = SessionScore.names(score.contributions, sign: -1)
    case .turns(let network):
      let explanation = row.turns.flatMap {
        try? network.explanation(of: $0, groups: file.card.turnInputs?.groups ?? []).get()
      }
      explain(&score, explanation, modalities: network.modalities, session, quotes)
    case .gated(let gated):
      let explanation = try? gated.explanation(of: row, groups: file.card.turnInputs?.groups ?? []).get()
      explain(&score, explanation, modalities: gated.turns.modalities, session, quotes)
    }
  }

  private static let heldAgainstAll = """
    Held against all people the model learned from: fewer than \(OwnScale.leastSessions) earlier sessions of this \
    person, with dates, are here.
    """

  private static let ofTrainingPerson =
    "The model learned from this person, or from one of the same code: its score of a stranger would be less right."

  private static let otherTools = MissingReason.notApplicable("measured by other tools than the model knows")

  private func explain(
    _ score: inout SessionScore, _ explanation: TurnExplanation?, modalities: [TurnModality],
    _ session: SessionResults, _ quotes: QuotedTranscript?
  ) {
    guard let explanation else { return }
    func modality(_ modality: TurnModality) -> Measure.Modality? {
      Measure.Modality(rawValue: modality.name)
    }
    score.explained = SessionScore.Explained(
      quantity: "score", value: explanation.score, base: explanation.base, clipping: 0)
    score.modalities = explanation.modalities.map {
      SessionScore.ModalityShare(modality: $0.modality.name, contribution: $0.contribution)
    }
    score.turnEffects = SessionScore.TurnEffects(explanation, turns: session.measured.turns, quotes: quotes)
    score.groupEffects = explanation.groups.map {
      SessionScore.GroupEffect(
        group: $0.group.name, modality: modality(modalities[$0.group.modality]),
        measureCount: $0.group.measureCount, effect: $0.effect)
    }
    score.evidence = explanation.groups.filter { $0.effect > 0 }.map(\.group.name)
    score.counterEvidence = explanation.groups.filter { $0.effect < 0 }.map(\.group.name)
  }

  private static func whole(_ number: Double) -> String { CommaSeparated.cell(number) }
}

extension LinearModel {
  /// Whether contributions add up to log-odds rather than to the total.
  fileprivate var explainsLogOdds: Bool { if case .logOdds = link { true } else { false } }
}
