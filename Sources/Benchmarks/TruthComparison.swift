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

  /// Two readings of "within 2 %": of the value itself, which near 0 says nothing; and of its natural scale.
  private var rateTable: String {
    get throws {
      var table = MarkdownTable(
        "Corrected set, one voice at other rates: share within 2 % of the value, and of its scale (NaturalScale)",
        "values", "of the value", "largest", "of the scale", "largest")
      guard let base = files.first(where: { $0.name == "rate_16000.wav" }) else { return "" }
      let reference = try EGeMAPS().analyse(try base.signal(sampleRateHz: 16_000))
      let scale = NaturalScale(reference)
      for rate in [8000, 11025, 22050, 32000, 44100, 48000, 96000] {
        guard let file = files.first(where: { $0.name == "rate_\(rate).wav" }) else { continue }
        var strict = Agreement()
        var scaled = Agreement()
        let result = try EGeMAPS().analyse(try file.signal(sampleRateHz: 16_000))
        for (ours, theirs) in zip(result.readings, reference.readings) {
          // What a narrow band leaves out is missing by intent.
          if ours.value.reason == .lowQuality { continue }
          strict.add(ours.value.number, reference: theirs.value.number, floor: 1e-4)
          scaled.add(
            scale.number(ours, in: result), reference: scale.number(theirs, in: reference),
            floor: max(scale.of(theirs), 1e-4))
        }
        table.add(
          "\(rate) Hz", "\(strict.count)", percent(strict.share(within: 0.02)),
          percent(strict.relativeErrors.max() ?? 0), percent(scaled.share(within: 0.02)),
          percent(scaled.relativeErrors.max() ?? 0))
      }
      return table.text
    }
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}

/// What a functional's difference is set against.
///
/// Quantities on an interval scale (cepstral coefficients, slopes, decibels, semitones) have no meaningful zero: two
/// per cent of a mean of 0.1 dB is nothing. Their means and quantiles are set against the standard deviation of the
/// descriptor's frames where that exceeds the value, and their deviations, which the set states over the mean, are
/// compared as such. All others keep the value itself.
private struct NaturalScale {
  /// Standard deviation over all frames, by column.
  private let deviations: [String: Double]

  init(_ result: EGeMAPSResult) {
    deviations = Dictionary(
      uniqueKeysWithValues: result.track.columns.map { column in
        (column.name, column.values.compactMap { $0.map(Double.init) }.sampleStandardDeviation ?? 0)
      })
  }

  private static let onIntervals = [
    "mfcc", "slope_", "alpha_ratio", "hammarberg_index", "hnr", "h1_", "f1_amplitude", "f2_amplitude",
    "f3_amplitude", "f0_semitone",
  ]

  /// Column and statistic of a measure of an interval-scaled descriptor.
  private func parts(_ reading: MeasureReading) -> (column: String, statistic: Substring)? {
    let parts = reading.measure.name.split(separator: ".")
    guard parts.count == 4, Self.onIntervals.contains(where: parts[2].hasPrefix) else { return nil }
    let column = String(parts[2]).replacing("_unvoiced", with: "").replacing("_voiced", with: "")
    return (column, parts[3])
  }

  /// Least magnitude a difference is set against.
  func of(_ reading: MeasureReading) -> Double {
    guard let (column, statistic) = parts(reading), statistic == "mean" || statistic.hasPrefix("p") else {
      return 0
    }
    return deviations[column] ?? 0
  }

  /// The number to be compared: a deviation over a mean becomes the deviation itself.
  func number(_ reading: MeasureReading, in result: EGeMAPSResult) -> Double? {
    guard let number = reading.value.number else { return nil }
    guard let (_, statistic) = parts(reading), statistic == "sd_normalised" else { return number }
    let mean = String(reading.measure.name.dropLast(statistic.count)) + "mean"
    return result.readings.first { $0.measure.name == mean }?.value.number.map { number * $0.magnitude }
  }
}
