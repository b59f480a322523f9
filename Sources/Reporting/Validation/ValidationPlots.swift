internal import ClinicalAssessment

/// The pictures of a validation page. Each is `nil` where the data do not define it.
struct ValidationPlots {
  let report: ValidationReport

  /// More marks than this hide each other and are drawn as a map of how many lie where.
  static let mostMarks = 2000

  private var scaleName: String { report.settings.scale.title }
  private var scores: [Double] { report.pairs.map(\.score) }
  private var totals: [Double] { report.pairs.map(\.total) }

  var scatter: Plot {
    let domain = PlotScale.domain(of: scores + totals, including: [report.settings.scale.totals.lowerBound])
    let points = zip(scores, totals).map { PlotPoint($0, $1) }
    let concordance = report.agreement.first { $0.name == .concordance }?.value
    return Plot(
      id: "scatter", title: "Score and total",
      summary: "Each person’s \(scaleName) total against the score, with the line where both are equal."
        + (concordance.map { " Concordance \(Number.fixed($0, 2))." } ?? ""),
      horizontal: Plot.Axis("Score (points)", domain),
      vertical: Plot.Axis("\(scaleName) total (points)", domain),
      layers: [
        marks(points),
        .line(
          [PlotPoint(domain.lowerBound, domain.lowerBound), PlotPoint(domain.upperBound, domain.upperBound)],
          PlotStroke(.vermilion, dash: .dashed)),
      ],
      legend: [
        marksEntry, PlotLegendEntry("score equals total", .line(PlotStroke(.vermilion, dash: .dashed))),
      ])
  }

  var blandAltman: Plot? {
    guard let limits = report.limitsOfAgreement else { return nil }
    let points = report.pairs.map { PlotPoint(($0.score + $0.total) / 2, $0.score - $0.total) }
    let ends = [limits.lowerLimit, limits.upperLimit, limits.bias].flatMap {
      [$0.interval?.lower ?? $0.value, $0.interval?.upper ?? $0.value]
    }
    let horizontal = PlotScale.domain(of: points.map(\.x))
    let vertical = PlotScale.domain(of: points.map(\.y), including: ends + [0])
    func level(_ value: Double, _ stroke: PlotStroke) -> PlotLayer {
      .line([PlotPoint(horizontal.lowerBound, value), PlotPoint(horizontal.upperBound, value)], stroke)
    }
    func band(_ estimate: Estimate, _ colour: PlotColour) -> [PlotLayer] {
      estimate.interval.map { [.horizontalBand($0.lower...$0.upper, colour: colour)] } ?? []
    }
    let biasStroke = PlotStroke(.green)
    let limitStroke = PlotStroke(.vermilion, dash: .dashed)
    return Plot(
      id: "bland-altman", title: "Bland–Altman: difference against mean",
      summary:
        "Score minus total against their mean. Bias \(Number.estimate(limits.bias, 2)); limits of agreement "
        + "\(Number.estimate(limits.lowerLimit, 2)) and \(Number.estimate(limits.upperLimit, 2)).",
      horizontal: Plot.Axis("Mean of score and total (points)", horizontal),
      vertical: Plot.Axis("Score minus total (points)", vertical),
      layers: [marks(points)] + band(limits.bias, .green)
        + band(limits.lowerLimit, .vermilion) + band(limits.upperLimit, .vermilion) + [
          level(0, PlotStroke(.grey, width: 1, dash: .dotted)), level(limits.bias.value, biasStroke),
          level(limits.lowerLimit.value, limitStroke), level(limits.upperLimit.value, limitStroke),
        ],
      legend: [
        marksEntry, PlotLegendEntry("bias", .line(biasStroke)),
        PlotLegendEntry("limits of agreement", .line(limitStroke)),
        PlotLegendEntry("95 % intervals", .area(.vermilion)),
      ])
  }

