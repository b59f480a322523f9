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
  /// Frequencies that count as near a formant, as shares of its own.
  private static let formantReach = 0.8...1.2

  /// A harmonic's peak in the spectrum; magnitudes of 0 where there is none.
  private struct Harmonic {
    var magnitude: Float = 0
    var interpolated: Float = 0
    var frequencyHz = 0.0
    /// Whether it is the peak of the harmonic before.
    var isRepeated = false
  }

  private let binHz: Double
  private var analyser: SpectrumAnalyser
  private var power: [Float]
  private var autocorrelation: [Float]
  private var harmonics = [Harmonic](repeating: Harmonic(), count: harmonicCount)

  init(geometry: CompatGeometry) {
    binHz = geometry.longBinHz
    analyser = SpectrumAnalyser(length: geometry.longTransformLength)
    power = [Float](repeating: 0, count: geometry.longBinCount)
    autocorrelation = [Float](repeating: 0, count: geometry.longBinCount)
  }

  /// - Parameters:
  ///   - magnitude: One number a bin.
  ///   - frequencyHz: Fundamental frequency, above 0.
  ///   - formantsHz: First three formants, 0 where absent.
  mutating func measure(
    _ magnitude: Span<Float>, frequencyHz: Double, formantsHz: InlineArray<3, Float>
  ) -> Values {
    let highestHz = (0..<3).reduce(0) { max($0, Double(formantsHz[$1])) } * Self.formantReach.upperBound
    // The first three harmonics are always wanted, higher ones where a formant is near.
    let count = min(Self.harmonicCount, Int(highestHz / frequencyHz) + 3)
    findHarmonics(magnitude, frequencyHz: frequencyHz, count: count)
    var values = Values()
    values.harmonicsToNoise = harmonicsToNoise(magnitude, frequencyHz: frequencyHz)
    // Without a first harmonic the levels have no reference and stay as in an unvoiced frame.
    guard harmonics[0].magnitude > 0 else { return values }
    // Named H1-H2; places count from 0, so it is the second harmonic less the third.
    values.secondOverThird = Self.limited(level(1) - level(2))
    var third: Int?
    for formant in 0..<3 {
      let strongest = strongestHarmonic(near: Double(formantsHz[formant]), count: count)
      values.formantLevels[formant] = strongest.map { level($0) } ?? 0
      if formant == 2 { third = strongest }
    }
    values.secondOverThirdFormant = third.map { Self.limited(level(1) - level($0)) } ?? Self.absentLevel
    return values
  }

  private static func limited(_ difference: Float) -> Float {
    min(max(difference, absentLevel), -absentLevel)
  }

  // MARK: - Harmonics

  private func nearestBin(_ hertz: Double) -> Int { Int((hertz / binHz).rounded()) }

  private mutating func findHarmonics(_ y: Span<Float>, frequencyHz: Double, count: Int) {
    let lowestBin = nearestBin(frequencyHz / 2)
    var previousBin = -1
    for i in 0..<count {
      harmonics[i] = Harmonic()
      let place = Double(i)
      let bin = peakBin(
        y, near: nearestBin((place + 1) * frequencyHz), from: nearestBin((place + 0.5) * frequencyHz),
        to: nearestBin((place + 1.5) * frequencyHz))
      guard let bin, bin >= lowestBin, bin < y.count - 1 else { continue }
      harmonics[i].isRepeated = bin == previousBin
      previousBin = bin
      guard !harmonics[i].isRepeated else { continue }
      let peak = parabolicPeak(
        at: bin, before: Double(y[bin - 1]), middle: Double(y[bin]), after: Double(y[bin + 1]))
      harmonics[i].magnitude = y[bin]
      harmonics[i].interpolated = Float(peak.height)
      harmonics[i].frequencyHz = peak.position * binHz
    }
  }

  /// Level over the first harmonic, which enters as found, the others as interpolated.
  private func level(_ i: Int) -> Float {
    if harmonics[i].isRepeated { return Self.absentLevel }
    guard harmonics[i].magnitude > 0 else { return Self.lowestLevel }
    guard i > 0 else { return 0 }
    return max(decibels(harmonics[i].interpolated) - decibels(harmonics[0].magnitude), Self.lowestLevel)
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

  private func strongestHarmonic(near formantHz: Double, count: Int) -> Int? {
    guard formantHz > 0 else { return nil }
    let lowest = Self.formantReach.lowerBound * formantHz
    let highest = Self.formantReach.upperBound * formantHz
    var strongest: Int?
    for i in 0..<count where harmonics[i].frequencyHz >= lowest && harmonics[i].frequencyHz <= highest {
      if let known = strongest, harmonics[known].magnitude >= harmonics[i].magnitude { continue }
      strongest = i
    }
    return strongest
  }

  // MARK: - Noise

  /// From the circular autocorrelation of the windowed frame, the window's own not taken out: a clean 100 Hz
  /// voice reads about 7 dB.
  private mutating func harmonicsToNoise(_ y: Span<Float>, frequencyHz: Double) -> Float {
    square(y)
    analyser.inverse(ofEven: power, into: &autocorrelation)
    let nyquistHz = binHz * Double(y.count - 1)
    let expected = Int(2 * nyquistHz / frequencyHz)
    guard let lag = peakLag(near: expected) else { return 0 }
    let peak = autocorrelation[lag].magnitude
    let noise = autocorrelation[0].magnitude - peak
    return ratioDecibels(noise > 0 ? Double(peak) / Double(noise) : .infinity)
  }

  private mutating func square(_ y: Span<Float>) {
    var target = power.mutableSpan
    for bin in target.indices { target[bin] = y[bin] * y[bin] }
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
