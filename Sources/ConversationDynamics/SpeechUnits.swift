import SignalCore

/// Limits the measures rest on. A comparison allows `tolerance`, so that a silence written as 0.25 s counts
/// as one wherever on the clock it lies.
enum Limit {
  /// Least silence that is a pause and ends a unit. Goldman-Eisler 1968: shorter ones are articulation.
  static let pauseSeconds = 0.25
  /// Longest silence inside a turn when nobody else speaks, as in the program's tables of turns.
  static let turnSilenceSeconds = 3.0
  /// A backchannel is shorter than this: a "very short utterance".
  static let backchannelSeconds = 1.0
  /// Longest silence of the other around a backchannel that stands between two of their stretches.
  static let floorSilenceSeconds = 1.0
  /// How much the one interrupted still says: shorter overlaps are the usual anticipation of a turn's end.
  static let interruptedSeconds = 0.5
  static let tolerance = 1e-6
}

/// Stretches of one speaker in order that neither touch nor overlap, so that both ends rise.
struct SpeechUnits {
  private(set) var ranges: [TimeRange]

  /// Inter-pausal units: speech with its silences shorter than a pause closed.
  init(speech: [TimeRange]) {
    ranges = speech.filter { $0.durationSeconds > 0 }
      .merged(closingGapsUpTo: Limit.pauseSeconds - Limit.tolerance)
  }

  /// - Parameter ranges: In order, apart from each other.
  init(ordered ranges: [TimeRange]) { self.ranges = ranges }

  /// Total time in seconds.
  var seconds: Double { ranges.reduce(0) { $0 + $1.durationSeconds } }

  /// The last stretch that starts at or before a time.
  func last(startingBy seconds: Double) -> TimeRange? {
    let after = ranges.partitionIndex { $0.startSeconds > seconds }
    return after == 0 ? nil : ranges[after - 1]
  }

  /// The first stretch that ends after a time.
  func first(endingAfter seconds: Double) -> TimeRange? {
    let index = ranges.partitionIndex { $0.endSeconds > seconds }
    return index < ranges.count ? ranges[index] : nil
  }

  /// Whether any of it lies inside a stretch of time; touching is not enough.
  func isHeard(from start: Double, to end: Double) -> Bool {
    guard let next = first(endingAfter: start + Limit.tolerance) else { return false }
    return next.startSeconds < end - Limit.tolerance
  }

  /// Which stretches share time with a range.
  func indices(meeting range: TimeRange) -> Range<Int> {
    let from = ranges.partitionIndex { $0.endSeconds > range.startSeconds }
    let to = ranges.partitionIndex { $0.startSeconds >= range.endSeconds }
    return from..<max(from, to)
  }

  /// Its stretches cut to a range.
  func ranges(in range: TimeRange) -> [TimeRange] {
    ranges[indices(meeting: range)].compactMap { $0.intersection(range) }
  }

  /// The time shared with another speaker's stretches.
  func shared(with other: SpeechUnits) -> [TimeRange] {
    ranges.flatMap { other.ranges(in: $0) }.filter { $0.durationSeconds > Limit.tolerance }
  }
}

extension Array {
  /// Index of the first element a condition holds for that, once true, stays true; `count` when it never does.
  func partitionIndex(_ condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
