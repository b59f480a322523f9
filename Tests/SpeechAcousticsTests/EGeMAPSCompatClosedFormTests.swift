import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("eGeMAPSv02 compat, closed forms")
struct EGeMAPSCompatClosedFormTests {
  @Test("digital silence gives the set's own floors")
  func silence() throws {
    let result = EGeMAPSCompat().analyse(.silence(seconds: 1))
    // 26 bands at the floor 9.3e-10, through the ear's sensitivity and the power 0.33.
    #expect(abs((result.functional("loudness_sma3_amean") ?? 0) - 0.00103396573) < 1e-8)
    // A flat −140 dB with one point more than counted: −140·Σf / (16·Σf² − (Σf)²), f = 0, 31.25 … 500 Hz.
    #expect(result.column("slope0-500_sma3").allSatisfy { abs($0 - 0.112) < 1e-6 })
    #expect(result.functional("equivalentSoundLevel_dBp") == -120)
    #expect(result.functional("F0semitoneFrom27.5Hz_sma3nz_amean") == 0)
    #expect(result.functional("F1amplitudeLogRelF0_sma3nz_amean") == -201)
    #expect(result.functional("VoicedSegmentsPerSec") == 0)
  }

  @Test("the sound level of a sine is that of its mean square")
  func soundLevel() throws {
    let level = try #require(
      EGeMAPSCompat().analyse(.sine(frequencyHz: 1000, seconds: 1)).functional("equivalentSoundLevel_dBp"))
    // 0.5² / 2; integers cut towards 0 take 0.001 dB.
    #expect(abs(level - 10 * log10(0.125)) < 0.002)
  }

  @Test("the pitch of a buzz is its fundamental", arguments: [80.0, 120, 220, 400])
  func pitch(frequencyHz: Double) throws {
    let buzz = TestSounds.signal(seconds: 1) { TestSounds.buzz(frequencyHz, at: $0) }
    let result = EGeMAPSCompat().analyse(buzz)
    let semitones = try #require(result.functional("F0semitoneFrom27.5Hz_sma3nz_percentile50.0"))
    // The parabola on the logarithmic axis is biased by up to a fifth of a semitone at low pitch.
    #expect(abs(semitones - 12 * log2(frequencyHz / 27.5)) < 0.2)
    #expect((result.functional("jitterLocal_sma3nz_amean") ?? 1) < 0.003)
    // Peaks that fall between samples differ by up to 1 %.
    #expect((result.functional("shimmerLocaldB_sma3nz_amean") ?? 1) < 0.09)
  }

  @Test("shimmer of a decaying voice is 20·log10(1 + relative difference), not its decibels")
  func shimmer() throws {
    // Every period of 10 ms is exp(−10/300) times the one before: they differ by 2·tanh(5/300) of their mean.
    let voice = TestSounds.signal(seconds: 0.6) { exp(-$0 / 0.3) * TestSounds.buzz(100, at: $0) }
    let shimmer = try #require(EGeMAPSCompat().analyse(voice).functional("shimmerLocaldB_sma3nz_amean"))
    // Decay shifts the extremes inside the period by less than a hundredth of the difference.
    #expect(abs(shimmer / (20 * log10(1 + 2 * tanh(5.0 / 300))) - 1) < 0.03)
  }

  @Test("full scale wraps round, what is no number becomes silence, and no clipping happens")
  func integers() {
    func level(_ value: Float) -> Double? {
      let samples = (0..<16_000).map { $0.isMultiple(of: 2) ? value : 0 }
      return EGeMAPSCompat().analyse(Signal(samples: samples, sampleRateHz: 16_000))
        .functional("equivalentSoundLevel_dBp")
    }
    // +1 becomes −32768, as openSMILE's −3.01003 for this very sound shows; 1.5 becomes −16384.
    #expect(level(1) == level(-1))
    #expect(abs((level(1) ?? 0) + 3.0100348) < 1e-5)
    #expect(level(1.5) == level(0.5))
    #expect(level(.nan) == -120)
    #expect(level(.infinity) == -120)
    #expect(level(0.9 / 32768) == -120)
  }

  @Test("after 40 frames without agreement 39 frames never count", arguments: [0.5, 0.6, 0.8, 1, 2])
  func uncertainStart(seconds: Double) {
    let tone = Signal.sine(frequencyHz: 1000, seconds: seconds, amplitude: 0.35)
    let frames = Int((seconds - 0.06) * 100 + 1.5)
    // openSMILE 3.0 (wheel 2.6.0) gave 16.6667, 6.25, 2.77778, 1.78571 and 0.641026.
    let expected = 100 / Double(frames - 39)
    let perSecond = EGeMAPSCompat().analyse(tone).functional("VoicedSegmentsPerSec")
    #expect(abs((perSecond ?? 0) - expected) < 1e-9)
  }
}
