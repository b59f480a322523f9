extension ValidationFigures {
  private static let oneClass = "the data hold one class only"

  /// How well the score, and the probability beside it, put cases above others.
  func discrimination(_ intervals: PersonIntervals) async throws(ValidationError) -> [Figure] {
    var figures = [try await area(.areaUnderROC, labels: labels, scores: scores, intervals)]
    if let probable {
      let own = try PersonIntervals(people: probable.people, jobs: settings.jobs)
      figures.append(
        try await area(
          .areaUnderROCOfProbability, labels: probable.labels, scores: probable.probabilities, own))
    }
    guard let sample = DiscriminationSample(labels: labels, scores: scores) else { return figures }
    return figures
      + (try await intervals.figures([(.averagePrecision, Self.oneClass)]) {
        [sample.averagePrecision(weights: $0)]
      })
  }

  /// DeLong's interval where everybody counts once, people drawn again elsewhere.
  private func area(
    _ name: Figure.Name, labels: [Bool], scores: [Double], _ intervals: PersonIntervals
  ) async throws(ValidationError) -> Figure {
    if hasRepeatedPeople, let sample = DiscriminationSample(labels: labels, scores: scores) {
      let figures = try await intervals.figures([(name, Self.oneClass)]) {
        [sample.areaUnderROC(weights: $0)]
      }
      return figures[0]
    }
    // On the log-odds scale, which holds its coverage in small samples with areas near 1.
    let area = Discrimination.areaUnderROCWithError(labels: labels, scores: scores, coverage: Self.coverage)
    return Figure(
      name, area?.area, area?.logitInterval ?? area?.waldInterval, .deLong, otherwise: Self.oneClass)
  }

  /// What calling positive from the threshold on does.
  func atThreshold(
    _ confusion: Confusion, _ intervals: PersonIntervals
  ) async throws(ValidationError) -> [Figure] {
    guard let sample = DiscriminationSample(labels: labels, scores: scores) else { return [] }
    let threshold = self.threshold
    let shares: [(Figure.Name, reason: String)] = [
      (.sensitivity, "there is no case"), (.specificity, "there are cases only"),
      (.positivePredictiveValue, "nobody is called positive"),
      (.negativePredictiveValue, "everybody is called positive"), (.accuracy, "there is nobody"),
    ]
    let drawn = try await intervals.figures(
      shares + [
        (.balancedAccuracy, Self.oneClass), (.f1, "there is no case"),
        (.matthews, "one class, or one kind of call, never occurs"), (.kappa, Self.oneClass),
      ]
    ) { weights in
      let confusion = sample.confusion(threshold: threshold, weights: weights)
      return Self.shares(of: confusion).map { $0?.value } + [
        confusion.balancedAccuracy, confusion.f1, confusion.matthews, confusion.kappa,
      ]
    }
    if hasRepeatedPeople { return drawn }
    let exact = zip(shares, Self.shares(of: confusion)).map { share, estimate in
      Figure(share.0, estimate?.value, estimate?.interval, .wilson, otherwise: share.reason)
    }
    return exact + drawn.dropFirst(exact.count)
  }

  private static func shares(of confusion: Confusion) -> [Estimate?] {
    [
      confusion.sensitivity(coverage: coverage), confusion.specificity(coverage: coverage),
      confusion.positivePredictiveValue(coverage: coverage),
      confusion.negativePredictiveValue(coverage: coverage),
      confusion.accuracy(coverage: coverage),
    ]
  }

  /// What the threshold would do where `prevalence` of the people are cases; with repeated people without
  /// intervals, as those count rows.
  func population(_ confusion: Confusion, prevalence: Double?) -> PopulationPrediction? {
    guard let prevalence,
      var population = confusion.inPopulation(prevalence: prevalence, coverage: Self.coverage)
    else { return nil }
    if hasRepeatedPeople {
      population.positivePredictiveValue?.interval = nil
      population.negativePredictiveValue?.interval = nil
    }
    return population
  }

  var rocCurve: [ValidationReport.CurvePoint] {
    let points = Discrimination.rocPoints(labels: labels, scores: scores) ?? []
    return Self.thinned(
      points.map { ValidationReport.CurvePoint(x: $0.falsePositiveRate, y: $0.sensitivity) })
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
