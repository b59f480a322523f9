import Foundation
import SpectralAnalysis
import Testing

@Suite("Interpolation")
struct PeakInterpolationTests {
  let wave = (0..<200).map { Float(cos(2 * .pi * (Double($0) - 100.3) / 9)) }

  @Test("sinc interpolation restores a band-limited wave between its samples")
  func sincValue() {
    for position in stride(from: 80.0, to: 120, by: 0.13) {
      let truth = cos(2 * .pi * (position - 100.3) / 9)
      // The raised-cosine taper of depth 30 leaves some 1e-4 at a ninth of the sampling rate.
      #expect(abs(sincInterpolated(wave.span, at: position, depthSamples: 30) - truth) < 5e-4)
    }
  }

  @Test("on a sample, interpolation is that sample")
  func onSample() {
    #expect(sincInterpolated(wave.span, at: 57, depthSamples: 30) == Double(wave[57]))
    #expect(sincInterpolated(wave.span, at: 199, depthSamples: 30) == Double(wave[199]))
  }

  @Test("the peak of a wave is found within a thousandth of a sample")
  func sincMaximum() {
    let peak = sincPeak(wave.span, near: 100, depthSamples: 30)
    #expect(abs(peak.position - 100.3) < 1e-3)
    #expect(abs(peak.height - 1) < 5e-4)
  }

  @Test("peaks from the table of weights are those of the sums with sines", arguments: [55.1, 100.4, 127.3])
  func table(estimate: Double) {
    let peak = sincPeak(wave.span, near: estimate, depthSamples: 30)
    // Another depth has no table; both leave some 1e-4 of a wave this quick.
    let direct = sincPeak(wave.span, near: estimate, depthSamples: 29)
    #expect(abs(peak.position - direct.position) < 2e-3)
    #expect(abs(peak.height - direct.height) < 5e-4)
    // Near the end, where samples for the table are missing, it still answers.
    #expect(abs(sincPeak(wave.span, near: 190.3, depthSamples: 30).position - 190.3) < 0.05)
  }

  @Test("four sums of products at once are those of one after the other, and each its own")
  func fourSums() {
    let shape = (0..<64).map { Float(cos(0.1 * Double($0))) }
    let sums = fourDotProducts(shape.span, wave.span, 0, 7, 50, 136)
    for (lane, first) in [0, 7, 50, 136].enumerated() {
      let single = dotProduct(shape.span, wave.span.extracting(first..<first + 64))
      // The order of addition is free.
      #expect(abs(sums[lane] - single) < 1e-4)
      #expect(fourDotProducts(shape.span, wave.span, first, first, first, first)[0] == sums[lane])
    }
  }

  @Test("a parabola's vertex is exact")
  func parabola() {
    let shape = { (x: Double) in 4 - 2 * (x - 0.2) * (x - 0.2) }
    let peak = parabolicPeak(at: 7, before: shape(-1), middle: shape(0), after: shape(1))
    #expect(abs(peak.position - 7.2) < 1e-12)
    #expect(abs(peak.height - 4) < 1e-12)
  }

  @Test("a plateau's peak is its middle")
  func plateau() {
    #expect(
      parabolicPeak(at: 3, before: 1, middle: 1, after: 1) == InterpolatedPeak(position: 3, height: 1))
  }
}

@Suite("Windows and sums")
struct WindowTests {
  @Test("windows are symmetric, positive and peak at 1 in the middle", arguments: [9, 801])
  func shape(count: Int) {
    for window in [Windows.hann(count: count), Windows.kaiser(count: count, beta: 20.24)] {
      #expect(window[count / 2] == 1)
      for i in 0..<count {
        #expect(window[i] > 0)
        #expect(abs(window[i] - window[count - 1 - i]) < 1e-6)
      }
    }
  }

  @Test("the mean weight of a Hann window is a half")
  func hannMean() {
    let window = Windows.hann(count: 1000)
    #expect(abs(relaxedSum(window.span) / 1000 - 0.5) < 1e-5)
  }

  @Test("products, sums and peaks of small spans are exact")
  func sums() {
    let a: [Float] = [1, -2, 3]
    let b: [Float] = [4, 5, -6]
    #expect(dotProduct(a.span, b.span) == -24)
    #expect(relaxedSum(a.span) == 2)
    #expect(peakMagnitude(b.span) == 6)
    #expect(peakMagnitude([Float]().span) == 0)
  }
}
