import RealModule

/// How wide a band a recording fills, whatever its sample rate says: telephones, old files and lossy coders leave
/// nothing but flat rounding noise above an edge far steeper than any voice's spectrum.
enum RecordingBandwidth {
  private static let bandHz = 125.0
  /// Bands an edge may take to fall.
  private static let edgeBands = 4
  /// Least fall over the edge, and largest spread of what lies above it.
  private static let fallDecibels = 35.0
  private static let spreadDecibels = 8.0
  /// Deeper than this under the loudest band all is nothing.
  private static let depthDecibels = 100.0

  /// - Parameter power: Of the bins of a long-term spectrum whose window leaks less than the voice's own fall.
  /// - Returns: The frequency of the lowest such edge, or half the sample rate; `nil` without sound.
  static func hertz(_ power: [Double], binHz: Double) -> Double? {
    let binsInBand = max(1, Int((bandHz / binHz).rounded()))
    let powers = stride(from: 0, to: power.count - binsInBand, by: binsInBand).map { first in
      power[first..<first + binsInBand].reduce(0, +)
    }
    guard let peak = powers.max(), peak > 0 else { return nil }
    let levels = powers.map { max(10 * Double.log10(max($0 / peak, 1e-30)), -depthDecibels) }
    // At least eight bands lie above an edge, so that their spread says something.
    for edge in 2..<max(levels.count - edgeBands - 7, 2) {
      // Between the harmonics of a high voice a band may be empty.
      let below = max(levels[edge - 2], levels[edge - 1])
      let above = levels[(edge + edgeBands)...]
      guard let highest = above.max(), let lowest = above.min() else { continue }
      if below - highest >= fallDecibels, highest - lowest <= spreadDecibels {
        return Double(edge * binsInBand) * binHz
      }
    }
    return Double(power.count - 1) * binHz
  }
}
