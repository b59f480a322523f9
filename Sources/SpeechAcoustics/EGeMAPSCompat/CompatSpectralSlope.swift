import RealModule

/// Slope of a straight line through spectral levels between two frequencies, by least squares as the set does it:
/// edge bins enter by their distance, and the count is one less than that of the points.
struct SpectralSlope {
  let bins: Range<Int>
  private let frequencyWeights: [Double]
  private let levelWeights: [Double]
  private let count: Double
  private let frequencySum: Double
  private let divisor: Double

  init(fromHz: Double, toHz: Double, hertz: [Double]) {
    let binHz = hertz[1]
    let first = (hertz.firstIndex { $0 > fromHz } ?? 1) - 1
    let last = hertz.lastIndex { $0 <= toHz } ?? 0
    let beyond = hertz.firstIndex { $0 >= toHz } ?? hertz.count - 1
    bins = first..<last + 1
    var weights = [Double](repeating: 1, count: last - first + 1)
    weights[0] = (hertz[first + 1] - fromHz) / binHz
    weights[last - first] = (toHz - hertz[beyond - 1]) / binHz
    let inside = hertz[first...last]
    levelWeights = weights
    frequencyWeights = zip(weights, inside).map { $0 * $1 }
    count = Double(last - first)
    frequencySum = frequencyWeights.reduce(0, +)
    let squares = frequencyWeights.reduce(0) { $0 + $1 * $1 }
    divisor = count * squares - frequencySum * frequencySum
  }

  /// In decibels per hertz.
  ///
  /// - Parameter decibels: Levels from bin 0 on.
  func slope(_ decibels: Span<Float>) -> Double {
    var levelSum = 0.0
    var productSum = 0.0
    let levels = decibels.extracting(bins)
    let (forLevels, forProducts) = (levelWeights.span, frequencyWeights.span)
    for i in levels.indices {
      let level = Double(levels[i])
      levelSum = Relaxed.multiplyAdd(forLevels[i], level, levelSum)
      productSum = Relaxed.multiplyAdd(forProducts[i], level, productSum)
    }
    return (count * productSum - frequencySum * levelSum) / divisor
  }
}
