import Foundation
import SpectralAnalysis
import Testing

@Suite("Spectra")
struct SpectrumTests {
  @Test("a cosine on a bin has half the window's sum there, and its autocorrelation is a cosine")
  func cosine() {
    let frame = (0..<64).map { Float(cos(2 * .pi * 8 * Double($0) / 64)) }
    var analyser = SpectrumAnalyser(length: 64)
    var magnitude = [Float](repeating: 0, count: 33)
    let energy = analyser.magnitude(
      of: frame.span, window: [Float](repeating: 1, count: 64), into: &magnitude)
    #expect(abs(energy - 32) < 1e-4)
    for bin in magnitude.indices { #expect(abs(magnitude[bin] - (bin == 8 ? 32 : 0)) < 1e-4) }
    var correlation = [Float](repeating: 0, count: 33)
    analyser.inverse(ofEven: magnitude.map { $0 * $0 }, into: &correlation)
    for lag in correlation.indices {
      #expect(abs(Double(correlation[lag] / correlation[0]) - cos(2 * .pi * Double(lag) / 8)) < 1e-5)
    }
  }

  /// Every length has its own way through the transform; 1e-6 of the largest value is single precision's rounding.
  @Test(
    "the spectrum is the sum it is defined as, for even and odd parts alike", arguments: [16, 32, 64, 256])
  func definition(length: Int) {
    let frame = (0..<length).map { Float(sin(0.7 * Double($0 * $0)) + 0.3) }
    var analyser = SpectrumAnalyser(length: length)
    var real = [Float](repeating: 0, count: length / 2 + 1)
    var imaginary = real
    var power = real
    var magnitude = real
    analyser.analyse(frame, real: &real, imaginary: &imaginary)
    analyser.power(of: frame, into: &power)
    _ = analyser.magnitude(
      of: frame.span, window: [Float](repeating: 1, count: length), into: &magnitude)
    let tolerance = 1e-6 * Double(length)
    for bin in real.indices {
      var truth = (real: 0.0, imaginary: 0.0)
      for (place, value) in frame.enumerated() {
        let angle = 2 * Double.pi * Double(bin * place % length) / Double(length)
        truth.real += Double(value) * cos(angle)
        truth.imaginary -= Double(value) * sin(angle)
      }
      #expect(abs(Double(real[bin]) - truth.real) < tolerance)
      #expect(abs(Double(imaginary[bin]) - truth.imaginary) < tolerance)
      let size = hypot(truth.real, truth.imaginary)
      #expect(abs(Double(magnitude[bin]) - size) < tolerance)
      #expect(abs(Double(power[bin]) - size * size) < tolerance * (1 + 2 * size))
    }
    var first = [Float](repeating: 0, count: 3)
    var second = first
    analyser.spectrumOfLast(real: &first, imaginary: &second)
    #expect(first == Array(real.prefix(3)) && second == Array(imaginary.prefix(3)))
  }

  @Test("a frame shorter than the transform lies in its middle, and magnitudes go where they are wanted")
  func centred() {
    var analyser = SpectrumAnalyser(length: 16)
    var magnitude = [Float](repeating: -1, count: 20)
    let energy = analyser.magnitude(
      of: ([3, 5] as [Float]).span, window: [1, 2], into: &magnitude, from: 6)
    #expect(energy == 109)
    // 3 + 10·e^(−iω): from 13 at 0 Hz to 7 at half the rate, wherever the two samples lie.
    #expect(magnitude[5] == -1 && magnitude[15] == -1)
    #expect(abs(magnitude[6] - 13) < 1e-5 && abs(magnitude[14] - 7) < 1e-5)
    var real: [Float] = [0, 0]
    var imaginary = real
    analyser.spectrumOfLast(real: &real, imaginary: &imaginary)
    // Of samples 7 and 8: 3·e^(−7iω) + 10·e^(−8iω) with ω = π/8.
    #expect(abs(Double(real[1]) - (3 * cos(7 * Double.pi / 8) - 10)) < 1e-5)
    #expect(abs(Double(imaginary[1]) + 3 * sin(7 * Double.pi / 8)) < 1e-5)
  }
}
