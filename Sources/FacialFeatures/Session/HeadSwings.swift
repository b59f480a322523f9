/// Swings of the head to and fro in one stretch: nods and shakes.
struct HeadSwings {
  /// At least two swings that follow one another.
  struct Run: Sendable, Hashable {
    let startSeconds: Double
    let endSeconds: Double
    let swingCount: Int
  }

  /// From one turning point to the next, degrees.
  static let leastDegrees = 3.0
  /// Half of a wave of 0.5 Hz.
  private static let longestSwingSeconds = 1.0
  /// Between the fast parts of two swings.
  private static let longestPauseSeconds = 0.5
  private static let smoothingSeconds = 0.1
  /// Part of a sine's half wave in which it passes the middle 80 % of its way: 2 asin(0.8) / π.
  private static let middlePart = 0.5903

  private struct Swing {
    /// Pictures before 10 % and after 90 % of the way.
    let from: Int
    let to: Int
    /// When 10 % and 90 % are passed.
    let startSeconds: Double
    let endSeconds: Double
    var halfWaveSeconds: Double { (endSeconds - startSeconds) / middlePart }
  }

  let nods: [Run]
  let shakes: [Run]

  /// - Parameters:
  ///   - pitch: Degrees.
  ///   - yaw: Degrees.
  init(timesSeconds times: [Double], pitch: [Double], yaw: [Double]) {
    let pitch = PiecewiseLinear(timesSeconds: times, values: pitch)
      .averagedAtKnots(widthSeconds: Self.smoothingSeconds)
    let yaw = PiecewiseLinear(timesSeconds: times, values: yaw)
      .averagedAtKnots(widthSeconds: Self.smoothingSeconds)
    nods = Self.runs(times, along: pitch, across: yaw)
    shakes = Self.runs(times, along: yaw, across: pitch)
  }

  private static func runs(_ times: [Double], along: [Double], across: [Double]) -> [Run] {
    var result: [Run] = []
    var run: [Swing] = []
    func close() {
      defer { run = [] }
      guard run.count >= 2, let first = run.first, let last = run.last else { return }
      let places = first.from...last.to
      guard span(along[places]) > span(across[places]) else { return }
      result.append(
        Run(startSeconds: first.startSeconds, endSeconds: last.endSeconds, swingCount: run.count))
    }
    for swing in swings(times, along) {
      guard swing.halfWaveSeconds <= longestSwingSeconds else {
        close()
        continue
      }
      if let last = run.last, swing.startSeconds - last.endSeconds > longestPauseSeconds { close() }
      run.append(swing)
    }
    close()
    return result
  }

  private static func span(_ values: ArraySlice<Double>) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  /// Ways between turning points; one is passed once the value has come back by the least swing.
  private static func swings(_ times: [Double], _ values: [Double]) -> [Swing] {
    var turns: [Int] = []
    var lowest = 0
    var highest = 0
    // 1 on the way up, −1 on the way down, 0 before the first swing.
    var direction = 0
    for index in values.indices {
      if values[index] > values[highest] { highest = index }
      if values[index] < values[lowest] { lowest = index }
      if direction >= 0, values[highest] - values[index] >= leastDegrees {
        turns.append(highest)
        direction = -1
        lowest = index
      } else if direction <= 0, values[index] - values[lowest] >= leastDegrees {
        turns.append(lowest)
        direction = 1
        highest = index
      }
    }
    if direction != 0 { turns.append(direction > 0 ? highest : lowest) }
    return zip(turns, turns.dropFirst()).map { from, to in
      let way = values[to] - values[from]
      func passed(_ share: Double) -> (Int) -> Bool {
        { way > 0 ? values[$0] >= values[from] + share * way : values[$0] <= values[from] + share * way }
      }
      // The last time 10 % is passed and the first time 90 % is: rests at either end do not count.
      let leaving = (from..<to).last { !passed(0.1)($0) } ?? from
      let arriving = (leaving + 1...to).first(where: passed(0.9)) ?? to
      func crossing(_ share: Double, _ before: Int) -> Double {
        let step = values[before + 1] - values[before]
        let part = step == 0 ? 0 : (values[from] + share * way - values[before]) / step
        return times[before] + part * (times[before + 1] - times[before])
      }
      return Swing(
        from: leaving, to: arriving, startSeconds: crossing(0.1, leaving),
        endSeconds: crossing(0.9, arriving - 1))
    }
  }
}
