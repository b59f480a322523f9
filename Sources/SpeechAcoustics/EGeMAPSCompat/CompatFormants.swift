import RealModule
import SpectralAnalysis

#if canImport(Glibc)
  internal import Glibc
#endif

/// Formants of a short frame by linear prediction as the set has it: low-passed by leaving out the upper bins,
/// resampled to 11 kHz by an inverse transform, order 11, and the predictor's signs turned.
struct CompatFormants {
  static let order = 11
  private static let lowestHz = 50.0
  private static let highestHz = 5450.0

  private var synthesis: CompatSynthesis
  private var resampled: [Double]
  private var autocorrelation = [Double](repeating: 0, count: order + 1)
  private var predictor = [Double](repeating: 0, count: order + 1)
  private var polynomial = [Double](repeating: 0, count: order + 1)
  private var roots = PolynomialRoots(degree: order)
  /// Hertz of the frame's first three formants, lowest first, and their bandwidths; 0 where absent.
  private(set) var frequenciesHz = InlineArray<3, Float>(repeating: 0)
  private(set) var bandwidthsHz = InlineArray<3, Float>(repeating: 0)

  init(geometry: CompatGeometry) {
    synthesis = CompatSynthesis(geometry: geometry)
    resampled = [Double](repeating: 0, count: synthesis.sampleCount)
  }

  /// - Parameter short: What has just analysed the short frame.
  mutating func analyse(_ short: inout SpectrumAnalyser) {
    synthesis.synthesise(&short, into: &resampled)
    frequenciesHz = InlineArray(repeating: 0)
    bandwidthsHz = InlineArray(repeating: 0)
    correlate()
    guard autocorrelation[0] > 0 else { return }
    predict()
    // The set solves with the sign of every coefficient turned.
    polynomial[Self.order] = 1
    for i in 1...Self.order { polynomial[Self.order - i] = -predictor[i] }
    roots.solve(polynomial)
    readFormants()
  }

  private mutating func correlate() {
    for lag in 0...Self.order { autocorrelation[lag] = correlation(lag: lag) }
  }

  private func correlation(lag: Int) -> Double {
    let early = resampled.span.extracting(0..<resampled.count - lag)
    let late = resampled.span.extracting(lag..<resampled.count)
    var total = 0.0
    for i in early.indices { total = Relaxed.multiplyAdd(early[i], late[i], total) }
    return total
  }

  /// Levinson–Durbin recursion; `predictor` becomes A(z) = 1 + Σ aᵢ·z⁻ⁱ.
  private mutating func predict() {
    for i in 1...Self.order { predictor[i] = 0 }
    predictor[0] = 1
    var error = autocorrelation[0]
    for order in 1...Self.order {
      guard error > 0 else { return }
      var total = autocorrelation[order]
      for i in 1..<order { total += predictor[i] * autocorrelation[order - i] }
      let reflection = -total / error
      var low = 1
      var high = order - 1
      while low < high {
        let a = predictor[low]
        let b = predictor[high]
        predictor[low] = a + reflection * b
        predictor[high] = b + reflection * a
        low += 1
        high -= 1
      }
      if low == high { predictor[low] += reflection * predictor[low] }
      predictor[order] = reflection
      error *= 1 - reflection * reflection
    }
  }

  private mutating func readFormants() {
    var found = InlineArray<3, Double>(repeating: .infinity)
    for root in roots.upperRoots {
      let squared = root.real * root.real + root.imaginary * root.imaginary
      guard squared > 0 else { continue }
      let hertz = atan2(root.imaginary, root.real) * CompatSynthesis.rateHz / (2 * .pi)
      guard hertz >= Self.lowestHz, hertz <= Self.highestHz else { continue }
      // A root outside the unit circle is mirrored into it, where the logarithm changes sign only.
      let bandwidth = (0.5 * log(squared)).magnitude * CompatSynthesis.rateHz / .pi
      var place = 3
      while place > 0, hertz < found[place - 1] { place -= 1 }
      guard place < 3 else { continue }
      var i = 2
      while i > place {
        found[i] = found[i - 1]
        frequenciesHz[i] = frequenciesHz[i - 1]
        bandwidthsHz[i] = bandwidthsHz[i - 1]
        i -= 1
      }
      found[place] = hertz
      frequenciesHz[place] = Float(hertz)
      bandwidthsHz[place] = Float(bandwidth)
    }
  }
}
