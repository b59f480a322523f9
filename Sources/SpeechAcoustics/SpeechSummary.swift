import RealModule
import SignalCore

/// Statistics over the participant's speech, in the whole recording or a part of it: voiced frames alone for
/// the voice, pauses apart from sound.
struct SpeechSummary {
  /// Least data below which a statistic is missing.
  enum Least {
    /// Seconds.
    static let voicedForLevel = 0.1
    static let voicedForSpread = 0.5
    static let voicedForSpectrum = 1.0
    static let voicedForVowelSpace = 5.0
    static let speech = 0.5
    static let phonation = 2.0
    static let speaking = 5.0
    static let stretchForSlope = 0.1
    static let runForSlope = 0.5
    /// Counts.
    static let pairs = 20
    static let stretchesForSlope = 3
    static let runsForSlope = 3
    static let pausesForSpread = 3
    static let pausesForBands = 5
    static let intervalPairs = 10
  }

  let frames: SpeechFrames
  /// Frames of the shared grid.
  let range: Range<Int>
  let seconds: Double
  let timing: SpeechTiming
  let pulses: PulseTrain
  let cycleRange: Range<Int>
  let cepstralRange: Range<Int>

  /// - Parameters:
  ///   - part: `nil` for the whole recording.
  ///   - seconds: Length of the part.
  init(_ frames: SpeechFrames, over part: TimeRange?, seconds: Double) {
    self.frames = frames
    self.seconds = seconds
    guard let part else {
      range = 0..<frames.grid.count
      timing = frames.timing
      pulses = frames.pulses
      cycleRange = 0..<frames.cycles.grid.count
      cepstralRange = 0..<(frames.cepstra?.grid.count ?? 0)
      return
    }
    range = SpeechFrames.frames(frames.grid, in: part)
    timing = frames.timing.within(range)
    pulses = frames.pulses.within(part)
    cycleRange = SpeechFrames.frames(frames.cycles.grid, in: part)
    cepstralRange = frames.cepstra.map { SpeechFrames.frames($0.grid, in: part) } ?? 0..<0
  }

  /// One for each of `SpeechMeasures.all`, in that order.
  var readings: [MeasureReading] {
    if speechFrameCount == 0 { return SpeechMeasures.all.map { MeasureReading($0, .missing(.noSpeech)) } }
    return pitchReadings + levelReadings + voiceReadings + cepstralReadings + spectralReadings
      + formantReadings + melReadings + tremorReadings + glottalReadings + timingReadings
  }

  var hopSeconds: Double { frames.grid.hopSeconds }
  var speechFrameCount: Int { range.count { frames.inSpeech[$0] } }
  var speechSeconds: Double { Double(speechFrameCount) * hopSeconds }
  var voicedFrames: [Int] { range.filter { frames.pitch.valuesHz[$0] != nil } }
  var soundingFrames: [Int] { timing.soundingFrames.flatMap(Array.init) }

  /// Consecutive voiced frames inside the part.
  var voicedStretches: [Range<Int>] {
    frames.pitch.voicedStretches.map { $0.clamped(to: range) }.filter { !$0.isEmpty }
  }

  func values<Column: RandomAccessCollection<Float?>>(
    _ column: Column, at places: some Sequence<Int>
  ) -> [Double] where Column.Index == Int {
    places.compactMap { column[$0].map(Double.init) }
  }

  /// Mean and number of the values of some frames, without a copy of them.
  func average(_ column: TrackValues, at places: some Sequence<Int>) -> (mean: Double?, count: Int) {
    var total = 0.0
    var count = 0
    for place in places {
      guard let value = column[place] else { continue }
      total += Double(value)
      count += 1
    }
    return (count > 0 ? total / Double(count) : nil, count)
  }

  /// The value, unless it rests on too few of the frames of voice.
  func voiced(_ number: Double?, count: Int, leastSeconds: Double) -> MeasuredValue {
    if Double(count) * hopSeconds >= leastSeconds - 1e-9 {
      return MeasuredValue(number, orMissing: .tooShort)
    }
    return .missing(voicedFrames.isEmpty && speechSeconds >= Least.speech ? .unvoiced : .tooShort)
  }

