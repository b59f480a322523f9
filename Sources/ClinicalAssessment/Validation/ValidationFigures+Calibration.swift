extension ValidationFigures {
  private static let bins = CalibrationBins.equalWidth(10)

  /// What the probabilities are worth; empty without a column of them.
  func calibration() async throws(ValidationError) -> [Figure] {
    guard let probable, let sample = CalibrationSample(labels: probable.labels, probabilities: probable.probabilities)
    else { return [] }
    let (labels, probabilities) = (probable.labels, probable.probabilities)
    let intervals = try PersonIntervals(people: probable.people, jobs: settings.jobs)
    let unfit = "one class only, or probabilities that are constant, 0 or 1, or part the classes without error"
    var figures = [
      try await intervals.figure(.brier, otherwise: "there are no probabilities") { sample.brier(weights: $0) },
      try await intervals.figure(.logLoss, otherwise: "what came true for somebody had been given probability 0") {
        sample.logLoss(weights: $0)
      },
    ]
    if hasRepeatedPeople {
      figures += [
        try await intervals.figure(.calibrationSlope, otherwise: unfit) { sample.slope(weights: $0) },
        try await intervals.figure(.calibrationIntercept, otherwise: unfit) { sample.jointIntercept(weights: $0) },
        try await intervals.figure(.calibrationInTheLarge, otherwise: unfit) { sample.inTheLarge(weights: $0) },
      ]
    } else {
      let line = Calibration.line(labels: labels, probabilities: probabilities, coverage: Self.coverage)
      let large = Calibration.inTheLarge(labels: labels, probabilities: probabilities, coverage: Self.coverage)
      for (name, estimate) in [
        (Figure.Name.calibrationSlope, line?.slope), (.calibrationIntercept, line?.intercept),
        (.calibrationInTheLarge, large),
      ] {
        figures.append(Figure(name, estimate?.value, estimate?.interval, .wald, otherwise: unfit))
      }
    }
    // No interval: resampling adds to this error what it should only measure.
    let error = Calibration.expectedError(labels: labels, probabilities: probabilities, bins: Self.bins)
    figures.append(Figure(.expectedCalibrationError, error?.value, nil, nil, otherwise: unfit))
    return figures
  }

  var calibrationBins: [CalibrationBin] {
    guard let probable else { return [] }
    return Calibration.curve(
      labels: probable.labels, probabilities: probable.probabilities, bins: Self.bins, coverage: Self.coverage)
      ?? []
  }

  /// Net benefit at every percent from 1 to 99; empty without probabilities or with one class only.
  var decisionCurve: [NetBenefit] {
    guard let probable, probable.labels.contains(true), probable.labels.contains(false) else { return [] }
    return ClinicalAssessment.decisionCurve(
      labels: probable.labels, probabilities: probable.probabilities,
      thresholds: (1...99).map { Double($0) / 100 }) ?? []
  }
}
