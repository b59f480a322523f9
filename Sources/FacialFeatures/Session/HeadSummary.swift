/// How the head is held and moved.
struct HeadSummary: Sendable {
  private static let binSeconds = 0.25
  /// Slower turning counts as stillness: landmarks tremble.
  private static let stillDegreesPerSecond = 3.0

  /// The turn from one quarter second's mean to the next's.
  private struct Step {
    let middleSeconds: Double
    let seconds: Double
    let degrees: Double
    var isStill: Bool { degrees < HeadSummary.stillDegreesPerSecond * seconds }
  }

  private var steps: [Step] = []
  /// Means of pitch and yaw in quarter seconds, degrees.
  private var means: [(seconds: Double, angles: SIMD3<Double>)] = []
  let nods: [HeadSwings.Run]
  let shakes: [HeadSwings.Run]
  /// Standard deviation of the angles' trembling, all three together, degrees; `nil` below a second of face.
  let tremble: Double?

  /// - Parameter series: Pitch, yaw and roll in radians.
  init(_ series: FaceSeries) {
    let degrees = series.columns.map { $0.map { $0 * 180 / .pi } }
    var nods: [HeadSwings.Run] = []
    var shakes: [HeadSwings.Run] = []
    for stretch in series.stretches {
      let times = Array(series.timesSeconds[stretch])
      let swings = HeadSwings(
        timesSeconds: times, pitch: Array(degrees[0][stretch]), yaw: Array(degrees[1][stretch]))
      nods += swings.nods
      shakes += swings.shakes
    }
    self.nods = nods
    self.shakes = shakes
    tremble = Self.tremble(series, degrees)
    for stretch in series.stretches { addSteps(series.timesSeconds, degrees, stretch) }
  }

  /// Averaging first makes speeds depend little on the frame rate.
  private mutating func addSteps(_ times: [Double], _ degrees: [[Double]], _ stretch: Range<Int>) {
    let start = times[stretch.lowerBound]
    func bin(_ place: Int) -> Int {
      Int((times[place] - start) / Self.binSeconds + FaceSeries.timeRounding)
    }
    var previous: (bin: Int, seconds: Double, angles: SIMD3<Double>)?
    var place = stretch.lowerBound
    while place < stretch.upperBound {
      let index = bin(place)
      var end = place
      var seconds = 0.0
      var angles = SIMD3<Double>.zero
      while end < stretch.upperBound, bin(end) == index {
        seconds += times[end]
        angles += SIMD3(degrees[0][end], degrees[1][end], degrees[2][end])
        end += 1
      }
      seconds /= Double(end - place)
      angles /= Double(end - place)
      means.append((seconds, angles))
      if let previous, previous.bin + 1 == index {
        let turn = Self.pose(angles).angleRadians(from: Self.pose(previous.angles)) * 180 / .pi
        steps.append(
          Step(
            middleSeconds: (seconds + previous.seconds) / 2, seconds: seconds - previous.seconds,
            degrees: turn
          ))
      }
      previous = (index, seconds, angles)
      place = end
    }
  }

  private static func pose(_ degrees: SIMD3<Double>) -> HeadPose {
    let angles = degrees * (.pi / 180)
    return HeadPose(pitchRadians: angles.x, yawRadians: angles.y, rollRadians: angles.z)
  }

  /// Degrees a second, counting only what is faster than trembling.
  func meanSpeed(in covered: CoveredTime) -> Double? {
    let steps = steps.filter { covered.contains($0.middleSeconds) }
    let seconds = steps.reduce(0) { $0 + $1.seconds }
    guard seconds > 0 else { return nil }
    return steps.reduce(0) { $0 + ($1.isStill ? 0 : $1.degrees) } / seconds
  }

  func stillShare(in covered: CoveredTime) -> Double? {
    let steps = steps.filter { covered.contains($0.middleSeconds) }
    let seconds = steps.reduce(0) { $0 + $1.seconds }
    guard seconds > 0 else { return nil }
    return steps.reduce(0) { $0 + ($1.isStill ? $1.seconds : 0) } / seconds
  }

  /// Mean of pitch's and yaw's span from the 5th to the 95th percentile, degrees.
  func range(in covered: CoveredTime) -> Double? {
    let angles = means.filter { covered.contains($0.seconds) }.map(\.angles)
    let spans = [angles.map(\.x), angles.map(\.y)].compactMap { values -> Double? in
      guard let low = values.quantile(0.05), let high = values.quantile(0.95) else { return nil }
      return high - low
    }
    return spans.count == 2 ? spans.mean : nil
  }

  /// Speed that trembling alone would make of quarter-second means, degrees a second.
  func trembleSpeed(framesPerSecond: Double) -> Double? {
    tremble.map { $0 * (2 / max(1, framesPerSecond * Self.binSeconds)).squareRoot() / Self.binSeconds }
  }

  /// From second differences, to which even turning adds nothing: their root mean square over √6 in the second
  /// at the boundary of the quietest tenth, as heads move most of the time.
  private static func tremble(_ series: FaceSeries, _ degrees: [[Double]]) -> Double? {
    var levels: [Double] = []
    for stretch in series.stretches {
      var place = stretch.lowerBound
      while place < stretch.upperBound {
        var end = place
        while end < stretch.upperBound, series.timesSeconds[end] - series.timesSeconds[place] < 1 { end += 1 }
        if end < stretch.upperBound, end - place >= leastTremblePictures {
          var squares = 0.0
          for values in degrees {
            for middle in place + 1..<end - 1 {
              let bend = values[middle - 1] - 2 * values[middle] + values[middle + 1]
              squares += bend * bend
            }
          }
          levels.append((squares / Double(end - place - 2) / 6).squareRoot())
        }
        place = end
      }
    }
    return levels.quantile(0.1)
  }

  private static let leastTremblePictures = 5
}
