import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("eGeMAPS: absent is not zero")
struct EGeMAPSAbsenceTests {
  private func reasons(_ result: EGeMAPSResult) -> Set<String> {
    Set(result.readings.map { $0.value.reason?.code ?? "a number" })
  }

  @Test("there are 88 measures with names of their own, each with openSMILE's name beside it")
  func names() {
    #expect(EGeMAPSMeasures.all.count == 88)
    #expect(Set(EGeMAPSMeasures.all.map(\.name)).count == 88)
    #expect(Set(EGeMAPSMeasures.openSMILENames.values).count == 88)
    #expect(
      EGeMAPSMeasures.openSMILENames["speech.egemaps.f0_semitone.p20"]
        == "F0semitoneFrom27.5Hz_sma3nz_percentile20.0")
    #expect(
      EGeMAPSMeasures.openSMILENames["speech.egemaps.slope_0_500_voiced.sd_normalised"]
        == "slopeV0-500_sma3nz_stddevNorm")
    for measure in EGeMAPSMeasures.all {
      #expect(measure.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "." || $0 == "_" })
    }
  }

  @Test("digital silence, with or without offset, and nobody's speech have no measure")
  func silence() throws {
    let eGeMAPS = try EGeMAPS()
    for offset: Float in [0, 0.3] {
      let result = try eGeMAPS.analyse(Signal.silence(seconds: 2).scaled(by: 1, offset: offset))
      #expect(reasons(result) == ["noSpeech"])
      #expect(result.track.columns.count == 25)
      #expect(result.track.columns.allSatisfy { $0.values.allSatisfy { $0 == nil } })
    }
    #expect(reasons(try eGeMAPS.analyse(.sine(frequencyHz: 200, seconds: 2), speech: [])) == ["noSpeech"])
  }

  @Test(
    "a few milliseconds give no number that is not one",
    arguments: [0.0, 0.001, 0.010, 0.019, 0.020, 0.059, 0.060, 0.061, 0.1, 0.2])
  func tiny(seconds: Double) throws {
    let tone = TestSounds.signal(seconds: seconds) { TestSounds.buzz(150, at: $0) }
    let result = try EGeMAPS().analyse(tone)
    for reading in result.readings {
      if let number = reading.value.number { #expect(number.isFinite, "\(reading.measure.name)") }
    }
    if seconds < 0.06 { #expect(reasons(result) == ["tooShort"]) }
    #expect(result.readings.allSatisfy { $0.value.reason?.text.hasPrefix("failed") != true })
  }

  @Test("clipped, broken and extreme samples give finite numbers or none")
  func broken() throws {
    let speech = try SampleMedia.signal("jfk.wav").slice(TimeRange(startSeconds: 0, endSeconds: 4))
    let holed = speech.changed { samples in
      for i in stride(from: 1000, to: 60_000, by: 7000) { samples[i] = i % 2 == 0 ? .nan : .infinity }
    }
    let clipped = Signal(samples: speech.samples.map { min(max(20 * $0, -1), 1) }, sampleRateHz: 16_000)
    for signal in [holed, clipped, speech.scaled(by: 1e-6), speech.scaled(by: 1e4)] {
      for reading in try EGeMAPS().analyse(signal).readings {
        if let number = reading.value.number { #expect(number.isFinite, "\(reading.measure.name)") }
      }
    }
    let whole = try EGeMAPS().analyse(speech)
    let repaired = try EGeMAPS().analyse(holed)
    #expect(whole.readings[0].value.number != nil && repaired.readings[0].value.number != nil)
  }

  @Test("speech without voice has no voice measure, but a spectrum")
  func whisper() throws {
    let values = try EGeMAPSValues(TestSounds.whiteNoise(seconds: 3, amplitude: 0.1))
    for name in ["f0_semitone.mean", "jitter_local.mean", "hnr.mean", "f1_frequency.mean", "h1_h2.mean"] {
      #expect(values.value(name) == .missing(.unvoiced), "\(name)")
    }
    #expect(try values["loudness.mean"] > 0)
    #expect(try values["voiced_segments_per_second"] == 0)
  }

  @Test("what needs more band than the recording fills is missing")
  func bandwidth() throws {
    let voice = try SampleMedia.signal("jfk.wav", sampleRateHz: 8000)
    // Up to 16 kHz again: half the band is empty but for rounding.
    let padded = Signal(
      samples: zeroStuffed(Array(voice.samples)).map { ($0 * 32_768).rounded() / 32_768 },
      sampleRateHz: 16_000)
    let values = try EGeMAPSValues(padded)
    #expect(try #require(values.result.bandwidthHz) < 4500)
    for name in ["loudness.mean", "mfcc1.mean", "alpha_ratio_voiced.mean", "f3_frequency.mean"] {
      #expect(values.value(name) == .missing(.lowQuality), "\(name)")
    }
    #expect(try values["f0_semitone.mean"] > 0)
  }

  /// Twice the rate by a windowed-sinc low-pass at a quarter of the new one.
  private func zeroStuffed(_ samples: [Float]) -> [Float] {
    let taps = (-60...60).map { k in
      let x = Double(k) / 2
      let window = 0.42 + 0.5 * cos(.pi * Double(k) / 61) + 0.08 * cos(2 * .pi * Double(k) / 61)
      return Float(window * (k == 0 ? 1 : sin(.pi * x) / (.pi * x)))
    }
    return (0..<2 * samples.count).map { n in
      var total: Float = 0
      for k in -60...60 where (n - k) % 2 == 0 && samples.indices.contains((n - k) / 2) && n >= k {
        total += taps[k + 60] * samples[(n - k) / 2]
      }
      return total
    }
  }

  @Test("another rate and settings that cannot work are refused")
  func refusal() {
    #expect(throws: AcousticError.unsupportedSampleRate(hertz: 44_100, neededHertz: 16_000)) {
      try EGeMAPS().analyse(.sine(frequencyHz: 200, seconds: 1, sampleRateHz: 44_100))
    }
    var settings = EGeMAPSSettings()
    settings.formants.count = 2
    #expect(throws: AcousticError.self) { try EGeMAPS(settings: settings) }
  }
}
