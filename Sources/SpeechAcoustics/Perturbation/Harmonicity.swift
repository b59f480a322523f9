import RealModule
import SpectralAnalysis

/// Harmonics-to-noise ratio of a frame: 10 log10(r / (1 − r)) (Boersma 1993, eq. 4) of the likest lag
/// (Praat manual, page "Sound: To Harmonicity (cc)…").
enum Harmonicity {
  /// Single-precision sums cannot tell r from 1 beyond this.
  static let limitDecibels = 60.0
  /// Frames whose peak is below this share of the speech's are silent.
  static let silenceThreshold = 0.1

  /// - Parameters:
  ///   - correlation: Normalised, from lag 0 on.
  ///   - relativePeak: The frame's peak over the speech's.
  /// - Returns: `nil` for a silent frame, and one without a positive maximum of the correlation. A frame
  ///   between one and two silence thresholds counts when its r exceeds 2 − peak / threshold, the pitch
  ///   analysis's unvoiced strength at voicing threshold 0.
  static func decibels(
    _ correlation: [Float], longestLag: Int, relativePeak: Double, depthSamples: Int
  ) -> Float? {
    let values = correlation.span
    var best = 0.0
    for lag in 2..<longestLag
    where values[lag] > 0 && values[lag] > values[lag - 1] && values[lag] >= values[lag + 1] {
      // A parabola is never more than a few hundredths short of the refined maximum.
      let rough = parabolicPeak(
        at: lag, before: Double(values[lag - 1]), middle: Double(values[lag]), after: Double(values[lag + 1]))
      guard rough.height > best - 0.05 else { continue }
      let height = sincPeak(values, near: rough.position, depthSamples: depthSamples).height
      best = max(best, height > 1 ? 1 / height : height)
    }
    guard best > max(0, 2 - relativePeak / silenceThreshold) else { return nil }
    return decibels(best)
  }

  private static func decibels(_ r: Double) -> Float {
    let ratio = max(r, 1e-9) / max(1 - r, 1e-9)
    return Float(min(max(10 * Double.log10(ratio), -limitDecibels), limitDecibels))
  }
}
