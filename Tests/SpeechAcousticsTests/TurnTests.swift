import Foundation
import SignalCore
import SpeechAcoustics
import Testing

@Suite("Turns and properties of the clinical measures")
struct TurnTests {
  private func voice(_ hertz: Double, seconds: Double) -> Signal {
    TestSounds.signal(seconds: seconds) { time in
      TestSounds.buzz(hertz, at: time) * (0.6 - 0.4 * cos(2 * .pi * 4 * time))
    } + TestSounds.whiteNoise(seconds: seconds, amplitude: 0.003)
  }

  @Test("a turn as long as the recording reads as the recording does")
  func whole() throws {
    let signal = voice(140, seconds: 6)
    let result = try AcousticAnalysis().analyse(signal, turns: [signal.timeRange])
    #expect(result.turnReadings == [result.readings])
  }

  @Test("each turn reads its own voice, and a turn without speech none")
  func own() throws {
    let signal = voice(120, seconds: 4).followed(by: .silence(seconds: 2)).followed(
      by: voice(180, seconds: 4))
    let ranges = [(0.0, 4.0), (6, 10), (4.3, 5.7), (20, 30)].map {
      TimeRange(startSeconds: $0, endSeconds: $1)
    }
    let result = try AcousticAnalysis().analyse(
      signal, speech: [ranges[0], ranges[1]], turns: ranges)
    let pitch = result.turnReadings.map { readings in
      readings.first { $0.measure.name == "speech.pitch.f0.median" }?.value
    }
    #expect(abs(try #require(pitch[0]?.number) - 120) < 0.5)
    #expect(abs(try #require(pitch[1]?.number) - 180) < 0.5)
    for empty in result.turnReadings[2...] {
      #expect(empty.map(\.measure) == SpeechMeasures.all)
      #expect(empty.allSatisfy { $0.value.reason == .noSpeech })
    }
  }

  @Test("silence gives every turn its reason")
  func silence() throws {
    let result = try AcousticAnalysis().analyse(
      .silence(seconds: 3), turns: [TimeRange(startSeconds: 0, endSeconds: 3)])
    #expect(result.turnReadings.count == 1)
    #expect(result.turnReadings[0].allSatisfy { $0.value.reason == .noSpeech })
  }

  private let gainFree = [
    "voice.jitter_rap", "voice.jitter_ppq5", "voice.shimmer_local_db", "voice.shimmer_apq11",
    "voice.hnr_mean",
    "voice.cpps_mean", "voice.cpp_voiced_mean", "spectrum.h1_h2_mean", "spectrum.ltas_slope",
    "spectrum.alpha_ratio", "spectrum.hammarberg_index", "spectrum.slope_0_500", "spectrum.centre_of_gravity",
    "formant.f1.median", "formant.b2.median", "mfcc.c01.mean", "mfcc.c13.sd", "tremor.f0.magnitude",
    "glottis.naq_median", "glottis.qoq_median", "intensity.range", "timing.articulation_rate",
  ]

  @Test("a louder or quieter copy reads the same")
  func gain() throws {
    let signal = voice(140, seconds: 6)
    let reference = try analyse(signal)
    for factor: Float in [2, 0.1] {
      let result = try analyse(signal.scaled(by: factor))
      for name in gainFree {
        let truth = try #require(reference.number("speech." + name), "\(name)")
        let found = try #require(result.number("speech." + name), "\(name)")
        // Single precision; a unit of what is near 0.
        #expect(abs(found - truth) <= 2e-3 * max(abs(truth), 1e-3), "\(name)")
      }
    }
  }

  @Test("a later start on the clock changes nothing")
  func shift() throws {
    let signal = voice(140, seconds: 6)
    let late = Signal(samples: signal.samples, sampleRateHz: signal.sampleRateHz, startSeconds: 64)
    let reference = try analyse(signal)
    let result = try analyse(late)
    for name in gainFree {
      let truth = try #require(reference.number("speech." + name))
      #expect(
        abs(try #require(result.number("speech." + name)) - truth) <= 1e-3 * max(abs(truth), 1e-3), "\(name)")
    }
  }

  @Test("twice the same speech reads nearly as once")
  func twice() throws {
    let signal = voice(140, seconds: 6)
    let once = try analyse(signal)
    let both = try analyse(signal.followed(by: .silence(seconds: 1)).followed(by: signal))
    for name in [
      "voice.shimmer_local", "formant.f1.median", "spectrum.alpha_ratio", "voice.cpps_voiced_mean",
    ] {
      let truth = try #require(once.number("speech." + name))
      // Frames at the new edges differ.
      #expect(abs(try #require(both.number("speech." + name)) / truth - 1) < 0.1, "\(name)")
    }
    #expect(both.number("speech.timing.pause_count") == 1)
  }

  @Test("what a low sample rate does not carry is missing for that reason")
  func lowRate() throws {
    let samples = (0..<48_000).map { Float(TestSounds.buzz(200, at: Double($0) / 8000)) }
    let signal = Signal(samples: samples, sampleRateHz: 8000)
    let result = try analyse(signal)
    for name in ["voice.cpps_mean", "spectrum.alpha_ratio", "mfcc.c01.mean"] {
      #expect(result.reason("speech." + name) == .lowQuality)
    }
    #expect(result.number("speech.spectrum.h1_h2_mean") != nil)
  }

  @Test("pitch quality tells of octave jumps and of the range's ends")
  func pitchQuality() throws {
    let steady = try analyse(TestSounds.signal(seconds: 2) { TestSounds.buzz(150, at: $0) })
    for name in ["octave_jump_share", "pitch_at_floor_share", "pitch_at_ceiling_share"] {
      #expect(steady.number("quality.sound." + name) == 0)
    }
    var settings = AcousticSettings()
    settings.fitsPitchRangeToSpeaker = false
    settings.pitch.ceilingHz = 153
    let cut = try AcousticAnalysis(settings: settings).analyse(
      TestSounds.signal(seconds: 2) { TestSounds.buzz(150, at: $0) })
    #expect(try #require(cut.number("quality.sound.pitch_at_ceiling_share")) > 0.95)
    #expect(
      try analyse(TestSounds.whiteNoise(seconds: 2, amplitude: 0.1))
        .reason("quality.sound.octave_jump_share") == .unvoiced)
  }
}
