/// A time in which a quantity is high: from rising through a lower level to falling through it, with an upper
/// level reached in between.
struct FaceEvent: Sendable, Hashable {
  let startSeconds: Double
  let endSeconds: Double
  /// Whether the beginning was seen; the face may have come into view later.
  let startIsSeen: Bool
  let endIsSeen: Bool
  /// Greatest value.
  let peak: Double
  /// Mean slope between the lower level and 80 % of the peak, on the way up and on the way down; per second.
  let riseRate: Double?
  let fallRate: Double?

  var durationSeconds: Double { endSeconds - startSeconds }
  var isWhole: Bool { startIsSeen && endIsSeen }
}

/// Two levels, so that trembling about one of them does not make many events of one.
struct EventLevels: Sendable {
  let upper: Double
  let lower: Double
  /// Shorter events are left out, except where an end was not seen.
  let leastSeconds: Double
  /// Time over which the values are averaged first.
  static let smoothingSeconds = 0.2
  private static let nearPeak = 0.8

  /// For proxies of facial actions, 0 to 1.
  static let action = EventLevels(upper: 0.3, lower: 0.15, leastSeconds: 0.5)

  /// The events in one column.
  func events(in series: FaceSeries, column: Int) -> [FaceEvent] {
    series.stretches.flatMap { stretch in
      events(
        timesSeconds: Array(series.timesSeconds[stretch]),
        values: series.smoothed(column, stretch, widthSeconds: Self.smoothingSeconds))
    }
  }

  /// The events in one stretch without gaps.
  func events(timesSeconds times: [Double], values: [Double]) -> [FaceEvent] {
    var result: [FaceEvent] = []
    var index = 0
    while index < values.count {
      guard values[index] >= lower else {
        index += 1
        continue
      }
      var end = index
      while end < values.count, values[end] >= lower { end += 1 }
      if let event = event(times, values, index..<end),
        event.durationSeconds >= leastSeconds || !event.isWhole
      {
        result.append(event)
      }
      index = end
    }
    return result
  }

  /// The event a run of values above the lower level makes; `nil` below the upper.
  private func event(_ times: [Double], _ values: [Double], _ run: Range<Int>) -> FaceEvent? {
    guard let peak = values[run].max(), peak >= upper else { return nil }
    let startIsSeen = run.lowerBound > 0
    let endIsSeen = run.upperBound < values.count
    let start =
      startIsSeen
      ? crossing(lower, times, values, from: run.lowerBound - 1, to: run.lowerBound) : times[run.lowerBound]
    let end =
      endIsSeen
      ? crossing(lower, times, values, from: run.upperBound - 1, to: run.upperBound)
      : times[run.upperBound - 1]
    let high = Self.nearPeak * peak
    var riseRate: Double?
    var fallRate: Double?
    if startIsSeen, high > lower, let first = run.first(where: { values[$0] >= high }) {
      let reached = crossing(high, times, values, from: first - 1, to: first)
      riseRate = reached > start ? (high - lower) / (reached - start) : nil
    }
    if endIsSeen, high > lower, let last = run.last(where: { values[$0] >= high }) {
      let left = crossing(high, times, values, from: last, to: last + 1)
      fallRate = end > left ? (high - lower) / (end - left) : nil
    }
    return FaceEvent(
      startSeconds: start, endSeconds: end, startIsSeen: startIsSeen, endIsSeen: endIsSeen, peak: peak,
      riseRate: riseRate, fallRate: fallRate)
  }

  /// When a level is passed between two neighbouring instants.
  private func crossing(_ level: Double, _ times: [Double], _ values: [Double], from: Int, to: Int) -> Double
  {
    let change = values[to] - values[from]
    guard change != 0 else { return times[to] }
    return times[from] + (level - values[from]) / change * (times[to] - times[from])
  }
}

extension [FaceEvent] {
  /// Seconds of events in the time that counts.
  func seconds(in covered: CoveredTime) -> Double {
    reduce(0) { $0 + covered.seconds(from: $1.startSeconds, to: $1.endSeconds) }
  }

  /// Events seen to begin in the time that counts.
  func begun(in covered: CoveredTime) -> [FaceEvent] {
    filter { $0.startIsSeen && covered.contains($0.startSeconds) }
  }
}
