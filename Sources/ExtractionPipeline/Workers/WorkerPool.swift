internal import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// Worker processes that take up one piece of work after the other, started when there is some.
///
/// Each belongs to a thread of its own, which talks with it and waits for it: no thread of Swift's pool ever
/// waits, and a worker, which the kernel ends with the thread that started it, lives as long as it is wanted.
final class WorkerPool: Sendable {
  /// A piece of work nobody has taken up.
  private struct Pending {
    let job: WorkerJob
    let limits: WorkerLimits
    let heard: @Sendable (WorkerAnswer) -> WorkerRequest?
    let ended: CheckedContinuation<Result<WorkerAnswer, any Error>, Never>
  }

  private struct State {
    var pending: [Pending] = []
    /// Threads that have not ended.
    var keepers: Int
    var closed: CheckedContinuation<Void, Never>?
  }

  /// A stage is tried so many times, in a fresh worker each.
  private static let attempts = 2
  /// A worker that ends without having taken anything up is no fault of the work.
  private static let mostIdleDeaths = 3

  private let program: String
  private let workFolder: String
  private let stop: StopFlag
  private let state: Mutex<State>
  private let available = DispatchSemaphore(value: 0)
  private let count: Int

  init(count: Int, program: String, workFolder: String, stop: StopFlag) {
    self.count = count
    self.program = program
    self.workFolder = workFolder
    self.stop = stop
    state = Mutex(State(keepers: count))
    // A worker that is gone when it is spoken to is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    for _ in 0..<count {
      Thread { self.keepWorking() }.start()
    }
  }

  /// Does a piece of work in a worker, a second time where the first ended with its worker.
  ///
  /// - Parameter heard: What the worker says on the way; gives back what to say in turn.
  /// - Throws: `WorkerError`, `ExtractionStopped`.
  func answer(
    to job: WorkerJob, limits: WorkerLimits, heard: @escaping @Sendable (WorkerAnswer) -> WorkerRequest?
  ) async throws -> WorkerAnswer {
    try await withCheckedContinuation { ended in
      state.withLock { $0.pending.append(Pending(job: job, limits: limits, heard: heard, ended: ended)) }
      available.signal()
    }.get()
  }

  /// Ends the workers, which have nothing more to do, and waits until they are gone.
  func close() async {
    await withCheckedContinuation { closed in
      state.withLock { $0.closed = closed }
      for _ in 0..<count { available.signal() }
    }
  }

  private func keepWorking() {
    var worker: Worker?
    var last: WorkerJob.Group?
    while let pending = take(preferring: last) {
      last = pending.job.group
      pending.ended.resume(returning: attempt(pending, with: &worker))
    }
    worker = nil
    state.withLock { state in
      state.keepers -= 1
      if state.keepers == 0 { state.closed?.resume() }
    }
  }

  /// The next piece of work, if possible of the kind done last: what that needs is loaded.
  private func take(preferring group: WorkerJob.Group?) -> Pending? {
    available.wait()
    return state.withLock { state in
      if state.pending.isEmpty { return nil }
      return state.pending.remove(at: state.pending.firstIndex { $0.job.group == group } ?? 0)
    }
  }

  private func attempt(_ pending: Pending, with worker: inout Worker?) -> Result<WorkerAnswer, any Error> {
    var deaths = 0
    var idleDeaths = 0
    while true {
      do throws(Worker.End) {
        let running: Worker
        if let worker {
          running = worker
        } else {
          running = try Worker(program: program, workFolder: workFolder)
        }
        worker = running
        return .success(
          try running.answer(to: pending.job, limits: pending.limits, stop: stop, heard: pending.heard))
      } catch {
        worker = nil
        switch error {
        case .stopped: return .failure(ExtractionStopped())
        case .neverBegan(let cause):
          idleDeaths += 1
          if idleDeaths >= Self.mostIdleDeaths { return .failure(WorkerError(cause: cause)) }
        case .died(let cause):
          deaths += 1
          if deaths >= Self.attempts { return .failure(WorkerError(cause: cause)) }
        }
      }
    }
  }
}
