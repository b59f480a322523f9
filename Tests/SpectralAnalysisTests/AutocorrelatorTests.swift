import Foundation
import SpectralAnalysis
import Testing

@Suite("Autocorrelation")
struct AutocorrelatorTests {
  @Test("equals the sum of lagged products", arguments: [16, 100, 960, 1000])
  func directSum(count: Int) throws {
    let frame = (0..<count).map { Float(sin(0.37 * Double($0)) + 0.3 * cos(1.9 * Double($0) + 1)) }
    let lags = count / 2
    var correlator = Autocorrelator(frameLengthSamples: count, longestLagSamples: lags)
    var result = [Float](repeating: 0, count: lags)
    correlator.autocorrelate(frame, into: &result)
    let zeroLag = Double(result[0])
    let energy = frame.reduce(0.0) { $0 + Double($1) * Double($1) }
    for lag in 0..<lags {
      let direct = (0..<(count - lag)).reduce(0.0) { $0 + Double(frame[$1]) * Double(frame[$1 + lag]) }
      // Single precision over a few thousand products leaves about 1e-6 of the zero lag.
      #expect(abs(Double(result[lag]) / zeroLag - direct / energy) < 3e-6)
    }
  }

  @Test("a second frame is not touched by the first")
  func reuse() {
    var correlator = Autocorrelator(frameLengthSamples: 64, longestLagSamples: 32)
    let loud = [Float](repeating: 1, count: 64)
    let short: [Float] = [1, -2, 3]
    var result = [Float](repeating: 0, count: 8)
    correlator.autocorrelate(loud, into: &result)
    correlator.autocorrelate(short, into: &result)
    let scale = result[0] / 14
    let expected: [Float] = [14, -8, 3, 0, 0, 0, 0, 0]
    for (value, truth) in zip(result, expected) {
      #expect(abs(value / scale - truth) < 1e-4)
    }
  }
}
