#if canImport(Glibc)
  internal import Glibc
#endif

import SignalCore
import SpectralAnalysis

/// Harmonics-to-noise ratio and levels of harmonics of voiced frames, the latter from a Gaussian window of 100 ms,
/// 50 ms effective.
///
/// Serves one thread; allocates nothing per frame.
struct HarmonicFrameAnalyser: ~Copyable {
  static let windowSeconds = 0.100
  /// Single-precision sums cannot tell correlation 1 from what lies beyond.
  private static let limitDecibels = 60.0

  private let sampleRateHz: Double
  let binHz: Double
  private let window: [Float]
  private var transform: SpectrumAnalyser
  private var noise: HarmonicNoise
  private var frame: [Float]
  private var windowed: [Float]
  private var power: [Float]
  /// Power of the spectrum's bins summed over the frames analysed: the voice's long-term spectrum.
  private(set) var totalPower: [Double]

  init(sampleRateHz: Double) {
    self.sampleRateHz = sampleRateHz
    let length = Int((Self.windowSeconds * sampleRateHz).rounded())
    var size = 16
    while size < length { size *= 2 }
    binHz = sampleRateHz / Double(size)
    window = Windows.gaussian(count: length)
    transform = SpectrumAnalyser(length: size)
    noise = HarmonicNoise(sampleRateHz: sampleRateHz)
    frame = [Float](repeating: 0, count: length)
    windowed = frame
    power = [Float](repeating: 0, count: size / 2 + 1)
    totalPower = [Double](repeating: 0, count: power.count)
  }

  /// Writes the ratio, H1–H2, H1–A3 and the formants' amplitudes of a voiced frame; reads the formants' frequencies.
  mutating func analyse(
    _ sound: PreparedSound, centre: Int, frame number: Int, pitchHz: Double,
    columns: inout DescriptorColumns
  ) {
    let first = centre - window.count / 2
    guard first >= 0, first + window.count <= sound.samples.count else { return }
    sound.copyCentred(from: first, count: window.count, into: &frame)
    columns[.harmonicsToNoise, number] = harmonicity(periodSamples: sampleRateHz / pitchHz)
    multiply(frame, from: 0, by: window, into: &windowed)
    transform.power(of: windowed, into: &power)
    Self.add(power, to: &totalPower)

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

  private static func add(_ array: [Float], to totals: inout [Double]) {
    let power = array.span
    var total = totals.mutableSpan
    for bin in power.indices { total[bin] += Double(power[bin]) }
  }

  /// 10·log10(r / (1 − r)) (Boersma 1993, eq. 4).
  private mutating func harmonicity(periodSamples: Double) -> Float? {
    guard let likeness = noise.likeness(frame, periodSamples: periodSamples) else { return nil }
    // Interpolation can pass 1 slightly; the mirror image keeps order.
    let r = likeness > 1 ? 1 / likeness : likeness
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
