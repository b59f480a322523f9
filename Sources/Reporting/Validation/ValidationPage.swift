public import ClinicalAssessment

/// A validation as one self-contained page for people: what was found in plain words, the figures with their
/// intervals, pictures, and a threshold to move.
///
/// Loads nothing from anywhere. `#threshold=12` behind its address opens it at that threshold.
public struct ValidationPage: Sendable {
  let report: ValidationReport

  public init(report: ValidationReport) { self.report = report }

  /// The findings in a few plain sentences, as they stand at the top of the page.
  public var plainWords: [String] { ValidationHeadline(report: report).sentences }

  public var html: String {
    let title = ValidationWording.title(report.settings.scale)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'unsafe-inline'">
      <title>\(escaped(title)) – Bellwether</title>
      <style>
      \(ValidationStyle.text)
      </style>
      </head>
      <body>
      <table role="presentation" class="sheet"><thead><tr><td>\(runningHead)</td></tr></thead>
      <tbody><tr><td>
      <main>
      <h1>\(escaped(title))</h1>
      <p class="notice">\(escaped(report.notice)) \(escaped(ValidationWording.research))</p>
      \(leakBanner)
      \(headline)
      \(contents)
      \(sections.map(markup).joined(separator: "\n"))
      </main>
      </td></tr></tbody></table>
      \(ValidationScript(report: report).markup)
      </body>
      </html>

      """
  }

  struct Section {
    let id: String
    let title: String
    let body: String
  }

  private var sections: [Section] {
    [
      Section(id: "flow", title: ValidationWording.flow, body: flow),
      Section(id: "leaks", title: ValidationWording.leaks, body: leaks),
      Section(id: "agreement", title: ValidationWording.agreement, body: agreement),
      Section(id: "discrimination", title: ValidationWording.discrimination, body: discrimination),
      Section(id: "threshold", title: ValidationWording.threshold, body: threshold),
      Section(id: "calibration", title: ValidationWording.calibration, body: calibration),
      Section(id: "baselines", title: ValidationWording.baselines, body: baselines),
      Section(id: "subgroups", title: ValidationWording.subgroups, body: subgroups),
      Section(id: "missing", title: ValidationWording.missing, body: missing),
      Section(id: "checklist", title: ValidationWording.checklist, body: checklist),
      Section(id: "glossary", title: ValidationWording.glossary, body: glossary),
      Section(id: "origin", title: ValidationWording.origin, body: origin),
    ]
  }

  private func markup(_ section: Section) -> String {
    """
    <section id="\(section.id)" aria-labelledby="\(section.id)-title">
    <h2 id="\(section.id)-title">\(escaped(section.title))</h2>
    \(section.body)
    </section>
    """
  }

  /// Stands on every sheet when printed.
  private var runningHead: String {
    let leak = report.allowedLeakReason.map {
      "<b>\(escaped(ValidationWording.leakBanner)) \(escaped($0))</b> "
    }
    return "<div class=\"running\">\(leak ?? "")\(escaped(report.notice))</div>"
  }

  private var leakBanner: String {
    guard let reason = report.allowedLeakReason else { return "" }
    let found = report.leakChecks.filter { $0.outcome == .found }.map { "<li>\(escaped($0.sentence))</li>" }
    return """
      <div class="leak" role="alert"><p><b>\(escaped(ValidationWording.leakBanner))</b> \
      \(escaped(reason))</p>\
      <ul>\(found.joined())</ul></div>
      """
  }

  private var headline: String {
    let sentences = plainWords.map { "<p>\(escaped($0))</p>" }
    return """
      <section id="headline" aria-labelledby="headline-title">
      <h2 id="headline-title">\(escaped(ValidationWording.headline))</h2>
      \(sentences.joined(separator: "\n"))
      </section>
      """
  }

  private var contents: String {
    let links = sections.map { "<li><a href=\"#\($0.id)\">\(escaped($0.title))</a></li>" }.joined()
    return "<nav aria-label=\"\(escaped(ValidationWording.contents))\"><ul>\(links)</ul></nav>"
  }

  private var agreement: String {
    let plots = ValidationPlots(report: report)
    return FigureTable(report.agreement).markup
      + figures([plots.scatter, plots.blandAltman, plots.bands])
  }

  private var discrimination: String {
    let plots = ValidationPlots(report: report)
    return FigureTable(report.discrimination).markup
      + figures([plots.receiverOperating, plots.precisionRecall])
  }

  private var calibration: String {
    guard report.sample.hasProbabilities else {
      return "<p>\(escaped(ValidationWording.noProbabilities))</p>"
    }
    let plots = ValidationPlots(report: report)
    return FigureTable(report.calibration).markup + figures([plots.calibration, plots.decision])
  }

  private func figures(_ plots: [Plot?]) -> String {
    let items = plots.compactMap { $0 }.map { plot in
      "<figure><figcaption>\(escaped(plot.title))</figcaption>\(plot.svg)</figure>"
    }
    return items.isEmpty ? "" : "<div class=\"plots\">\(items.joined(separator: "\n"))</div>"
  }
}
