import Foundation
import SpectralAnalysis
import Testing

@Suite("Linear prediction")
struct LinearPredictionTests {
  /// Two decaying resonances, of the poles given by frequency and bandwidth at 10 kHz.
  private let truth = Self.polynomial([(600, 80), (1700, 120)])

  private static func polynomial(_ resonances: [(hertz: Double, width: Double)]) -> [Double] {
    var product = [1.0]
    for (hertz, width) in resonances {
      let radius = exp(-.pi * width / 10_000)
      let factor = [1, -2 * radius * cos(2 * .pi * hertz / 10_000), radius * radius]
      var next = [Double](repeating: 0, count: product.count + 2)
      for (i, a) in product.enumerated() { for (j, b) in factor.enumerated() { next[i + j] += a * b } }
      product = next
    }
    return product
  }

  /// The resonances struck once every `period` samples.
  private func ring(period: Int, count: Int) -> [Float] {
    var output = [Double](repeating: 0, count: count)
    for n in output.indices {
      output[n] = n % period == 0 ? 1 : 0
      for k in 1..<truth.count where n >= k { output[n] -= truth[k] * output[n - k] }
    }
    return output.map { Float($0) }
  }

  @Test("Burg's method finds the filter that coloured a noise")
  func burg() {
    var state: UInt64 = 1
    var samples = [Double](repeating: 0, count: 40_000)
    for n in samples.indices {
      // Knuth's linear congruential generator; its upper bits are even enough for a noise.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      samples[n] = Double(state >> 33) / Double(1 << 30) - 1
      for k in 1..<truth.count where n >= k { samples[n] -= truth[k] * samples[n - k] }
    }
    let frame = samples.map { Float($0) }
    var predictor = BurgPredictor(order: 4, frameLengthSamples: frame.count)
    let isFound = predictor.predict(frame)
    #expect(isFound)
    let coefficients = predictor.coefficients
    for (found, known) in zip(coefficients, truth) {
      // An estimate from 40,000 samples of noise deviates by some 1/200.
      #expect(abs(found - known) < 0.02)
    }
  }

  @Test("the energy-weighted method sees past the strikes, which pull an unweighted one")
  func weighted() {
    let samples = ring(period: 50, count: 1000)
    let window = [Float](repeating: 1, count: 500)
    var predictor = WeightedPredictor(order: 4, window: window, energyLengthSamples: 24)
    let isFound = predictor.predict(samples.span.extracting(400..<400 + predictor.leadSamples + 500))
    let coefficients = predictor.coefficients
    var plain = BurgPredictor(order: 4, frameLengthSamples: 500)
    let isPlainFound = plain.predict(Array(samples[424..<924]))
    let plainCoefficients = plain.coefficients
    #expect(isFound && isPlainFound)
    func error(_ coefficients: [Double]) -> Double {
      zip(coefficients, truth).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
    #expect(error(coefficients) < error(plainCoefficients))
  }

  @Test("a frame without energy has no filter")
  func silence() {
    var burg = BurgPredictor(order: 4, frameLengthSamples: 100)
    let isBurgFound = burg.predict([Float](repeating: 0, count: 100))
    var weighted = WeightedPredictor(
      order: 4, window: [Float](repeating: 1, count: 100), energyLengthSamples: 10)
    let silence = [Float](repeating: 0, count: 100 + weighted.leadSamples)
    let isWeightedFound = weighted.predict(silence.span)
    #expect(!isBurgFound && !isWeightedFound)
  }
}
