import Foundation
import SpectralAnalysis
import Testing

@Suite("High-pass")
struct HighPassTests {
  @Test(
    "gain follows Butterworth's law",
    arguments: [(30.0, 120.0), (60, 120), (120, 120), (480, 120), (3000, 120)])
  func gain(frequencyHz: Double, cornerHz: Double) {
    let rate = 16_000.0
    var filter = HighPass(cornerHz: cornerHz, sampleRateHz: rate)
    var input = 0.0
    var output = 0.0
    for i in 0..<32_000 {
      let x = Float(sin(2 * .pi * frequencyHz * Double(i) / rate))
      let y = filter.next(x)
      if i >= 16_000 {
        input += Double(x * x)
        output += Double(y * y)
      }
    }
    // The bilinear transform maps f to tan(πf/rate).
    let ratio = tan(.pi * cornerHz / rate) / tan(.pi * frequencyHz / rate)
    let truth = 1 / (1 + pow(ratio, 4)).squareRoot()
    #expect(abs((output / input).squareRoot() - truth) < 1e-3)
  }

  @Test("an offset is forgotten, and silence ends in true zeros")
  func offset() {
    var filter = HighPass(cornerHz: 120, sampleRateHz: 16_000)
    var last: Float = 1
    for _ in 0..<16_000 { last = filter.next(0.7) }
    #expect(abs(last) < 1e-6)
    for _ in 0..<16_000 { last = filter.next(0) }
    #expect(last == 0)
  }
}
