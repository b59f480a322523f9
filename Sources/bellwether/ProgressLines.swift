import ExtractionPipeline
import FeatureStore
import Foundation
import Synchronization

/// Progress for programs: one JSON object a line on standard error, nothing else.
final class ProgressLines: ProgressDisplay {
  private struct Line: Encodable {
    struct Failure: Encodable {
      let stage: String
      let message: String
      let remedy: String
    }

    struct Passed: Encodable {
      let otherFiles: Int
      let namedAgain: Int
      let closedFolders: Int
    }

    let event: String
    /// Counted from 1, in the order given.
    var recording: Int?
    var session: String?
    var stage: String?
    /// Of this recording's work, 0 to 1.
    var share: Double?
    /// done, part, kept or failed.
    var result: String?
    var failures: [Failure]?
    /// What stands against scoring the session; with the result `done`.
    var objections: [String]?
    var ended: Int?
    var recordings: Int?
    /// Of the whole work, 0 to 1.
    var shareOfAll: Double?
    var secondsLeft: Double?
    var sessionsPerHour: Double?
    var measured: Int?
    var inPart: Int?
    var failed: Int?
    var open: Int?
    var results: String?
    var passedOver: Passed?
  }

  private struct State {
    var pace: ProgressPace
    var seenStages: [Set<String>]
    var lastLine: ContinuousClock.Instant?
  }

  private let names: [String]
  private let state: Mutex<State>

  init(names: [String], sizes: [Int]) {
    self.names = names
    state = Mutex(State(pace: ProgressPace(sizes: sizes), seenStages: names.map { _ in [] }))
    Self.write(Line(event: "started", recordings: names.count))
  }

  func show(_ event: ExtractionProgress) {
    state.withLock { state in
      var line: Line
      switch event {
      case .advanced(let recording, let stage, let share):
        state.pace.advance(recording, to: share)
        let isNew = state.seenStages[recording].insert(stage).inserted
        let now = ContinuousClock.now
        guard isNew || state.lastLine.map({ now - $0 >= .seconds(1) }) ?? true else { return }
        state.lastLine = now
        line = Line(event: "progress", recording: recording + 1, session: names[recording], stage: stage)
        line.share = Self.rounded(share)
      case .ended(let recording, let result):
        let kind = Self.kind(result)
        state.pace.end(recording, kept: kind == "kept")
        line = Line(event: "ended", recording: recording + 1, session: names[recording], result: kind)
        line.failures = result.failures.map {
          Line.Failure(stage: $0.stage, message: $0.message, remedy: $0.remedy)
        }
        if case .done(_, let objections) = result { line.objections = objections }
      }
      line.ended = state.pace.ended
      line.recordings = names.count
      line.shareOfAll = Self.rounded(state.pace.share)
      line.secondsLeft = state.pace.secondsLeft.map { $0.rounded() }
      line.sessionsPerHour = state.pace.sessionsPerHour.map(Self.rounded)
      Self.write(line)
    }
  }

  func stopping() { Self.write(Line(event: "stopping")) }

  func finish(_ summary: ExtractionSummary) {
    var line = Line(event: summary.open > 0 ? "stopped" : "finished", recordings: summary.recordings)
    line.measured = summary.measured
    line.inPart = summary.incomplete
    line.failed = summary.failed
    line.open = summary.open
    line.results = summary.folder
    let passed = summary.passedOver
    line.passedOver = Line.Passed(
      otherFiles: passed.otherFiles, namedAgain: passed.namedAgain, closedFolders: passed.closedFolders)
    Self.write(line)
  }

  private static func kind(_ result: RecordingResult) -> String {
    switch result {
    case .done: "done"
    case .skipped: "kept"
    case .partly: "part"
    case .failed: "failed"
    }
  }

  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private static func write(_ line: Line) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let text = try? encoder.encode(line) else { return }
    Terminal.say(String(decoding: text, as: UTF8.self))
  }
}
