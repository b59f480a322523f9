import Foundation
public import SignalCore

extension Signal {
  /// A pure tone of amplitude 0.5, phase 0 at its first sample.
  public static func sine(
    frequencyHz: Double, seconds: Double, sampleRateHz: Double = 16_000, amplitude: Double = 0.5
  ) -> Signal {
    let count = Int((seconds * sampleRateHz).rounded())
    let samples = (0..<count).map { index in
      Float(amplitude * sin(2 * .pi * frequencyHz * Double(index) / sampleRateHz))
    }
    return Signal(samples: samples, sampleRateHz: sampleRateHz)
  }

  public static func silence(seconds: Double, sampleRateHz: Double = 16_000) -> Signal {
    let count = Int((seconds * sampleRateHz).rounded())
    return Signal(samples: [Float](repeating: 0, count: count), sampleRateHz: sampleRateHz)
  }
}

extension Signal {
  /// A copy with other samples.
  public func changed(_ change: (inout [Float]) -> Void) -> Signal {
    var samples = Array(self.samples)
    change(&samples)
    return Signal(samples: samples, sampleRateHz: sampleRateHz, startSeconds: startSeconds)
  }
}
