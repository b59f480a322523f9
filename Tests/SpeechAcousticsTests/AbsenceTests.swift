import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("Absent is not zero")
struct AbsenceTests {
  private func speechReasons(_ result: AcousticResult) -> Set<String> {
    Set(result.readings.map { $0.value.reason?.code ?? "a number" })
  }

  @Test("digital silence, with or without offset, has no speech measure")
  func silence() throws {
    for offset: Float in [0, 0.3] {
      let result = try analyse(Signal.silence(seconds: 3).scaled(by: 1, offset: offset))
      #expect(speechReasons(result) == ["noSpeech"])
      #expect(result.track.columns.allSatisfy { $0.values.allSatisfy { $0 == nil } })
      #expect(result.number("quality.sound.speech_seconds") == 0)
      #expect(result.number("quality.sound.dc_offset").map { Float($0) } == offset)
    }
  }

  @Test("nobody spoke: no speech measure, though the sound is there")
  func nobodySpoke() throws {
    let signal = Signal.sine(frequencyHz: 200, seconds: 3)
    let ranges = [[], [TimeRange(startSeconds: 1, endSeconds: 1)]]
    for speech in ranges {
      let result = try analyse(signal, speech: speech)
      #expect(speechReasons(result) == ["noSpeech"])
      let intensity = try #require(result.track.column("intensity"))
      #expect(intensity.values.allSatisfy { $0 != nil })
    }
  }

  @Test("speech ranges that miss the signal leave no speech")
  func elsewhere() throws {
    let result = try analyse(
      .sine(frequencyHz: 200, seconds: 3), speech: [TimeRange(startSeconds: 10, endSeconds: 20)])
    #expect(speechReasons(result) == ["noSpeech"])
  }

  @Test("a few milliseconds are too short for every measure", arguments: [0.0, 0.001, 0.010, 0.059])
  func tiny(seconds: Double) throws {
    let result = try analyse(.sine(frequencyHz: 200, seconds: seconds))
    #expect(speechReasons(result) == ["tooShort"])
    #expect(result.track.timesSeconds.isEmpty)
  }

  @Test("each measure has its own minimum")
  func minima() throws {
    let result = try analyse(.sine(frequencyHz: 200, seconds: 0.3))
    #expect(result.number("speech.pitch.f0.median") != nil)
    for name in ["pitch.f0.sd_semitones", "pitch.voiced_share", "intensity.median", "timing.speech_rate"] {
      #expect(result.reason("speech." + name) == .tooShort)
    }
  }

  @Test("samples that are not numbers are counted and never come out")
  func notFinite() throws {
    let clean = TestSounds.signal(seconds: 3) { TestSounds.buzz(150, at: $0) }
    let broken = clean.changed { samples in
      for i in stride(from: 100, to: 40_000, by: 4_001) { samples[i] = .nan }
      samples[20_000] = .infinity
    }
    let result = try analyse(broken)
    #expect(result.number("quality.sound.invalid_share") == 11.0 / 48_000)
    #expect(abs(try #require(result.number("speech.pitch.f0.median")) - 150) < 0.2)
    #expect(result.track.columns.allSatisfy { $0.values.allSatisfy { $0?.isFinite ?? true } })

    let nothing = Signal(samples: [Float](repeating: .nan, count: 48_000), sampleRateHz: 16_000)
    #expect(speechReasons(try analyse(nothing)) == ["noSpeech"])
  }

  @Test("samples not scaled to ±1 give no level, but the same voice")
  func unscaled() throws {
    let signal = TestSounds.signal(seconds: 2) { TestSounds.buzz(150, at: $0) }
    let result = try analyse(signal.scaled(by: 32_768))
    #expect(result.number("speech.intensity.median") == nil)
    #expect(abs(try #require(result.number("speech.pitch.f0.median")) - 150) < 0.2)
  }

  @Test("a sample rate too low for a voice is refused as low quality")
  func lowRate() throws {
    let signal = Signal.sine(frequencyHz: 200, seconds: 3, sampleRateHz: 2000)
    #expect(speechReasons(try analyse(signal)) == ["lowQuality"])
  }
}

@Suite("Definitions")
struct DefinitionTests {
  @Test("every measure is read exactly once, in order, and its texts are there")
  func complete() throws {
    let result = try analyse(TestSounds.signal(seconds: 6) { TestSounds.buzz(150, at: $0) })
    #expect(result.readings.map(\.measure) == SpeechMeasures.all)
    #expect(result.qualityReadings.map(\.measure) == SoundQualityMeasures.all)
    let all = SpeechMeasures.all + SoundQualityMeasures.all
    #expect(Set(all.map(\.name)).count == all.count)
    for measure in all {
      let texts = [
        measure.title, measure.unit, measure.definition, measure.minimumData, measure.source,
        measure.depression, measure.caution,
      ]
      #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("\n") }, "\(measure.name)")
    }
  }
}
