internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Every measure of a session in folded tables: those with a value, and those without with the reason.
struct SessionTables {
  let record: SessionRecord

  init(_ record: SessionRecord) { self.record = record }

  private var readings: [MeasureReading] { record.readings + record.quality }

  var missing: String {
    let missing = readings.compactMap { reading in reading.value.reason.map { (reading.measure, $0) } }
    let summary = ReportWording.missingSummary(missing.count, of: readings.count)
    if missing.isEmpty { return PageFrame.paragraph(summary) }
    let rows = missing.map { measure, reason in
      [Self.name(measure), escaped(ReportWording.missingReason(reason))]
    }
    return PageFrame.paragraph(summary)
      + PageFrame.folded(
        ReportWording.missing,
        PageFrame.table(ReportWording.missing, [ReportWording.measure, ReportWording.reason], rows: rows),
        isPrinted: true)
  }

  var all: String {
    let titles: [(Measure.Modality, String)] = [
      (.speech, ReportWording.voice), (.language, ReportWording.words), (.face, ReportWording.face),
      (.quality, ReportWording.qualityOfRecording),
    ]
    return titles.map { modality, title in
      let all = readings.filter { $0.measure.modality == modality }
      let shown = all.filter { !Self.isForResearchers($0.measure) }
      let rest = all.filter { Self.isForResearchers($0.measure) }
      if all.isEmpty { return "" }
      return PageFrame.folded(
        ReportWording.tableOf(title, shown.count),
        table(title, shown)
          + (rest.isEmpty ? "" : PageFrame.folded(ReportWording.researchers(rest.count), table(title, rest))))
    }.joined(separator: "\n")
  }

  /// Sets of many values that are read by programs, not by people.
  private static func isForResearchers(_ measure: Measure) -> Bool {
    ["speech.egemaps.", "speech.mfcc.", "speech.conversation.interviewer.", "speech.conversation.trend."]
      .contains { measure.name.hasPrefix($0) }
  }

  private func table(_ title: String, _ readings: [MeasureReading]) -> String {
    let rows = readings.map { reading in
      let measure = reading.measure
      let value =
        switch reading.value {
        case .value(let number):
          escaped(Self.rounded(number) + (measure.unit == "1" ? "" : " \(measure.unit)"))
        case .missing(let reason):
          "<span class=\"gap\">\(escaped(ReportWording.missingReason(reason)))</span>"
        }
      return [Self.name(measure), value, "<span class=\"small\">\(escaped(measure.caution))</span>"]
    }
    return PageFrame.table(
      title, [ReportWording.measure, ReportWording.value, ReportWording.meaningOfMeasure], rows: rows,
      attributes: " class=\"measures\"")
  }

  private static func name(_ measure: Measure) -> String {
    "\(escaped(measure.title))<br/><code>\(escaped(measure.name))</code>"
  }

  /// Four significant digits: more would claim a precision that no measure here has.
  private static func rounded(_ number: Double) -> String {
    let text = abs(number) >= 1000 ? String(format: "%.0f", abs(number)) : String(format: "%.4g", abs(number))
    return (number < 0 && number != 0 ? "\u{2212}" : "") + text
  }
}
