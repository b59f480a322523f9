/// Lets a fixed number of pieces of work run at once; the others wait their turn.
actor WorkSlots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  /// Runs the work, which does not suspend, when a slot is free.
  nonisolated func run<Value: Sendable>(_ work: @Sendable () -> Value) async -> Value {
    await take()
    let value = work()
    await give()
    return value
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
