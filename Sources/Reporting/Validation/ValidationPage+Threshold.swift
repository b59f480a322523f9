internal import ClinicalAssessment

/// The threshold: what it does in these data and in 1,000 people, and controls that a script makes live.
extension ValidationPage {
  var threshold: String {
    let settings = report.settings
    return """
      <p>Positive from a score of <b>\(Number.shortest(settings.threshold))</b> on \
      (\(escaped(ValidationWording.word(settings.thresholdOrigin)))). \(escaped(prevalenceSentence))</p>
      \(controls)
      <p id="threshold-summary" role="status" aria-live="polite">\(escaped(summary))</p>
      <div class="side">
      <div>\(confusionTable)\(thousandTable)</div>
      <div>\(thresholdFigures)</div>
      </div>
      """
  }

  private var prevalenceSentence: String {
    guard let prevalence = report.settings.prevalence else { return "" }
    let origin = report.settings.prevalenceIsStated ? "as stated" : "as in these data"
    return
      "Where \(Number.percent(prevalence, 1)) of people are cases (\(origin)), 1,000 of them fare as shown."
  }

  private var controls: String {
    let scores = report.pairs.map(\.score)
    let threshold = report.settings.threshold
    let low = min(scores.first ?? 0, threshold).rounded(.down)
    let high = max(scores.last ?? 0, threshold).rounded(.up)
    // A tenth of a point is finer than any score deserves; wider ranges get 500 steps.
    let step = high - low <= 50 ? 0.1 : (high - low) / 500
    let prevalence = report.settings.prevalence.map {
      Number.shortest($0 * 100).replacing("\u{2212}", with: "-")
    }
    func plain(_ value: Double) -> String { Number.shortest(value).replacing("\u{2212}", with: "-") }
    return """
      <noscript><p>\(escaped(ValidationWording.noJavaScript))</p></noscript>
      <form class="controls" id="controls" hidden onsubmit="return false">
      <label for="threshold-slider">\(escaped(ValidationWording.thresholdLabel))</label>
      <input id="threshold-slider" type="range" min="\(plain(low))" max="\(plain(high))" step="\(step)" \
      value="\(plain(threshold))">
      <input id="threshold-number" type="number" step="any" value="\(plain(threshold))" \
      aria-label="\(escaped(ValidationWording.thresholdLabel))">
      <label for="prevalence-number">\(escaped(ValidationWording.prevalenceLabel))</label>
      <input id="prevalence-number" type="number" min="0.1" max="99.9" step="0.1" value="\(prevalence ?? "")">
      <button id="threshold-reset" type="button">Back to \(plain(threshold))</button>
      </form>
      """
  }

  private var summary: String {
    let confusion = report.confusion
    func whole(_ count: Double) -> String { Number.count(Int(count)) }
    return
      "From \(Number.shortest(report.settings.threshold)) on: \(whole(confusion.truePositives)) of "
      + "\(whole(confusion.positives)) cases found, \(whole(confusion.falsePositives)) of "
      + "\(whole(confusion.negatives)) others called positive."
  }

  private var confusionTable: String {
    let confusion = report.confusion
    func cell(_ name: String, _ count: Double) -> String {
      "<td class=\"number\" data-figure=\"\(name)\">\(Number.count(Int(count)))</td>"
    }
    return FigureTable.table(
      ["In these data", "Case", "No case"],
      rows: [
        "<tr><th scope=\"row\">called positive</th>\(cell("truePositives", confusion.truePositives))"
          + "\(cell("falsePositives", confusion.falsePositives))</tr>",
        "<tr><th scope=\"row\">not called</th>\(cell("falseNegatives", confusion.falseNegatives))"
          + "\(cell("trueNegatives", confusion.trueNegatives))</tr>",
      ], numeric: [1, 2])
  }

  private var thousandTable: String {
    let population = report.population
    func cell(_ name: String, _ count: Double?) -> String {
      "<td class=\"number\" data-figure=\"\(name)\">\(count.map { Number.fixed($0, 0) } ?? "–")</td>"
    }
    return FigureTable.table(
      [ValidationWording.perThousand, "Case", "No case"],
      rows: [
        "<tr><th scope=\"row\">called positive</th>"
          + cell("truePositivesPerThousand", population?.truePositivesPerThousand)
          + cell("falsePositivesPerThousand", population?.falsePositivesPerThousand) + "</tr>",
        "<tr><th scope=\"row\">not called</th>"
          + cell("falseNegativesPerThousand", population?.falseNegativesPerThousand)
          + cell("trueNegativesPerThousand", population?.trueNegativesPerThousand) + "</tr>",
      ], numeric: [1, 2])
  }

  private var thresholdFigures: String {
    var rows = report.atThreshold.map { figure in
      row(
        FigureWording(figure.name).title, figure.name.rawValue, figure.value, figure.interval,
        reason: figure.undefinedBecause)
    }
    let reason = "one class, or one kind of call, never occurs"
    for (title, name, estimate) in [
      (
        "Positive predictive value at that share of cases", "populationPositivePredictiveValue",
        report.population?.positivePredictiveValue
      ),
      (
        "Negative predictive value at that share of cases", "populationNegativePredictiveValue",
        report.population?.negativePredictiveValue
      ),
    ] {
      rows.append(
        row(title, name, estimate?.value, estimate?.interval, reason: estimate == nil ? reason : nil))
    }
    return FigureTable.table(["At the threshold", "Value", "95 % interval"], rows: rows, numeric: [1, 2])
  }

  private func row(
    _ title: String, _ name: String, _ value: Double?, _ interval: Interval?, reason: String?
  ) -> String {
    let shown =
      value.map { Number.fixed($0, 2) } ?? "\(ValidationWording.notDefined): \(reason ?? "")"
    return """
      <tr><th scope="row">\(escaped(title))</th>\
      <td class="number" data-figure="\(name)">\(escaped(shown))</td>\
      <td class="number" data-interval="\(name)">\(interval.map { Number.interval($0, 2) } ?? "–")</td></tr>
      """
  }
}
