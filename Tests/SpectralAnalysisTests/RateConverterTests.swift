import Foundation
import SpectralAnalysis
import Testing

@Suite("Change of rate")
struct RateConverterTests {
  private func sine(_ hertz: Double, rateHz: Int, count: Int) -> [Float] {
    (0..<count).map { Float(0.5 * sin(2 * .pi * hertz * Double($0) / Double(rateHz))) }
  }

  private func convert(_ input: [Float], _ converter: RateConverter) -> [Float] {
    var output = [Float](repeating: 0, count: converter.outputCount(inputCount: input.count))
    var target = output.mutableSpan
    converter.convert(input.span, firstOutput: 0, into: &target)
    return output
  }

  @Test(
    "tones in the band keep amplitude and phase", arguments: [50.0, 440, 3000, 5000],
    [10_000, 11_000, 22_050])
  func passBand(hertz: Double, outputRateHz: Int) throws {
    guard hertz < 0.46 * Double(outputRateHz) else { return }
    let converter = RateConverter(inputRateHz: 16_000, outputRateHz: outputRateHz)
    let output = convert(sine(hertz, rateHz: 16_000, count: 8000), converter)
    let truth = sine(hertz, rateHz: outputRateHz, count: output.count)
    let inner = output.count / 5..<output.count * 4 / 5
    let error = inner.map { (output[$0] - truth[$0]).magnitude }.max() ?? 1
    // The taper's side lobes lie 70 dB down: 3e-4 of the amplitude.
    #expect(error < 3e-4)
  }

  @Test("tones above the new band are gone", arguments: [5900.0, 7000, 7900])
  func stopBand(hertz: Double) {
    let converter = RateConverter(inputRateHz: 16_000, outputRateHz: 11_000)
    let output = convert(sine(hertz, rateHz: 16_000, count: 8000), converter)
    let inner = output.count / 5..<output.count * 4 / 5
    #expect((inner.map { output[$0].magnitude }.max() ?? 1) < 5e-4)
  }

  @Test("made in pieces, the samples are the same bits")
  func pieces() {
    let converter = RateConverter(inputRateHz: 16_000, outputRateHz: 11_000)
    let input = sine(313, rateHz: 16_000, count: 5000)
    let whole = convert(input, converter)
    var pieces: [Float] = []
    while pieces.count < whole.count {
      var piece = [Float](repeating: 0, count: min(97, whole.count - pieces.count))
      var target = piece.mutableSpan
      converter.convert(input.span, firstOutput: pieces.count, into: &target)
      pieces += piece
    }
    #expect(pieces == whole)
  }
}
