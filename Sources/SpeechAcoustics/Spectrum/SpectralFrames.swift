import SignalCore
import SpectralAnalysis

/// Spectral values at the frames of a grid, `nil` outside speech or voice.
struct SpectralFrames: Sendable {
  /// Power below 1 kHz and from 1 to 4 kHz, each over its width; of frames in speech.
  var lowPower: [Float?]
  var middlePower: [Float?]
  /// Thirteen values a frame in speech; empty where the sample rate does not reach 8 kHz of sound.
  var melCepstra: [Float]
  /// Of voiced frames, `nil` where the sample rate does not reach 5 kHz of sound.
  var alphaRatio: [Float?]
  var hammarbergIndex: [Float?]
  var centreOfGravity: [Float?]
  /// Of voiced frames.
  var lowSlope: [Float?]
  var middleSlope: [Float?]
  var firstOverSecondHarmonic: [Float?]

  init(frameCount: Int) {
    let nothing = [Float?](repeating: nil, count: frameCount)
    (lowPower, middlePower, alphaRatio, hammarbergIndex) = (nothing, nothing, nothing, nothing)
    (centreOfGravity, lowSlope, middleSlope, firstOverSecondHarmonic) = (nothing, nothing, nothing, nothing)
    melCepstra = []
  }
}

/// Short-time spectra: Hamming windows of 25 ms at the frames of a grid.
enum SpectralTracker {
  static let windowSeconds = 0.025
  static let leastPower: Float = 1e-20

  static func track(_ sound: PreparedSound, pitch: PitchTrack, inSpeech: [Bool]) -> SpectralFrames {
    let grid = pitch.grid
    var result = SpectralFrames(frameCount: grid.count)
    let rate = sound.sampleRateHz
    let window = Windows.hamming(count: Int((windowSeconds * rate).rounded()))
    var length = 16
    while length < window.count { length *= 2 }
    var spectrum = SpectrumAnalyser(length: length)
    let shape = SpectralShape(binHz: rate / Double(length))
    let reachesFive = rate >= 10_000
    let reachesEight = rate >= 2 * MelCepstrum.highestHz
    var mel = MelCepstrum(binCount: spectrum.binCount, binHz: shape.binHz, sampleRateHz: rate)
    let width = MelCepstrum.coefficientCount
    if reachesEight { result.melCepstra = [Float](repeating: 0, count: grid.count * width) }
    var frame = [Float](repeating: 0, count: window.count)
    var power = [Float](repeating: 0, count: spectrum.binCount)
    var levels = power

    for index in 0..<grid.count where inSpeech[index] {
      let first = sound.sampleIndex(at: grid.centreSeconds(index)) - window.count / 2
      for i in frame.indices {
        let place = first + i
        let value = place >= 0 && place < sound.samples.count ? sound.samples[place] - sound.mean : 0
        frame[i] = window[i] * value
      }
      spectrum.power(of: frame, into: &power)
      result.lowPower[index] = Float(shape.power(power.span, from: 0, to: 1000) / 1000)
      if rate >= 8000 {
        result.middlePower[index] = Float(shape.power(power.span, from: 1000, to: 4000) / 3000)
      }
      if reachesEight {
        mel.coefficients(of: power.span)
        for k in 0..<width { result.melCepstra[index * width + k] = mel.values[k] }
      }
      guard let hertz = pitch.valuesHz[index] else { continue }
      for i in levels.indices { levels[i] = power[i] }
      decibels(ofPower: &levels, floor: leastPower)
      result.lowSlope[index] = shape.slopeDecibelsPerHertz(levels.span, from: 0, to: 500).map { Float($0) }
      result.middleSlope[index] = shape.slopeDecibelsPerHertz(levels.span, from: 500, to: 1500).map {
        Float($0)
      }
      if reachesFive {
        result.alphaRatio[index] = shape.alphaRatioDecibels(power.span).map { Float($0) }
        result.hammarbergIndex[index] = shape.hammarbergIndexDecibels(power.span).map { Float($0) }
        result.centreOfGravity[index] = shape.centreOfGravityHertz(power.span).map { Float($0) }
      }
      result.firstOverSecondHarmonic[index] = HarmonicLevels.firstOverSecondDecibels(
        sound, centreSeconds: grid.centreSeconds(index), frequencyHz: hertz
      ).map { Float($0) }
    }
    return result
  }
}
