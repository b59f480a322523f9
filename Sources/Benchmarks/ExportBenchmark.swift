import ArgumentParser
import ExtractionPipeline
import FeatureStore
import Foundation
import SignalCore
import TestSupport

struct ExportBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports",
    abstract: "Time and memory of ‘bellwether export’ over 5,000 and 50,000 made-up sessions.",
    discussion: """
      The sessions go through the store as ‘extract’ saves them, many at a stroke; one reading in ten is missing. The folders are removed.

      Example: swift run -c release Benchmarks exports /var/tmp/exports
      """)

  @Argument(help: "Folder for the results and the exports; must not exist.")
  var folder: String

  @Option(help: "Sessions in each results folder.")
  var sessions: [Int] = [5000, 50_000]

  @Option(help: "Measures in each session.")
  var measures = 200

  @Option(help: "Formats to write.")
  var formats: [String] = ["csv", "tsv", "json", "jsonl", "arff"]

  func run() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var table = MarkdownTable(
      "Sessions of \(measures) measures", "format", "wall, s", "processor, s", "peak memory, MiB", "file, MB")
    for count in sessions {
      let results = "\(folder)/\(count)"
      try makeResults(results, sessions: count)
      for format in formats {
        let out = "\(results).\(format)"
        let run = try ProgramRun(["export", results, "--format", format, "--out", out])
        let bytes = try FileManager.default.attributesOfItem(atPath: out)[.size] as? Int
        table.add(
          "\(count)", format, String(format: "%.1f", run.wallSeconds),
          String(format: "%.1f", run.processorSeconds), "\(run.peakMebibytes)", "\((bytes ?? 0) / 1_000_000)")
      }
      try FileManager.default.removeItem(atPath: results)
    }
    print(table.text)
  }

  private func makeResults(_ path: String, sessions count: Int) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let store = try FeatureStore(path: path + "/bellwether.sqlite")
    let catalog = MeasureCatalog.all.prefix(measures)
    var random = SplitMix(state: 1)
    var waiting: [SessionRecord] = []
    for number in 1...count {
      let readings = catalog.map { measure -> MeasureReading in
        let share = random.unit
        let low = measure.lowerBound ?? 0
        return MeasureReading(
          measure,
          share < 0.1
            ? .missing(.tooShort) : .value(low + share * min((measure.upperBound ?? low + 100) - low, 100)))
      }
      waiting.append(
        SessionRecord(
          session: String(format: "visit-%06d", number),
          input: InputRecord(
            path: "media/\(number).wav", sha256: "\(number)", participant: "P\(number / 4)",
            date: "2025-03-01"),
          readings: readings.filter { $0.measure.modality != .quality },
          quality: readings.filter { $0.measure.modality == .quality }, remarks: [],
          gate: GateOutcome(objections: []), failures: [], transcript: nil,
          provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil)))
      // A thousand at a stroke: one at a time, flushing to the disk takes longer than all exports together.
      if waiting.count == 1000 || number == count {
        try store.save(waiting)
        waiting.removeAll(keepingCapacity: true)
      }
    }
  }
}
