#if canImport(Glibc)
  internal import Glibc
#endif

/// The weights of `sincInterpolated` at a depth of 30 samples, made once for every 32nd of a sample.
///
/// Peaks are sought with it where values are taken by the million: a sum of products needs no sine.
struct SincTable: Sendable {
  static let shared = SincTable()
  static let depthSamples = 30
  private static let phaseCount = 32
  /// 60 weights and zeros up to whole vector registers.
  private static let stride = 64

  /// For each phase the weights of the samples from 29 before to 30 after the one before the place.
  private let weights: [Float]

  private init() {
    var weights = [Float](repeating: 0, count: Self.phaseCount * Self.stride)
    let depth = Self.depthSamples
    var pulse = [Float](repeating: 0, count: 2 * depth)
    for phase in 0..<Self.phaseCount {
      let place = Double(depth - 1) + Double(phase) / Double(Self.phaseCount)
      for tap in 0..<2 * depth {
        pulse[tap] = 1
        weights[phase * Self.stride + tap] = Float(
          sincInterpolated(pulse.span, at: place, depthSamples: depth))
        pulse[tap] = 0
      }
    }
    self.weights = weights
  }

  /// The maximum near an estimate; `nil` so near to either end that samples for the whole depth are missing.
  func peak(_ values: Span<Float>, near estimate: Double) -> InterpolatedPeak? {
    // Half a sample is more than both steps can go from the estimate.
    let reach = Double(Self.stride - Self.depthSamples + 2)
    guard estimate >= Double(Self.depthSamples), estimate + reach <= Double(values.count) else { return nil }
    let rough = vertex(values, near: estimate, distance: Self.phaseCount / 4)
    return vertex(values, near: rough.position, distance: Self.phaseCount / 16)
  }

  /// The vertex of the parabola through three interpolated values.
  ///
  /// - Parameter distance: Between them, in phases.
  @inline(__always)
  private func vertex(_ values: Span<Float>, near estimate: Double, distance: Int) -> InterpolatedPeak {
    let middle = Int((estimate * Double(Self.phaseCount)).rounded())
    let vertex = parabolicPeak(
      at: 0, before: value(values, middle - distance), middle: value(values, middle),
      after: value(values, middle + distance))
    return InterpolatedPeak(
      position: (Double(middle) + vertex.position * Double(distance)) / Double(Self.phaseCount),
      height: vertex.height)
  }

  @inline(__always)
  private func value(_ values: Span<Float>, _ place: Int) -> Double {
    let first = place / Self.phaseCount - Self.depthSamples + 1
    let phase = place % Self.phaseCount * Self.stride
    return Double(
      dotProduct(
        values.extracting(first..<first + Self.stride), weights.span.extracting(phase..<phase + Self.stride)))
  }
}
