import SignalCore

/// Part of a recording's time, asked for often: whether an instant lies in it, how much of a stretch it covers.
struct CoveredTime: Sendable {
  /// In order, apart from one another; `nil` stands for all the time there is.
  private let ranges: [TimeRange]?
  /// Seconds covered before each range.
  private let secondsBefore: [Double]

  static let everything = CoveredTime(ordered: nil)

  init(_ ranges: [TimeRange]) { self.init(ordered: ranges.merged()) }

  private init(ordered ranges: [TimeRange]?) {
    self.ranges = ranges
    var total = 0.0
    secondsBefore = (ranges ?? []).map { range in
      defer { total += range.durationSeconds }
      return total
    }
  }

  func contains(_ seconds: Double) -> Bool {
    guard let ranges else { return true }
    guard let index = lastStarted(by: seconds) else { return false }
    return ranges[index].contains(seconds)
  }

  /// Seconds covered between two instants.
  func seconds(from start: Double, to end: Double) -> Double {
    guard end > start else { return 0 }
    return ranges == nil ? end - start : coveredBefore(end) - coveredBefore(start)
  }

  private func coveredBefore(_ seconds: Double) -> Double {
    guard let ranges, let index = lastStarted(by: seconds) else { return 0 }
    return secondsBefore[index] + min(seconds, ranges[index].endSeconds) - ranges[index].startSeconds
  }

  private func lastStarted(by seconds: Double) -> Int? {
    guard let ranges else { return nil }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].startSeconds <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

/// The parts of a session a face measure is taken over.
enum FaceScope: CaseIterable, Sendable {
  case session, speaking, listening
}
