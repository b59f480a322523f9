internal import SignalCore

/// One quantity over time as a strip of the timeline.
public struct TimelineLane: Sendable {
  let title: String
  let unit: String
  let timesSeconds: [Double]
  let values: [Float?]
  /// Values at the strip's lower and upper edge; `nil` fits the strip to the data.
  let bounds: ClosedRange<Double>?

  /// - Precondition: As many values as times.
  public init(
    title: String, unit: String, timesSeconds: [Double], values: [Float?], bounds: ClosedRange<Double>? = nil
  ) {
    precondition(timesSeconds.count == values.count, "every value has a time")
    self.title = title
    self.unit = unit
    self.timesSeconds = timesSeconds
    self.values = values
    self.bounds = bounds
  }

  /// The data's 1st to 99th percentile, or the bounds given; `nil` without any value.
  var range: ClosedRange<Double>? {
    if let bounds { return values.contains { $0 != nil } ? bounds : nil }
    let present = values.compactMap { $0.map(Double.init) }
    guard let low = present.quantile(0.01), let high = present.quantile(0.99) else { return nil }
    return low < high ? low...high : (low - 0.5)...(high + 0.5)
  }

  /// Mean of the values in each of `count` equal steps of the timeline; `nil` where there is none.
  func columns(_ count: Int, over time: TimeRange) -> [Double?] {
    var sums = [Double](repeating: 0, count: count)
    var counts = [Int](repeating: 0, count: count)
    for (seconds, value) in zip(timesSeconds, values) {
      guard let value, time.contains(seconds) else { continue }
      let column = Int((seconds - time.startSeconds) / time.durationSeconds * Double(count))
      sums[min(column, count - 1)] += Double(value)
      counts[min(column, count - 1)] += 1
    }
    return zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
  }
}