  var receiverOperating: Plot? {
    guard !report.rocCurve.isEmpty else { return nil }
    let area = report.discrimination.first { $0.name == .areaUnderROC }
    let confusion = report.confusion
    let stroke = PlotStroke(.blue, width: 2.5)
    let chance = PlotStroke(.grey, width: 1.5, dash: .dotted)
    return Plot(
      id: "roc", title: "ROC curve",
      summary: "Sensitivity against the share of false alarms over all thresholds. Area under the curve "
        + Number.estimate(area.flatMap(Self.estimate), 2) + ".",
      horizontal: Plot.Axis("1 − specificity (false alarms)", 0...1),
      vertical: Plot.Axis("Sensitivity", 0...1),
      layers: [
        .line([PlotPoint(0, 0), PlotPoint(1, 1)], chance),
        .line(report.rocCurve.map { PlotPoint($0.x, $0.y) }, stroke),
        .marker(
          id: "roc-marker",
          at: PlotPoint(
            confusion.falsePositives / confusion.negatives, confusion.truePositives / confusion.positives),
          colour: .vermilion),
      ],
      legend: [
        PlotLegendEntry("score", .line(stroke)), PlotLegendEntry("guessing", .line(chance)),
        PlotLegendEntry("the threshold", .point(.vermilion)),
      ])
  }

  var precisionRecall: Plot? {
    guard !report.precisionRecallCurve.isEmpty else { return nil }
    let share = Double(report.sample.cases) / Double(report.pairs.count)
    let stroke = PlotStroke(.blue, width: 2.5)
    let chance = PlotStroke(.grey, width: 1.5, dash: .dotted)
    let average = report.discrimination.first { $0.name == .averagePrecision }
    return Plot(
      id: "precision-recall", title: "Precision–recall curve",
      summary: "Positive predictive value against sensitivity over all thresholds. Average precision "
        + Number.estimate(average.flatMap(Self.estimate), 2) + "; guessing gives \(Number.fixed(share, 2)).",
      horizontal: Plot.Axis("Sensitivity (recall)", 0...1),
      vertical: Plot.Axis("Positive predictive value (precision)", 0...1),
      layers: [
        .line([PlotPoint(0, share), PlotPoint(1, share)], chance),
        .line(report.precisionRecallCurve.map { PlotPoint($0.x, $0.y) }, stroke),
      ],
      legend: [
        PlotLegendEntry("score", .line(stroke)),
        PlotLegendEntry("guessing: the share of cases, \(Number.fixed(share, 2))", .line(chance)),
      ])
  }

  var calibration: Plot? {
    guard !report.calibrationBins.isEmpty else { return nil }
    let bins = report.calibrationBins
    let most = Double(bins.map(\.count).max() ?? 1)
    let exact = PlotStroke(.grey, width: 1.5, dash: .dotted)
    let slope = report.calibration.first { $0.name == .calibrationSlope }
    let large = report.calibration.first { $0.name == .calibrationInTheLarge }
    return Plot(
      id: "calibration", title: "Calibration curve",
      summary: "Share of cases against the mean probability in up to ten bins, with Wilson intervals. Slope "
        + "\(Number.estimate(slope.flatMap(Self.estimate), 2)), calibration in the large "
        + "\(Number.estimate(large.flatMap(Self.estimate), 2)).",
      horizontal: Plot.Axis("Predicted probability", 0...1), vertical: Plot.Axis("Share of cases", 0...1),
      layers: [
        .boxes(
          bins.map { bin in
            // A sixth of the height for the fullest bin keeps the bars under the curve.
            (x: bin.lowerEdge...bin.upperEdge, y: 0...(Double(bin.count) / most / 6), strength: 0.2)
          }, colour: .purple),
        .line([PlotPoint(0, 0), PlotPoint(1, 1)], exact),
        .line(bins.map { PlotPoint($0.meanProbability, $0.observed.value) }, PlotStroke(.blue, width: 1.5)),
        .estimates(
          bins.map { bin in
            (
              point: PlotPoint(bin.meanProbability, bin.observed.value),
              interval: bin.observed.interval.map { $0.lower...$0.upper }
            )
          }, colour: .blue),
      ],
      legend: [
        PlotLegendEntry("bins with intervals", .estimate(.blue)), PlotLegendEntry("exact", .line(exact)),
        PlotLegendEntry("how many in each bin", .area(.purple)),
      ])
  }

