/// A quantity known at some instants and taken to change evenly between them.
///
/// Averaging it over a fixed time, instead of over a number of pictures, gives much the same at any frame rate.
struct PiecewiseLinear: Sendable {
  private let timesSeconds: [Double]
  private let values: [Double]
  /// Integral from the first instant to each.
  private let integrals: [Double]

  /// - Precondition: There is an instant, as many values as instants, and the instants rise.
  init(timesSeconds: some Collection<Double>, values: some Collection<Double>) {
    self.timesSeconds = Array(timesSeconds)
    self.values = Array(values)
    precondition(!timesSeconds.isEmpty && timesSeconds.count == values.count, "each instant has its value")
    var integrals = [0.0]
    integrals.reserveCapacity(self.values.count)
    var total = 0.0
    for index in self.values.indices.dropFirst() {
      let seconds = self.timesSeconds[index] - self.timesSeconds[index - 1]
      total += seconds * (self.values[index] + self.values[index - 1]) / 2
      integrals.append(total)
    }
    self.integrals = integrals
  }

  /// The mean over a time centred on each known instant; near the ends the time shrinks on both sides alike.
  func averagedAtKnots(widthSeconds: Double) -> [Double] {
    var lower = 0
    var upper = 0
    return timesSeconds.indices.map { index in
      let time = timesSeconds[index]
      return average(at: time, widthSeconds: widthSeconds, lower: &lower, upper: &upper) ?? values[index]
    }
  }

  /// The mean over a time centred on evenly spaced instants from the first known one on.
  func averaged(everySeconds hop: Double, widthSeconds: Double) -> [(seconds: Double, value: Double)] {
    guard let first = timesSeconds.first, let last = timesSeconds.last else { return [] }
    var lower = 0
    var upper = 0
    let count = Int((last - first) / hop + FaceSeries.timeRounding) + 1
    return (0..<count).map { step in
      let time = min(first + Double(step) * hop, last)
      let mean = average(at: time, widthSeconds: widthSeconds, lower: &lower, upper: &upper)
      return (time, mean ?? value(at: time, segment: &lower))
    }
  }

  /// - Parameters:
  ///   - lower: Segment searched from for the start of the time; only ever moves on.
  ///   - upper: The same for its end.
  /// - Returns: `nil` where no time is left around the instant.
  private func average(at time: Double, widthSeconds: Double, lower: inout Int, upper: inout Int) -> Double? {
    let half = min(widthSeconds / 2, time - timesSeconds[0], timesSeconds[timesSeconds.count - 1] - time)
    guard half > FaceSeries.timeRounding else { return nil }
    return (integral(to: time + half, segment: &upper) - integral(to: time - half, segment: &lower))
      / (2 * half)
  }

  private func advance(_ segment: inout Int, to time: Double) {
    while segment + 2 < timesSeconds.count, timesSeconds[segment + 1] <= time { segment += 1 }
  }

  private func value(at time: Double, segment: inout Int) -> Double {
    advance(&segment, to: time)
    guard segment + 1 < timesSeconds.count else { return values[segment] }
    let share = (time - timesSeconds[segment]) / (timesSeconds[segment + 1] - timesSeconds[segment])
    return values[segment] + share * (values[segment + 1] - values[segment])
  }

  private func integral(to time: Double, segment: inout Int) -> Double {
    let end = value(at: time, segment: &segment)
    return integrals[segment] + (time - timesSeconds[segment]) * (values[segment] + end) / 2
  }
}
