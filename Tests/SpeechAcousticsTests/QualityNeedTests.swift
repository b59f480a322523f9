import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("What the handbook says of sample rates")
struct QualityNeedTests {
  @Test(
    "a measure is missing for its quality exactly below the rate it is said to need",
    arguments: [4000.0, 7900, 8000, 9900, 10_000, 15_900, 16_000])
  func rates(sampleRateHz: Double) throws {
    // A vowel with a slow change of pitch, so that nothing is missing for want of voice.
    let samples = (0..<Int(3 * sampleRateHz)).map { index -> Float in
      let time = Double(index) / sampleRateHz
      let phase = 2 * Double.pi * (120 * time + 2 * time * time)
      return Float((1...12).reduce(0) { $0 + sin(Double($1) * phase) / Double($1 * 12) })
    }
    let result = try AcousticAnalysis().analyse(Signal(samples: samples, sampleRateHz: sampleRateHz))
    for reading in result.readings {
      let need = SpeechMeasures.leastSampleRateHz(of: reading.measure)
      #expect((reading.value.reason == .lowQuality) == (sampleRateHz < need), "\(reading.measure.name)")
    }
  }
}
