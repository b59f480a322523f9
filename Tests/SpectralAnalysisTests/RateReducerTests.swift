import Foundation
import SpectralAnalysis
import Testing

@Suite("Lowering the sampling rate")
struct RateReducerTests {
  private static func tone(_ hertz: Double, rateHz: Int, count: Int) -> [Float] {
    (0..<count).map { Float(sin(2 * .pi * hertz * Double($0) / Double(rateHz))) }
  }

  private static func converted(_ input: [Float], _ from: Int, _ to: Int, first: Int = 0, count: Int)
    -> [Float]
  {
    var reducer = RateReducer(inputRateHz: from, outputRateHz: to)
    var output = [Float](repeating: 0, count: count)
    reducer.convert(input.span, firstOutput: first, into: &output)
    return output
  }

  @Test(
    "a tone below half the new rate passes whole and in time, to 100 Hz from it",
    arguments: [(16_000, 11_000), (16_000, 10_000), (44_100, 11_000), (16_000, 8000), (48_000, 16_000)])
  func passes(rates: (from: Int, to: Int)) {
    for hertz in [200.0, Double(rates.to) / 3, Double(rates.to) / 2 - 100] {
      let input = Self.tone(hertz, rateHz: rates.from, count: 6 * rates.from)
      let first = 5 * rates.to / 2
      let output = Self.converted(input, rates.from, rates.to, first: first, count: rates.to)
      var worst = 0.0
      for i in output.indices {
        let truth = sin(2 * .pi * hertz * Double(first + i) / Double(rates.to))
        worst = max(worst, abs(Double(output[i]) - truth))
      }
      // 0.1 %: images and ripple 60 dB down. No block read here hears the tone's abrupt start and end.
      #expect(worst < 1e-3, "\(hertz) Hz")
    }
  }

  @Test("a tone 20 Hz above half the new rate and higher is 60 dB down", arguments: [5520.0, 6000, 7900])
  func rejects(hertz: Double) {
    let input = Self.tone(hertz, rateHz: 16_000, count: 96_000)
    let output = Self.converted(input, 16_000, 11_000, first: 27_500, count: 11_000)
    #expect((output.map(\.magnitude).max() ?? 1) < 1e-3)
  }

  @Test("what is asked for, in pieces or in any order, has no influence on a sample")
  func pieces() {
    let input = Self.tone(1234, rateHz: 16_000, count: 50_000)
    let whole = Self.converted(input, 16_000, 11_000, count: 34_000)
    var reducer = RateReducer(inputRateHz: 16_000, outputRateHz: 11_000)
    for first in [0, 400, 300, 20_000, 21_000, 5, 33_900] {
      var piece = [Float](repeating: 0, count: 100)
      reducer.convert(input.span, firstOutput: first, into: &piece)
      #expect(piece == Array(whole[first..<first + 100]))
    }
    var beyond = [Float](repeating: 1, count: 50)
    reducer.convert(input.span, firstOutput: 200_000, into: &beyond)
    #expect(beyond.allSatisfy { $0 == 0 })
  }

  @Test("a constant stays, and the same rate passes unchanged")
  func identities() {
    let constant = Self.converted(
      [Float](repeating: 0.25, count: 60_000), 16_000, 10_000, first: 12_000, count: 9000)
    #expect(constant.allSatisfy { abs($0 - 0.25) < 1e-4 })
    let input = Self.tone(700, rateHz: 8000, count: 100)
    #expect(
      Self.converted(input, 8000, 8000, first: 10, count: 100) == Array(input[10...])
        + [Float](repeating: 0, count: 10))
    #expect(RateReducer(inputRateHz: 16_000, outputRateHz: 11_000).outputCount(inputCount: 160) == 110)
  }
}
