import Foundation
import MediaDecoding
import SignalCore
import SpeechAcoustics

/// Agreement with openSMILE and Praat, and processor time beside theirs, gathered file by file.
struct PeerComparison {
  /// Least magnitude a difference is set against: a hundredth of a decibel, semitone or coefficient; 1 Hz; a
  /// thousandth of a loudness or of a dB/Hz; 0.01 % of jitter.
  private static func floor(_ functional: String) -> Double {
    if functional.hasPrefix("slope") || functional.hasPrefix("loudness") { return 1e-3 }
    if functional.hasPrefix("jitter") { return 1e-4 }
    if functional.contains("frequency") || functional.contains("bandwidth") { return 1 }
    return 1e-2
  }
  /// Last rows of openSMILE's contours, which its end-of-input handling disturbs.
  private static let unsettledRows = 40

  private var functionals = Agreement()
  private var edgeFunctionals = Agreement()
  private var correlations: [String: [Double]] = [:]
  private var pitch = Agreement()
  private var clinical: [String: Agreement] = [:]
  private var differences: [String: [Double]] = [:]
  private var seconds: [String: Seconds] = [:]

  private struct Seconds {
    var audio = 0.0
    var compatible = 0.0
    var corrected = 0.0
    /// Corrected and clinical from one pitch analysis.
    var together = 0.0
    var openSmile = 0.0
    var praat = 0.0
  }

  mutating func add(_ file: AcousticFile, peer: Peer) throws {
    let native = try file.signal()
    let openSmile = try peer.ask("opensmile", about: file.path, as: OpenSmileAnswer.self)
    let compatible = timed { EGeMAPSCompat().analyse(native) }
    compare(compatible.value, with: openSmile, isEdgeCase: file.isEdgeCase)

    // What resampling costs is counted as ours.
    let resampled = try timed {
      try native.sampleRateHz == 16_000 ? native : file.signal(sampleRateHz: 16_000)
    }
    let corrected = try timed { try EGeMAPS().analyse(resampled.value) }
    let together = try timed { try AcousticAnalysis().analyse(resampled.value, with: EGeMAPS()) }
    let praat = try peer.ask("praat", about: file.path, as: PraatAnswer.self)
    // Synthetic voices have hardly any jitter, shimmer or noise to compare; truth is the better judge of them.
    if !file.isEdgeCase, file.truth.isEmpty { try compareWithPraat(resampled.value, praat) }

    guard native.durationSeconds >= 1, !file.isEdgeCase else { return }
    var times = seconds["\(Int(native.sampleRateHz))"] ?? Seconds()
    times.audio += native.durationSeconds
    times.compatible += compatible.seconds
    times.corrected += corrected.seconds + resampled.seconds
    times.together += together.seconds + resampled.seconds
    times.openSmile += openSmile.seconds
    times.praat += praat.seconds
    seconds["\(Int(native.sampleRateHz))"] = times
  }

  private mutating func compare(_ ours: EGeMAPSCompatResult, with theirs: OpenSmileAnswer, isEdgeCase: Bool) {
    var agreement = Agreement()
    for (index, name) in EGeMAPSCompat.functionalNames.enumerated() {
      agreement.add(
        ours.functionals?[index], reference: theirs.functionals[name] ?? nil, floor: Self.floor(name))
    }
    if isEdgeCase {
      edgeFunctionals.merge(agreement)
      return
    }
    functionals.merge(agreement)
    for (index, name) in EGeMAPSCompat.lowLevelNames.enumerated() {
      let reference = (theirs.descriptors[name] ?? []).map { $0 ?? 0 }
      let column = ours.lowLevel.columns[index].map(Double.init)
      let count = min(reference.count, column.count) - Self.unsettledRows
      guard count >= 30, let r = pearson(Array(column.prefix(count)), Array(reference.prefix(count))) else {
        continue
      }
      correlations[name, default: []].append(r)
    }
  }

