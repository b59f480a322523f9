extension ValidationFigures {
  /// How near scores come to totals.
  func agreement(_ intervals: PersonIntervals) async throws(ValidationError) -> [Figure] {
    let scale = settings.scale
    guard let sample = AgreementSample(truth: totals, predicted: scores),
      let bands = CategorySample(totals.map(scale.band), scores.map(scale.band))
    else { return [] }
    let differences = zip(totals, scores).map { $1 - $0 }
    let constant = "all totals are alike"
    var figures = try await intervals.figures([
      (.concordance, constant), (.meanAbsoluteError, constant), (.rootMeanSquaredError, constant),
      (.bias, constant), (.pearson, constant), (.spearman, constant), (.kendallTauB, constant),
      (.weightedKappaOfBands, "all totals and scores lie in one band"),
    ]) { weights in
      [
        sample.concordance(weights: weights), sample.meanAbsoluteError(weights: weights),
        sample.rootMeanSquaredError(weights: weights), weightedMean(differences, weights),
        sample.pearson(weights: weights), sample.spearman(weights: weights),
        sample.kendallTauB(weights: weights),
        bands.quadraticKappa(weights: weights),
      ]
    }
    // Its interval from F counts rows as people, so repeated people get none.
    let raters = Agreement.intraclassCorrelation(
      ratings: zip(totals, scores).map { [$0, $1] }, coverage: Self.coverage)?.agreementSingle
    figures.append(
      Figure(
        .intraclassCorrelation, raters?.value, hasRepeatedPeople ? nil : raters?.interval, .fDistribution,
        otherwise: constant))
    return figures
  }
}
