extension ValidationFigures {
  private static let bins = CalibrationBins.equalWidth(10)

  /// What the probabilities are worth; empty without a column of them.
  func calibration() async throws(ValidationError) -> [Figure] {
    guard let probable,
      let sample = CalibrationSample(labels: probable.labels, probabilities: probable.probabilities)
    else { return [] }
    let intervals = try PersonIntervals(people: probable.people, jobs: settings.jobs)
    let unfit =
      "one class only, or probabilities that are constant, 0 or 1, or part the classes without error"
    let names: [(Figure.Name, reason: String)] = [
      (.brier, "there are no probabilities"),
      (.logLoss, "what came true for somebody had been given probability 0"),
    ]
    let lines: [(Figure.Name, reason: String)] = [
      (.calibrationSlope, unfit), (.calibrationIntercept, unfit), (.calibrationInTheLarge, unfit),
    ]
    // A logistic fit for each draw is slow, and needed only where the curvature of the likelihood, which
    // counts rows as people, does not tell the interval.
    let repeats = Set(probable.people).count < probable.people.count
    var figures = try await intervals.figures(repeats ? names + lines : names) { weights in
      [sample.brier(weights: weights), sample.logLoss(weights: weights)]
        + (repeats
          ? [
            sample.slope(weights: weights), sample.jointIntercept(weights: weights),
            sample.inTheLarge(weights: weights),
          ] : [])
    }
    if !repeats {
      let line = Calibration.line(
        labels: probable.labels, probabilities: probable.probabilities, coverage: Self.coverage)
      let large = Calibration.inTheLarge(
        labels: probable.labels, probabilities: probable.probabilities, coverage: Self.coverage)
      figures += zip(lines, [line?.slope, line?.intercept, large]).map { name, estimate in
        Figure(name.0, estimate?.value, estimate?.interval, .wald, otherwise: name.reason)
      }
    }
    // No interval: drawing people again adds to this error the very unevenness it measures.
    let error = Calibration.expectedError(
      labels: probable.labels, probabilities: probable.probabilities, bins: Self.bins)
    figures.append(Figure(.expectedCalibrationError, error?.value, nil, nil, otherwise: unfit))
    return figures
  }

  /// With repeated people without intervals, as those count rows.
  var calibrationBins: [CalibrationBin] {
    guard let probable,
      var bins = Calibration.curve(
        labels: probable.labels, probabilities: probable.probabilities, bins: Self.bins,
        coverage: Self.coverage)
    else { return [] }
    if hasRepeatedPeople {
      for index in bins.indices { bins[index].observed.interval = nil }
    }
    return bins
  }

  /// Net benefit at every percent from 1 to 99; empty without probabilities or with one class only.
  var benefits: [NetBenefit] {
    guard let probable, probable.labels.contains(true), probable.labels.contains(false) else { return [] }
    return decisionCurve(
      labels: probable.labels, probabilities: probable.probabilities,
      thresholds: (1...99).map { Double($0) / 100 }) ?? []
  }
}
