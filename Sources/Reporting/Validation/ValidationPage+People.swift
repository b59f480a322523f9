internal import ClinicalAssessment

/// Who was compared, who was left out, and what is missing.
extension ValidationPage {
  var flow: String {
    let flow = report.flow
    let window =
      flow.isDated
      ? "Paired with the nearest assessment within \(report.settings.windowDays) days, one to one"
        + (flow.medianDays.map {
          " (median distance \(Number.shortest($0)), greatest \(flow.greatestDays ?? 0) days)."
        } ?? ".")
      : "Neither table has dates: paired by participant."
    return """
      <div class="flow">
      <div class="lane">\(box("Score table", [(flow.scoreRows, "rows"), (flow.scoredPeople, "people")]))
      \(leftOut(flow.leftOutScores))</div>
      <div class="lane">\(box("Assessment table", [(flow.assessmentRows, "rows"), (flow.assessedPeople, "people")]))
      \(leftOut(flow.leftOutAssessments))</div>
      <div class="joined">\(box("Compared", [(flow.pairs, "pairs"), (flow.people, "people")]))
      \(box("Cases", [(report.sample.cases, "pairs"), (flow.peopleWithCase, "people")]))
      \(box("Others", [(report.sample.others, "pairs"), (flow.people - flow.peopleWithCase, "people")]))</div>
      </div>
      <p>\(escaped(window)) Rows left out are listed by line in the JSON file beside this page.</p>
      """
  }

  private func box(_ title: String, _ counts: [(Int, String)]) -> String {
    let lines = counts.map { "<span><b>\(Number.count($0.0))</b> \($0.1)</span>" }.joined(separator: " ")
    return "<div class=\"box\"><h3>\(escaped(title))</h3>\(lines)</div>"
  }

  private func leftOut(_ counts: [ParticipantFlow.Count]) -> String {
    guard !counts.isEmpty else { return "<div class=\"out\">no row left out</div>" }
    let items = counts.map { "<li><b>\(Number.count($0.rows))</b> \(escaped($0.reason.words))</li>" }
    let total = counts.reduce(0) { $0 + $1.rows }
    return "<div class=\"out\">left out: <b>\(Number.count(total))</b><ul>\(items.joined())</ul></div>"
  }

  var leaks: String {
    let rows = report.leakChecks.map { check in
      """
      <tr><th scope="row">\(escaped(ValidationWording.title(check.kind)))</th>\
      <td class="\(check.outcome.rawValue)">\(escaped(ValidationWording.word(check.outcome)))</td>\
      <td>\(escaped(check.sentence))</td></tr>
      """
    }
    return FigureTable.table(["Check", "Outcome", "What was seen"], rows: rows)
  }

  var missing: String {
    let gaps = report.missing.filter { $0.empty > 0 }
    guard !gaps.isEmpty else { return "<p>\(escaped(ValidationWording.noGaps))</p>" }
    let rows = gaps.map { gap in
      """
      <tr><th scope="row"><code>\(escaped(gap.column))</code></th>\
      <td class="number">\(Number.count(gap.empty)) of \(Number.count(gap.rows))</td>\
      <td class="number">\(Number.percent(Double(gap.empty) / Double(gap.rows), 1))</td>\
      <td class="number">\(gap.meanTotalWhereEmpty.map { Number.fixed($0, 1) } ?? "–")</td>\
      <td class="number">\(gap.meanTotalElsewhere.map { Number.fixed($0, 1) } ?? "–")</td></tr>
      """
    }
    return FigureTable.table(
      ["Column", "Empty", "Share", "Mean total where empty", "Mean total elsewhere"], rows: rows,
      numeric: [1, 2, 3, 4])
      + "<p>Nothing was filled in: a row counts wherever it has what a figure needs.</p>"
  }

  var subgroups: String {
    guard !report.subgroups.isEmpty else { return "<p>\(escaped(ValidationWording.noSubgroups))</p>" }
    let tables = report.subgroups.map { subgroup in
      let notes = [
        subgroup.rowsWithoutAttribute > 0
          ? "\(Number.count(subgroup.rowsWithoutAttribute)) rows without this attribute." : nil,
        subgroup.sensitivityGap.map { "Greatest difference of sensitivity \(Number.fixed($0, 2))." },
        subgroup.falsePositiveRateGap.map { "Greatest difference of false alarms \(Number.fixed($0, 2))." },
      ].compactMap { $0 }
      return "<h3>\(escaped(ValidationWording.title(subgroup.attribute)))</h3>"
        + FigureTable.table(
          [
            "Group", "People", "Cases", "Mean absolute error", "Bias", "Area under ROC", "Sensitivity",
            "False alarms", "Calibration in the large",
          ], rows: subgroup.groups.map(row), numeric: Set(1...8))
        + "<p class=\"small\">\(escaped(notes.joined(separator: " ")))</p>"
    }
    return tables.joined(separator: "\n")
      + """
      <p>No claim is made about a group with fewer than \(ValidationSettings.fewestForClaim) cases or \
      others. Groups \
      are compared without correction for comparing many.</p>
      """
  }

  private func row(_ group: SubgroupFigures.Group) -> String {
    let figures = group.discrimination
    func cell(_ estimate: Estimate?, _ decimals: Int = 2) -> String {
      if estimate == nil, !figures.isLargeEnough {
        return "<td class=\"number absent\">\(escaped(ValidationWording.tooFew))</td>"
      }
      return "<td class=\"number\">\(stacked(estimate, decimals))</td>"
    }
    return """
      <tr><th scope="row">\(escaped(group.name))</th><td class="number">\(Number.count(group.people))</td>\
      <td class="number">\(Number.count(figures.events))</td>\
      <td class="number">\(stacked(group.meanAbsoluteError, 1))</td><td \
      class="number">\(stacked(group.bias, 1))</td>\
      \(cell(figures.areaUnderROC))\(cell(figures.sensitivity))\(cell(figures.falsePositiveRate))\
      \(cell(group.calibrationInTheLarge))</tr>
      """
  }

  /// A value above its interval.
  func stacked(_ estimate: Estimate?, _ decimals: Int) -> String {
    guard let estimate else { return "–" }
    let interval = estimate.interval.map {
      "<br><span class=\"small\">\(Number.interval($0, decimals))</span>"
    }
    return "<b>\(Number.fixed(estimate.value, decimals))</b>\(interval ?? "")"
  }
}
