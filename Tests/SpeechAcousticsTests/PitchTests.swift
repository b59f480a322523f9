import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("Pitch")
struct PitchTests {
  @Test(
    "a tone is found in every frame, its median within 0.1 %, low and high ones without setting a range",
    arguments: [62.0, 70, 80, 120, 220, 400, 550])
  func tone(frequencyHz: Double) throws {
    let result = try analyse(.sine(frequencyHz: frequencyHz, seconds: 2))
    let f0 = try #require(result.track.column("f0"))
    #expect(f0.values.count > 150)
    for value in f0.values {
      let hertz = Double(try #require(value))
      // The window's edge and the filter's start weigh most on the lowest tones.
      #expect(abs(hertz / frequencyHz - 1) < 0.005)
    }
    let median = try #require(result.number("speech.pitch.f0.median"))
    #expect(abs(median / frequencyHz - 1) < 0.001)
  }

  @Test("a rich voice keeps its octave", arguments: [62.0, 95, 130, 210, 330, 550])
  func octave(frequencyHz: Double) throws {
    let result = try analyse(TestSounds.signal(seconds: 2) { TestSounds.buzz(frequencyHz, at: $0) })
    for name in ["median", "mean", "p05", "p95"] {
      let hertz = try #require(result.number("speech.pitch.f0." + name))
      #expect(abs(hertz / frequencyHz - 1) < 0.001)
    }
  }

  @Test("a rising tone is followed, an octave in four seconds, within 0.5 %")
  func glide() throws {
    // 100·2^(t/4) Hz; its phase is the integral of that.
    let rate = log(2.0) / 4
    let signal = TestSounds.signal(seconds: 4) { 0.3 * sin(2 * .pi * 100 * (exp(rate * $0) - 1) / rate) }
    let result = try analyse(signal)
    let f0 = try #require(result.track.column("f0"))
    for (time, value) in zip(result.track.timesSeconds, f0.values) {
      let truth = 100 * exp(rate * time)
      #expect(abs(Double(try #require(value)) / truth - 1) < 0.005)
    }
  }

  @Test("pauses do not enter the statistics")
  func pauses() throws {
    let voice = TestSounds.signal(seconds: 2) { TestSounds.buzz(120, at: $0) }
    let result = try analyse(voice.followed(by: .silence(seconds: 3)).followed(by: voice))
    let mean = try #require(result.number("speech.pitch.f0.mean"))
    #expect(abs(mean - 120) < 0.5)
    let share = try #require(result.number("speech.pitch.voiced_share"))
    // Four of seven seconds, give or take a window at each of four edges.
    #expect(abs(share - 4.0 / 7) < 0.02)
  }

  @Test("another, louder voice outside the speech ranges changes nothing of the pitch")
  func otherSpeaker() throws {
    let patient = TestSounds.signal(seconds: 3) { TestSounds.buzz(120, at: $0, amplitude: 0.02) }
    let other = TestSounds.signal(seconds: 3) { TestSounds.buzz(230, at: $0, amplitude: 0.3) }
    let result = try analyse(
      patient.followed(by: other), speech: [TimeRange(startSeconds: 0, endSeconds: 2.9)])
    #expect(abs(try #require(result.number("speech.pitch.f0.p95")) - 120) < 0.2)
    #expect(try #require(result.number("speech.pitch.voiced_share")) > 0.97)
    let f0 = try #require(result.track.column("f0"))
    #expect(zip(result.track.timesSeconds, f0.values).allSatisfy { $0 < 2.9 || $1 == nil })
  }

  @Test("mains hum in the pauses and under the voice does not pass for a low voice")
  func hum() throws {
    let syllables = TestSounds.signal(seconds: 6) { time in
      let isOn = time.truncatingRemainder(dividingBy: 1) < 0.5
      return (isOn ? TestSounds.buzz(125, at: time) : 0) + 0.008 * sin(2 * .pi * 60 * time)
    }
    let result = try analyse(syllables)
    #expect(abs(try #require(result.number("speech.pitch.f0.median")) - 125) < 1)
    #expect(try #require(result.number("speech.pitch.f0.p05")) > 115)
  }

  @Test("noise has no pitch")
  func noise() throws {
    let result = try analyse(TestSounds.whiteNoise(seconds: 3, amplitude: 0.3))
    #expect(result.reason("speech.pitch.f0.median") == .unvoiced)
    #expect(result.reason("speech.voice.jitter_local") == .unvoiced)
    #expect(result.reason("speech.voice.cpps_voiced_mean") == .unvoiced)
    #expect(result.reason("speech.formant.f1.median") == .unvoiced)
    #expect(result.number("speech.pitch.voiced_share") == 0)
  }

  @Test("frame times are the true window centres on the signal's clock")
  func times() throws {
    // A tone from 1.0 s on: the first voiced frame lies within half a window of its start.
    let late = Signal.silence(seconds: 1).followed(by: .sine(frequencyHz: 200, seconds: 1))
    let signal = Signal(samples: late.samples, sampleRateHz: late.sampleRateHz, startSeconds: 40)
    let track = try analyse(signal).track
    let f0 = try #require(track.column("f0"))
    let first = try #require(f0.values.firstIndex { $0 != nil })
    #expect(abs(track.timesSeconds[first] - 41) <= 0.02)
    #expect(abs(try #require(track.timesSeconds.first) - 40.03) < 0.01)
  }

  @Test("a range that cannot work is refused")
  func settings() {
    var settings = AcousticSettings()
    settings.pitch.ceilingHz = settings.pitch.floorHz
    #expect(throws: AcousticError.self) { try AcousticAnalysis(settings: settings) }
    #expect(throws: AcousticError.self) {
      try PitchTracker(settings: PitchSettings(floorHz: 0, ceilingHz: 500))
    }
  }
}
