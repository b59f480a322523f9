import Foundation
public import SignalCore

/// Sounds without a word in them, at 16 kHz, the same each time.
public enum NonSpeechSound: String, CaseIterable, Sendable {
  case silence, loudWhiteNoise, softWhiteNoise, loudPinkNoise, softPinkNoise, chords, drums, band

  public func signal(seconds: Double) -> Signal {
    let count = Int(seconds * Self.rate)
    let samples: [Float] =
      switch self {
      case .silence: [Float](repeating: 0, count: count)
      case .loudWhiteNoise: Self.white(count, level: 0.1)
      case .softWhiteNoise: Self.white(count, level: 0.001)
      case .loudPinkNoise: Self.pink(count, level: 0.1)
      case .softPinkNoise: Self.pink(count, level: 0.001)
      case .chords: Self.chords(count)
      case .drums: Self.drums(count)
      case .band:
        zip(zip(Self.chords(count), Self.drums(count)), Self.melody(count)).map { 0.5 * ($0.0 + $0.1 + $1) }
      }
    return Signal(samples: samples, sampleRateHz: Self.rate)
  }

  private static let rate = 16_000.0

  /// Evenly spread over ±1.
  private struct Noise {
    private var seed: UInt64 = 1

    mutating func next() -> Float {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(seed >> 40) / Float(1 << 23) - 1
    }
  }

  private static func white(_ count: Int, level: Float) -> [Float] {
    var noise = Noise()
    return (0..<count).map { _ in noise.next() * level }
  }

  /// Three one-pole filters an octave and a half apart, whose sum falls by 3 dB an octave within a decibel or two.
  private static func pink(_ count: Int, level: Float) -> [Float] {
    var noise = Noise()
    let poles: [Float] = [0.997, 0.96, 0.6]
    let gains: [Float] = [0.03, 0.08, 0.2]
    var states: [Float] = [0, 0, 0]
    return (0..<count).map { _ in
      let value = noise.next()
      for index in states.indices { states[index] = poles[index] * states[index] + gains[index] * value }
      return level * 1.5 * (states[0] + states[1] + states[2])
    }
  }

  /// A tone of falling harmonics that starts sharply and dies away.
  private static func note(semitonesAboveA3 semitones: Double, at seconds: Double, decaySeconds: Double)
    -> Double
  {
    let hertz = 220 * exp2(semitones / 12)
    let sum = (1...6).reduce(0.0) { $0 + sin(2 * .pi * hertz * Double($1) * seconds) / Double($1 * $1) }
    return sum * min(seconds / 0.01, 1) * exp(-seconds / decaySeconds)
  }

  /// A minor, F, C, G, one a second.
  private static func chords(_ count: Int) -> [Float] {
    let progression: [[Double]] = [[0, 3, 7], [-4, 0, 3], [3, 7, 10], [-2, 2, 5]]
    return (0..<count).map { index in
      let seconds = Double(index) / rate
      let chord = progression[Int(seconds) % progression.count]
      let since = seconds.truncatingRemainder(dividingBy: 1)
      return Float(
        0.12 * chord.reduce(0) { $0 + note(semitonesAboveA3: $1, at: since, decaySeconds: 0.6) })
    }
  }

  /// A bass drum on every beat of 0.5 s, a snare between, a high hat four times a beat.
  private static func drums(_ count: Int) -> [Float] {
    var noise = Noise()
    return (0..<count).map { index in
      let seconds = Double(index) / rate
      let beat = seconds.truncatingRemainder(dividingBy: 0.5)
      let off = (seconds + 0.25).truncatingRemainder(dividingBy: 0.5)
      let hat = seconds.truncatingRemainder(dividingBy: 0.125)
      let bass = sin(2 * .pi * (45 * beat + 3 * (1 - exp(-beat / 0.03)))) * exp(-beat / 0.12)
      let hiss = Double(noise.next())
      return Float(0.4 * bass + hiss * (0.25 * exp(-off / 0.06) + 0.08 * exp(-hat / 0.02)))
    }
  }

  /// A voice-like lead with vibrato over a scale, four notes a second.
  private static func melody(_ count: Int) -> [Float] {
    let scale: [Double] = [12, 10, 7, 8, 7, 5, 3, 7]
    var phase = 0.0
    return (0..<count).map { index in
      let seconds = Double(index) / rate
      let hertz =
        220 * exp2((scale[Int(seconds * 4) % scale.count] + 0.3 * sin(2 * .pi * 5.5 * seconds)) / 12)
      phase += hertz / rate
      let since = (seconds * 4).truncatingRemainder(dividingBy: 1)
      let sum = (1...10).reduce(0.0) { $0 + sin(2 * .pi * phase * Double($1)) / Double($1) }
      return Float(0.1 * sum * min(since / 0.05, 1) * min((1 - since) / 0.1, 1))
    }
  }
}
