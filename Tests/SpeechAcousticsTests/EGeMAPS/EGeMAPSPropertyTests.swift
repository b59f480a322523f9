import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("eGeMAPS keeps what ought to stay")
struct EGeMAPSPropertyTests {
  /// Families that follow the gain, with the power of it by which their level does.
  private static let gainPowers = ["loudness": 0.66, "spectral_flux": 1]

  private func speech() throws -> Signal { try SampleMedia.signal("jfk.wav") }

  private func expectSame(
    _ a: EGeMAPSValues, _ b: EGeMAPSValues, relative: Double, absolute: Double,
    where isMeant: (String) -> Bool = { _ in true }
  ) {
    let (left, right) = (a.numbers, b.numbers)
    #expect(Set(left.keys) == Set(right.keys))
    for (name, value) in left where isMeant(name) {
      guard let other = right[name] else { continue }
      #expect(abs(other - value) <= relative * abs(value) + absolute, "\(name): \(value), \(other)")
    }
  }

  /// F2's amplitude averages to 0 in this recording, where relative tolerances mean nothing.
  private func isSteady(_ name: String) -> Bool { !name.hasPrefix("f2_amplitude") }

  @Test("gain changes loudness, flux and level, as stated, and nothing else", arguments: [Float(0.1), 1.5])
  func gain(factor: Float) throws {
    let signal = try speech()
    let before = try EGeMAPSValues(signal)
    let after = try EGeMAPSValues(signal.scaled(by: factor))
    let power = { (name: String) in Self.gainPowers.first { name.hasPrefix($0.key + ".") }?.value }
    expectSame(before, after, relative: 2e-3, absolute: 2e-3) { name in
      power(name) == nil && !name.hasPrefix("spectral_flux_") && name != "equivalent_sound_level"
    }
    for (name, exponent) in [
      ("loudness.mean", 0.66), ("spectral_flux.mean", 1), ("spectral_flux_voiced.mean", 1),
    ] {
      let expected = try before[name] * pow(Double(factor), exponent)
      #expect(abs(try after[name] - expected) < 5e-3 * expected, "\(name)")
    }
    let level = try before["equivalent_sound_level"] + 20 * log10(Double(factor))
    #expect(abs(try after["equivalent_sound_level"] - level) < 1e-3)
  }

  @Test("an offset changes nothing but rounding")
  func offset() throws {
    let signal = try speech()
    expectSame(
      try EGeMAPSValues(signal), try EGeMAPSValues(signal.scaled(by: 0.5, offset: 0.3)), relative: 0.02,
      absolute: 0.02
    ) { !$0.hasPrefix("loudness.") && !$0.hasPrefix("spectral_flux") && $0 != "equivalent_sound_level" }
  }

  @Test("a shift by whole hops moves the track and leaves the values")
  func shift() throws {
    let signal = try speech()
    var shifted = signal
    shifted.startSeconds = 12
    let before = try EGeMAPSValues(signal)
    let after = try EGeMAPSValues(shifted)
    // Frames whose centre falls between two samples may take the other one.
    expectSame(before, after, relative: 0.02, absolute: 0.02, where: isSteady)
    #expect(abs(after.result.track.timesSeconds[0] - before.result.track.timesSeconds[0] - 12) < 1e-9)
    // Twenty milliseconds of near silence in front: the same frames, two more before them.
    let quiet = TestSounds.whiteNoise(seconds: 0.02, amplitude: 1e-5)
    expectSame(
      before, try EGeMAPSValues(quiet.followed(by: signal)), relative: 0.02, absolute: 0.02,
      where: isSteady)
  }

  @Test("a few samples more at the end leave frames and values where they are")
  func length() throws {
    let signal = try speech()
    let longer = signal.followed(by: TestSounds.whiteNoise(seconds: 37 / 16_000, amplitude: 1e-5))
    let (before, after) = (try EGeMAPSValues(signal), try EGeMAPSValues(longer))
    #expect(before.result.track.timesSeconds[100] == after.result.track.timesSeconds[100])
    expectSame(before, after, relative: 0.01, absolute: 1e-3, where: isSteady)
  }

  @Test("played backwards, pitch and spectrum keep their means and quantiles, and rises become falls")
  func reversal() throws {
    let signal = try speech()
    let backwards = Signal(samples: signal.samples.reversed(), sampleRateHz: signal.sampleRateHz)
    let before = try EGeMAPSValues(signal)
    let after = try EGeMAPSValues(backwards)
    for name in ["f0_semitone.p20", "f0_semitone.p50", "f0_semitone.p80", "f0_semitone.mean"] {
      // Half a semitone: frames at the edges of voice differ.
      #expect(abs(try after[name] - before[name]) < 0.5, "\(name)")
    }
    for name in ["alpha_ratio_voiced.mean", "hammarberg_index_voiced.mean", "mfcc1.mean", "loudness.mean"] {
      #expect(abs(try after[name] - before[name]) < 0.03 * abs(try before[name]), "\(name)")
    }
    let rise = try before["loudness.rising_slope_mean"]
    #expect(abs(try after["loudness.falling_slope_mean"] - rise) < 0.03 * rise)
  }

  @Test("twice the same speech has the same values")
  func concatenation() throws {
    let signal = try speech()
    expectSame(
      try EGeMAPSValues(signal), try EGeMAPSValues(signal.followed(by: signal)), relative: 0.03,
      absolute: 0.03
    ) { isSteady($0) && $0 != "voiced_segment_length.sd" && !$0.hasSuffix("slope_sd") }
  }

  @Test("sound outside the speech ranges does not count")
  func ranges() throws {
    let signal = try speech()
    let other = TestSounds.signal(seconds: 4) { TestSounds.buzz(320, at: $0) }
    let range = TimeRange(startSeconds: 0, endSeconds: signal.durationSeconds)
    let alone = try EGeMAPSValues(signal, speech: [range])
    let mixed = try EGeMAPSValues(signal.followed(by: other), speech: [range])
    let semitones = try #require(mixed.result.track.column("f0_semitone"))
    for (time, value) in zip(mixed.result.track.timesSeconds, semitones.values)
    where time >= range.endSeconds { #expect(value == nil) }
    for name in ["f0_semitone.p50", "f0_semitone.mean", "hnr.mean", "mfcc1.mean", "f1_frequency.mean"] {
      #expect(abs(try mixed[name] - alone[name]) < 0.03 * abs(try alone[name]), "\(name)")
    }
  }

  @Test("a pause is no unvoiced speech")
  func pauses() throws {
    let signal = try speech()
    let paused = signal.followed(by: TestSounds.whiteNoise(seconds: 3, amplitude: 1e-4)).followed(by: signal)
    let before = try EGeMAPSValues(signal)
    let after = try EGeMAPSValues(paused)
    for name in ["unvoiced_segment_length.mean", "slope_500_1500_unvoiced.mean", "alpha_ratio_unvoiced.mean"]
    {
      #expect(abs(try after[name] - before[name]) < 0.05 * abs(try before[name]), "\(name)")
    }
  }

  @Test("the same samples give the same bytes")
  func determinism() throws {
    let signal = try speech()
    #expect(try EGeMAPS().analyse(signal) == EGeMAPS().analyse(signal))
  }
}
