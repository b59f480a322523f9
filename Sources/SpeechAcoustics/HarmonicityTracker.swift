import RealModule
import SignalCore
import SpectralAnalysis

/// Harmonics-to-noise ratio of voiced frames by forward cross-correlation.
///
/// 10 log10(r / (1 − r)) (Boersma 1993, eq. 4), r the highest normalised cross-correlation of two
/// stretches one period of the pitch floor long, a period apart (Praat manual, page "Sound: To Harmonicity
/// (cc)…"), lags within 10 % of the period found. Frames without voice have no value.
/// Serves one thread; allocates nothing per frame.
struct HarmonicityTracker: ~Copyable {
  /// Single-precision sums cannot tell r from 1 beyond this.
  static let limitDecibels = 60.0
  private let depth = 30
  private let segmentLength: Int
  private let sampleRateHz: Double
  private var stretch: [Float]
  private var correlation: [Float]

  init(floorHz: Double, sampleRateHz: Double) {
    self.sampleRateHz = sampleRateHz
    segmentLength = Int((sampleRateHz / floorHz).rounded(.up))
    let longestLag = Int(1.1 * sampleRateHz / floorHz) + depth + 2
    stretch = [Float](repeating: 0, count: segmentLength + longestLag)
    correlation = [Float](repeating: 0, count: longestLag + 1)
  }

  /// - Parameter frequencyHz: The frame's pitch, at or above the floor.
  /// - Returns: Decibels from −60 to 60; `nil` at the very edge of the signal.
  mutating func harmonicity(_ sound: PreparedSound, centre: Int, frequencyHz: Double) -> Float? {
    let period = sampleRateHz / frequencyHz
    let shortest = max(1, Int(0.9 * period) - depth)
    let longest = min(Int(1.1 * period) + depth, correlation.count - 1)
    let first = centre - (segmentLength + Int(period)) / 2
    let count = segmentLength + longest
    guard first >= 0, first + count <= sound.samples.count else { return nil }
    sound.copyCentred(from: first, count: count, into: &stretch)
    for lag in shortest...longest {
      correlation[lag - shortest] = normalisedCorrelation(
        stretch.span, 0..<segmentLength, lag..<lag + segmentLength)
    }
    return Self.decibels(bestCorrelation(shortest: shortest, longest: longest, period: period))
  }

  private func bestCorrelation(shortest: Int, longest: Int, period: Double) -> Double {
    let from = max(Int(0.9 * period), shortest + 1)
    let to = min(Int(1.1 * period) + 1, longest - 1)
    var best = from
    for lag in from...max(from, to) where correlation[lag - shortest] > correlation[best - shortest] {
      best = lag
    }
    let values = correlation.span.extracting(0..<longest - shortest + 1)
    let height = sincPeak(values, near: Double(best - shortest), depthSamples: depth).height
    return height > 1 ? 1 / height : height
  }

  private static func decibels(_ r: Double) -> Float {
    let ratio = max(r, 1e-9) / max(1 - r, 1e-9)
    return Float(min(max(10 * Double.log10(ratio), -limitDecibels), limitDecibels))
  }
}
