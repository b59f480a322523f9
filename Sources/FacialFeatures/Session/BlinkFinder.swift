/// A brief closure of both eyes.
struct Blink: Sendable, Hashable {
  /// When the eyes were narrowest.
  let seconds: Double
  /// Time spent below half of the fall.
  let durationSeconds: Double
  /// By how much of what it was the opening fell, 0 to 1.
  let fall: Double
}

/// Tells blinks from long closures and from eyes cast down by how the opening changes over time.
///
/// A blink is a dip: the opening falls and is back soon. What it would have been without the dip is the
/// opening's morphological closing, the least of the greatest values around (Serra 1982, Image Analysis and
/// Mathematical Morphology), which fills every dip narrower than its width but follows a step down and an eye
/// that stays shut. So the level a blink starts from may itself be lowered.
struct BlinkFinder: Sendable {
  /// At fewer pictures a second a blink may fall between two.
  static let leastFramesPerSecond = 20.0
  /// A longer gap could hide a blink.
  static let longestGapSeconds = 0.1
  private static let fillSeconds = 0.8
  /// In parts of the open eyes' level.
  private static let leastFall = 0.25
  private static let longestBlinkSeconds = 0.5
  /// Below this part of the open level the eyes count as shut.
  private static let shutLevel = 0.45
  private static let openQuantile = 0.75

  private(set) var blinks: [Blink] = []
  /// Closures longer than a blink.
  private(set) var closures: [FaceEvent] = []
  /// Intervals between blinks that follow one another in one stretch, with the time of the later.
  private(set) var intervals: [Double] = []
  /// Time in which a blink would have been found.
  private(set) var watched: [Range<Double>] = []

  /// - Parameter series: Left and right eye's height over width.
  init(_ series: FaceSeries) {
    let opening = zip(series.columns[0], series.columns[1]).map { ($0 + $1) / 2 }
    guard let open = opening.quantile(Self.openQuantile), open > 0 else { return }
    for stretch in series.stretches {
      let times = Array(series.timesSeconds[stretch])
      add(times: times, opening: opening[stretch].map { $0 / open })
    }
  }

  func watchedSeconds(in covered: CoveredTime) -> Double {
    watched.reduce(0) { $0 + covered.seconds(from: $1.lowerBound, to: $1.upperBound) }
  }

  private mutating func add(times: [Double], opening: [Double]) {
    guard let first = times.first, let last = times.last else { return }
    let shut = EventLevels(
      upper: 1 - Self.shutLevel, lower: 1 - Self.shutLevel, leastSeconds: Self.longestBlinkSeconds)
    closures += shut.events(timesSeconds: times, values: opening.map { 1 - $0 }).filter {
      $0.durationSeconds >= Self.longestBlinkSeconds
    }
    let half = Self.fillSeconds / 2
    guard last - first > 2 * half else { return }
    let time = (first + half)..<(last - half)
    watched.append(time)
    let filled = slidingGreatest(
      times, slidingGreatest(times, opening, halfWidthSeconds: half).map { -$0 }, halfWidthSeconds: half
    ).map { -$0 }
    var previous: Double?
    var index = 0
    while index < times.count {
      guard filled[index] - opening[index] > Self.leastFall / 2 else {
        index += 1
        continue
      }
      var end = index
      while end < times.count, filled[end] - opening[end] > Self.leastFall / 2 { end += 1 }
      if let blink = blink(times, opening, filled, index..<end), time.contains(blink.seconds) {
        blinks.append(blink)
        if let previous { intervals.append(blink.seconds - previous) }
        previous = blink.seconds
      }
      index = end
    }
  }

  /// The blink in a run of pictures with the opening below its filled level.
  private func blink(_ times: [Double], _ opening: [Double], _ filled: [Double], _ run: Range<Int>) -> Blink?
  {
    guard let lowest = run.min(by: { filled[$0] - opening[$0] > filled[$1] - opening[$1] }) else {
      return nil
    }
    let level = filled[lowest]
    let depth = level - opening[lowest]
    guard depth >= Self.leastFall else { return nil }
    let middle = level - depth / 2
    var before = lowest
    while before > 0, opening[before] < middle { before -= 1 }
    var after = lowest
    while after < times.count - 1, opening[after] < middle { after += 1 }
    guard opening[before] >= middle, opening[after] >= middle else { return nil }
    let fell = Self.crossing(middle, times, opening, before, before + 1)
    let rose = Self.crossing(middle, times, opening, after - 1, after)
    guard rose - fell <= Self.longestBlinkSeconds else { return nil }
    return Blink(seconds: times[lowest], durationSeconds: rose - fell, fall: depth / level)
  }

  private static func crossing(
    _ level: Double, _ times: [Double], _ values: [Double], _ from: Int, _ to: Int
  ) -> Double {
    times[from] + (level - values[from]) / (values[to] - values[from]) * (times[to] - times[from])
  }

  /// The greatest value within some time to either side of each instant.
  private func slidingGreatest(_ times: [Double], _ values: [Double], halfWidthSeconds: Double) -> [Double] {
    let reach = halfWidthSeconds + FaceSeries.timeRounding
    // Places with falling values: the first is the greatest still in reach.
    var candidates: [Int] = []
    var head = 0
    var next = 0
    return times.indices.map { index in
      while next < times.count, times[next] <= times[index] + reach {
        while candidates.count > head, values[candidates[candidates.count - 1]] <= values[next] {
          candidates.removeLast()
        }
        candidates.append(next)
        next += 1
      }
      while times[candidates[head]] < times[index] - reach { head += 1 }
      return values[candidates[head]]
    }
  }
}
