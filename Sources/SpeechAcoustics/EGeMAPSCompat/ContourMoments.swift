/// Mean and spread of a contour; 0 where there is nothing, as the set has it.
struct ContourMoments {
  let mean: Double
  /// Divisor n.
  let deviation: Double

  init(_ contour: [Float]) { self.init(contour.lazy.map { Double($0) }) }

  init(_ contour: some Collection<Double>) {
    guard !contour.isEmpty else {
      mean = 0
      deviation = 0
      return
    }
    let count = Double(contour.count)
    let mean = contour.reduce(0, +) / count
    self.mean = mean
    deviation = (contour.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }

  /// Standard deviation over mean, of the mean's sign.
  var normalisedDeviation: Double { mean == 0 ? deviation : deviation / mean }
}

/// Stretches of a contour's frames that satisfy a condition.
///
/// A stretch counts from its third frame on; one frame that does not satisfy it is bridged, two end it.
struct ContourSegments {
  /// In frames, from the first to the last one of a stretch: one less than it holds.
  private(set) var lengths: [Int] = []

  init(_ contour: [Float], _ belongs: (Float) -> Bool) {
    var start: Int?
    var matching = 0
    var gap = 0
    for (frame, value) in contour.enumerated() {
      if belongs(value) {
        if start == nil {
          start = frame
          matching = 0
        }
        matching += 1
        gap = 0
      } else if let begun = start {
        gap += 1
        guard gap == 2 else { continue }
        if matching >= 3 { lengths.append(frame - 2 - begun) }
        start = nil
      }
    }
    if let start, matching >= 3 { lengths.append(contour.count - 1 - start) }
  }

  private var moments: ContourMoments {
    ContourMoments(lengths.lazy.map { Double($0) * CompatGeometry.hopSeconds })
  }
  var meanSeconds: Double { moments.mean }
  var deviationSeconds: Double { moments.deviation }
}
