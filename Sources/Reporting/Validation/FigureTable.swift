internal import ClinicalAssessment

/// Figures with intervals as a table of HTML.
struct FigureTable {
  let figures: [Figure]

  init(_ figures: [Figure]) { self.figures = figures }

  var markup: String {
    let rows = figures.map { figure in
      let wording = FigureWording(figure.name)
      let interval = figure.interval.map { Number.interval($0, wording.decimals) } ?? "–"
      let method = figure.intervalMethod.map { escaped(ValidationWording.word($0)) } ?? ""
      let value = figure.value.map { "<b>\(Number.fixed($0, wording.decimals))</b>" }
      let reason = figure.undefinedBecause.map {
        "<span class=\"absent\">\(ValidationWording.notDefined): \(escaped($0))</span>"
      }
      return """
        <tr><th scope="row">\(escaped(wording.title))</th><td class="number">\(value ?? reason ?? "")</td>\
        <td class="number">\(interval)</td><td class="small">\(method)</td></tr>
        """
    }
    return Self.table(
      ["Figure", "Value", "95 % interval", "Interval by"], rows: rows, numeric: [1, 2])
  }

  /// A table with a header row; it scrolls sideways on narrow screens.
  static func table(_ titles: [String], rows: [String], numeric: Set<Int> = [])
    -> String
  {
    let head = titles.enumerated().map { index, title in
      "<th scope=\"col\"\(numeric.contains(index) ? " class=\"number\"" : "")>\(escaped(title))</th>"
    }
    return """
      <div class="wide" tabindex="0" role="group"><table>\
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      """
  }
}
