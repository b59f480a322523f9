internal import ClinicalAssessment

/// What the figures stand beside: baselines, the checklist, the glossary, and where they come from.
extension ValidationPage {
  var baselines: String {
    func plain(_ value: Double?, _ decimals: Int = 2) -> String {
      value.map { Number.fixed($0, decimals) } ?? "–"
    }
    let rows = report.baselines.map { baseline in
      let columns =
        baseline.columns.isEmpty
        ? "" : " <span class=\"small\">\(escaped(baseline.columns.joined(separator: ", ")))</span>"
      return """
        <tr><th scope="row">\(escaped(ValidationWording.title(baseline.kind)))\(columns)</th>\
        <td class="number">\(Number.count(baseline.rows))</td>\
        <td class="number">\(plain(baseline.meanAbsoluteError))</td>\
        <td class="number">\(plain(baseline.scoreMeanAbsoluteError))</td>\
        <td class="number">\(stacked(baseline.gainInMeanAbsoluteError, 2))</td>\
        <td class="number">\(plain(baseline.areaUnderROC))</td>\
        <td class="number">\(plain(baseline.scoreAreaUnderROC))</td>\
        <td class="number">\(stacked(baseline.gainInAreaUnderROC, 2))</td></tr>
        """
    }
    return FigureTable.table(
      [
        "Baseline", "Rows", "Its mean absolute error", "The score’s", "Gain of the score",
        "Its area under ROC",
        "The score’s", "Gain of the score",
      ], rows: rows, numeric: Set(1...7))
        + """
        <p>Each baseline was fitted to other people than those it is judged on. A gain whose interval \
        holds 0 may be \
        none: then the score tells nothing that these columns do not. A baseline that knows nothing falls somewhat \
        below an area of 0.5, because people left out of the fit pull it the other way.</p>
        """
  }

  var checklist: String {
    let blanks = report.checklist.count { $0.answer == nil }
    let rows = report.checklist.map { item in
      let answer =
        item.answer.map(escaped) ?? "<span class=\"blank\">\(escaped(ValidationWording.blank))</span>"
      return """
        <tr><th scope="row">\(escaped(item.number))</th><td>\(escaped(item.section))</td>\
        <td>\(escaped(item.question))</td><td>\(answer)</td></tr>
        """
    }
    return """
      <details><summary>\(report.checklist.count - blanks) of \(report.checklist.count) items filled, \
      \(blanks) for \
      the authors</summary>
      \(FigureTable.table(["Item", "Section", "What to report", "In this evaluation"], rows: rows))
      <p class="small">Items in our own words after Collins et al. 2024, TRIPOD+AI, BMJ 385: e078378.</p>
      </details>
      """
  }

  var glossary: String {
    let shown = Set(
      (report.agreement + report.discrimination + report.atThreshold + report.calibration).map(\.name))
    let figures = Figure.Name.allCases.filter(shown.contains).map(FigureWording.init).map {
      ($0.title, $0.definition)
    }
    let items = (ValidationWording.terms(report).map { ($0.term, $0.definition) } + figures).map {
      term, definition in
      "<dt>\(escaped(term))</dt><dd>\(escaped(definition))</dd>"
    }
    return
      "<details><summary>\(items.count) "
      + "definitions</summary><dl>\(items.joined(separator: "\n"))</dl></details>"
  }

  var origin: String {
    let settings = report.settings
    let files = report.sources.map { source in
      "<dt>\(escaped(source.role))</dt><dd>\(escaped(source.name)), SHA-256 "
        + "<code>\(escaped(source.sha256))</code></dd>"
    }
    return """
      <dl>\(files.joined())
      <dt>Program</dt><dd>Bellwether \(escaped(report.programVersion)), report \(report.version)</dd>
      <dt>Settings</dt><dd>\(escaped(settings.scale.title)), case from \
      \(Number.shortest(settings.caseTotal)); window \
      \(settings.windowDays) days; threshold \(Number.shortest(settings.threshold)), \
      \(escaped(ValidationWording.word(settings.thresholdOrigin))); \(Number.percent(settings.coverage)) \
      intervals, \
      \(Number.count(settings.resamples)) draws of people, seed \(settings.seed)</dd></dl>
      <p class="small">The same tables and settings give the same figures, and the same page byte for \
      byte.</p>
      """
  }
}
