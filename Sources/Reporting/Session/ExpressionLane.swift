internal import SignalCore

/// How lively the face is over a session, for its picture: no measure, and no number of it is shown elsewhere.
enum ExpressionLane {
  /// The action units whose proxies `face.expression.expressivity` reads.
  private static let columns = [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23].map {
    ($0 < 10 ? "AU0\($0)" : "AU\($0)") + "_p"
  }
  private static let windowSeconds = 6.0
  private static let leastValues = 10

  /// As many values as a picture is wide.
  private static let steps = 640.0

  /// At even steps the mean over the proxies of their standard deviations in the six seconds around it, 0 to 1; `nil`
  /// without such a track.
  static func lane(_ track: Track?, title: String) -> TimelineLane? {
    guard let track, let first = track.timesSeconds.first, let last = track.timesSeconds.last else {
      return nil
    }
    let proxies = columns.compactMap { track.column($0) }
    if proxies.isEmpty { return nil }
    let times = Array(stride(from: first, through: last, by: max(last - first, 1) / steps))
    var start = 0
    var end = 0
    let values = times.map { time -> Float? in
      while start < track.timesSeconds.count, track.timesSeconds[start] < time - windowSeconds / 2 {
        start += 1
      }
      while end < track.timesSeconds.count, track.timesSeconds[end] < time + windowSeconds / 2 { end += 1 }
      let spreads = proxies.compactMap { column -> Double? in
        let inside = (start..<end).compactMap { column.values[$0].map(Double.init) }
        return inside.count >= leastValues ? inside.sampleStandardDeviation : nil
      }
      return spreads.count == proxies.count ? spreads.mean.map { Float($0) } : nil
    }
    return TimelineLane(title: title, unit: "1", timesSeconds: times, values: values)
  }
}
