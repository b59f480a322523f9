import SignalCore

/// Pictures that repeat one before them while the time goes on, as when a video call freezes.
///
/// A living face never measures the same twice: its landmarks tremble. Repeated pictures do, but for what
/// following the face adds while it settles.
enum FrozenPictures {
  /// A video of half the rate shows every picture twice: two alike are no freeze.
  private static let leastSeconds = 0.3
  private static let leastPictures = 4
  /// Greatest change from one repeated picture to the next, in the column's unit.
  private static let tolerances: [(name: String, change: Double)] = [
    (FaceColumn.presence, 1e-3), (FaceColumn.headPitch, 1e-4), (FaceColumn.headYaw, 1e-4),
    (FaceColumn.headRoll, 1e-4), (FaceColumn.mouthOpening, 1e-4), (FaceColumn.interocular, 0.02),
  ]

  /// Time in which the face does not change; the first picture of each kind does not belong to it.
  static func time(_ track: Track) -> CoveredTime {
    let columns = tolerances.compactMap { tolerance in
      track.column(tolerance.name).map { (values: $0.values, change: tolerance.change) }
    }
    var ranges: [TimeRange] = []
    var start = 0
    for row in track.timesSeconds.indices {
      let next = row + 1
      let repeats =
        next < track.timesSeconds.count && !columns.isEmpty
        && columns.allSatisfy { column in
          guard let now = column.values[row], let then = column.values[next] else { return false }
          return abs(Double(then) - Double(now)) <= column.change
        }
      if repeats { continue }
      let first = track.timesSeconds[start]
      let last = track.timesSeconds[row]
      if row - start + 1 >= leastPictures, last - first >= leastSeconds {
        ranges.append(
          TimeRange(
            startSeconds: first + FaceSeries.timeRounding, endSeconds: last + FaceSeries.timeRounding))
      }
      start = next
    }
    return CoveredTime(ranges)
  }
}
