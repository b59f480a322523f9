extension ValidationFigures {
  /// Every baseline whose columns the table has.
  func baselines() async throws(ValidationError) -> [Baseline] {
    var found: [Baseline] = []
    for kind in Baseline.Kind.allCases {
      guard let columns = kind.columns(in: table), let input = BaselineInput(pairs, columns: columns),
        let predictions = input.predictions
      else { continue }
      found.append(try await baseline(kind, columns: columns, input: input, predictions: predictions))
    }
    return found
  }

  private func baseline(
    _ kind: Baseline.Kind, columns: [ScoreTable.Column], input: BaselineInput, predictions: [Double]
  ) async throws(ValidationError) -> Baseline {
    let totals = input.pairs.map(\.total)
    let scores = input.pairs.map(\.score)
    let labels = totals.map { $0 >= settings.scale.caseTotal }
    let people = input.pairs.map(\.row.participant)
    var baseline = Baseline(kind: kind, columns: columns.map(\.rawValue), rows: totals.count)
    baseline.meanAbsoluteError = Agreement.meanAbsoluteError(totals, predictions)
    baseline.concordance = kind == .mean ? nil : Agreement.concordance(totals, predictions)
    baseline.scoreMeanAbsoluteError = Agreement.meanAbsoluteError(totals, scores)
    baseline.scoreConcordance = Agreement.concordance(totals, scores)
    baseline.scoreAreaUnderROC = Discrimination.areaUnderROC(labels: labels, scores: scores)?.value
    let gains = zip(totals, zip(predictions, scores)).map { abs($0 - $1.0) - abs($0 - $1.1) }
    let intervals = try PersonIntervals(people: people, jobs: settings.jobs)
    baseline.gainInMeanAbsoluteError = try await intervals.estimate { weightedMean(gains, $0) }
    guard kind != .mean else { return baseline }
    baseline.areaUnderROC = Discrimination.areaUnderROC(labels: labels, scores: predictions)?.value
    if Set(people).count == people.count {
      baseline.gainInAreaUnderROC =
        Discrimination.deLongTest(labels: labels, scores, predictions, coverage: Self.coverage)?.difference
    } else if let own = DiscriminationSample(labels: labels, scores: scores),
      let plain = DiscriminationSample(labels: labels, scores: predictions)
    {
      baseline.gainInAreaUnderROC = try await intervals.estimate { weights in
        guard let score = own.areaUnderROC(weights: weights), let other = plain.areaUnderROC(weights: weights)
        else { return nil }
        return score - other
      }
    }
    return baseline
  }
}
