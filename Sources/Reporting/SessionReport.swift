public import FeatureStore
internal import Foundation
internal import SignalCore

/// A session as one self-contained page for people: quality first, then measures, then what is missing and why.
public struct SessionReport: Sendable {
  let record: SessionRecord
  let timelineSVG: String

  public init(record: SessionRecord, timelineSVG: String) {
    self.record = record
    self.timelineSVG = timelineSVG
  }

  public var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(record.session)) – Bellwether</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <main>
    <h1>\(escaped(record.session))</h1>
    <p class="notice">\(escaped(validationNotice))</p>
    \(facts)
    <figure>\(timelineSVG)</figure>
    \(gate)
    \(problems)
    \(sections)
    <footer>Bellwether \(escaped(record.provenance.programVersion)), measure set \
    \(escaped(record.provenance.measureSetVersion)); recording \(record.input.sha256.prefix(12)), \
    settings \(record.provenance.settingsHash.prefix(12)).</footer>
    </main>
    </body>
    </html>

    """
  }

  private var facts: String {
    let rows = [
      ("Recording", record.input.path), ("Participant", record.input.participant),
      ("Date", record.input.date), ("Participant’s share", record.input.participantSource),
    ]
    let cells = rows.compactMap { name, value in
      value.map { "<dt>\(name)</dt><dd>\(escaped($0))</dd>" }
    }
    return "<dl>\(cells.joined())</dl>"
  }

  private var gate: String {
    if record.gate.passed { return #"<p class="passed">Quality: good enough to be scored.</p>"# }
    let items = record.gate.objections.map { "<li>\(escaped($0))</li>" }.joined()
    return #"<div class="refused"><p>Quality: too poor to be scored.</p><ul>\#(items)</ul></div>"#
  }

  private var problems: String {
    let items =
      record.remarks.map { "<li>\(escaped($0))</li>" }
      + record.failures.map { "<li><b>\(escaped($0.message))</b> \(escaped($0.remedy))</li>" }
    return items.isEmpty ? "" : "<h2>To bear in mind</h2><ul>\(items.joined())</ul>"
  }

  private var sections: String {
    let titles: [(Measure.Modality, String)] = [
      (.speech, "Voice and timing"), (.language, "Words"), (.face, "Face"),
      (.quality, "Quality of the recording"),
    ]
    return titles.map { modality, title in
      let all = (record.readings + record.quality).filter { $0.measure.modality == modality }
      let readings = all.filter { !Self.isForResearchers($0.measure) }
      let folded = all.filter { Self.isForResearchers($0.measure) }
      if all.isEmpty { return "" }
      let rest =
        folded.isEmpty
        ? "" : "<details><summary>\(folded.count) more, for researchers</summary>\(table(folded))</details>"
      return "<h2>\(title)</h2>\(table(readings))\(rest)"
    }.joined(separator: "\n")
  }

  /// Sets of many values that are read by programs, not by people.
  private static func isForResearchers(_ measure: Measure) -> Bool {
    ["speech.egemaps.", "speech.mfcc.", "speech.conversation.interviewer.", "speech.conversation.trend."]
      .contains { measure.name.hasPrefix($0) }
  }

  private func table(_ readings: [MeasureReading]) -> String {
    let rows = readings.map { reading in
      let measure = reading.measure
      let value =
        switch reading.value {
        case .value(let number):
          #"<td class="number">\#(Self.rounded(number)) \#(measure.unit == "1" ? "" : escaped(measure.unit))</td>"#
        case .missing(let reason): #"<td class="missing">\#(escaped(Self.words(reason)))</td>"#
        }
      return """
        <tr><td title="\(escaped(measure.definition))">\(escaped(measure.title))<br><code>\(measure.name)</code></td>\
        \(value)<td class="caution">\(escaped(measure.caution))</td></tr>
        """
    }
    return """
      <table><thead><tr><th>Measure</th><th>Value</th><th>What makes it unreliable</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table>
      """
  }

  /// Four significant digits: more would claim a precision that no measure here has.
  private static func rounded(_ number: Double) -> String {
    abs(number) >= 1000 ? String(format: "%.0f", number) : String(format: "%.4g", number)
  }

  private static func words(_ reason: MissingReason) -> String {
    switch reason {
    case .notRequested: "not asked for"
    case .notRecorded: "not in the recording"
    case .noFace: "no face in the picture"
    case .noSpeech: "nobody speaks"
    case .unvoiced: "no voiced sound"
    case .tooShort: "too little to measure"
    case .lowQuality: "quality too low"
    case .notApplicable(let what): "does not apply: \(what)"
    case .failed(let message): "failed: \(message)"
    }
  }

  private static let style = """
    body { font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1d2b36; margin: 0; background: #eef2f4; }
    main { max-width: 1040px; margin: 0 auto; padding: 24px 32px 48px; background: #fff; }
    h1 { margin: 0 0 4px; } h2 { margin: 32px 0 8px; font-size: 20px; }
    .notice { margin: 0 0 16px; padding: 8px 12px; background: #fff6df; border-left: 4px solid #d79b00; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; } dt { color: #6b7a85; } dd { margin: 0; }
    figure { margin: 24px 0; border: 1px solid #dde4e8; } svg { display: block; width: 100%; height: auto; }
    .passed { color: #1b6e3c; } .refused { color: #a33a1f; } .refused p { margin-bottom: 0; }
    table { border-collapse: collapse; width: 100%; } th { text-align: left; color: #6b7a85; font-weight: 500; }
    td, th { padding: 6px 12px 6px 0; border-bottom: 1px solid #e4eaed; vertical-align: top; }
    summary { margin: 12px 0; cursor: pointer; color: #1f6f8b; }
    code { font-size: 12px; color: #6b7a85; } .number { white-space: nowrap; font-weight: 600; }
    .missing { color: #a33a1f; } .caution { color: #6b7a85; font-size: 13px; }
    footer { margin-top: 32px; color: #6b7a85; font-size: 13px; }
    @media print { body { background: #fff; } main { padding: 0; } }
    """
}
