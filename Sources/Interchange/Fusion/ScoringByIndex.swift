internal import ExtractionPipeline
internal import FeatureStore
public import MultimodalFusion
internal import SignalCore

/// Scores sessions with the literature-weighted composite index.
public struct ScoringByIndex: Sendable {
  private let index: CompositeIndex
  private let results: StoredResults
  private let reference: IndexReference
  /// Settings of the reference's extractions.
  private let settings: Set<String>
  private let programVersion: String

  /// - Parameters:
  ///   - results: With turns.
  ///   - reference: A cohort, with turns; `nil` = the results' own sessions above the quality gate.
  /// - Throws: When the reference was measured with another measure set than the results, or these with another than
  ///   the index was made for.
  public init(
    _ results: StoredResults, index: CompositeIndex, reference: StoredResults?, programVersion: String
  ) throws(ResultsReadingError) {
    // What was only imported has none of the terms, and no index.
    guard [index.card.measureSetVersion, Provenance.imported].contains(results.measureSetVersion) else {
      throw .otherIndex(
        .otherMeasureSet(index: index.card.measureSetVersion, results: results.measureSetVersion))
    }
    if let reference, reference.measureSetVersion != results.measureSetVersion {
      throw .otherMeasureSet(reference: reference.measureSetVersion, results: results.measureSetVersion)
    }
    if reference?.isSimulated ?? false, !results.isSimulated { throw .simulatedReference }
    let cohort = (reference ?? results).sessions.filter(\.passedGate)
    if let unknown = Self.unknownMeasure(of: index) {
      throw .otherIndex(
        .impossible(path: CompositeIndex.fileName, detail: "this program has no measure ‘\(unknown)’"))
    }
    self.index = index
    self.results = results
    self.reference = IndexReference(
      cohort.map(\.measured), for: index, origin: reference == nil ? .batch : .cohort)
    settings = Set(cohort.map(\.origin.settingsHash))
    self.programVersion = programVersion
  }

  /// The first measure an index names that this program does not have; `nil` where it has all.
  public static func unknownMeasure(of index: CompositeIndex) -> String? {
    let known = Set(MeasureCatalog.all.map(\.name))
    return index.terms.flatMap { [$0.measure] + [$0.turnMeasure].compactMap(\.self) }
      .first { !known.contains($0) }
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
    let scored = index.score(session.measured, reference: session.passedGate ? reference : nil)
    let contributions = scored.terms.map { term in
      SessionScore.Contribution(
        measure: term.measure, title: term.title, modality: term.modality, value: term.value,
        missing: term.missing, direction: term.direction, standardised: term.standardised,
        contribution: term.contribution)
    }
    var warnings = (results.isSimulated ? [simulatedNotice] : []) + scored.warnings
    if scored.value != nil, !settings.contains(session.origin.settingsHash) {
      warnings.append("The reference was extracted with other settings than this session.")
    }
    let quotes = results.quotes(session)
    var score = SessionScore(
      session: session.measured.session, participant: session.measured.participant, date: session.origin.date,
      notice: notice(ofSimulatedPeople: results.isSimulated),
      scorer: SessionScore.Scorer(
        name: index.card.name, version: index.card.version, sha256: index.sha256,
        programVersion: programVersion,
        measureSetVersion: session.origin.measureSetVersion, unit: index.card.unit,
        reference: SessionScore.Reference(origin: reference.origin, participants: reference.participants)),
      score: scored.value, missing: session.passedGate ? scored.missing : MissingReason.lowQuality.text,
      objections: session.passedGate ? nil : session.objections,
      interval: scored.lower.flatMap { lower in
        scored.upper.map {
          SessionScore.ScoreInterval(lower: lower, upper: $0, meaning: index.card.interval)
        }
      }, probability: nil, thresholds: [],
      explained: scored.value.map {
        SessionScore.Explained(quantity: "score", value: $0, base: 0, clipping: 0)
      },
      modalities: scored.modalities.map {
        SessionScore.ModalityShare(
          modality: $0.modality.rawValue, value: $0.value,
          missing: session.passedGate ? $0.missing : MissingReason.lowQuality.text,
          contribution: $0.contribution)
      }, contributions: contributions, evidence: scored.evidence.map(\.measure),
      counterEvidence: scored.counterEvidence.map(\.measure),
      turns: session.passedGate
        ? SessionScore.strongest(session.measured.turns, by: index, reference: reference, quotes: quotes)
        : [],
      warnings: warnings)
    score.quoting = score.hasQuotes ? quotes?.note : nil
    return score
  }
}
