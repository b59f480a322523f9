import RealModule
import SpectralAnalysis

/// Likeness of a frame to itself a period on, as free of the frame's limits as of the voice's own rise and fall:
/// Σ w·x(t)·x(t + T) over √(Σ w·x(t)² · Σ w·x(t + T)²), highest within 10 % of the period.
///
/// Both stretches have the same weights, so that a periodic sound has likeness 1 whatever its spectrum is. Dividing a
/// windowed frame's autocorrelation by the window's own, as Boersma (1993, eq. 9) does, is right on average but not in
/// each frame: 30 dB above its noise a voice's ratio then scatters by 1.4 dB from frame to frame instead of 0.3, and
/// the mean of its decibels is 0.2 too high. Serves one thread; allocates nothing per frame.
struct HarmonicNoise {
  /// Gaussian, half of it effective.
  static let stretchSeconds = 0.070
  private static let depth = 30
  /// Lags tried on either side of the best for the interpolation, and a few more after it for its table.
  private static let before = depth + 2
  private static let after = depth + 8

  private let weights: [Float]
  private var weighted: [Float]
  private var squares: [Float]
  private var products: [Float] = []

  init(sampleRateHz: Double) {
    // Whole runs of vector registers.
    let length = (Int((Self.stretchSeconds * sampleRateHz).rounded()) + 31) / 32 * 32
    weights = Windows.gaussian(count: length)
    weighted = [Float](repeating: 0, count: length)
    squares = [Float](repeating: 0, count: length + 2)
  }

  /// - Parameters:
  ///   - frame: Sound without offset, its middle the instant asked about.
  ///   - period: In samples.
  /// - Returns: −1 to 1; `nil` for silence, or where the frame is too short for the period.
  mutating func likeness(_ frame: [Float], periodSamples period: Double) -> Double? {
    let length = weights.count
    let lowest = max(Int(0.9 * period), 2)
    let highest = Int((1.1 * period).rounded(.up))
    // The pair of stretches lies about the middle.
    let start = (frame.count - length - Int(period.rounded())) / 2
    guard start - Self.before + lowest >= 0, start + highest + Self.after + length <= frame.count else {
      return nil
    }
    let x = frame.span
    multiply(frame, from: start, by: weights, into: &weighted)
    let energy = dotProduct(weighted.span, x.extracting(start..<start + length))
    guard energy > 0 else { return nil }
    fill(x, from: start + lowest, count: highest - lowest + 1)
    let rough = Self.highest(products.span)
    let firstLag = lowest + Int(rough.rounded()) - Self.before
    fill(x, from: start + firstLag, count: Self.before + Self.after)
    let peak = sincPeak(
      products.span, near: rough + Double(lowest - firstLag), depthSamples: Self.depth)
    let lag = Double(firstLag) + peak.position
    let moved = Double(movedEnergy(x, at: Double(start) + lag))
    guard moved > 0 else { return nil }
    return peak.height / (Double(energy) * moved).squareRoot()
  }

  /// Place of the highest value, by parabola.
  private static func highest(_ values: Span<Float>) -> Double {
    var best = 0
    for i in values.indices where values[i] > values[best] { best = i }
    guard best > 0, best + 1 < values.count else { return Double(best) }
    return parabolicPeak(
      at: best, before: Double(values[best - 1]), middle: Double(values[best]),
      after: Double(values[best + 1])
    ).position
  }

  /// Products of the weighted stretch with those that start at so many places in a row.
  private mutating func fill(_ frame: Span<Float>, from first: Int, count: Int) {
    products.removeAll(keepingCapacity: true)
    var place = 0
    while place < count {
      let rows = SIMD4<Int>(0, 1, 2, 3) &+ place
      let last = count - 1
      let sums = fourDotProducts(
        weighted.span, frame, first + rows[0], first + min(rows[1], last), first + min(rows[2], last),
        first + min(rows[3], last))
      for i in 0..<min(4, count - place) { products.append(sums[i]) }
      place += 4
    }
  }

  /// Weighted energy of the stretch from a place between samples on, by a parabola: it changes slowly.
  private mutating func movedEnergy(_ frame: Span<Float>, at place: Double) -> Float {
    let middle = Int(place.rounded())
    var target = squares.mutableSpan
    for i in target.indices { target[i] = frame[middle - 1 + i] * frame[middle - 1 + i] }
    let sums = fourDotProducts(weights.span, squares.span, 0, 1, 2, 1)
    let offset = Float(place - Double(middle))
    return sums[1] + offset * ((sums[2] - sums[0]) / 2 + offset * ((sums[2] - 2 * sums[1] + sums[0]) / 2))
  }
}
