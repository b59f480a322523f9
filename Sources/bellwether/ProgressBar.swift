import ExtractionPipeline
import Foundation
import Synchronization

/// Shows how an extraction goes: a bar with time left on a terminal, a line a recording elsewhere.
final class ProgressBar: Sendable {
  private struct State {
    var fractions: [Double]
    var stages: [String]
    var ended = 0
    var lastDrawn: ContinuousClock.Instant?
  }

  private let names: [String]
  /// Share of the whole work each recording is expected to take.
  private let weights: [Double]
  private let isTerminal = Terminal.errorIsTerminal
  private let began = ContinuousClock.now
  private let state: Mutex<State>

  /// - Parameter sizes: Bytes a recording; larger ones take longer.
  init(names: [String], sizes: [Int]) {
    self.names = names
    let total = Double(max(sizes.reduce(0, +), 1))
    weights = sizes.map { Double($0) / total }
    state = Mutex(
      State(
        fractions: [Double](repeating: 0, count: names.count),
        stages: [String](repeating: "", count: names.count)))
  }

  func show(_ event: ExtractionProgress) {
    state.withLock { state in
      switch event {
      case .advanced(let recording, let stage, let fraction):
        state.fractions[recording] = fraction
        state.stages[recording] = stage
        draw(&state, current: recording)
      case .ended(let recording, let result):
        state.fractions[recording] = 1
        state.ended += 1
        if isTerminal { Terminal.saySameLine("") }
        Terminal.say(Self.line(names[recording], result))
        if state.ended < names.count { draw(&state, current: recording, force: true) }
      }
    }
  }

  private func draw(_ state: inout State, current: Int, force: Bool = false) {
    let now = ContinuousClock.now
    guard isTerminal, force || state.lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return }
    state.lastDrawn = now
    let done = zip(weights, state.fractions).reduce(0) { $0 + $1.0 * $1.1 }
    let cells = 24
    let filled = Int(done * Double(cells))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    let elapsed = Double((now - began).components.seconds)
    let left = done > 0.05 && elapsed >= 2 ? Self.clock(elapsed / done - elapsed) + " left" : "estimating"
    Terminal.saySameLine(
      "\(bar) \(Int(100 * done)) %  \(state.ended) of \(names.count) done  \(left)  \(names[current]): \(state.stages[current])"
    )
  }

  private static func line(_ name: String, _ result: RecordingResult) -> String {
    switch result {
    case .done: "done     \(name)"
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
