import SignalCore

/// Some columns of a track at the instants that have all of them, and the stretches these form without a gap.
struct FaceSeries: Sendable {
  let timesSeconds: [Double]
  /// One for each column asked for, each as long as the times.
  let columns: [[Double]]
  /// Ranges of places in the times; neighbours in one are no further apart than the longest gap.
  let stretches: [Range<Int>]

  /// A face lost for no longer than this is taken to have moved on evenly.
  static let longestGapSeconds = 0.3
  /// Added where times that ought to be equal are compared: those of pictures are rounded.
  static let timeRounding = 1e-6

  /// - Parameters:
  ///   - excluded: Time left out although the track has values.
  ///   - admitted: Whether a row's values, in the order of the names, may count.
  /// - Returns: `nil` when the track lacks one of the columns.
  init?(
    _ track: Track, columns names: [String], excluding excluded: CoveredTime,
    longestGapSeconds: Double = Self.longestGapSeconds, where admitted: ([Double]) -> Bool = { _ in true }
  ) {
    let sources = names.compactMap { track.column($0)?.values }
    guard sources.count == names.count else { return nil }
    var times: [Double] = []
    var columns = [[Double]](repeating: [], count: names.count)
    var values = [Double](repeating: 0, count: names.count)
    for (row, time) in track.timesSeconds.enumerated() where !excluded.contains(time) {
      var isWhole = true
      for (index, source) in sources.enumerated() {
        if let value = source[row] { values[index] = Double(value) } else { isWhole = false }
      }
      guard isWhole, admitted(values) else { continue }
      times.append(time)
      for index in values.indices { columns[index].append(values[index]) }
    }
    timesSeconds = times
    self.columns = columns
    stretches = Self.stretches(of: times, longestGapSeconds: longestGapSeconds)
  }

  private static func stretches(of times: [Double], longestGapSeconds: Double) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for place in times.indices {
      let next = place + 1
      if next < times.count, times[next] - times[place] <= longestGapSeconds + timeRounding { continue }
      result.append(start..<next)
      start = next
    }
    return result
  }

  /// Seconds between the first and the last picture of each stretch, as far as the time counts.
  func seconds(in covered: CoveredTime) -> Double {
    stretches.reduce(0) {
      $0 + covered.seconds(from: timesSeconds[$1.lowerBound], to: timesSeconds[$1.upperBound - 1])
    }
  }

  /// One over the median time between neighbouring pictures of a stretch.
  var framesPerSecond: Double? {
    var intervals: [Double] = []
    for stretch in stretches {
      for place in stretch.dropFirst() { intervals.append(timesSeconds[place] - timesSeconds[place - 1]) }
    }
    return intervals.median.map { 1 / $0 }
  }

  /// One column of a stretch, averaged over a time around each picture.
  func smoothed(_ column: Int, _ stretch: Range<Int>, widthSeconds: Double) -> [Double] {
    PiecewiseLinear(timesSeconds: timesSeconds[stretch], values: columns[column][stretch])
      .averagedAtKnots(widthSeconds: widthSeconds)
  }

  /// Mean of a column over the pictures in the time that counts.
  func mean(_ column: Int, in covered: CoveredTime) -> Double? { values(column, in: covered).mean }

  /// Places of the pictures between two instants.
  func places(from start: Double, to end: Double) -> Range<Int> {
    func first(_ isLate: (Double) -> Bool) -> Int {
      var low = 0
      var high = timesSeconds.count
      while low < high {
        let middle = (low + high) / 2
        if isLate(timesSeconds[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let lower = first { $0 >= start }
    return lower..<max(lower, first { $0 > end })
  }

  /// Mean of a column over the pictures between two instants.
  func mean(_ column: Int, from start: Double, to end: Double) -> Double? {
    columns[column][places(from: start, to: end)].mean
  }

  func values(_ column: Int, in covered: CoveredTime) -> [Double] {
    timesSeconds.indices.compactMap { covered.contains(timesSeconds[$0]) ? columns[column][$0] : nil }
  }
}
