/// Where the eyes point, relative to where this person mostly looks.
struct GazeSummary: Sendable {
  /// Angles for which looking away begins and ends, degrees.
  private static let away = EventLevels(upper: 10, lower: 8, leastSeconds: 0.2)
  private static let cellDegrees = 2.0
  /// Cells to either side of straight ahead.
  private static let cellReach = 45
  private static let nearDegrees = 5.0
  private static let refinements = 5
  private static let shiftDegrees = 6.0
  private static let settledDegrees = 3.0
  private static let shiftGridSeconds = 0.1

  /// Direction looked in most: pitch (up positive) and yaw, degrees.
  let usual: SIMD2<Double>
  let awayEvents: [FaceEvent]
  let downEvents: [FaceEvent]
  /// When the gaze came to rest in a new direction.
  let shiftsSeconds: [Double]

  /// - Parameter series: Pitch and yaw in radians.
  /// - Returns: `nil` without pictures.
  init?(_ series: FaceSeries) {
    let pitch = series.columns[0].map { $0 * 180 / .pi }
    let yaw = series.columns[1].map { $0 * 180 / .pi }
    guard let usual = Self.usual(pitch: pitch, yaw: yaw) else { return nil }
    self.usual = usual
    var awayEvents: [FaceEvent] = []
    var downEvents: [FaceEvent] = []
    var shifts: [Double] = []
    for stretch in series.stretches {
      let times = Array(series.timesSeconds[stretch])
      let pitchSignal = PiecewiseLinear(timesSeconds: times, values: pitch[stretch])
      let yawSignal = PiecewiseLinear(timesSeconds: times, values: yaw[stretch])
      let smoothPitch = pitchSignal.averagedAtKnots(widthSeconds: EventLevels.smoothingSeconds)
      let smoothYaw = yawSignal.averagedAtKnots(widthSeconds: EventLevels.smoothingSeconds)
      awayEvents += Self.away.events(
        timesSeconds: times,
        values: zip(smoothPitch, smoothYaw).map { Self.length(SIMD2($0, $1) - usual) })
      downEvents += Self.away.events(timesSeconds: times, values: smoothPitch.map { usual.x - $0 })
      shifts += Self.shifts(
        zip(
          pitchSignal.averaged(
            everySeconds: Self.shiftGridSeconds, widthSeconds: EventLevels.smoothingSeconds),
          yawSignal.averaged(
            everySeconds: Self.shiftGridSeconds, widthSeconds: EventLevels.smoothingSeconds)
        ).map { ($0.seconds, SIMD2($0.value, $1.value)) })
    }
    self.awayEvents = awayEvents
    self.downEvents = downEvents
    shiftsSeconds = shifts
  }

  /// The fullest 6° × 6° field of a 2° grid, then the mean of what lies within 5° of it, five times over
  /// (mean shift, Comaniciu & Meer 2002, IEEE TPAMI 24:603–619, with a flat kernel).
  private static func usual(pitch: [Double], yaw: [Double]) -> SIMD2<Double>? {
    guard !pitch.isEmpty else { return nil }
    let side = 2 * cellReach + 1
    func cell(_ degrees: Double) -> Int {
      min(max(Int((degrees / cellDegrees).rounded()) + cellReach, 0), side - 1)
    }
    var counts = [Int](repeating: 0, count: side * side)
    for (pitch, yaw) in zip(pitch, yaw) { counts[cell(pitch) * side + cell(yaw)] += 1 }
    var best = (count: -1, row: 0, column: 0)
    for row in 0..<side {
      for column in 0..<side {
        var total = 0
        for other in max(row - 1, 0)...min(row + 1, side - 1) {
          for next in max(column - 1, 0)...min(column + 1, side - 1) { total += counts[other * side + next] }
        }
        if total > best.count { best = (total, row, column) }
      }
    }
    var centre = SIMD2(Double(best.row - cellReach), Double(best.column - cellReach)) * cellDegrees
    for _ in 0..<refinements {
      var sum = SIMD2<Double>.zero
      var count = 0.0
      for (pitch, yaw) in zip(pitch, yaw) where length(SIMD2(pitch, yaw) - centre) <= nearDegrees {
        sum += SIMD2(pitch, yaw)
        count += 1
      }
      if count > 0 { centre = sum / count }
    }
    return centre
  }

  /// Moves of more than 6° after which two values a tenth of a second apart agree within 3°.
  private static func shifts(_ gaze: [(seconds: Double, direction: SIMD2<Double>)]) -> [Double] {
    guard var anchor = gaze.first?.direction else { return [] }
    var result: [Double] = []
    for (before, now) in zip(gaze, gaze.dropFirst()) {
      guard length(now.direction - anchor) > shiftDegrees, length(before.direction - anchor) > shiftDegrees,
        length(now.direction - before.direction) < settledDegrees
      else { continue }
      anchor = now.direction
      result.append(now.seconds)
    }
    return result
  }

  private static func length(_ vector: SIMD2<Double>) -> Double {
    (vector * vector).sum().squareRoot()
  }
}
