import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("Clinical measures of sounds known from how they are made")
struct ClinicalMeasureTests {
  /// Pulses that fall by 6 dB an octave, through resonators in cascade (Klatt 1980) at four formants and 4.5
  /// kHz.
  private func vowel(_ formantsHz: [Double], pitchHz: Double = 110, seconds: Double = 2) -> Signal {
    let rate = TestSounds.sampleRateHz
    var samples = [Double](repeating: 0, count: Int(seconds * rate))
    var time = 0.0
    while time < seconds - 0.001 {
      samples[Int(time * rate)] = 1
      time += 1 / pitchHz
    }
    for i in samples.indices.dropFirst() { samples[i] += 0.98 * samples[i - 1] }
    for (place, hertz) in (formantsHz + [4500]).enumerated() {
      let radius = exp(-.pi * (60 + 20 * Double(place)) / rate)
      let a = 2 * radius * cos(2 * .pi * hertz / rate)
      let b = -radius * radius
      var last = (0.0, 0.0)
      for i in samples.indices {
        samples[i] = (1 - a - b) * samples[i] + a * last.0 + b * last.1
        last = (samples[i], last.0)
      }
    }
    let peak = samples.map(abs).max() ?? 1
    return Signal(samples: samples.map { Float(0.3 * $0 / peak) }, sampleRateHz: rate)
  }

  @Test(
    "a vowel's formants are found",
    arguments: [[730.0, 1090, 2440, 3400], [520, 1840, 2480, 3500], [400, 2000, 2600, 3600]])
  func formants(truth: [Double]) throws {
    let result = try analyse(vowel(truth))
    for (place, hertz) in truth.enumerated() {
      let found = try #require(result.number("speech.formant.f\(place + 1).median"))
      // Harmonics 110 Hz apart pull a formant by up to a quarter of their distance.
      #expect(abs(found - hertz) < 0.015 * hertz + 27)
    }
    let dispersion = try #require(result.number("speech.formant.dispersion"))
    #expect(abs(dispersion / ((truth[3] - truth[0]) / 3) - 1) < 0.03)
    #expect(result.reason("speech.formant.vowel_space_area") == .tooShort)
  }

  @Test("several vowels fill more of the vowel space than one, and a few stray formants change little")
  func vowelSpace() throws {
    let one = [(Double, Double)](repeating: (500, 1500), count: 600)
    let corners = [(300.0, 2300.0), (750, 1250), (320, 800)]
    let many = (0..<600).map { corners[$0 % 3] }
    let small = try #require(VowelSpace.areaSquareBark(pointsHz: one))
    let large = try #require(VowelSpace.areaSquareBark(pointsHz: many))
    // A Gaussian of ½ Bark holds 80 % in a circle of radius ½·√(2 ln 5).
    #expect(abs(small - .pi * 0.25 * 2 * log(5)) < 0.3)
    #expect(large > 2.5 * small)
    let strayed = try #require(VowelSpace.areaSquareBark(pointsHz: one + [(2000, 4500), (150, 5000)]))
    #expect(abs(strayed - small) < 0.3)
    #expect(VowelSpace.areaSquareBark(pointsHz: []) == nil)
  }

