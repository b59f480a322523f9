import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

@Suite("Formants")
struct FormantTests {
  static let vowels: [[Double]] = [
    [730, 1090, 2440, 3400, 4400], [270, 2290, 3010, 3500, 4500], [300, 870, 2240, 3400, 4300],
  ]

  /// Strikes once a period through a low-pass that stands for glottis and lips together (6 dB an octave from
  /// 100 Hz) and five resonators, as many as the band to 5500 Hz has.
  static func vowel(_ formantsHz: [Double], periodSamples: Int, seconds: Double = 1) -> Signal {
    let rateHz = TestSounds.sampleRateHz
    var source = [Double](repeating: 0, count: Int(seconds * rateHz))
    for i in stride(from: 0, to: source.count, by: periodSamples) { source[i] = 1 }
    let fall = exp(-2 * .pi * 100 / rateHz)
    for i in source.indices.dropFirst() { source[i] += fall * source[i - 1] }
    for (hertz, width) in zip(formantsHz, [80.0, 90, 120, 150, 200]) {
      let radius = exp(-.pi * width / rateHz)
      let (a, b) = (2 * radius * cos(2 * .pi * hertz / rateHz), -radius * radius)
      var (last, beforeLast) = (0.0, 0.0)
      for i in source.indices {
        let value = source[i] + a * last + b * beforeLast
        (beforeLast, last) = (last, value)
        source[i] = value
      }
    }
    let peak = source.map(\.magnitude).max() ?? 1
    return Signal(samples: source.map { Float(0.3 * $0 / peak) }, sampleRateHz: rateHz)
  }

  private func medians(_ track: FormantTrack) -> [Double] {
    track.frequenciesHz.map { $0.compactMap { $0.map(Double.init) }.median ?? .nan }
  }

  @Test("F1 to F3 of steady vowels are those of the resonators", arguments: vowels, [160, 120])
  func vowels(formantsHz: [Double], periodSamples: Int) throws {
    let signal = Self.vowel(formantsHz, periodSamples: periodSamples)
    let pitchHz = 16_000 / Double(periodSamples)
    for prediction in [FormantSettings.Prediction.burg, .energyWeighted(seconds: 0.0022)] {
      var settings = FormantSettings(maximumHz: 5500)
      settings.prediction = prediction
      let found = medians(try FormantTracker(settings: settings).track(signal))
      // Harmonics pull formants by up to 0.45 times the pitch towards themselves.
      #expect(abs(found[0] - formantsHz[0]) < 0.45 * pitchHz, "\(prediction)")
      #expect(abs(found[1] - formantsHz[1]) < 0.45 * pitchHz, "\(prediction)")
      #expect(abs(found[2] - formantsHz[2]) < 0.45 * pitchHz, "\(prediction)")
    }
  }

  @Test("medians of a real voice agree with Praat's")
  func praat() throws {
    let signal = try SampleMedia.signal("jfk.wav")
    let pitch = try PitchTracker(settings: PitchSettings()).track(signal)
    let track = try FormantTracker(settings: FormantSettings(maximumHz: 5500)).track(signal)
    let voiced = (0..<track.grid.count).filter { frame in
      let time = track.grid.centreSeconds(frame)
      let nearest = ((time - pitch.grid.firstCentreSeconds) / pitch.grid.hopSeconds).rounded()
      return pitch.valuesHz.indices.contains(Int(nearest)) && pitch.valuesHz[Int(nearest)] != nil
    }
    // praat-parselmouth 0.4.7 (Praat 6.1.38): To Formant (burg) 0.01, 5, 5500, 0.025, 50; medians at the frames
    // voiced in To Pitch (ac) 0.01, 75, 600.
    for (formant, hertz) in [616.1, 1519.4, 2390.2, 3375.9].enumerated() {
      let values = voiced.compactMap { track.frequenciesHz[formant][$0].map(Double.init) }
      // 2 %: the two programs do not take quite the same frames for voiced.
      #expect(abs(try #require(values.median) - hertz) < 0.02 * hertz)
    }
  }

  @Test(
    "between frames formants lie on a straight line, beyond the last they stay, and far off there are none")
  func betweenFrames() throws {
    let track = try FormantTracker().track(Self.vowel(Self.vowels[0], periodSamples: 133, seconds: 0.5))
    let count = track.grid.count
    let shifted = FrameGrid(
      firstCentreSeconds: track.grid.firstCentreSeconds + 0.25 * track.grid.hopSeconds,
      hopSeconds: track.grid.hopSeconds, count: count + 1)
    var isWanted = [Bool](repeating: true, count: count + 1)
    isWanted[1] = false
    let sampled = track.sampled(at: isWanted, of: shifted)
    let frames = track.frequenciesHz[0]
    let found = sampled.frequenciesHz[0]
    for frame in 2..<count - 1 {
      let (here, next) = (try #require(frames[frame]), try #require(frames[frame + 1]))
      // Single precision leaves 1e-7 of 1000 Hz.
      #expect(abs(try #require(found[frame]) - (0.75 * here + 0.25 * next)) < 1e-3)
    }
    #expect(found[count - 1] == frames[count - 1])
    #expect(found[1] == nil)
    #expect(found[count] == nil)
  }

  @Test("neither gain, offset nor the size of blocks changes formants")
  func invariance() throws {
    let signal = Self.vowel(Self.vowels[0], periodSamples: 133)
    let reference = try FormantTracker().track(signal)
    let small = try FormantTracker(settings: FormantSettings(), blockFrames: 7).track(signal)
    #expect(small == reference)
    let truth = medians(reference)
    for changed in [signal.scaled(by: 0.01), signal.scaled(by: 2, offset: 0.2)] {
      // The fifth lies 60 dB down, where the rounding of samples with an offset is heard: it moves by 0.15 %.
      for (a, b) in zip(medians(try FormantTracker().track(changed)), truth.prefix(4)) {
        #expect(abs(a - b) < 1e-3 * b)
      }
    }
  }

  @Test("silence and sound too short have no formants, and settings that cannot work are refused")
  func absence() throws {
    let silent = try FormantTracker().track(.silence(seconds: 1))
    #expect(silent.frequenciesHz.allSatisfy { $0.allSatisfy { $0 == nil } })
    #expect(try FormantTracker().track(.sine(frequencyHz: 200, seconds: 0.04)).grid.count == 0)
    var settings = FormantSettings()
    settings.count = 0
    #expect(throws: AcousticError.self) { try FormantTracker(settings: settings) }
  }
}
