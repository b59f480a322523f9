import Foundation
import SpectralAnalysis
import Testing

@Suite("Selection, decibels and correlation")
struct SelectionTests {
  @Test("the median is that of the sorted values", arguments: [1, 2, 3, 10, 255, 256, 513])
  func median(count: Int) {
    var state: UInt64 = 9
    var values = (0..<count).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int64(bitPattern: state) >> 40) / 64
    }
    let sorted = values.sorted()
    let truth = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    #expect(selectMedian(&values) == truth)
    var equal = [Float](repeating: 3, count: count)
    #expect(selectMedian(&equal) == 3)
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