  @Test("noise lowers the cepstral peak, step by step")
  func cepstralPeak() throws {
    let voice = TestSounds.signal(seconds: 3) { TestSounds.buzz(140, at: $0) }
    let results = try [0.001, 0.01, 0.05, 0.15].map {
      try analyse(voice + TestSounds.whiteNoise(seconds: 3, amplitude: $0))
    }
    for name in ["voice.cpps_mean", "voice.cpps_voiced_mean", "voice.cpp_voiced_mean"] {
      let values = try results.map { try #require($0.number("speech." + name)) }
      for (quiet, loud) in zip(values, values.dropFirst()) { #expect(quiet > loud + 1, "\(name)") }
    }
  }

  @Test("the first harmonic over the second is that of the mixture", arguments: [-6.0, 0, 10])
  func harmonics(decibels: Double) throws {
    let second = 0.2 * pow(10, -decibels / 20)
    let signal = TestSounds.signal(seconds: 2) { time in
      0.2 * sin(2 * .pi * 150 * time) + second * sin(2 * .pi * 300 * time + 1)
        + 0.1 * sin(2 * .pi * 450 * time)
    }
    // The pitch's error of some 0.01 % lets hardly anything of one harmonic into the other.
    #expect(abs(try #require(try analyse(signal).number("speech.spectrum.h1_h2_mean")) - decibels) < 0.05)
  }

  @Test("white noise has a flat long-term spectrum; a lower tone tilts it")
  func tilt() throws {
    let noise = TestSounds.whiteNoise(seconds: 5, amplitude: 0.1)
    let flat = try #require(try analyse(noise).number("speech.spectrum.ltas_slope"))
    #expect(abs(flat) < 0.3)
    let tilted = try analyse(noise + Signal.sine(frequencyHz: 300, seconds: 5, amplitude: 0.3))
    #expect(try #require(tilted.number("speech.spectrum.ltas_slope")) < -15)
  }

  @Test("a modulated pitch has the tremor it was given", arguments: [4.0, 6, 9])
  func pitchTremor(hertz: Double) throws {
    // F0 = 150·(1 + 0.04 sin): its phase is the integral.
    let signal = TestSounds.signal(seconds: 4) { time in
      let phase = 150 * (time - 0.04 / (2 * .pi * hertz) * cos(2 * .pi * hertz * time))
      return (1...20).reduce(0) { $0 + 0.1 / Double($1) * sin(2 * .pi * phase * Double($1)) }
    }
    let result = try analyse(signal)
    #expect(abs(try #require(result.number("speech.tremor.f0.frequency")) - hertz) <= 0.11)
    // The pitch analysis averages over three longest periods, some 27 ms, which smooths fast tremor.
    let magnitude = try #require(result.number("speech.tremor.f0.magnitude"))
    #expect(magnitude > 3 && magnitude < 4.2)
  }

  @Test("a modulated loudness has the tremor it was given")
  func amplitudeTremor() throws {
    let signal = TestSounds.signal(seconds: 4) { time in
      (1 + 0.2 * sin(2 * .pi * 5 * time)) * TestSounds.buzz(150, at: time)
    }
    let result = try analyse(signal)
    #expect(abs(try #require(result.number("speech.tremor.amplitude.frequency")) - 5) <= 0.11)
    #expect(abs(try #require(result.number("speech.tremor.amplitude.magnitude")) - 20) < 1)
    #expect(try #require(result.number("speech.tremor.f0.magnitude")) < 1)
  }

  @Test("a sine as flow has the quotients of a sine")
  func glottalCycle() throws {
    let period = 80.0
    let flow = (0..<320).map { sin(2 * .pi * Double($0) / period) }
    let derivative = (0..<320).map { 2 * .pi / period * cos(2 * .pi * Double($0) / period) }
    for sign in [1.0, -1] {
      let cycle = try #require(
        GlottalCycle(flow: flow, derivative: derivative, periodSamples: period, sign: sign))
      #expect(abs(cycle.normalisedAmplitudeQuotient - 1 / .pi) < 1e-3)
      #expect(abs(cycle.quasiOpenQuotient - 0.5) < 0.02)
    }
    #expect(GlottalCycle(flow: flow, derivative: derivative, periodSamples: 300, sign: 1) == nil)
  }

  @Test("a recording of reversed polarity has the same glottis")
  func polarity() throws {
    let signal = vowel([600, 1200, 2500, 3500])
    let names = ["speech.glottis.naq_median", "speech.glottis.qoq_median"]
    let upright = try analyse(signal)
    let reversed = try analyse(signal.scaled(by: -1))
    for name in names {
      let truth = try #require(upright.number(name))
      #expect(reversed.number(name) == truth)
    }
  }

  @Test("rhythm is that of the intervals, pair by pair and run by run")
  func rhythm() throws {
    let found = try #require(SpeechRhythm.pairwiseVariability(runs: [[0.1, 0.3, 0.1], [0.2, 0.2]]))
    #expect(found.pairCount == 3)
    #expect(abs(found.index - 100 * (1 + 1 + 0) / 3) < 1e-9)
    #expect(SpeechRhythm.pairwiseVariability(runs: [[0.1], []]) == nil)
  }

  @Test("a pitch that falls within every stretch has that slope and range")
  func pitchSlope() throws {
    // Five stretches of 0.5 s, each falling an octave a second: six semitones.
    let stretch = TestSounds.signal(seconds: 0.5) { time in
      let phase = 200 * (1 - exp(-log(2.0) * time)) / log(2.0)
      return (1...10).reduce(0) { $0 + 0.1 / Double($1) * sin(2 * .pi * phase * Double($1)) }
    }
    let gap = Signal.silence(seconds: 0.4)
    let signal = (0..<4).reduce(stretch) { all, _ in all.followed(by: gap).followed(by: stretch) }
    let result = try analyse(signal)
    #expect(abs(try #require(result.number("speech.pitch.f0.slope")) + 12) < 0.5)
    // 90 % of six semitones.
    #expect(abs(try #require(result.number("speech.pitch.f0.range_semitones")) - 5.4) < 0.4)
  }
}