  func enough(_ number: @autoclosure () -> Double?, _ isEnough: Bool) -> MeasuredValue {
    isEnough ? MeasuredValue(number(), orMissing: .tooShort) : .missing(.tooShort)
  }

  /// Slope of the least-squares line through evenly spaced values, a second.
  func slopePerSecond(_ values: [Double]) -> Double? {
    guard values.count >= 2, let mean = values.mean else { return nil }
    let middle = Double(values.count - 1) / 2
    var product = 0.0
    var square = 0.0
    for (place, value) in values.enumerated() {
      product += (Double(place) - middle) * (value - mean)
      square += (Double(place) - middle) * (Double(place) - middle)
    }
    return product / square / hopSeconds
  }
}

extension SpeechSummary {
  var pitchReadings: [MeasureReading] {
    let hertz = range.compactMap { frames.pitch.valuesHz[$0] }
    let semitones = hertz.map { 12 * Double.log2($0) }
    func level(_ number: Double?) -> MeasuredValue {
      voiced(number, count: hertz.count, leastSeconds: Least.voicedForLevel)
    }
    func spread(_ number: Double?) -> MeasuredValue {
      voiced(number, count: hertz.count, leastSeconds: Least.voicedForSpread)
    }
    let low = hertz.quantile(0.05)
    let high = hertz.quantile(0.95)
    let span = low.flatMap { low in high.map { 12 * Double.log2($0 / low) } }
    return [
      MeasureReading(SpeechMeasures.pitchMedian, level(hertz.median)),
      MeasureReading(SpeechMeasures.pitchMean, level(hertz.mean)),
      MeasureReading(SpeechMeasures.pitchDeviation, spread(semitones.sampleStandardDeviation)),
      MeasureReading(SpeechMeasures.pitchLow, spread(low)),
      MeasureReading(SpeechMeasures.pitchHigh, spread(high)),
      MeasureReading(SpeechMeasures.pitchRange, spread(span)),
      MeasureReading(SpeechMeasures.pitchSlope, pitchSlope),
      MeasureReading(
        SpeechMeasures.voicedShare,
        enough(Double(hertz.count) / Double(max(speechFrameCount, 1)), speechSeconds >= Least.speech)),
    ]
  }

  private var pitchSlope: MeasuredValue {
    let least = Int((Least.stretchForSlope / hopSeconds).rounded())
    let slopes = voicedStretches.filter { $0.count >= least }.compactMap { stretch in
      slopePerSecond(stretch.compactMap { frames.pitch.valuesHz[$0].map { 12 * Double.log2($0) } })
    }
    if slopes.count >= Least.stretchesForSlope { return MeasuredValue(slopes.median, orMissing: .tooShort) }
    return voiced(nil, count: 0, leastSeconds: 1)
  }

  var levelReadings: [MeasureReading] {
    let decibels = values(frames.intensity, at: range.filter { frames.inSpeech[$0] })
    let isEnough = Double(decibels.count) * hopSeconds >= Least.speech
    let least = Int((Least.runForSlope / hopSeconds).rounded())
    let slopes = timing.soundingFrames.filter { $0.count >= least }.compactMap { run in
      slopePerSecond(values(frames.intensity, at: run))
    }
    let span = decibels.quantile(0.05).flatMap { low in decibels.quantile(0.95).map { $0 - low } }
    return [
      MeasureReading(SpeechMeasures.intensityMedian, enough(decibels.median, isEnough)),
      MeasureReading(
        SpeechMeasures.intensityDeviation, enough(decibels.sampleStandardDeviation, isEnough)),
      MeasureReading(SpeechMeasures.intensityRange, enough(span, isEnough)),
      MeasureReading(
        SpeechMeasures.intensitySlope, enough(slopes.median, slopes.count >= Least.runsForSlope)),
    ]
  }
}
