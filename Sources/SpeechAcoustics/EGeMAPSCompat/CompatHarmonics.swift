import SpectralAnalysis

#if canImport(Glibc)
  internal import Glibc
#endif

/// Levels of a voiced frame's harmonics and its harmonics-to-noise ratio, from the long magnitude spectrum.
struct CompatHarmonics: ~Copyable {
  struct Values {
    var harmonicsToNoise: Float = 0
    var secondOverThird: Float = 0
    var secondOverThirdFormant: Float = 0
    var formantLevels = InlineArray<3, Float>(repeating: absentLevel)
  }

  /// What the set writes where there is no level.
  static let absentLevel: Float = -201
  private static let lowestLevel: Float = -200
  private static let harmonicCount = 100

  private let binHz: Double
  private var analyser: MagnitudeAnalyser
  private var autocorrelation: [Float]
  private var magnitudes = [Float](repeating: 0, count: harmonicCount)
  private var frequenciesHz = [Double](repeating: 0, count: harmonicCount)
  private var levels = [Float](repeating: 0, count: harmonicCount)

  init(geometry: CompatGeometry) {
    binHz = geometry.longBinHz
    analyser = MagnitudeAnalyser(length: geometry.longTransformLength)
    autocorrelation = [Float](repeating: 0, count: geometry.longBinCount)
  }

  /// - Parameters:
  ///   - magnitude: One number a bin.
  ///   - frequencyHz: Fundamental frequency, above 0.
  ///   - formantsHz: First three formants, 0 where absent.
  mutating func measure(
    _ magnitude: Span<Float>, frequencyHz: Double, formantsHz: InlineArray<3, Float>
  ) -> Values {
    findHarmonics(magnitude, frequencyHz: frequencyHz)
    var values = Values()
    values.harmonicsToNoise = harmonicsToNoise(magnitude, frequencyHz: frequencyHz)
    // Without a first harmonic the levels have no reference and stay as in an unvoiced frame.
    guard magnitudes[0] > 0 else { return values }
    // Named H1-H2; places count from 0, so it is the second harmonic less the third.
    values.secondOverThird = Self.limited(levels[1] - levels[2])
    var third: Int?
    for formant in 0..<3 {
      let strongest = strongestHarmonic(near: Double(formantsHz[formant]))
      values.formantLevels[formant] = strongest.map { levels[$0] } ?? 0
      if formant == 2 { third = strongest }
    }
    values.secondOverThirdFormant = third.map { Self.limited(levels[1] - levels[$0]) } ?? Self.absentLevel
    return values
  }

  private static func limited(_ difference: Float) -> Float {
    min(max(difference, absentLevel), -absentLevel)
  }

  // MARK: - Harmonics

  private func nearestBin(_ hertz: Double) -> Int { Int((hertz / binHz).rounded()) }

  private mutating func findHarmonics(_ y: Span<Float>, frequencyHz: Double) {
    let lowestBin = nearestBin(frequencyHz / 2)
    var previousBin = -1
    var reference: Float = 0
    for i in 0..<Self.harmonicCount {
      magnitudes[i] = 0
      frequenciesHz[i] = 0
      let place = Double(i)
      let bin = peakBin(
        y, near: nearestBin((place + 1) * frequencyHz), from: nearestBin((place + 0.5) * frequencyHz),
        to: nearestBin((place + 1.5) * frequencyHz))
      guard let bin, bin >= lowestBin, bin < y.count - 1 else {
        levels[i] = i == 0 ? 0 : Self.lowestLevel
        continue
      }
      let isRepeated = bin == previousBin
      previousBin = bin
      let peak = parabolicPeak(
        at: bin, before: Double(y[bin - 1]), middle: Double(y[bin]), after: Double(y[bin + 1]))
      if i == 0 {
        reference = y[bin]
        levels[i] = 0
      } else {
        // The first harmonic enters as found, the others as interpolated.
        let level = decibels(Float(peak.height)) - decibels(reference)
        levels[i] = isRepeated ? Self.absentLevel : max(level, Self.lowestLevel)
      }
      guard !isRepeated else { continue }
      magnitudes[i] = y[bin]
      frequenciesHz[i] = peak.position * binHz
    }
  }

  private func decibels(_ magnitude: Float) -> Float {
    magnitude > 0 ? max(20 * log10(magnitude), Self.lowestLevel) : Self.lowestLevel
  }

  /// The bin itself if it is a strict maximum, else the nearest one within limits, upwards first.
  private func peakBin(_ y: Span<Float>, near bin: Int, from lowest: Int, to highest: Int) -> Int? {
    func isPeak(_ i: Int) -> Bool { i > 0 && i < y.count - 1 && y[i] > y[i - 1] && y[i] > y[i + 1] }
    guard bin < y.count else { return nil }
    if isPeak(bin) { return bin }
    for distance in 1...max(highest - bin, bin - lowest, 1) {
      if bin + distance <= highest, isPeak(bin + distance) { return bin + distance }
      if bin - distance >= lowest, isPeak(bin - distance) { return bin - distance }
    }
    return nil
  }

  private func strongestHarmonic(near formantHz: Double) -> Int? {
    guard formantHz > 0 else { return nil }
    var strongest: Int?
    for i in 0..<Self.harmonicCount
    where frequenciesHz[i] >= 0.8 * formantHz && frequenciesHz[i] <= 1.2 * formantHz {
      if let known = strongest, magnitudes[known] >= magnitudes[i] { continue }
      if magnitudes[i] > 0 { strongest = i }
    }
    return strongest
  }

  // MARK: - Noise

  /// From the circular autocorrelation of the windowed frame, the window's own not taken out: a clean 100 Hz
  /// voice reads about 7 dB.
  private mutating func harmonicsToNoise(_ y: Span<Float>, frequencyHz: Double) -> Float {
    analyser.autocorrelate(magnitude: y, into: &autocorrelation)
    let nyquistHz = binHz * Double(y.count - 1)
    let expected = Int(2 * nyquistHz / frequencyHz)
    guard let lag = peakLag(near: expected) else { return 0 }
    let peak = autocorrelation[lag].magnitude
    let noise = autocorrelation[0].magnitude - peak
    return ratioDecibels(noise > 0 ? Double(peak) / Double(noise) : .infinity)
  }

  private func ratioDecibels(_ ratio: Double) -> Float { Float(10 * log10(min(max(ratio, 1e-9), 1e11))) }

  private func peakLag(near expected: Int) -> Int? {
    let r = autocorrelation.span
    func isPeak(_ i: Int) -> Bool {
      i > 0 && i < r.count - 1 && r[i].magnitude > r[i - 1].magnitude && r[i].magnitude > r[i + 1].magnitude
    }
    if isPeak(expected) { return expected }
    for distance in 1..<r.count {
      if isPeak(expected - distance) { return expected - distance }
      if isPeak(expected + distance) { return expected + distance }
    }
    return nil
  }
}
