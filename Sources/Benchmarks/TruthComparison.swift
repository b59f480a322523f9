import Foundation
import SignalCore
import SpeechAcoustics

/// The corrected set against what synthetic files were made with, and against itself at other sample rates.
struct TruthComparison {
  private let files: [AcousticFile]

  init(_ files: [AcousticFile]) throws {
    self.files = files
  }

  var report: String {
    get throws { try [truthTable, rateTable].joined(separator: "\n") }
  }

  /// One property, how to read it, and how its error is stated.
  private struct Property {
    let name: String
    let column: String
    let measure: String
    let factor: Double
    /// Whether the error is stated in percent of the truth, or as the plain difference.
    let isRelative: Bool
  }

  private static let properties = [
    Property(name: "F0 of tones (%)", column: "f0", measure: "f0_hz", factor: 1, isRelative: true),
    Property(
      name: "HNR (dB)", column: "hnr_db", measure: "speech.egemaps.hnr.mean", factor: 1, isRelative: false),
    Property(
      name: "F1 (%)", column: "F1", measure: "speech.egemaps.f1_frequency.mean", factor: 1, isRelative: true),
    Property(
      name: "F2 (%)", column: "F2", measure: "speech.egemaps.f2_frequency.mean", factor: 1, isRelative: true),
    Property(
      name: "F3 (%)", column: "F3", measure: "speech.egemaps.f3_frequency.mean", factor: 1, isRelative: true),
    Property(
      name: "jitter (%)", column: "jitter_local_pct", measure: "speech.egemaps.jitter_local.mean", factor: 1,
      isRelative: true),
    Property(
      name: "shimmer (%)", column: "shimmer_local_pct", measure: "speech.egemaps.shimmer_local_db.mean",
      factor: 100 / 8.686,
      isRelative: true),
  ]

  private var truthTable: String {
    get throws {
      var table = MarkdownTable("Corrected set against truth", "files", "mean error", "largest error")
      var errors: [String: [Double]] = [:]
      for file in files where !file.truth.isEmpty && !file.isEdgeCase {
        let result = try EGeMAPS().analyse(try file.signal(sampleRateHz: 16_000))
        for property in Self.properties {
          guard Self.applies(property, to: file),
            let truth = file.truth[property.column].flatMap(Double.init),
            let ours = Self.value(property, of: result)
          else { continue }
          let error = abs(ours * property.factor - truth)
          errors[property.name, default: []].append(property.isRelative ? 100 * error / truth : error)
        }
      }
      for property in Self.properties {
        guard let all = errors[property.name], let mean = all.mean, let largest = all.max() else { continue }
        table.add(
          property.name, "\(all.count)", String(format: "%.4g", mean), String(format: "%.4g", largest))
      }
      return table.text
    }
  }

  /// Which synthetic files speak to which property.
  private static func applies(_ property: Property, to file: AcousticFile) -> Bool {
    switch property.column {
    case "f0": file.name.hasPrefix("tone_")
    // At 44.1 kHz half of the noise lies above the 8 kHz that are analysed.
    case "hnr_db":
      (file.truth["hnr_db"].flatMap(Double.init) ?? 0) >= 5 && file.name.hasPrefix("hnr_")
        && file.truth["fs"] == "16000"
    case "jitter_local_pct": file.name.hasPrefix("jitter_")
    case "shimmer_local_pct": file.name.hasPrefix("shimmer_")
    default: file.name.hasPrefix("vowel_")
    }
  }

  private static func value(_ property: Property, of result: EGeMAPSResult) -> Double? {
    if property.measure == "f0_hz" {
      // The set states semitones above 27.5 Hz.
      return number("speech.egemaps.f0_semitone.p50", of: result).map { 27.5 * exp2($0 / 12) }
    }
    return number(property.measure, of: result)
  }

  private static func number(_ name: String, of result: EGeMAPSResult) -> Double? {
    result.readings.first { $0.measure.name == name }?.value.number
  }

  private var rateTable: String {
    get throws {
      var table = MarkdownTable(
        "Corrected set, one voice at other rates", "values", "within 2 %", "largest difference")
      guard let base = files.first(where: { $0.name == "rate_16000.wav" }) else { return "" }
      let reference = try EGeMAPS().analyse(try base.signal(sampleRateHz: 16_000)).readings
      for rate in [8000, 11025, 22050, 32000, 44100, 48000, 96000] {
        guard let file = files.first(where: { $0.name == "rate_\(rate).wav" }) else { continue }
        var agreement = Agreement()
        let readings = try EGeMAPS().analyse(try file.signal(sampleRateHz: 16_000)).readings
        for (ours, theirs) in zip(readings, reference) {
          // What a narrow band leaves out is missing by intent.
          if ours.value.reason == .lowQuality { continue }
          agreement.add(ours.value.number, reference: theirs.value.number, floor: 1e-4)
        }
        table.add(
          "\(rate) Hz", "\(agreement.count)", String(format: "%.1f %%", 100 * agreement.share(within: 0.02)),
          String(format: "%.2f %%", 100 * (agreement.relativeErrors.max() ?? 0)))
      }
      return table.text
    }
  }
}
