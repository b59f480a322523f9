import Foundation
import SpectralAnalysis
import Testing

@Suite("Selection, decibels and correlation")
struct SelectionTests {
  private static func noise(count: Int, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<count).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40) / 64
    }
  }

  private static func truth(_ values: [Float]) -> Float {
    let sorted = values.sorted()
    return (sorted[(values.count - 1) / 2] + sorted[values.count / 2]) / 2
  }

  @Test("the median is that of the sorted values", arguments: [1, 2, 3, 10, 255, 256, 513])
  func median(count: Int) {
    var finder = MedianFinder(longestCount: 513)
    let values = Self.noise(count: count, seed: 9)
    #expect(finder.median(values) == Self.truth(values))
    #expect(finder.median([Float](repeating: 3, count: count)) == 3)
  }

  @Test("what came before has no influence on a median: drift, jumps, scale, ties, fewer values")
  func medianOfMany() {
    var finder = MedianFinder(longestCount: 400)
    for step in 0..<400 {
      let scale: Float = step.isMultiple(of: 50) ? 1e-9 : 1 + Float(step % 7)
      let jump: Float = step.isMultiple(of: 37) ? 1e6 : 100 * Float(step)
      let values = Self.noise(count: 400 - step % 31, seed: UInt64(step)).map { scale * $0 + jump }
      #expect(finder.median(values) == Self.truth(values))
    }
    let ties = Self.noise(count: 300, seed: 3).map { ($0 / 100_000).rounded() }
    #expect(finder.median(ties) == Self.truth(ties))
    let apart = [Float](repeating: -1, count: 100) + [Float](repeating: 7, count: 100)
    #expect(finder.median(apart) == 3)
  }

  @Test("decibels agree with the logarithm within 2e-5 and keep the floor")
  func logarithm() {
    let powers: [Float] = [1e-29, 3.7e-12, 0.5, 0.70710678, 1, 1.4142135, 2, 1234.5, 9e20]
    var levels = powers + [0, 1e-36]
    decibels(ofPower: &levels, floor: 1e-30)
    for (power, level) in zip(powers, levels) {
      let truth = 10 * log10(Double(power))
      #expect(abs(Double(level) - truth) < 2e-5 + 1e-6 * abs(truth))
    }
    #expect(levels.suffix(2).allSatisfy { abs($0 + 300) < 1e-3 })
  }

  @Test("forward correlation is that of the sums")
  func correlation() {
    let samples = (0..<700).map { Float(sin(Double($0) * 0.11) + 0.3 * sin(Double($0) * 0.47 + 1)) }
    var correlator = ForwardCorrelator(stretchLengthSamples: 200, longestLagSamples: 499)
    var found = [Float](repeating: 0, count: 500)
    correlator.correlate(Array(samples.prefix(699)), into: &found)
    for lag in [0, 1, 57, 300, 499] {
      let truth = normalisedCorrelation(samples.span, 0..<200, lag..<lag + 200)
      // Single precision.
      #expect(abs(found[lag] - truth) < 1e-5)
    }
  }
}
