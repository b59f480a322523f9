#if canImport(Glibc)
  internal import Glibc
#endif

/// A maximum between samples.
public struct InterpolatedPeak: Sendable, Hashable {
  /// Position in samples, with a fraction.
  public var position: Double
  public var height: Double

  public init(position: Double, height: Double) {
    self.position = position
    self.height = height
  }
}

/// The vertex of the parabola through three neighbouring samples, the middle one being the largest.
public func parabolicPeak(at index: Int, before: Double, middle: Double, after: Double) -> InterpolatedPeak {
  let curvature = before - 2 * middle + after
  guard curvature < 0 else { return InterpolatedPeak(position: Double(index), height: middle) }
  let offset = min(max(0.5 * (before - after) / curvature, -1), 1)
  let height = middle - 0.25 * (before - after) * offset
  return InterpolatedPeak(position: Double(index) + offset, height: height)
}

/// Value of an evenly sampled, band-limited function between its samples: tapered sin(x)/x, as
/// Boersma 1993, eq. 22, but with Blackman's taper.
///
/// - Parameters:
///   - values: Samples; positions near either end use as many as there are, evenly on both sides.
///   - depthSamples: Samples used on either side.
public func sincInterpolated(_ values: Span<Float>, at position: Double, depthSamples: Int) -> Double {
  let left = Int(position.rounded(.down))
  precondition(left >= 0 && left < values.count, "the position lies within the samples")
  let fraction = position - Double(left)
  guard fraction > 1e-9, left + 1 < values.count else { return Double(values[left]) }
  let depth = min(depthSamples, left + 1, values.count - left - 1)
  // Blackman's taper keeps slow functions true to 1e-6, where Hann's leaves 3e-4: as much as the noise of a
  // 35 dB voice. sin(π(k + fraction)) only alternates in sign with k, and the taper's cosine follows by rotation:
  // two sines and two cosines serve the whole sum.
  let sine = sin(.pi * fraction) / .pi
  let reach = Double(depth) + 0.5
  let step = .pi / reach
  let cosineStep = cos(step)
  let sineStep = sin(step)
  var total = 0.0
  for side in 0..<2 {
    let first = side == 0 ? fraction : 1 - fraction
    var cosine = cos(step * first)
    var sineOfTaper = sin(step * first)
    var distance = first
    var sign = 1.0
    for k in 0..<depth {
      let value = Double(values[side == 0 ? left - k : left + 1 + k])
      total += sign * value / distance * (0.34 + 0.5 * cosine + 0.16 * cosine * cosine)
      let next = cosine * cosineStep - sineOfTaper * sineStep
      sineOfTaper = sineOfTaper * cosineStep + cosine * sineStep
      cosine = next
      distance += 1
      sign = -sign
    }
  }
  return total * sine
}

/// The maximum near an estimate, of the sinc-interpolated function; the estimate, as a parabola through the samples
/// gives it, is to be true to a quarter of a sample.
///
/// Parabolas through three interpolated values a quarter, then a sixteenth of a sample apart: after
/// the second the position is within about 1e-4 samples.
public func sincPeak(_ values: Span<Float>, near estimate: Double, depthSamples: Int) -> InterpolatedPeak {
  if depthSamples == SincTable.depthSamples, let peak = SincTable.shared.peak(values, near: estimate) {
    return peak
  }
  var peak = InterpolatedPeak(position: estimate, height: 0)
  var distance = 0.25
  for _ in 0..<2 {
    let middle = min(max(peak.position, distance), Double(values.count - 1) - distance)
    let vertex = parabolicPeak(
      at: 0, before: sincInterpolated(values, at: middle - distance, depthSamples: depthSamples),
      middle: sincInterpolated(values, at: middle, depthSamples: depthSamples),
      after: sincInterpolated(values, at: middle + distance, depthSamples: depthSamples))
    peak = InterpolatedPeak(position: middle + vertex.position * distance, height: vertex.height)
    distance = 0.0625
  }
  return peak
}
