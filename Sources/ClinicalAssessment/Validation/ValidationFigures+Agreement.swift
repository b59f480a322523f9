extension ValidationFigures {
  /// How near scores come to totals.
  func agreement(_ intervals: PersonIntervals) async throws(ValidationError) -> [Figure] {
    guard let sample = AgreementSample(truth: totals, predicted: scores) else { return [] }
    let constant = "all totals are alike"
    var figures: [Figure] = []
    let statistics: [(Figure.Name, @Sendable (RowWeights) -> Double?)] = [
      (.concordance, { sample.concordance(weights: $0) }),
      (.meanAbsoluteError, { sample.meanAbsoluteError(weights: $0) }),
      (.rootMeanSquaredError, { sample.rootMeanSquaredError(weights: $0) }),
      (.pearson, { sample.pearson(weights: $0) }), (.spearman, { sample.spearman(weights: $0) }),
      (.kendallTauB, { sample.kendallTauB(weights: $0) }),
    ]
    for (name, statistic) in statistics {
      figures.append(try await intervals.figure(name, otherwise: constant, statistic))
    }
    // A rater is a column: with repeated people its F intervals would count rows as people.
    let raters = Agreement.intraclassCorrelation(ratings: zip(totals, scores).map { [$0, $1] })?.agreementSingle
    figures.append(
      Figure(
        .intraclassCorrelation, raters?.value, hasRepeatedPeople ? nil : raters?.interval, .fDistribution,
        otherwise: constant))
    figures.append(
      try await intervals.figure(.bias, otherwise: constant) { weights in
        Self.weightedBias(totals, scores, weights)
      })
    let scale = settings.scale
    if let categories = CategorySample(totals.map(scale.band), scores.map(scale.band)) {
      figures.append(
        try await intervals.figure(.weightedKappaOfBands, otherwise: "all lie in one band") {
          categories.quadraticKappa(weights: $0)
        })
    }
    return figures
  }

  private static func weightedBias(_ totals: [Double], _ scores: [Double], _ weights: RowWeights) -> Double? {
    weightedMean(zip(totals, scores).map { $1 - $0 }, weights)
  }
}
