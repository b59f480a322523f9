public import MultimodalFusion
internal import SignalCore

/// Scores sessions with a stored model.
public struct ScoringByModel: Sendable {
  private let results: StoredResults
  private let file: ModelFile
  private let model: StoredModel
  private let turnReference: IndexReference
  private let programVersion: String

  /// - Parameters:
  ///   - results: With turns.
  ///   - path: The model's folder.
  /// - Throws: What reading the model throws; when it was made for another measure set or the results lack measures.
  public init(_ results: StoredResults, modelAt path: String, programVersion: String) throws(ModelFileError) {
    let file = try ModelFile(path: path)
    try file.check(
      measureSetVersion: results.measureSetVersion, measures: Set(results.columns.map(\.name)))
    self.results = results
    self.file = file
    model = try file.model(path: path)
    turnReference = IndexReference(
      results.sessions.filter(\.passedGate).map(\.measured), origin: .batch)
    self.programVersion = programVersion
  }

  public func scores() -> [SessionScore] { results.sessions.map(score) }

  private func score(_ session: SessionResults) -> SessionScore {
    let card = file.card
    let row = results.row(session, columns: card.columns, turnInputs: card.turnInputs)
    let isFit = session.passedGate
    let prediction = isFit ? model.predict(row) : .failure(.lowQuality)
    let explanation = isFit ? model.explanation(of: row) : nil
    let contributions = (explanation?.contributions ?? []).map { term in
      SessionScore.Contribution(
        measure: term.name, modality: term.modality, value: term.value,
        missing: term.value == nil ? session.measured.value(of: term.name).reason?.text : nil,
        typical: term.typical, contribution: term.contribution)
    }
    var score = SessionScore(
      session: session.measured.session, participant: session.measured.participant, date: session.origin.date,
      notice: validationNotice,
      scorer: SessionScore.Scorer(
        name: card.name, version: card.weightsSHA256, programVersion: programVersion,
        measureSetVersion: session.origin.measureSetVersion,
        unit:
          "points of \(card.scale.name), \(Self.whole(card.scale.minimum)) to \(Self.whole(card.scale.maximum))"
      ),
      thresholds: [],
      explained: explanation.map {
        SessionScore.Explained(
          quantity: model.explainsLogOdds ? "log-odds of a case" : "score", value: $0.score, base: $0.base,
          clipping: $0.clipping)
      },
      modalities: explanation?.modalities.map {
        SessionScore.ModalityShare(modality: $0.modality, contribution: $0.contribution)
      } ?? (isFit ? model.withoutEach(row) : []), contributions: contributions,
      evidence: SessionScore.names(contributions, sign: 1),
      counterEvidence: SessionScore.names(contributions, sign: -1),
      turns: isFit
        ? Array(
          TurnEvidence.ranked(session.measured.turns, reference: turnReference).prefix(SessionScore.mostTurns)
        )
        : [], warnings: isFit ? model.warnings(row, familiarity: card.familiarity) : [])
    switch prediction {
    case .failure(let reason):
      score.missing = reason.text
      if !isFit { score.objections = session.objections }
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

  private static func whole(_ number: Double) -> String { CommaSeparated.cell(number) }
}

extension StoredModel {
  /// Whether contributions add up to log-odds rather than to the total.
  fileprivate var explainsLogOdds: Bool {
    if case .linear(let model) = self, case .logOdds = model.link { true } else { false }
  }

  /// Only weighted sums can be taken apart.
  fileprivate func explanation(of row: CohortSession) -> LinearExplanation? {
    if case .linear(let model) = self { try? model.explain(row).get() } else { nil }
  }

  /// What leaving out each modality of the turns takes from the score. These do not add up to anything.
  fileprivate func withoutEach(_ row: CohortSession) -> [SessionScore.ModalityShare] {
    guard case .turns(let model) = self, let turns = row.turns,
      let whole = try? model.predict(turns).get().total
    else { return [] }
    return turns.modalities.compactMap { modality in
      let rest = try? model.predict(turns.keeping { $0 != modality }).get().total
      return rest.map {
        SessionScore.ModalityShare(
          modality: Measure.Modality(rawValue: modality.name), contribution: whole - $0)
      }
    }
  }
}
