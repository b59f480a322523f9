import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore

/// A results folder of two sessions and a recording that failed, written as an extraction writes it.
struct UpkeepExample {
  let path: String

  init(in folder: String) throws {
    path = folder + "/results"
    let results = try ResultsFolder(path: path)
    let store = try FeatureStore(path: results.storePath)
    for (number, name) in ["first", "second"].enumerated() {
      let outcome = Self.outcome(name, number: number)
      var record = outcome.record
      record.files = try results.write(outcome)
      try store.save(record)
    }
    try store.save(
      FailureRecord(
        path: "in/third.wav", stage: "open", message: "It is empty, or broken.", remedy: "Copy it."))
    try results.writeTables(from: store)
    try store.compact()
  }

  static func outcome(_ session: String, number: Int) -> SessionOutcome {
    let all = MeasureCatalog.all
    func readings(_ modality: Measure.Modality, _ count: Int) -> [MeasureReading] {
      all.filter { $0.modality == modality }.prefix(count).enumerated().map { place, measure in
        place % 3 == number
          ? MeasureReading(measure, .missing(.failed("too quiet, \"mostly\"")))
          : MeasureReading(measure, .value((measure.lowerBound ?? 0) + 0.1 * Double(place + 1) / 3))
      }
    }
    let transcript = Transcript(
      language: "en",
      segments: [
        .init(
          start: 0, end: 2.5, speaker: "A", text: "Well, it rained.",
          words: [
            .init(word: "Well,", start: 0.1, end: 0.4, confidence: 0.5),
            .init(word: "it", start: 0.5, end: 0.6), .init(word: "rained.", start: 0.7, end: 1.1),
          ])
      ])
    let path = "in/\(session).wav"
    let turn = TurnReadings(
      time: TimeRange(startSeconds: 0.1234, endSeconds: 1.1), readings: readings(.speech, 5))
    let track = Track(
      name: "acoustic", timesSeconds: [0, 0.5, 1],
      columns: [.init(name: "pitch", unit: "Hz", values: [100, nil, 120], missingReason: .unvoiced)])
    return SessionOutcome(
      record: SessionRecord(
        session: session, input: InputRecord(path: path, sha256: "0\(number)", participant: "P\(number)"),
        readings: readings(.speech, 8) + readings(.language, 4 + number), quality: readings(.quality, 3),
        remarks: ["One remark."], gate: GateOutcome(objections: number == 0 ? [] : ["Too short."]),
        failures: number == 0 ? [] : [FailureRecord(path: path, stage: "face", message: "m", remedy: "r")],
        transcript: transcript,
        provenance: Provenance(settingsHash: "11", models: ["a": "b"], transcriptSHA256: nil)),
      tracks: [track], turns: [turn], masks: number == 0 ? nil : "segment,kind\n1,name\n")
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
  }

  func put(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: URL(filePath: file(name))) }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

  /// Relative path → bytes of every file.
  func contents() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
      if let data = FileManager.default.contents(atPath: file(name)) { files[name] = data }
    }
    return files
  }

  func check(repairing: Bool = false) throws -> UpkeepReport {
    try ResultsUpkeep(ResultsFiles(path: path), repairing: repairing).run()
  }
}
