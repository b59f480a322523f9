internal import SignalCore

/// Computes the figures of a report from pairs that passed every check, or were let through with a reason.
struct ValidationFigures: Sendable {
  let table: ScoreTable
  let pairs: [PairedScore]
  let flow: ParticipantFlow
  let settings: ValidationSettings
  let threshold: Double
  let origin: ValidationReport.ThresholdOrigin

  let scores: [Double]
  let totals: [Double]
  let labels: [Bool]
  let people: [String]

  init(
    table: ScoreTable, pairs: [PairedScore], flow: ParticipantFlow, settings: ValidationSettings,
    threshold: Double, origin: ValidationReport.ThresholdOrigin
  ) {
    self.table = table
    self.pairs = pairs
    self.flow = flow
    self.settings = settings
    self.threshold = threshold
    self.origin = origin
    scores = pairs.map(\.score)
    totals = pairs.map(\.total)
    labels = pairs.map { $0.total >= settings.scale.caseTotal }
    people = pairs.map(\.row.participant)
  }

  static let coverage = ValidationSettings.coverage

  /// Whether anybody has several pairs: formulas that count rows as people do not hold then.
  var hasRepeatedPeople: Bool { flow.people < pairs.count }

  func report(
    checks: [LeakCheck], allowedLeakReason: String?, sources: [ValidationReport.SourceFile],
    programVersion: String
  ) async throws(ValidationError) -> ValidationReport {
    let intervals = try PersonIntervals(people: people, jobs: settings.jobs)
    let sample = self.sample
    let prevalence =
      settings.prevalence ?? (sample.cases > 0 && sample.others > 0 ? share(sample.cases) : nil)
    let confusion =
      Discrimination.confusion(labels: labels, scores: scores, threshold: threshold) ?? Confusion()
    var report = ValidationReport(
      notice: notice(ofSimulatedPeople: table.isSimulated), programVersion: programVersion, sources: sources,
      settings: ValidationReport.Settings(
        scale: settings.scale, caseTotal: settings.scale.caseTotal, windowDays: settings.windowDays,
        threshold: threshold, thresholdOrigin: origin, prevalence: prevalence,
        prevalenceIsStated: settings.prevalence != nil, coverage: Self.coverage,
        resamples: ValidationSettings.resamples, seed: ValidationSettings.seed,
        folds: ValidationSettings.folds),
      leakChecks: checks, allowedLeakReason: allowedLeakReason, flow: flow, sample: sample,
      agreement: try await agreement(intervals),
      limitsOfAgreement: limitsOfAgreement,
      discrimination: try await discrimination(intervals), rocCurve: rocCurve,
      precisionRecallCurve: precisionRecallCurve, confusion: confusion,
      atThreshold: try await atThreshold(confusion, intervals),
      population: population(confusion, prevalence: prevalence),
      calibration: try await calibration(), calibrationBins: calibrationBins, decisionCurve: benefits,
      bands: bands, subgroups: subgroups, missing: missing, baselines: try await baselines(),
      checklist: [], pairs: sortedPairs)
    report.checklist = ChecklistItem.items(for: report)
    return report
  }

  /// With repeated people without intervals, as those count rows.
  private var limitsOfAgreement: BlandAltman? {
    var limits = Agreement.blandAltman(totals, scores, coverage: Self.coverage)
    if hasRepeatedPeople {
      limits?.bias.interval = nil
      limits?.lowerLimit.interval = nil
      limits?.upperLimit.interval = nil
    }
    return limits
  }

  private func share(_ count: Int) -> Double { Double(count) / Double(pairs.count) }

  private var sample: ValidationReport.Sample {
    let cases = labels.count { $0 }
    return ValidationReport.Sample(
      cases: cases, others: pairs.count - cases, meanTotal: totals.mean ?? 0,
      standardDeviationOfTotals: totals.sampleStandardDeviation, meanScore: scores.mean ?? 0,
      standardDeviationOfScores: scores.sampleStandardDeviation,
      scoresOutsideScale: scores.count { !settings.scale.totals.contains($0) },
      hasProbabilities: probable != nil)
  }

  private var sortedPairs: [ValidationReport.Pair] {
    pairs.map { ValidationReport.Pair(score: $0.score, total: $0.total, probability: $0.row.probability) }
      .sorted { first, second in
        (first.score, first.total, first.probability ?? -1) < (
          second.score, second.total, second.probability ?? -1
        )
      }
  }

  /// Labels, probabilities and people of the rows that have a probability; `nil` without any.
  var probable: (labels: [Bool], probabilities: [Double], people: [String])? {
    let rows = pairs.indices.filter { pairs[$0].row.probability != nil }
    guard !rows.isEmpty else { return nil }
    return (
      rows.map { labels[$0] }, rows.compactMap { pairs[$0].row.probability }, rows.map { people[$0] }
    )
  }

  private var bands: [ValidationReport.BandScores] {
    let bands = settings.scale.bands
    return bands.indices.map { index in
      let inside = pairs.filter { settings.scale.band(of: $0.total) == index }.map(\.score)
      let quantiles = [0, 0.25, 0.5, 0.75, 1].compactMap { inside.quantile($0) }
      return ValidationReport.BandScores(
        band: bands[index].name, lowestTotal: bands[index].from,
        highestTotal: index + 1 < bands.count ? bands[index + 1].from - 1 : settings.scale.totals.upperBound,
        count: inside.count, scores: quantiles.isEmpty ? nil : quantiles)
    }
  }

  private var missing: [ValidationReport.MissingCells] {
    ScoreTable.Column.allCases.filter(table.columns.contains).compactMap { column in
      guard let isEmpty = column.isEmpty else { return nil }
      let empty = pairs.filter { isEmpty($0.row) }
      return ValidationReport.MissingCells(
        column: column.rawValue, empty: empty.count, rows: pairs.count,
        meanTotalWhereEmpty: empty.map(\.total).mean,
        meanTotalElsewhere: pairs.filter { !isEmpty($0.row) }.map(\.total).mean)
    }
  }
}

extension ScoreTable.Column {
  /// Whether a row has nothing in this column; `nil` for columns no paired row can do without.
  fileprivate var isEmpty: ((ScoreRow) -> Bool)? {
    switch self {
    case .session, .participant, .date, .score, .split, .simulated, .ofTrainingPerson: nil
    case .probability: { $0.probability == nil }
    case .sex: { $0.attributes[.sex] == nil }
    case .age: { $0.ageYears == nil }
    case .site: { $0.attributes[.site] == nil }
    case .language: { $0.attributes[.language] == nil }
    case .device: { $0.attributes[.device] == nil }
    case .speechSeconds: { $0.speechSeconds == nil }
    case .wordCount: { $0.wordCount == nil }
    case .interviewerScore: { $0.interviewerScore == nil }
    case .threshold: { $0.threshold == nil }
    case .fingerprint, .inputSHA256: { $0.fingerprint == nil }
    }
  }
}
