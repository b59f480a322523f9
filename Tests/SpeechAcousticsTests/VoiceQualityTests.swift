import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("Voice quality")
struct VoiceQualityTests {
  /// A voice of 125 Hz whose periods and amplitudes differ at random, each by up to the share given, and its
  /// true jitter and shimmer in percent, by their definition.
  private func irregular(
    periodShare: Double, amplitudeShare: Double
  ) -> (signal: Signal, jitterPercent: Double, shimmerPercent: Double) {
    var noise = TestSounds.Noise(seed: 11)
    var times = [0.02]
    while let last = times.last, last < 3.95 { times.append(last + 0.008 * (1 + periodShare * noise.next())) }
    let amplitudes = times.map { _ in 0.4 * (1 + amplitudeShare * noise.next()) }
    return (
      TestSounds.pulses(atSeconds: times, amplitudes: amplitudes, seconds: 4),
      localVariationPercent(zip(times, times.dropFirst()).map { $1 - $0 }), localVariationPercent(amplitudes)
    )
  }

  private func localVariationPercent(_ values: [Double]) -> Double {
    let steps = zip(values, values.dropFirst()).map { abs($0 - $1) }
    return 100 * (steps.reduce(0, +) / Double(steps.count)) / (values.reduce(0, +) / Double(values.count))
  }

  @Test("jitter is that of the pulses", arguments: [0.005, 0.01, 0.03])
  func jitter(share: Double) throws {
    let voice = irregular(periodShare: share, amplitudeShare: 0)
    let percent = try #require(try analyse(voice.signal).number("speech.voice.jitter_local"))
    // A twentieth of the value, and 0.03 % (a twenty-fifth of a sample in 128) for interpolation.
    #expect(abs(percent - voice.jitterPercent) < 0.05 * voice.jitterPercent + 0.03)
  }

  @Test("shimmer is that of the pulses", arguments: [0.02, 0.05, 0.1])
  func shimmer(share: Double) throws {
    let voice = irregular(periodShare: 0, amplitudeShare: share)
    let result = try analyse(voice.signal)
    let percent = try #require(result.number("speech.voice.shimmer_local"))
    #expect(abs(percent - voice.shimmerPercent) < 0.05 * voice.shimmerPercent + 0.05)
    #expect(try #require(result.number("speech.voice.jitter_local")) < 0.1)
  }

  @Test("a steady voice has next to no jitter and shimmer")
  func steady() throws {
    let result = try analyse(TestSounds.signal(seconds: 3) { TestSounds.buzz(131, at: $0) })
    #expect(try #require(result.number("speech.voice.jitter_local")) < 0.02)
    #expect(try #require(result.number("speech.voice.shimmer_local")) < 0.2)
    #expect(try #require(result.number("speech.voice.hnr_mean")) > 40)
  }

  @Test("the harmonics-to-noise ratio is that of the mixture", arguments: [5.0, 10, 20, 30])
  func harmonicity(decibels: Double) throws {
    let voice = TestSounds.signal(seconds: 4) { TestSounds.buzz(150, at: $0) }
    let power = voice.samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(voice.samples.count)
    // A uniform noise of amplitude a has the power a²/3.
    let amplitude = (3 * power * pow(10, -decibels / 10)).squareRoot()
    let result = try analyse(voice + TestSounds.whiteNoise(seconds: 4, amplitude: amplitude))
    let found = try #require(result.number("speech.voice.hnr_mean"))
    // The best of several lags is taken, and the mean of decibels, each worth some tenths of a decibel.
    #expect(abs(found - decibels) < 0.7)
  }

  @Test("silent frames do not enter the harmonics-to-noise ratio, loud noise does")
  func mask() throws {
    let voice = TestSounds.signal(seconds: 2) { TestSounds.buzz(150, at: $0) }
    func mean(noiseAmplitude: Double) throws -> Double {
      let noise = TestSounds.whiteNoise(seconds: 2, amplitude: noiseAmplitude)
      return try #require(try analyse(voice.followed(by: noise)).number("speech.voice.hnr_mean"))
    }
    let alone = try #require(try analyse(voice).number("speech.voice.hnr_mean"))
    // The few frames that straddle the change are noisy.
    #expect(abs(try mean(noiseAmplitude: 0.005) - alone) < 3)
    #expect(try mean(noiseAmplitude: 0.15) < alone - 20)
  }

  @Test("neither gain nor offset changes pitch, jitter, shimmer or harmonicity")
  func gainAndOffset() throws {
    let signal =
      irregular(periodShare: 0.02, amplitudeShare: 0.05).signal
      + TestSounds.whiteNoise(seconds: 4, amplitude: 0.01)
    let reference = try analyse(signal)
    let names = [
      "speech.pitch.f0.median", "speech.voice.jitter_local", "speech.voice.shimmer_local",
      "speech.voice.hnr_mean", "speech.pitch.voiced_share", "speech.intensity.sd",
    ]
    for changed in [signal.scaled(by: 2), signal.scaled(by: 0.01), signal.scaled(by: 1, offset: 0.3)] {
      let result = try analyse(changed)
      for name in names {
        let value = try #require(result.number(name))
        let truth = try #require(reference.number(name))
        // An offset of 0.3 costs single precision two digits.
        #expect(abs(value - truth) <= 1e-3 * abs(truth), "\(name)")
      }
    }
  }
}
