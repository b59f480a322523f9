import Foundation
import Interchange
import SignalCore

/// Two sessions of one participant and one of nobody named, with every kind of gap.
enum ExportExample {
  static func measure(
    _ name: String, _ title: String, _ unit: String, lower: Double? = nil, upper: Double? = nil,
    version: Int = 1
  ) -> Measure {
    Measure(
      name: name, version: version, title: title,
      modality: Measure.Modality(rawValue: String(name.prefix { $0 != "." })) ?? .quality, unit: unit,
      lowerBound: lower, upperBound: upper, definition: "How \(title) is computed, \"exactly\".",
      minimumData: "1 s", source: "none", depression: "No published effect known.",
      caution: "Take care, always.",
      trust: .plausible)
  }

  static let pitch = measure("speech.pitch.f0.median", "Median pitch", "Hz", lower: 50, upper: 1000)
  static let pitchSpread = measure("speech.pitch.f0.sd_semitones", "Spread of pitch", "st", lower: 0)
  static let blinks = measure("face.eye.blink_rate", "Blinks a minute", "1/min", lower: 0)
  static let long = measure(
    "language.sentiment.vader.negative_words.rate", "Negative words", "per 100 words", lower: 0)
  static let longer = measure(
    "language.sentiment.vader.negative_words.trend", "Trend of negative words", "%/10min")
  static let noise = measure("quality.sound.snr", "Signal to noise", "dB")
  static let all = [pitch, pitchSpread, blinks, long, longer, noise]

  static let face = Track(
    name: "face", timesSeconds: [0, 0.04, 0.08, 1],
    columns: [
      column("presence", "1", [0.99, 0.98, nil, 0.5]),
      column("head_pitch", "rad", [0.2, 0.1, nil, 0]), column("head_yaw", "rad", [0.3, -0.5, nil, 0.4]),
      column("head_roll", "rad", [0.1, 0.6, nil, 0]), column("head_x", "cm", [1, 2, nil, 3]),
      column("head_y", "cm", [-4, 5, nil, 6]), column("head_z", "cm", [-60, -61, nil, -62]),
      column("gaze_right_x", "1", [0.6, nil, nil, 0]), column("gaze_right_y", "1", [0, nil, nil, 0.8]),
      column("gaze_right_z", "1", [0.8, nil, nil, 0.6]), column("gaze_left_x", "1", [0.6, 0, nil, 0]),
      column("gaze_left_y", "1", [0, 0, nil, 0.8]), column("gaze_left_z", "1", [0.8, 1, nil, 0.6]),
      column("interocular", "px", [88, 89, nil, 90]),
    ])
  static let units = Track(
    name: "action_units", timesSeconds: [0, 0.04, 1],
    columns: [
      column("AU01_p", "1", [0, 0.25, nil]), column("AU12_p", "1", [1, 0.5, 0.125]),
      column("AU12_left_p", "1", [1, 0.5, 0.125]), column("AU45_p", "1", [0, 1, 0]),
      column("smile_p", "1", [0.75, 0, 0]),
    ])
  static let sound = Track(
    name: "acoustic", timesSeconds: [0.02, 0.03, 0.04],
    columns: [
      Track.Column(name: "f0", unit: "Hz", values: [nil, 120.5, nil], missingReason: .unvoiced),
      column("intensity", "dB", [40, 61, 60]),
    ])

  private static func column(_ name: String, _ unit: String, _ values: TrackValues) -> Track.Column {
    Track.Column(name: name, unit: unit, values: values, missingReason: .noFace)
  }

  static func readings(_ values: [MeasuredValue]) -> [MeasureReading] {
    zip(all, values).map { MeasureReading($0, $1) }
  }

  static let origin = ExportedOrigin(
    programVersion: "0.1.0", measureSetVersion: "2026.3", inputSHA256: String(repeating: "ab", count: 32))

  static let sessions = [
    ExportedSession(
      session: "Ana 1, \"first\"", participant: "Ana-B", date: "2025-03-01", origin: origin,
      readings: readings([
        .value(182.5), .value(2.25), .missing(.notRecorded), .value(0), .missing(.failed("a,b; \"c\"")),
        .value(-3.5),
      ]),
      turns: [
        turn(1, 0.5, 2, [.value(180), .missing(.unvoiced)]), turn(2, 3.25, 4, [.value(190), .value(1.5)]),
      ], tracks: .loaded([face, units, sound]),
      score: ExportedScore(
        scorer: "composite index", scorerVersion: "1", unit: "1", value: 0.75, interval: 0.25...1.25,
        intervalMeaning: "90 %")),
    ExportedSession(
      session: "ana_2", participant: "Ana-B", date: "spring", origin: origin,
      readings: readings([
        .missing(.noSpeech), .missing(.noSpeech), .value(12), .missing(.tooShort), .value(-1.5), .value(20),
      ]), tracks: .loaded([sound]),
      score: ExportedScore(
        scorer: "composite index", scorerVersion: "1", unit: "1", value: nil, missing: "below the gate")),
    ExportedSession(
      session: "AnaB", origin: origin, readings: [MeasureReading(pitch, .value(99.0))]),
  ]

  static func turn(_ number: Int, _ start: Double, _ end: Double, _ values: [MeasuredValue]) -> ExportedTurn {
    ExportedTurn(
      number: number, time: TimeRange(startSeconds: start, endSeconds: end), readings: readings(values))
  }

  static func text(_ format: ExportFormat, isLong: Bool = false) throws -> String {
    var export = ResultsExport(sessions)
    export.isLong = isLong
    return try export.files(format).map(\.text).joined()
  }
}

/// Runs what users would write in Python over files, where Python has what it needs.
enum PythonReader {
  /// - Parameter script: Gets the files as `sys.argv[1:]` and prints `read` at its end.
  /// - Returns: Whether the script came to its end; `nil`, with the reason printed, when a module is not there.
  static func reads(_ modules: [String], _ script: String, _ files: [String]) throws -> Bool? {
    let imports = modules.map { "  import \($0)\n" }.joined()
    let whole =
      "import sys\ntry:\n\(imports)except ImportError as e:\n  print('without', e.name); sys.exit()\n"
      + script
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", whole + "\nprint('read')\n"] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    process.waitUntilExit()
    if said.hasPrefix("without") || process.terminationStatus == 127 {
      print("Not read back by Python: \(said.isEmpty ? "there is none" : said).")
      return nil
    }
    return said == "read"
  }
}
