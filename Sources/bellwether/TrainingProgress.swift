import MultimodalFusion
import Synchronization

/// Says how a training goes: on a terminal one line that changes with every pass, otherwise a line a task.
final class TrainingProgress: Sendable {
  private struct State {
    var done: Int
    var lastDrawn: ContinuousClock.Instant?
  }

  private let taskCount: Int
  private let isQuiet: Bool
  private let state: Mutex<State>

  /// - Parameters:
  ///   - done: Tasks finished already.
  ///   - isResumed: Whether to say so.
  init(taskCount: Int, done: Int, isQuiet: Bool, isResumed: Bool = true) {
    self.taskCount = taskCount
    self.isQuiet = isQuiet
    state = Mutex(State(done: done))
    if done > 0, isResumed, !isQuiet {
      Terminal.say("training  \(done) of \(taskCount) tasks were finished before")
    }
  }

  func finishedTask() {
    state.withLock { state in
      state.done += 1
      guard !isQuiet else { return }
      let line = "training  \(state.done) of \(taskCount) tasks"
      if Terminal.errorIsTerminal { Terminal.saySameLine(line) } else { Terminal.say(line) }
    }
  }

  /// - Parameter what: For example `fold 2`.
  func show(_ progress: FitProgress, of what: String) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard !isQuiet, Terminal.errorIsTerminal,
        state.lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true
      else { return }
      state.lastDrawn = now
      let inner = progress.innerFold.map { ", inner fold \($0 + 1)" } ?? ""
      let losses = [
        progress.epoch.trainingLoss.map { "loss \(Self.short($0))" },
        progress.epoch.validationLoss.map { "held out \(Self.short($0))" },
      ].compactMap(\.self).joined(separator: ", ")
      Terminal.saySameLine(
        "training  \(state.done) of \(taskCount) tasks  \(what)\(inner): \(progress.part.rawValue) "
          + "\(progress.member + 1), epoch \(progress.epoch.number): \(losses)")
    }
  }

  /// Clears the changing line.
  func end() { if !isQuiet, Terminal.errorIsTerminal { Terminal.saySameLine("") } }

  private static func short(_ number: Double) -> String { "\((1000 * number).rounded() / 1000)" }
}
