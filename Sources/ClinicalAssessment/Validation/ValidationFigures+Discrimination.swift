extension ValidationFigures {
  private static let oneClass = "the data hold one class only"

  /// How well the score, and the probability beside it, put cases above others.
  func discrimination(_ intervals: PersonIntervals) async throws(ValidationError) -> [Figure] {
    var figures = [try await area(.areaUnderROC, labels: labels, scores: scores, intervals)]
    if let probable {
      let own = try PersonIntervals(people: probable.people, jobs: settings.jobs)
      figures.append(
        try await area(.areaUnderROCOfProbability, labels: probable.labels, scores: probable.probabilities, own))
    }
    if let sample = DiscriminationSample(labels: labels, scores: scores) {
      figures.append(
        try await intervals.figure(.averagePrecision, otherwise: Self.oneClass) {
          sample.averagePrecision(weights: $0)
        })
    }
    return figures
  }

  /// DeLong's interval where everybody counts once, people drawn again elsewhere.
  private func area(
    _ name: Figure.Name, labels: [Bool], scores: [Double], _ intervals: PersonIntervals
  ) async throws(ValidationError) -> Figure {
    if hasRepeatedPeople, let sample = DiscriminationSample(labels: labels, scores: scores) {
      return try await intervals.figure(name, otherwise: Self.oneClass) { sample.areaUnderROC(weights: $0) }
    }
    // On the log-odds scale, which holds its coverage in small samples with areas near 1.
    let area = Discrimination.areaUnderROCWithError(labels: labels, scores: scores, coverage: Self.coverage)
    return Figure(name, area?.area, area?.logitInterval ?? area?.waldInterval, .deLong, otherwise: Self.oneClass)
  }

  /// What calling positive from the threshold on does.
  func atThreshold(
    _ confusion: Confusion, prevalence: Double?, _ intervals: PersonIntervals
  ) async throws(ValidationError) -> [Figure] {
    guard let sample = DiscriminationSample(labels: labels, scores: scores) else { return [] }
    let threshold = self.threshold
    var figures: [Figure] = []
    let shares: [(Figure.Name, @Sendable (Confusion) -> Estimate?, String)] = [
      (.sensitivity, { $0.sensitivity(coverage: Self.coverage) }, "there is no case"),
      (.specificity, { $0.specificity(coverage: Self.coverage) }, "there are cases only"),
      (.positivePredictiveValue, { $0.positivePredictiveValue(coverage: Self.coverage) }, "nobody is called positive"),
      (.negativePredictiveValue, { $0.negativePredictiveValue(coverage: Self.coverage) }, "everybody is called positive"),
      (.accuracy, { $0.accuracy(coverage: Self.coverage) }, "there is nobody"),
    ]
    for (name, share, reason) in shares {
      if hasRepeatedPeople {
        figures.append(
          try await intervals.figure(name, otherwise: reason) {
            share(sample.confusion(threshold: threshold, weights: $0))?.value
          })
      } else {
        let estimate = share(confusion)
        figures.append(Figure(name, estimate?.value, estimate?.interval, .wilson, otherwise: reason))
      }
    }
    let others: [(Figure.Name, @Sendable (Confusion) -> Double?)] = [
      (.balancedAccuracy, \.balancedAccuracy), (.f1, \.f1), (.matthews, \.matthews), (.kappa, \.kappa),
    ]
    for (name, value) in others {
      figures.append(
        try await intervals.figure(name, otherwise: Self.oneClass) {
          value(sample.confusion(threshold: threshold, weights: $0))
        })
    }
    let predictive: [(Figure.Name, @Sendable (Confusion, Double) -> Double?)] = [
      (.positivePredictiveValueAtPrevalence, { $0.positivePredictiveValue(atPrevalence: $1) }),
      (.negativePredictiveValueAtPrevalence, { $0.negativePredictiveValue(atPrevalence: $1) }),
    ]
    if let prevalence, settings.prevalence != nil {
      for (name, value) in predictive {
        figures.append(
          try await intervals.figure(name, otherwise: Self.oneClass) {
            value(sample.confusion(threshold: threshold, weights: $0), prevalence)
          })
      }
    }
    return figures
  }

  var rocCurve: [ValidationReport.CurvePoint] {
    let points = Discrimination.rocPoints(labels: labels, scores: scores) ?? []
    return Self.thinned(points.map { ValidationReport.CurvePoint(x: $0.falsePositiveRate, y: $0.sensitivity) })
  }

  var precisionRecallCurve: [ValidationReport.CurvePoint] {
    let points = Discrimination.precisionRecallPoints(labels: labels, scores: scores) ?? []
    return Self.thinned(points.map { ValidationReport.CurvePoint(x: $0.recall, y: $0.precision) })
  }

  /// Leaves out points within a 400th of the last one kept, which no eye tells from it, but never an end.
  private static func thinned(_ points: [ValidationReport.CurvePoint]) -> [ValidationReport.CurvePoint] {
    guard points.count > 1000, let last = points.last else { return points }
    var kept: [ValidationReport.CurvePoint] = []
    for point in points.dropLast() {
      if let previous = kept.last, abs(point.x - previous.x) + abs(point.y - previous.y) < 0.0025 { continue }
      kept.append(point)
    }
    return kept + [last]
  }
}
