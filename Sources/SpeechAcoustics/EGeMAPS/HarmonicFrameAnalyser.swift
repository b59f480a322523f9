#if canImport(Glibc)
  internal import Glibc
#endif

import SignalCore
import SpectralAnalysis

/// Harmonics-to-noise ratio and levels of harmonics of voiced frames, from a Gaussian window of 100 ms, 50 ms effective
/// (Boersma 1993, section 4: its side lobes let the ratio reach far above any voice's).
///
/// Serves one thread; allocates nothing per frame.
struct HarmonicFrameAnalyser: ~Copyable {
  static let windowSeconds = 0.100
  /// Single-precision sums cannot tell correlation 1 from what lies beyond.
  private static let limitDecibels = 60.0
  private let depth = 30

  private let sampleRateHz: Double
  let binHz: Double
  private let window: [Float]
  /// Lag 0 of the window's autocorrelation over every other (Boersma 1993, eq. 9).
  private let windowCorrection: [Float]
  private var transform: SpectrumAnalyser
  private var frame: [Float]
  private var real: [Float]
  private var imaginary: [Float]
  private var power: [Float]
  private var correlation: [Float]
  /// Power of the spectrum's bins summed over the frames analysed: the voice's long-term spectrum.
  private(set) var totalPower: [Double]

  /// - Parameter floorHz: Lowest pitch it will be given.
  init(sampleRateHz: Double, floorHz: Double) {
    self.sampleRateHz = sampleRateHz
    let length = Int((Self.windowSeconds * sampleRateHz).rounded())
    let lagCount = min(Int(1.1 * sampleRateHz / floorHz) + depth + 3, length)
    var size = 16
    while size < length + lagCount { size *= 2 }
    binHz = sampleRateHz / Double(size)
    let window = Windows.gaussian(count: length)
    var transform = SpectrumAnalyser(length: size)
    frame = [Float](repeating: 0, count: length)
    real = [Float](repeating: 0, count: transform.binCount)
    imaginary = real
    power = real
    totalPower = [Double](repeating: 0, count: transform.binCount)
    correlation = [Float](repeating: 0, count: lagCount)
    transform.analyse(window, real: &real, imaginary: &imaginary)
    for bin in power.indices { power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin] }
    var ofWindow = correlation
    let windowPower = power
    transform.inverse(ofEven: windowPower, into: &ofWindow)
    windowCorrection = ofWindow.map { ofWindow[0] / $0 }
    self.window = window
    self.transform = transform
  }

  /// Writes the ratio, H1–H2, H1–A3 and the formants' amplitudes of a voiced frame; reads the formants' frequencies.
  mutating func analyse(
    _ sound: PreparedSound, centre: Int, frame number: Int, pitchHz: Double,
    columns: inout DescriptorColumns
  ) {
    let first = centre - window.count / 2
    guard first >= 0, first + window.count <= sound.samples.count else { return }
    sound.copyCentred(from: first, count: window.count, into: &frame)
    for i in frame.indices { frame[i] *= window[i] }
    transform.analyse(frame, real: &real, imaginary: &imaginary)
    for bin in power.indices { power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin] }
    for bin in power.indices { totalPower[bin] += Double(power[bin]) }
    columns[.harmonicsToNoise, number] = harmonicity(periodSamples: sampleRateHz / pitchHz)

    guard let fundamental = levelDecibels(ofHarmonic: 1, pitchHz: pitchHz) else { return }
    if let second = levelDecibels(ofHarmonic: 2, pitchHz: pitchHz) {
      columns[.h1H2, number] = Float(fundamental - second)
    }
    for formant in 0..<3 {
      guard let frequency = columns[.frequency(formant: formant), number],
        let level = levelDecibels(
          ofHarmonic: max(1, Int((Double(frequency) / pitchHz).rounded())), pitchHz: pitchHz)
      else { continue }
      columns[.amplitude(formant: formant), number] = Float(level - fundamental)
      if formant == 2 { columns[.h1A3, number] = Float(fundamental - level) }
    }
  }

  /// 10·log10(r / (1 − r)), r the highest autocorrelation within 10 % of the period, the window's own divided out
  /// (Boersma 1993, eqs. 4 and 9).
  private mutating func harmonicity(periodSamples period: Double) -> Float? {
    // A second name for the same storage: nothing is copied.
    let spectrum = power
    transform.inverse(ofEven: spectrum, into: &correlation)
    guard correlation[0] > 0 else { return nil }
    let from = max(Int(0.9 * period), 2)
    let to = min(Int((1.1 * period).rounded(.up)), correlation.count - depth - 2)
    guard from <= to else { return nil }
    let scale = 1 / correlation[0]
    for lag in max(from - depth - 1, 0)...to + depth + 1 { correlation[lag] *= scale * windowCorrection[lag] }
    var best = from
    for lag in from...to where correlation[lag] > correlation[best] { best = lag }
    let height = sincPeak(correlation.span, near: Double(best), depthSamples: depth).height
    let r = height > 1 ? 1 / height : height
    let ratio = 10 * log10(max(r, 1e-9) / max(1 - r, 1e-9))
    return Float(min(max(ratio, -Self.limitDecibels), Self.limitDecibels))
  }

  /// Height of the spectral peak within 0.3 of the pitch round a harmonic, by a parabola through its decibels,
  /// which is what a Gaussian window's peak is; `nil` where there is no peak or no spectrum.
  private func levelDecibels(ofHarmonic number: Int, pitchHz: Double) -> Double? {
    let from = max(1, Int(((Double(number) - 0.3) * pitchHz / binHz).rounded(.up)))
    let to = min(power.count - 2, Int((Double(number) + 0.3) * pitchHz / binHz))
    guard from <= to else { return nil }
    var best = from
    for bin in from...to where power[bin] > power[best] { best = bin }
    guard power[best] > 0, power[best] >= power[best - 1], power[best] >= power[best + 1],
      power[best - 1] > 0, power[best + 1] > 0
    else { return nil }
    return parabolicPeak(
      at: 0, before: 10 * log10(Double(power[best - 1])), middle: 10 * log10(Double(power[best])),
      after: 10 * log10(Double(power[best + 1]))
    ).height
  }
}
