#if canImport(Glibc)
  internal import Glibc
#endif

import SignalCore

/// Regular modulation of a voice's pitch or loudness, 3 to 15 Hz.
///
/// Each long enough stretch of the contour loses its least-squares parabola and is divided by its mean; under
/// a Hann window its Fourier sums every 0.1 Hz give the amplitude of a modulation at that frequency. Their
/// squares are averaged over stretches, weighted by length; the highest is the tremor.
struct VoiceTremor: Sendable, Hashable {
  static let frequenciesHz = stride(from: 3.0, through: 15.0, by: 0.1)
  static let shortestStretchSeconds = 0.5

  let frequencyHz: Double
  /// Amplitude of the modulation over the contour's mean, in percent.
  let magnitudePercent: Double

  /// `nil` without a long enough stretch of a contour that is above 0.
  ///
  /// - Parameter stretches: Evenly spaced values, none of them missing.
  init?(stretches: [[Double]], hopSeconds: Double) {
    let least = Int((Self.shortestStretchSeconds / hopSeconds).rounded())
    let frequencies = Array(Self.frequenciesHz)
    var powers = [Double](repeating: 0, count: frequencies.count)
    var total = 0.0
    for stretch in stretches where stretch.count >= least {
      guard let mean = stretch.mean, mean > 0 else { continue }
      let deviations = Self.withoutParabola(stretch).map { $0 / mean }
      let count = deviations.count
      let windowed = deviations.indices.map { i in
        (0.5 - 0.5 * cos(2 * .pi * (Double(i) + 0.5) / Double(count))) * deviations[i]
      }
      for (place, frequency) in frequencies.enumerated() {
        let amplitude = 4 / Double(count) * Self.fourierMagnitude(windowed, perSample: frequency * hopSeconds)
        powers[place] += Double(count) * amplitude * amplitude
      }
      total += Double(count)
    }
    guard total > 0, let best = powers.indices.max(by: { powers[$0] < powers[$1] }) else { return nil }
    frequencyHz = frequencies[best]
    magnitudePercent = 100 * (powers[best] / total).squareRoot()
  }

  private static func fourierMagnitude(_ values: [Double], perSample frequency: Double) -> Double {
    let turn = (cosine: cos(2 * .pi * frequency), sine: sin(2 * .pi * frequency))
    var phase = (cosine: 1.0, sine: 0.0)
    var sum = (cosine: 0.0, sine: 0.0)
    for value in values {
      sum = (sum.cosine + value * phase.cosine, sum.sine + value * phase.sine)
      phase = (
        phase.cosine * turn.cosine - phase.sine * turn.sine,
        phase.sine * turn.cosine + phase.cosine * turn.sine
      )
    }
    return (sum.cosine * sum.cosine + sum.sine * sum.sine).squareRoot()
  }

  /// Residues of the least-squares parabola, by projection on the first three polynomials orthogonal over the
  /// places.
  private static func withoutParabola(_ values: [Double]) -> [Double] {
    let count = Double(values.count)
    let places = values.indices.map { 2 * (Double($0) + 0.5) / count - 1 }
    let square = places.reduce(0) { $0 + $1 * $1 } / count
    let shapes = [places.map { _ in 1.0 }, places, places.map { $0 * $0 - square }]
    return shapes.reduce(values) { rest, shape in
      let weight = zip(rest, shape).reduce(0) { $0 + $1.0 * $1.1 } / shape.reduce(0) { $0 + $1 * $1 }
      return zip(rest, shape).map { $0 - weight * $1 }
    }
  }
}