  var decision: Plot? {
    guard !report.decisionCurve.isEmpty else { return nil }
    let share = Double(report.sample.cases) / Double(report.pairs.count)
    let model = PlotStroke(.blue, width: 2.5)
    let all = PlotStroke(.vermilion, dash: .dashed)
    let none = PlotStroke(.grey, width: 1.5, dash: .dotted)
    let floor = -0.15 * share
    // “Treat all” falls to minus infinity: it is drawn down to the lower edge.
    let below = report.decisionCurve.firstIndex { $0.treatAll < floor } ?? report.decisionCurve.count - 1
    let domain = PlotScale.domain(
      of: [floor, share] + report.decisionCurve.map(\.model).filter { $0 > floor })
    return Plot(
      id: "decision", title: "Decision curve",
      summary:
        "Net benefit of acting on the probabilities, against acting on everybody or nobody, for threshold "
        + "probabilities from 0.01 to 0.99.",
      horizontal: Plot.Axis("Threshold probability", 0...1),
      vertical: Plot.Axis("Net benefit per person", domain),
      layers: [
        .line([PlotPoint(0, 0), PlotPoint(1, 0)], none),
        .line(report.decisionCurve.prefix(below + 1).map { PlotPoint($0.threshold, $0.treatAll) }, all),
        .line(report.decisionCurve.map { PlotPoint($0.threshold, $0.model) }, model),
      ],
      legend: [
        PlotLegendEntry("score", .line(model)), PlotLegendEntry("treat all", .line(all)),
        PlotLegendEntry("treat nobody", .line(none)),
      ])
  }

  var bands: Plot {
    let filled = report.bands.enumerated().compactMap { index, band in band.scores.map { (Double(index), $0) }
    }
    let vertical = PlotScale.domain(of: filled.flatMap(\.1), including: [report.settings.threshold])
    let stroke = PlotStroke(.vermilion, dash: .dashed)
    let names = report.bands.enumerated().map { index, band in
      let range = "\(Number.shortest(band.lowestTotal))–\(Number.shortest(band.highestTotal))"
      return (value: Double(index), name: "\(range)\n\(Number.count(band.count)) rows")
    }
    return Plot(
      id: "bands", title: "Scores by band of severity",
      summary:
        "Scores of people in each band of the \(scaleName): least, lower quartile, median, upper quartile, "
        + "greatest. "
        + report.bands.filter { $0.scores != nil }.map { band in
          "\(band.band): median \(Number.fixed(band.scores?[2] ?? 0, 1)), \(band.count) rows"
        }.joined(separator: "; ") + ".",
      horizontal: Plot.Axis(
        "\(scaleName) total: \(report.bands.map(\.band).joined(separator: ", "))",
        -0.5...(Double(report.bands.count) - 0.5), names: names),
      vertical: Plot.Axis("Score (points)", vertical),
      layers: [
        .boxes(filled.map { (x: ($0 - 0.28)...($0 + 0.28), y: $1[1]...$1[3], strength: 0.25) }, colour: .blue)
      ]
        + filled.flatMap { place, scores in
          [
            .line([PlotPoint(place, scores[0]), PlotPoint(place, scores[1])], PlotStroke(.blue, width: 1.5)),
            .line([PlotPoint(place, scores[3]), PlotPoint(place, scores[4])], PlotStroke(.blue, width: 1.5)),
            .line(
              [PlotPoint(place - 0.28, scores[2]), PlotPoint(place + 0.28, scores[2])],
              PlotStroke(.ink, width: 3)),
          ]
        }
        + [
          .line(
            [
              PlotPoint(-0.5, report.settings.threshold),
              PlotPoint(Double(report.bands.count) - 0.5, report.settings.threshold),
            ],
            stroke)
        ],
      legend: [
        PlotLegendEntry("middle half", .area(.blue)),
        PlotLegendEntry("median", .line(PlotStroke(.ink, width: 3))),
        PlotLegendEntry("threshold", .line(stroke)),
      ])
  }

  private var marksEntry: PlotLegendEntry {
    report.pairs.count > Self.mostMarks
      ? PlotLegendEntry("darker: more people", .area(.blue)) : PlotLegendEntry("a person", .point(.blue))
  }

  private func marks(_ points: [PlotPoint]) -> PlotLayer {
    guard points.count > Self.mostMarks else { return .points(points, colour: .blue, radius: 3.5) }
    return .boxes(PlotDensity(points).boxes, colour: .blue)
  }

  private static func estimate(_ figure: Figure) -> Estimate? {
    figure.value.map { Estimate(value: $0, interval: figure.interval) }
  }
}
