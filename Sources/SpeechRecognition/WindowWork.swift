import Dispatch
import SignalCore
import Synchronization

/// Windows worked on by several threads, results in the windows' order.
///
/// The calling thread works too; it alone looks whether its task was cancelled, and reports progress.
struct WindowWork<Result: Sendable>: Sendable {
  private struct State: Sendable {
    var next = 0
    var results: [Result?]
    var failure: SpeechError?
  }

  /// A place several threads can hold.
  private final class Board: Sendable {
    let state: Mutex<State>
    init(count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count))) }
  }

  let windows: [DecodingWindow]
  let model: SpeechModel
  let hear: @Sendable (DecodingWindow, borrowing SpeechDecoder) throws(SpeechError) -> Result

  /// - Parameters:
  ///   - jobs: Threads, at least 1; no more are used than there are windows.
  ///   - progress: Called with the results so far, in no particular order.
  func results(jobs: Int, progress: ([Result]) -> Void) throws(SpeechError) -> [Result] {
    let board = Board(count: windows.count)
    let group = DispatchGroup()
    for _ in 1..<max(min(jobs, windows.count), 1) {
      DispatchQueue.global().async(group: group) { self.work(on: board) { true } }
    }
    var reported = 0
    func report() {
      let done = board.state.withLock { $0.results.compactMap { $0 } }
      if done.count > reported { progress(done) }
      reported = done.count
    }
    work(on: board) {
      if Task.isCancelled { fail(.cancelled, on: board) }
      report()
      return !Task.isCancelled
    }
    group.wait()
    report()
    let state = board.state.withLock { $0 }
    if let failure = state.failure { throw failure }
    return state.results.compactMap { $0 }
  }

  /// Takes one window after the other until none is left, the thread may not go on, or one failed.
  private func work(on board: Board, mayGoOn: () -> Bool) {
    do throws(SpeechError) {
      let decoder = try SpeechDecoder(model)
      while mayGoOn(), let index = taken(from: board) {
        try decoder.restart()
        let result = try hear(windows[index], decoder)
        board.state.withLock { $0.results[index] = result }
      }
    } catch {
      fail(error, on: board)
    }
  }

  private func taken(from board: Board) -> Int? {
    board.state.withLock { state in
      guard state.failure == nil, state.next < windows.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  private func fail(_ error: SpeechError, on board: Board) {
    board.state.withLock { $0.failure = $0.failure ?? error }
  }
}
