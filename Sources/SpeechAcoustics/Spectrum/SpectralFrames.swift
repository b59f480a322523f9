import SignalCore
import SpectralAnalysis

/// Spectral values at the frames of a grid.
struct SpectralFrames: Sendable {
  /// Columns of `voiced`. All but the slopes and H1–H2 are missing where the sample rate does not reach 5 kHz of
  /// sound.
  enum Voiced: Int, CaseIterable {
    case alphaRatio, hammarbergIndex, centreOfGravity, lowSlope, middleSlope, firstOverSecondHarmonic
  }

  /// Power below 1 kHz and from 1 to 4 kHz, each over its width; of frames in speech.
  var lowPower: TrackValues
  var middlePower: TrackValues
  /// Thirteen values a sounding frame; `nil` where the sample rate does not reach 8 kHz of sound.
  var melCepstra: FrameRows?
  /// Of voiced frames in speech.
  var voiced: FrameRows

  init(frameCount: Int, withMelCepstra: Bool) {
    lowPower = TrackValues(missing: frameCount)
    middlePower = lowPower
    melCepstra =
      withMelCepstra ? FrameRows(frameCount: frameCount, columnCount: MelCepstrum.coefficientCount) : nil
    voiced = FrameRows(frameCount: frameCount, columnCount: Voiced.allCases.count)
  }

  func column(_ column: Voiced) -> FrameRows.Column { voiced.column(column.rawValue) }
}

/// Short-time spectra: Hamming windows of 25 ms at the frames of a grid.
enum SpectralTracker {
  static let windowSeconds = 0.025
  static let leastPower: Float = 1e-20

  /// - Parameter isSounding: Frames whose mel cepstrum is wanted.
  static func track(
    _ sound: PreparedSound, pitch: PitchTrack, inSpeech: [Bool], isSounding: [Bool]
  ) -> SpectralFrames {
    let grid = pitch.grid
    let rate = sound.sampleRateHz
    let reachesEight = rate >= 2 * MelCepstrum.highestHz
    var result = SpectralFrames(frameCount: grid.count, withMelCepstra: reachesEight)
    let window = Windows.hamming(count: Int((windowSeconds * rate).rounded()))
    var length = 16
    while length < window.count { length *= 2 }
    var spectrum = SpectrumAnalyser(length: length)
    let shape = SpectralShape(binHz: rate / Double(length))
    let reachesFive = rate >= 10_000
    var mel = MelCepstrum(binCount: spectrum.binCount, binHz: shape.binHz, sampleRateHz: rate)
    var frame = [Float](repeating: 0, count: window.count)
    var power = [Float](repeating: 0, count: spectrum.binCount)
    var levels = power

    for index in 0..<grid.count where inSpeech[index] {
      sound.letGo(beforeFrame: index, of: grid)
      let first = sound.sampleIndex(at: grid.centreSeconds(index)) - window.count / 2
      cut(sound, from: first, by: window, into: &frame)
      spectrum.power(of: frame, into: &power)
      result.lowPower[index] = Float(shape.power(power.span, from: 0, to: 1000) / 1000)
      if rate >= 8000 {
        result.middlePower[index] = Float(shape.power(power.span, from: 1000, to: 4000) / 3000)
      }
      if isSounding[index], reachesEight {
        mel.coefficients(of: power.span)
        result.melCepstra?.addRow(index)
        for k in mel.values.indices { result.melCepstra?[index, k] = mel.values[k] }
      }
      guard let hertz = pitch.valuesHz[index] else { continue }
      for i in levels.indices { levels[i] = power[i] }
      decibels(ofPower: &levels, floor: leastPower)
      result.voiced.addRow(index)
      func set(_ column: SpectralFrames.Voiced, _ value: Double?) {
        result.voiced[index, column.rawValue] = value.map { Float($0) }
      }
      set(.lowSlope, shape.slopeDecibelsPerHertz(levels.span, from: 0, to: 500))
      set(.middleSlope, shape.slopeDecibelsPerHertz(levels.span, from: 500, to: 1500))
      if reachesFive {
        set(.alphaRatio, shape.alphaRatioDecibels(power.span))
        set(.hammarbergIndex, shape.hammarbergIndexDecibels(power.span))
        set(.centreOfGravity, shape.centreOfGravityHertz(power.span))
      }
      set(
        .firstOverSecondHarmonic,
        HarmonicLevels.firstOverSecondDecibels(
          sound, centreSeconds: grid.centreSeconds(index), frequencyHz: hertz))
    }
    return result
  }

  /// A windowed frame less the offset; 0 outside the sound.
  private static func cut(
    _ sound: PreparedSound, from first: Int, by window: [Float], into frame: inout [Float]
  ) {
    // A frame's centre lies in the sound.
    let from = max(-first, 0)
    let to = min(sound.samples.count - first, frame.count)
    let samples = sound.samples.span.extracting(from + first..<to + first)
    let weights = window.span.extracting(from..<to)
    let mean = sound.mean
    var target = frame.mutableSpan
    for i in 0..<from { target[i] = 0 }
    for i in to..<target.count { target[i] = 0 }
    for i in samples.indices { target[from &+ i] = weights[i] * (samples[i] - mean) }
  }
}
