/// Rises and falls of a contour inside its stretches, on the real time axis.
///
/// The contour turns where it has moved back by the threshold from its last extreme; smaller waves count as
/// part of the movement they ride on. A stretch's first and last extremes are turning points too.
struct ContourMovements {
  /// Units a second, all positive.
  private(set) var risingSlopes: [Double] = []
  private(set) var fallingSlopes: [Double] = []
  /// Turning points from a rise to a fall, and maxima that end a stretch after a rise.
  private(set) var peakCount = 0

  /// - Parameters:
  ///   - stretches: Ranges of frames without gaps.
  ///   - threshold: Least height of a movement; above 0.
  init(
    _ columns: DescriptorColumns, _ descriptor: EGeMAPSDescriptor, stretches: [Range<Int>], threshold: Double,
    hopSeconds: Double
  ) {
    for stretch in stretches {
      let contour = stretch.compactMap { frame in
        columns[descriptor, frame].map { (frame: frame, value: Double($0)) }
      }
      let turns = Self.turningPoints(contour, threshold: threshold)
      for (a, b) in zip(turns, turns.dropFirst()) {
        let slope = (b.value - a.value) / (Double(b.frame - a.frame) * hopSeconds)
        if slope > 0 {
          risingSlopes.append(slope)
          peakCount += 1
        } else {
          fallingSlopes.append(-slope)
        }
      }
    }
  }

  private static func turningPoints(
    _ contour: [(frame: Int, value: Double)], threshold: Double
  ) -> [(frame: Int, value: Double)] {
    guard var lowest = contour.first, threshold > 0 else { return [] }
    var highest = lowest
    var turns: [(frame: Int, value: Double)] = []
    /// 1 while the contour rises, −1 while it falls, 0 before it has done either.
    var direction = 0
    for point in contour.dropFirst() {
      if point.value > highest.value { highest = point }
      if point.value < lowest.value { lowest = point }
      if direction != 1, point.value - lowest.value >= threshold {
        turns.append(lowest)
        direction = 1
        highest = point
      } else if direction != -1, highest.value - point.value >= threshold {
        turns.append(highest)
        direction = -1
        lowest = point
      }
    }
    if direction != 0 { turns.append(direction == 1 ? highest : lowest) }
    return turns
  }
}
