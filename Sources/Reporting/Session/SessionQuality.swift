internal import ExtractionPipeline
internal import FeatureStore
internal import SignalCore

/// What was recorded and whether it is good enough: each check with its limit, in a table.
struct SessionQuality {
  let record: SessionRecord

  init(_ record: SessionRecord) { self.record = record }

  var markup: String {
    let verdict =
      record.gate.passed
      ? "<p class=\"ok\"><b>\(ReportWording.passed)</b></p>"
      : "<p class=\"bad\">\(ReportWording.refused)</p>" + PageFrame.list(record.gate.objections)
    let rows = KeyMeasure.ofQuality.map(row)
    return verdict
      + PageFrame.table(
        ReportWording.recording,
        [ReportWording.check, ReportWording.found, ReportWording.needed, ReportWording.verdict], rows: rows)
      + facts
  }

  private func row(_ measure: KeyMeasure) -> [String] {
    let name = "\(escaped(measure.title))<br/><span class=\"small\">\(escaped(measure.meaning))</span>"
    let limit = Self.limit(of: measure)
    let reading = record.quality.first { $0.measure.name == measure.name }
    guard let reading, let value = reading.value.number else {
      let reason = reading?.value.reason.map(ReportWording.missingReason) ?? ReportWording.notMeasured
      return [
        name, "<span class=\"absent\">\(escaped(reason))</span>", escaped(limit?.words ?? ""),
        ReportWording.none,
      ]
    }
    let verdict = limit.map { limit in
      limit.admits(value * measure.factor)
        ? "<span class=\"ok\">✓ \(ReportWording.fine)</span>"
        : "<span class=\"bad\">✗ \(limit.isLeast ? ReportWording.notEnough : ReportWording.tooMuch)</span>"
    }
    return [name, escaped(measure.withUnit(value)), escaped(limit?.words ?? ""), verdict ?? ""]
  }

  private struct Limit {
    let value: Double
    let isLeast: Bool
    let unit: String

    func admits(_ shown: Double) -> Bool { isLeast ? shown >= value : shown <= value }
    var words: String {
      let number = "\(Number.shortest(value)) \(unit)"
      return isLeast ? ReportWording.atLeast(number) : ReportWording.atMost(number)
    }
  }

  /// The gate’s limit in the unit shown.
  private static func limit(of measure: KeyMeasure) -> Limit? {
    let gate = QualityGate()
    func least(_ value: Double) -> Limit { Limit(value: value, isLeast: true, unit: measure.unit) }
    func most(_ value: Double) -> Limit { Limit(value: value, isLeast: false, unit: measure.unit) }
    return switch measure.name {
    case "quality.media.duration": least(gate.leastSeconds)
    case "quality.sound.speech_seconds": least(gate.leastSpeechSeconds)
    case "quality.sound.snr": least(gate.leastSignalToNoiseDecibels)
    case "quality.sound.clipped_share": most(gate.mostClippedPercent)
    case "quality.face.visible_share": least(gate.leastFaceVisiblePercent)
    case "quality.face.size": least(gate.leastInterocularPixels)
    case "quality.media.damaged_share": most(gate.mostDamagedPercent)
    default: nil
    }
  }

  private var facts: String {
    let input = record.input
    let rows = [
      (ReportWording.file, input.path), (ReportWording.participant, input.participant),
      (ReportWording.date, input.date), (ReportWording.share, input.participantSource),
    ]
    let items = rows.compactMap { name, value in value.map { "<dt>\(name)</dt><dd>\(escaped($0))</dd>" } }
    return "<dl>\(items.joined())</dl>"
  }
}
