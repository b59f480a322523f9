import Foundation
import SignalCore
import SpeechAcoustics

/// Sounds whose measures are known from how they are made.
enum TestSounds {
  static let sampleRateHz = 16_000.0

  /// Reproducible uniform numbers from −1 to 1 (splitmix64).
  struct Noise {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / Double(1 << 52) - 1
    }
  }

  static func signal(seconds: Double, _ value: (Double) -> Double) -> Signal {
    let count = Int((seconds * sampleRateHz).rounded())
    return Signal(
      samples: (0..<count).map { Float(value(Double($0) / sampleRateHz)) }, sampleRateHz: sampleRateHz)
  }

  /// Harmonics up to 3.5 kHz that fall by 1/n: rich, exactly periodic, band-limited.
  static func buzz(_ frequencyHz: Double, at seconds: Double, amplitude: Double = 0.1) -> Double {
    (1...max(1, Int(3500 / frequencyHz))).reduce(0) {
      $0 + amplitude / Double($1) * sin(2 * .pi * frequencyHz * Double($1) * seconds)
    }
  }

  /// Smooth pulses, each a short 400 Hz ring without offset starting between samples as its time says.
  static func pulses(atSeconds times: [Double], amplitudes: [Double], seconds: Double) -> Signal {
    var samples = [Float](repeating: 0, count: Int(seconds * sampleRateHz))
    for (time, amplitude) in zip(times, amplitudes) {
      let first = max(0, Int((time - 0.004) * sampleRateHz))
      for i in first..<min(samples.count, first + 160) {
        let t = Double(i) / sampleRateHz - time
        let ring = exp(-t * t / (2 * 0.0006 * 0.0006)) * sin(2 * .pi * 400 * t)
        samples[i] += Float(amplitude * ring)
      }
    }
    return Signal(samples: samples, sampleRateHz: sampleRateHz)
  }

  static func whiteNoise(seconds: Double, amplitude: Double, seed: UInt64 = 7) -> Signal {
    var noise = Noise(seed: seed)
    return signal(seconds: seconds) { _ in amplitude * noise.next() }
  }
}

extension Signal {
  func scaled(by factor: Float, offset: Float = 0) -> Signal {
    Signal(
      samples: samples.map { $0 * factor + offset }, sampleRateHz: sampleRateHz, startSeconds: startSeconds)
  }

  static func + (a: Signal, b: Signal) -> Signal {
    Signal(samples: zip(a.samples, b.samples).map { $0 + $1 }, sampleRateHz: a.sampleRateHz)
  }

  func followed(by next: Signal) -> Signal {
    Signal(
      samples: Array(samples) + Array(next.samples), sampleRateHz: sampleRateHz, startSeconds: startSeconds)
  }
}

extension AcousticResult {
  func value(_ name: String) -> MeasuredValue? {
    (readings + qualityReadings).first { $0.measure.name == name }?.value
  }

  func number(_ name: String) -> Double? { value(name)?.number }
  func reason(_ name: String) -> MissingReason? { value(name)?.reason }
}

func analyse(_ signal: Signal, speech: [TimeRange]? = nil) throws -> AcousticResult {
  try AcousticAnalysis().analyse(signal, speech: speech)
}
