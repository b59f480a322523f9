internal import MultimodalFusion
internal import SignalCore

/// Scores sessions with the literature-weighted composite index.
public struct ScoringByIndex: Sendable {
  private let results: StoredResults
  private let reference: IndexReference
  /// Settings of the reference's extractions.
  private let settings: Set<String>
  private let programVersion: String

  /// - Parameters:
  ///   - results: With turns.
  ///   - reference: A cohort, with turns; `nil` = the results' own sessions above the quality gate.
  /// - Throws: When the reference was measured with another measure set.
  public init(
    _ results: StoredResults, reference: StoredResults?, programVersion: String
  ) throws(ResultsReadingError) {
    if let reference, reference.measureSetVersion != results.measureSetVersion {
      throw .otherMeasureSet(reference: reference.measureSetVersion, results: results.measureSetVersion)
    }
    if reference?.isSimulated ?? false, !results.isSimulated { throw .simulatedReference }
    let cohort = (reference ?? results).sessions.filter(\.passedGate)
    self.results = results
    self.reference = IndexReference(cohort.map(\.measured), origin: reference == nil ? .batch : .cohort)
    settings = Set(cohort.map(\.origin.settingsHash))
    self.programVersion = programVersion
  }

  /// Why no session of these results can have an index; `nil` where some can.
  public var refusal: String? {
    reference.isLargeEnough
      ? nil
      : "An index needs a reference of \(IndexReference.leastParticipants) participants above the quality gate; "
        + "there are \(reference.participants)."
  }

  public func scores() -> [SessionScore] { results.sessions.map(score) }

  private func score(_ session: SessionResults) -> SessionScore {
    let index = CompositeIndex.score(session.measured, reference: session.passedGate ? reference : nil)
    let contributions = index.terms.map { term in
      SessionScore.Contribution(
        measure: term.measure, title: term.title, modality: term.modality, value: term.value,
        missing: term.missing, direction: term.direction, standardised: term.standardised,
        contribution: term.contribution)
    }
    var warnings = (results.isSimulated ? [simulatedNotice] : []) + index.warnings
    if index.value != nil, !settings.contains(session.origin.settingsHash) {
      warnings.append("The reference was extracted with other settings than this session.")
    }
    let quotes = results.quotes(session)
    var score = SessionScore(
      session: session.measured.session, participant: session.measured.participant, date: session.origin.date,
      notice: notice(ofSimulatedPeople: results.isSimulated),
      scorer: SessionScore.Scorer(
        name: CompositeIndex.name, version: CompositeIndex.version, programVersion: programVersion,
        measureSetVersion: session.origin.measureSetVersion, unit: CompositeIndexCard.current.unit,
        reference: SessionScore.Reference(origin: reference.origin, participants: reference.participants)),
      score: index.value, missing: session.passedGate ? index.missing : MissingReason.lowQuality.text,
      objections: session.passedGate ? nil : session.objections,
      interval: index.lower.flatMap { lower in
        index.upper.map {
          SessionScore.ScoreInterval(lower: lower, upper: $0, meaning: CompositeIndex.intervalMeaning)
        }
      }, probability: nil, thresholds: [],
      explained: index.value.map {
        SessionScore.Explained(quantity: "score", value: $0, base: 0, clipping: 0)
      },
      modalities: index.modalities.map {
        SessionScore.ModalityShare(
          modality: $0.modality.rawValue, value: $0.value,
          missing: session.passedGate ? $0.missing : MissingReason.lowQuality.text,
          contribution: $0.contribution)
      }, contributions: contributions, evidence: index.evidence.map(\.measure),
      counterEvidence: index.counterEvidence.map(\.measure),
      turns: session.passedGate
        ? SessionScore.strongest(session.measured.turns, reference: reference, quotes: quotes) : [],
      warnings: warnings)
    score.quoting = score.hasQuotes ? quotes?.note : nil
    return score
  }
}
