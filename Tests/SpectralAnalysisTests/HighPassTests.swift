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

  @Test("in groups of eight it is the same filter, and the same bits however the groups are cut")
  func groups() {
    let input = (0..<1003).map { Float(sin(0.02 * Double($0)) + 0.2 * cos(1.3 * Double($0)) + 0.4) }
    var single = HighPass(cornerHz: 120, sampleRateHz: 16_000)
    let truth = input.map { single.next($0 - 0.25) }
    var whole = [Float](repeating: 0, count: input.count)
    var filter = HighPass(cornerHz: 120, sampleRateHz: 16_000)
    filter.run(over: input.span, 0..<input.count, less: 0.25, into: &whole, from: 0)
    // Both are sums in Double, rounded to Float once.
    for (value, expected) in zip(whole, truth) { #expect(abs(value - expected) < 1e-6) }
    var tail = [Float](repeating: 0, count: input.count - 640)
    filter = HighPass(cornerHz: 120, sampleRateHz: 16_000)
    var nothing: [Float] = []
    filter.run(over: input.span, 0..<320, less: 0.25, into: &nothing, from: 320)
    filter.run(over: input.span, 320..<input.count, less: 0.25, into: &tail, from: 640)
    #expect(tail == Array(whole[640...]))
  }
}
