import SignalCore

/// Pictures that repeat one before them while the time goes on, as when a video call freezes.
///
/// The landmarks of a living face tremble with the camera's noise. Those of a repeated picture do not stand
/// quite still either, as each picture is cut out around the landmarks of the last; but they stay within
/// limits, measured on one picture looked at 130 times, which camera noise of 4 in 255 exceeds several times over.
enum FrozenPictures {
  private static let leastSeconds = 0.5
  private static let leastPictures = 4

  private struct Limit {
    let column: String
    /// Greatest change from one repeated picture to the next, in the column's unit, or in parts of the value.
    let change: Double
    var isRelative = false
  }

  private static let limits =
    [
      Limit(column: FaceColumn.headPitch, change: 0.0023), Limit(column: FaceColumn.headYaw, change: 0.0016),
      Limit(column: FaceColumn.headRoll, change: 0.0006),
      Limit(column: FaceColumn.mouthOpening, change: 0.001),
      Limit(column: FaceColumn.interocular, change: 0.0014, isRelative: true),
    ] + FaceTrackName.eyeAspects.map { Limit(column: $0, change: 0.0013) }

  /// Time in which the face does not change; the first picture of each kind does not belong to it.
  static func time(_ track: Track) -> CoveredTime {
    let columns = limits.compactMap { limit in
      track.column(limit.column).map { (values: $0.values, limit: limit) }
    }
    var ranges: [TimeRange] = []
    var start = 0
    for row in track.timesSeconds.indices {
      let next = row + 1
      let repeats =
        next < track.timesSeconds.count && !columns.isEmpty
        && columns.allSatisfy { column in
          guard let now = column.values[row], let then = column.values[next] else { return false }
          let scale = column.limit.isRelative ? abs(Double(now)) : 1
          return abs(Double(then) - Double(now)) <= column.limit.change * scale
        }
      if repeats { continue }
      let first = track.timesSeconds[start]
      let last = track.timesSeconds[row]
      if row - start + 1 >= leastPictures, last - first >= leastSeconds - FaceSeries.timeRounding {
        ranges.append(
          TimeRange(
            startSeconds: first + FaceSeries.timeRounding, endSeconds: last + FaceSeries.timeRounding))
      }
      start = next
    }
    return CoveredTime(ranges)
  }
}
