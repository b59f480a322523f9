import ExtractionPipeline
import Foundation
import SignalCore
import Synchronization

/// Progress for people: a bar with time left on a terminal, a line a recording; or, quiet, what failed alone.
final class ProgressBar: ProgressDisplay {
  private struct State {
    var pace: ProgressPace
    var stages: [String]
    var lastDrawn: ContinuousClock.Instant?
  }

  private let names: [String]
  private let isQuiet: Bool
  private let drawsBar: Bool
  private let state: Mutex<State>

  /// - Parameter sizes: Bytes a recording; larger ones take longer.
  init(names: [String], sizes: [Int], isQuiet: Bool) {
    self.names = names
    self.isQuiet = isQuiet
    drawsBar = Terminal.errorIsTerminal && !isQuiet
    state = Mutex(State(pace: ProgressPace(sizes: sizes), stages: names.map { _ in "" }))
  }

  func show(_ event: ExtractionProgress) {
    state.withLock { state in
      switch event {
      case .advanced(let recording, let stage, let fraction):
        state.pace.advance(recording, to: fraction)
        state.stages[recording] = stage
        draw(&state, current: recording)
      case .ended(let recording, let result):
        let isKept = if case .skipped = result { true } else { false }
        state.pace.end(recording, kept: isKept)
        if !isQuiet || !result.failures.isEmpty {
          if drawsBar { Terminal.saySameLine("") }
          Terminal.say(Self.line(names[recording], result))
        }
        if state.pace.ended < names.count { draw(&state, current: recording, force: true) }
      }
    }
  }

  func stopping() {
    state.withLock { _ in
      if drawsBar { Terminal.saySameLine("") }
      if !isQuiet { Terminal.say("Stopping … (once more stops at once)") }
    }
  }

  func finish(_ summary: ExtractionSummary) {
    var parts = ["\(summary.measured) of \(counted(summary.recordings, "recording")) measured"]
    if summary.incomplete > 0 { parts.append("\(summary.incomplete) of them in part") }
    if summary.open > 0 { parts.append("\(summary.open) not finished") }
    let isWhole = summary.failed + summary.incomplete == 0
    if !isWhole { parts.append("see \(summary.folder)/failures.csv") }
    if !isQuiet || !isWhole || summary.open > 0 {
      Terminal.say(parts.joined(separator: ", ") + ". Results: \(summary.folder)")
    }
    if !isQuiet || summary.passedOver.closedFolders > 0, let text = summary.passedOverText {
      Terminal.say(text)
    }
    if summary.open > 0 {
      Terminal.say("Stopped. " + ExtractionStopped().remedy)
    } else if !isQuiet {
      Terminal.say(validationNotice)
    }
  }

  private func draw(_ state: inout State, current: Int, force: Bool = false) {
    let now = ContinuousClock.now
    guard drawsBar, force || state.lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return }
    state.lastDrawn = now
    let done = state.pace.share
    let cells = 24
    let filled = Int(done * Double(cells))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    let left = state.pace.secondsLeft.map { Self.clock($0) + " left" } ?? "estimating"
    let rate = state.pace.sessionsPerHour.map { "  \(Int($0.rounded())) an hour" } ?? ""
    Terminal.saySameLine(
      "\(bar) \(Int(100 * done)) %  \(state.pace.ended) of \(names.count) done\(rate)  \(left)  "
        + "\(names[current]): \(state.stages[current])")
  }

  private static func line(_ name: String, _ result: RecordingResult) -> String {
    switch result {
    case .done(_, let objections):
      "done     \(name)"
        + (objections.isEmpty ? "" : ", not fit to be scored: " + objections.joined(separator: " "))
    case .skipped: "kept     \(name) (finished before; --overwrite makes it anew)"
    case .partly(_, let failures): "in part  \(name): " + failures.map(\.message).joined(separator: " ")
    case .failed(let failure): "failed   \(name): \(failure.message) \(failure.remedy)"
    }
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let minutes = whole / 60
    return minutes >= 60
      ? "\(minutes / 60) h \(minutes % 60) min"
      : minutes > 0 ? "\(minutes) min \(whole % 60) s" : "\(whole) s"
  }
}
