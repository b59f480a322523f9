import SignalCore
import SpectralAnalysis

/// Glottal quotients at every second voiced frame of a grid.
struct GlottalFrames: Sendable {
  static let everyFrames = 2
  private static let periods = 4.0

  var normalisedAmplitudeQuotient: [Float?]
  var quasiOpenQuotient: [Float?]

  /// - Precondition: The sample rate is 8 kHz or more.
  static func track(_ sound: PreparedSound, pitch: PitchTrack) -> GlottalFrames {
    let grid = pitch.grid
    let rate = Int(sound.sampleRateHz.rounded())
    let converter =
      rate == GlottalFlow.sampleRateHz
      ? nil : RateConverter(inputRateHz: rate, outputRateHz: GlottalFlow.sampleRateHz)
    var upright = [GlottalCycle?](repeating: nil, count: grid.count)
    var reversed = upright
    var skewness = 0.0
    for frame in stride(from: 0, to: grid.count, by: everyFrames) {
      guard let hertz = pitch.valuesHz[frame] else { continue }
      let period = Double(GlottalFlow.sampleRateHz) / hertz
      let samples = Self.samples(
        sound, converter: converter, centreSeconds: grid.centreSeconds(frame) - sound.startSeconds,
        count: Int((periods * period).rounded(.up)))
      guard let estimate = GlottalFlow.estimate(samples) else { continue }
      upright[frame] = GlottalCycle(
        flow: estimate.flow, derivative: estimate.derivative, periodSamples: period, sign: 1)
      reversed[frame] = GlottalCycle(
        flow: estimate.flow, derivative: estimate.derivative, periodSamples: period, sign: -1)
      skewness += Self.skewness(estimate.derivative)
    }
    // A glottis closes faster than it opens: the derivative's strong side is the negative one.
    let cycles = skewness <= 0 ? upright : reversed
    return GlottalFrames(
      normalisedAmplitudeQuotient: cycles.map { $0.map { Float($0.normalisedAmplitudeQuotient) } },
      quasiOpenQuotient: cycles.map { $0.map { Float($0.quasiOpenQuotient) } })
  }

  /// Samples around a time at 8 kHz, less their straight line; outside the sound 0.
  private static func samples(
    _ sound: PreparedSound, converter: RateConverter?, centreSeconds: Double, count: Int
  ) -> [Double] {
    let first = max(Int((centreSeconds * Double(GlottalFlow.sampleRateHz)).rounded()) - count / 2, 0)
    var samples = [Float](repeating: 0, count: count)
    if let converter {
      var target = samples.mutableSpan
      converter.convert(sound.samples.span, firstOutput: first, into: &target)
    } else {
      for i in samples.indices where first + i < sound.samples.count { samples[i] = sound.samples[first + i] }
    }
    let values = samples.map(Double.init)
    let middle = Double(count - 1) / 2
    let mean = values.mean ?? 0
    var slope = 0.0
    for i in values.indices { slope += (Double(i) - middle) * values[i] }
    slope *= 12 / (Double(count) * (Double(count) * Double(count) - 1))
    return values.indices.map { values[$0] - mean - slope * (Double($0) - middle) }
  }

  private static func skewness(_ values: [Double]) -> Double {
    let mean = values.mean ?? 0
    var second = 0.0
    var third = 0.0
    for value in values {
      let deviation = value - mean
      second += deviation * deviation
      third += deviation * deviation * deviation
    }
    let count = Double(values.count)
    let spread = (second / count).squareRoot()
    return spread > 0 ? third / count / (spread * spread * spread) : 0
  }
}
