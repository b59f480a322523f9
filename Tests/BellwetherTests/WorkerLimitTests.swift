import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Limits of workers", .serialized)
struct WorkerLimitTests {
  /// A limit of a kind that the sound of the recording keeps (0.4 s, 60 MB) and its pictures, all looked at, do not
  /// (8 s, 90 MB).
  struct Limit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let message: String
    let remedy: String
    let set: @Sendable (inout WorkerTerms) -> Void
  }

  static let limits = [
    Limit(
      testDescription: "memory", message: "took more than 72 MB of memory",
      remedy: "smaller --jobs, or on a computer with more memory"
    ) { $0.memoryBytes = 72 << 20 },
    Limit(
      testDescription: "processor time", message: "took far more processor time",
      remedy: "convert the recording anew"
    ) {
      $0.leastProcessorSeconds = 1
      $0.processorSecondsPerSecond = 0
    },
    Limit(
      testDescription: "time", message: "was not done after", remedy: "when the computer has less to do"
    ) {
      $0.leastSeconds = 3
      $0.secondsPerSecond = 0
    },
  ]

  private func extract(into folder: String, _ limit: Limit?) async throws -> [RecordingResult] {
    let results = try ResultsFolder(path: folder)
    let work = try WorkFolder(inResults: folder)
    defer { work.remove() }
    var run = try ExtractionRun(
      recordings: [Recording(path: Program.media("unpacked/moving-face.mp4"))],
      settings: ExtractionSettings(modalities: [.speech, .face], faceFramesPerSecond: nil), jobs: 1,
      overwrite: false, writer: results, workFolder: work.path)
    run.workers.program = Program.executable
    limit?.set(&run.workers)
    return try await run.run { _ in }
  }

  @Test(
    """
    a worker that passes a limit is ended: its stage is a failure with cause and remedy, the other stage's results are \
    there, and the next run makes up for it
    """,
    arguments: limits)
  func reached(_ limit: Limit) async throws {
    try await withTemporaryFolder { folder in
      let results = try await extract(into: folder, limit)
      let failures = results.flatMap(\.failures)
      #expect(results.count == 1 && failures.count == 1, "\(results)")
      let failure = try #require(failures.first)
      #expect(failure.stage == "face")
      #expect(failure.message.contains(limit.message), "\(failure.message)")
      #expect(failure.remedy.contains(limit.remedy), "\(failure.remedy)")
      let record = try #require(
        try FeatureStore(path: folder + "/bellwether.sqlite").session(named: "moving-face"))
      let (face, others) = (
        record.readings.filter { $0.measure.name.hasPrefix("face.") },
        record.readings.filter { !$0.measure.name.hasPrefix("face.") }
      )
      #expect(!face.isEmpty && face.allSatisfy { $0.value == .missing(.failed(failure.message)) })
      // Nobody speaks in it: its sound was measured and gave no voice.
      #expect(!others.isEmpty)
      for reading in others {
        if case .missing(.failed) = reading.value { Issue.record("\(reading)") }
      }
      if limit.testDescription != "memory" { return }
      let made = try await extract(into: folder, nil)
      #expect(made.map(\.madeSession) == ["moving-face"] && made[0].failures.isEmpty, "\(made)")
    }
  }
}