  private mutating func compareWithPraat(_ signal: Signal, _ praat: PraatAnswer) throws {
    let result = try AcousticAnalysis(settings: .asPraat).analyse(signal)
    if let f0 = result.track.column("f0"), let first = result.track.timesSeconds.first {
      for (seconds, theirs) in zip(praat.pitchTimes, praat.pitch) {
        let frame = Int(((seconds - first) / 0.010).rounded())
        guard f0.values.indices.contains(frame), let ours = f0.values[frame], let theirs else { continue }
        pitch.add(Double(ours), reference: theirs)
      }
    }
    var values = Dictionary(
      result.readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
    // A count is not reported by itself: it is the rate over the time it was taken over.
    if let rate = values["speech.timing.articulation_rate"] ?? nil,
      let ratio = values["speech.timing.phonation_ratio"] ?? nil
    {
      values["speech.timing.syllables"] = (rate * ratio * signal.durationSeconds).rounded()
    }
    for pair in PraatPair.all {
      let ours = (values[pair.measure] ?? nil).map { $0 * pair.factor }
      guard let ours, let theirs = praat.values[pair.praat] ?? nil else { continue }
      clinical[pair.praat, default: Agreement()].add(ours, reference: theirs)
      differences[pair.praat, default: []].append(ours - theirs)
    }
  }

  // MARK: Tables

  var report: String {
    [compatibleTable, correlationTable, clinicalTable, speedTable].joined(separator: "\n")
  }

  private var compatibleTable: String {
    var table = MarkdownTable(
      "Compatible functionals against openSMILE", "values", "within 0.1 %", "within 1 %", "within 5 %")
    for (name, agreement) in [
      ("recordings and synthetic voices", functionals), ("edge cases", edgeFunctionals),
    ] {
      table.add(
        name, "\(agreement.count)", percent(agreement.share(within: 0.001)),
        percent(agreement.share(within: 0.01)),
        percent(agreement.share(within: 0.05)))
    }
    return table.text
  }

  private var correlationTable: String {
    var table = MarkdownTable(
      "Compatible contours against openSMILE, r per file", "files", "lowest", "median")
    for name in EGeMAPSCompat.lowLevelNames {
      guard let values = correlations[name], let lowest = values.min(), let median = values.median else {
        continue
      }
      table.add(name, "\(values.count)", String(format: "%.6f", lowest), String(format: "%.6f", median))
    }
    return table.text
  }

  private var clinicalTable: String {
    var table = MarkdownTable(
      "Clinical set against Praat, real recordings", "files or frames", "median difference",
      "largest difference",
      "within 1 %", "within 2 %", "within 5 %")
    table.add(
      "pitch, frames voiced in both", "\(pitch.count)", percent(pitch.relativeErrors.median ?? 0),
      percent(pitch.relativeErrors.max() ?? 0),
      percent(pitch.share(within: 0.01)), percent(pitch.share(within: 0.02)),
      percent(pitch.share(within: 0.05)))
    for pair in PraatPair.all {
      guard let agreement = clinical[pair.praat], let all = differences[pair.praat] else { continue }
      let magnitudes = all.map(abs)
      table.add(
        "\(pair.praat)\(pair.unit)", "\(agreement.count)", String(format: "%.4g", magnitudes.median ?? 0),
        String(format: "%.4g", magnitudes.max() ?? 0), percent(agreement.share(within: 0.01)),
        percent(agreement.share(within: 0.02)), percent(agreement.share(within: 0.05)))
    }
    return table.text
  }

  private var speedTable: String {
    var table = MarkdownTable(
      "Processor time", "audio (s)", "compatible + corrected (s)", "openSMILE (s)", "ratio", "all three (s)",
      "Praat (s)", "ratio")
    for (rate, times) in seconds.sorted(by: { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }) {
      let two = times.compatible + times.corrected
      let three = times.compatible + times.together
      table.add(
        "\(rate) Hz", String(format: "%.0f", times.audio), String(format: "%.2f", two),
        String(format: "%.2f", times.openSmile),
        String(format: "%.3f", two / times.openSmile), String(format: "%.2f", three),
        String(format: "%.2f", times.praat),
        String(format: "%.3f", three / times.praat))
    }
    return table.text
  }

  private func percent(_ share: Double) -> String { String(format: "%.2f %%", 100 * share) }
}

/// One of Praat's values and our measure of the same thing.
struct PraatPair {
  let praat: String
  let measure: String
  /// From our unit to Praat's.
  let factor: Double
  let unit: String

  private init(_ praat: String, _ measure: String, factor: Double = 1, unit: String = "") {
    self.praat = praat
    self.measure = "speech." + measure
    self.factor = factor
    self.unit = unit
  }

  static let all = [
    PraatPair("hnr", "voice.hnr_mean", unit: " (dB)"),
    PraatPair("jitter local", "voice.jitter_local", factor: 0.01),
    PraatPair("jitter local, absolute", "voice.jitter_local_absolute", unit: " (s)"),
    PraatPair("jitter rap", "voice.jitter_rap", factor: 0.01),
    PraatPair("jitter ppq5", "voice.jitter_ppq5", factor: 0.01),
    PraatPair("jitter ddp", "voice.jitter_ddp", factor: 0.01),
    PraatPair("shimmer local", "voice.shimmer_local", factor: 0.01),
    PraatPair("shimmer local_dB", "voice.shimmer_local_db", unit: " (dB)"),
    PraatPair("shimmer apq3", "voice.shimmer_apq3", factor: 0.01),
    PraatPair("shimmer apq5", "voice.shimmer_apq5", factor: 0.01),
    PraatPair("shimmer apq11", "voice.shimmer_apq11", factor: 0.01),
    PraatPair("shimmer dda", "voice.shimmer_dda", factor: 0.01),
    PraatPair("cpps", "voice.cpps_mean", unit: " (dB)"),
    PraatPair("F1", "formant.f1.median", unit: " (Hz)"),
    PraatPair("F2", "formant.f2.median", unit: " (Hz)"),
    PraatPair("F3", "formant.f3.median", unit: " (Hz)"),
    PraatPair("F4", "formant.f4.median", unit: " (Hz)"),
    PraatPair("syllables", "timing.syllables"),
  ]
}

extension AcousticSettings {
  /// The range and filtering of the reference values: 75 to 600 Hz for everybody, no high-pass.
  static var asPraat: AcousticSettings {
    var settings = AcousticSettings()
    settings.fitsPitchRangeToSpeaker = false
    settings.pitch.highPassHz = nil
    return settings
  }
}
