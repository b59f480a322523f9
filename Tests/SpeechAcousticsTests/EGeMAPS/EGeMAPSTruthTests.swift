import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

/// Values by the part of the measure's name after "speech.egemaps.".
struct EGeMAPSValues {
  let result: EGeMAPSResult

  init(_ signal: Signal, speech: [TimeRange]? = nil) throws {
    result = try EGeMAPS().analyse(signal, speech: speech)
  }

  subscript(_ name: String) -> Double {
    get throws { try #require(value(name)?.number, "\(name)") }
  }

  func value(_ name: String) -> MeasuredValue? {
    result.readings.first { $0.measure.name == "speech.egemaps." + name }?.value
  }

  var numbers: [String: Double] {
    Dictionary(
      uniqueKeysWithValues: result.readings.compactMap { reading in
        reading.value.number.map { (String(reading.measure.name.dropFirst("speech.egemaps.".count)), $0) }
      })
  }
}

@Suite("eGeMAPS tells what the sound is made of")
struct EGeMAPSTruthTests {
  @Test("harmonic levels are those put in")
  func harmonics() throws {
    // Amplitudes 1, ½, ¼ of the first three; nothing else but a floor of noise.
    let tone = TestSounds.signal(seconds: 2) { time in
      let phase: Double = 2 * .pi * 180 * time
      return 0.2 * sin(phase) + 0.1 * sin(2 * phase) + 0.05 * sin(3 * phase)
    }
    let values = try EGeMAPSValues(tone + TestSounds.whiteNoise(seconds: 2, amplitude: 1e-4))
    // Interpolated peaks of a Gaussian window: hundredths of a decibel.
    #expect(abs(try values["h1_h2.mean"] - 20 * log10(2)) < 0.05)
    #expect(abs(try values["f0_semitone.mean"] - 12 * log2(180 / 27.5)) < 0.02)
    #expect(abs(try values["equivalent_sound_level"] - 10 * log10(0.02 * (1 + 0.25 + 0.0625))) < 0.02)
  }

  @Test("the harmonics-to-noise ratio is that of the mixture", arguments: [5.0, 10, 20, 30])
  func harmonicity(decibels: Double) throws {
    let voice = TestSounds.signal(seconds: 4) { TestSounds.buzz(150, at: $0) }
    let power = voice.samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(voice.samples.count)
    let noise = TestSounds.whiteNoise(
      seconds: 4, amplitude: (3 * power * pow(10, -decibels / 10)).squareRoot())
    let values = try EGeMAPSValues(voice + noise)
    // What a sample of noise of 4 s and the best of several lags are worth.
    #expect(abs(try values["hnr.mean"] - decibels) < 0.3)
  }

  @Test("jitter and shimmer are those of the pulses", arguments: [0.01, 0.03])
  func perturbation(share: Double) throws {
    var noise = TestSounds.Noise(seed: 11)
    var times = [0.02]
    while let last = times.last, last < 3.95 { times.append(last + 0.008 * (1 + share * noise.next())) }
    let amplitudes = times.map { _ in 0.4 * (1 + share * noise.next()) }
    let periods = zip(times, times.dropFirst()).map { $1 - $0 }
    let jitter =
      100 * (zip(periods, periods.dropFirst()).map { abs($0 - $1) }.mean ?? 0) / (periods.mean ?? 1)
    let shimmer = zip(amplitudes, amplitudes.dropFirst()).map { abs(20 * log10($1 / $0)) }.mean ?? 0
    let values = try EGeMAPSValues(TestSounds.pulses(atSeconds: times, amplitudes: amplitudes, seconds: 4))
    #expect(abs(try values["jitter_local.mean"] - jitter) < 0.15 * jitter)
    // A hundredth of a decibel is what sampling leaves of these short pulses.
    #expect(abs(try values["shimmer_local_db.mean"] - shimmer) < 0.1 * shimmer + 0.01)
  }

  @Test("formants are those of the resonators", arguments: FormantTests.vowels)
  func formants(truthHz: [Double]) throws {
    let values = try EGeMAPSValues(FormantTests.vowel(truthHz, periodSamples: 145, seconds: 2))
    for (formant, tolerance) in [0.1, 0.03, 0.02].enumerated() {
      #expect(
        abs(try values["f\(formant + 1)_frequency.mean"] / truthHz[formant] - 1) < tolerance,
        "F\(formant + 1)")
    }
  }

  @Test("a glide has its slope, on the real time axis")
  func glide() throws {
    // Rises of 6 semitones in 0.8 s, four times, with gaps: a collapsed axis would add falls.
    var signal = Signal.silence(seconds: 0.2)
    for _ in 0..<4 {
      var phase = 0.0
      let rise = TestSounds.signal(seconds: 0.8) { time in
        phase += 2 * .pi * 130 * pow(2, 0.5 * time / 0.8) / TestSounds.sampleRateHz
        let partials: [Double] = (1...8).map { sin(phase * Double($0)) / Double($0) }
        return 0.1 * partials.reduce(0, +)
      }
      signal = signal.followed(by: rise).followed(by: .silence(seconds: 0.5))
    }
    let values = try EGeMAPSValues(signal)
    #expect(abs(try values["f0_semitone.rising_slope_mean"] - 7.5) < 0.4)
    #expect(values.value("f0_semitone.falling_slope_mean") == .missing(.tooShort))
    #expect(abs(try values["voiced_segment_length.mean"] - 0.8) < 0.05)
  }

  @Test("noise of a known slope has that spectral slope, ratio and index")
  func noiseSpectrum() throws {
    let white = TestSounds.whiteNoise(seconds: 20, amplitude: 0.1)
    let values = try EGeMAPSValues(white)
    #expect(values.value("f0_semitone.mean") == .missing(.unvoiced))
    // Equal density: 4000 Hz against 950 Hz; frames' deviations average out over 2000 of them. The mean of a
    // quotient's logarithm has the degrees of freedom's bias of 0.1 dB.
    #expect(abs(try values["alpha_ratio_unvoiced.mean"] - 10 * log10(4000.0 / 950)) < 0.2)
    #expect(abs(try values["slope_0_500_unvoiced.mean"]) < 5e-4)
    #expect(abs(try values["slope_500_1500_unvoiced.mean"]) < 2e-4)
    #expect(abs(try values["equivalent_sound_level"] - 10 * log10(0.01 / 3)) < 0.05)
  }

  @Test("a tone of 1 kHz at 40 dB has a loudness near 1, and ten times the intensity 10^0.33 of that")
  func loudness() throws {
    func loudness(_ decibels: Double) throws -> Double {
      let amplitude = (2 * 4e-10 * pow(10, decibels / 10)).squareRoot()
      let tone = Signal.sine(frequencyHz: 1000, seconds: 2, amplitude: amplitude)
      // From the track: a lone tone's band is too narrow for the functionals.
      let column = try EGeMAPS().analyse(tone).track.column("loudness")
      return try #require(column?.values.compactMap { $0.map(Double.init) }.median)
    }
    let (soft, loud) = (try loudness(40), try loudness(50))
    // The window smears the line over neighbouring bands, which compression makes count for more.
    #expect((1.0...2.2).contains(soft))
    #expect(abs(loud / soft - pow(10, 0.33)) < 0.02)
  }
}
