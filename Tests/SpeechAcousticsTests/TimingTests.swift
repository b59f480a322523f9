import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("Level, syllables and pauses")
struct TimingTests {
  /// Four syllables a second: a voice whose loudness swings by 12 dB and more.
  private func talk(seconds: Double, amplitude: Double = 0.1) -> Signal {
    TestSounds.signal(seconds: seconds) { time in
      TestSounds.buzz(130, at: time, amplitude: amplitude) * (0.55 - 0.45 * cos(2 * .pi * 4 * time))
    }
  }

  @Test("a sine's level is its power over the reference", arguments: [0.5, 0.005])
  func level(amplitude: Double) throws {
    let result = try analyse(.sine(frequencyHz: 1000, seconds: 2, amplitude: amplitude))
    let truth = 10 * log10(amplitude * amplitude / 2 / 4e-10)
    // Hundredths of a decibel: single precision and the ripple of the window.
    #expect(abs(try #require(result.number("speech.intensity.median")) - truth) < 0.01)
    #expect(try #require(result.number("speech.intensity.sd")) < 0.5)
  }

  @Test("syllables, pauses and their shares are counted")
  func counts() throws {
    let gap = Signal.silence(seconds: 1)
    let signal = talk(seconds: 3).followed(by: gap).followed(by: talk(seconds: 3)).followed(by: gap)
      .followed(by: talk(seconds: 3))
    let result = try analyse(signal)
    // The level's window of 128 ms blurs each edge of a pause by some 50 ms.
    #expect(abs(try #require(result.number("speech.timing.pause_mean")) - 1) < 0.15)
    #expect(abs(try #require(result.number("speech.timing.articulation_rate")) - 4) < 0.3)
    #expect(abs(try #require(result.number("speech.timing.speech_rate")) - 36.0 / 11) < 0.3)
    #expect(abs(try #require(result.number("speech.timing.pause_rate")) - 2 * 60 / 11.0) < 0.5)
    #expect(abs(try #require(result.number("speech.timing.pause_share")) - 2.0 / 11) < 0.03)
    #expect(abs(try #require(result.number("speech.timing.phonation_ratio")) - 9.0 / 11) < 0.03)
    #expect(result.reason("speech.timing.pause_sd") == .tooShort)
    #expect(abs(try #require(result.number("quality.sound.speech_seconds")) - 9) < 0.3)
  }

  @Test("a gap in which somebody else talks is no pause")
  func turns() throws {
    let signal = talk(seconds: 3).followed(by: .silence(seconds: 1)).followed(by: talk(seconds: 3))
      .followed(by: talk(seconds: 4, amplitude: 0.2)).followed(by: talk(seconds: 3))
      .followed(by: .silence(seconds: 1))
    let speech = [(0.0, 3.0), (4, 7), (11, 14)].map { TimeRange(startSeconds: $0, endSeconds: $1) }
    let result = try analyse(signal, speech: speech)
    let rate = try #require(result.number("speech.timing.pause_rate"))
    // One pause in nine seconds of speech and one of pause.
    #expect(abs(rate - 6) < 0.3)
    #expect(abs(try #require(result.number("speech.timing.articulation_rate")) - 4) < 0.35)
  }

  @Test("steady noise is not taken for syllables")
  func noise() throws {
    let result = try analyse(TestSounds.whiteNoise(seconds: 6, amplitude: 0.1))
    #expect(result.number("speech.timing.speech_rate") == 0)
    #expect(result.number("speech.timing.pause_rate") == 0)
    #expect(result.reason("speech.timing.pause_mean") == .tooShort)
  }

  @Test("the signal-to-noise ratio is that of the mixture", arguments: [10.0, 20, 30])
  func signalToNoise(decibels: Double) throws {
    let burst = Signal.sine(frequencyHz: 300, seconds: 2, amplitude: 0.2)
    let clean = burst.followed(by: .silence(seconds: 2)).followed(by: burst)
    let amplitude = (3 * 0.02 * pow(10, -decibels / 10)).squareRoot()
    let noisy = clean + TestSounds.whiteNoise(seconds: 6, amplitude: amplitude)
    let speech = [(0.0, 2.0), (4, 6)].map { TimeRange(startSeconds: $0, endSeconds: $1) }
    let found = try #require(try analyse(noisy, speech: speech).number("quality.sound.snr"))
    // The background's 10 % quantile lies up to a decibel below its mean.
    #expect(abs(found - decibels) < 1.5)
  }

  @Test("clipped samples are counted")
  func clipping() throws {
    let loud = Signal.sine(frequencyHz: 200, seconds: 1, amplitude: 2)
    let clipped = Signal(samples: loud.samples.map { min(max($0, -1), 1) }, sampleRateHz: loud.sampleRateHz)
    // |2 sin| stays above 0.985 for this share of a period.
    let truth = 1 - 2 / Double.pi * asin(0.985 / 2)
    #expect(abs(try #require(try analyse(clipped).number("quality.sound.clipped_share")) - truth) < 0.02)
    #expect(try analyse(loud.scaled(by: 0.49)).number("quality.sound.clipped_share") == 0)
  }
}
