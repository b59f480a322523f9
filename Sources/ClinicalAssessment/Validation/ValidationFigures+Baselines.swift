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
    // A mean tells nobody from anybody: what order there is comes from the parts alone.
    let orders = kind != .mean
    var baseline = Baseline(kind: kind, columns: columns.map(\.rawValue), rows: totals.count)
    baseline.meanAbsoluteError = Agreement.meanAbsoluteError(totals, predictions)
    baseline.concordance = orders ? Agreement.concordance(totals, predictions) : nil
    baseline.areaUnderROC =
      orders ? Discrimination.areaUnderROC(labels: labels, scores: predictions)?.value : nil
    baseline.scoreMeanAbsoluteError = Agreement.meanAbsoluteError(totals, scores)
    baseline.scoreConcordance = Agreement.concordance(totals, scores)
    baseline.scoreAreaUnderROC = Discrimination.areaUnderROC(labels: labels, scores: scores)?.value

    let gains = zip(totals, zip(predictions, scores)).map { abs($0 - $1.0) - abs($0 - $1.1) }
    let own = DiscriminationSample(labels: labels, scores: scores)
    let plain = DiscriminationSample(labels: labels, scores: predictions)
    let repeats = Set(people).count < people.count
    let intervals = try PersonIntervals(people: people, jobs: settings.jobs)
    let estimates = try await intervals.estimates { weights in
      guard orders, repeats, let score = own?.areaUnderROC(weights: weights),
        let other = plain?.areaUnderROC(weights: weights)
      else { return [weightedMean(gains, weights), nil] }
      return [weightedMean(gains, weights), score - other]
    }
    baseline.gainInMeanAbsoluteError = estimates[0]
    if orders && !repeats {
      baseline.gainInAreaUnderROC =
        Discrimination.deLongTest(labels: labels, scores, predictions, coverage: Self.coverage)?.difference
    } else {
      baseline.gainInAreaUnderROC = estimates[1]
    }
    return baseline
  }
}
