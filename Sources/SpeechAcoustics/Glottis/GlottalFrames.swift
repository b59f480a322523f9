import SignalCore
import SpectralAnalysis

/// Glottal quotients at every second voiced frame of a grid.
struct GlottalFrames: Sendable {
  static let everyFrames = 2
  private static let periods = 4.0

  /// Amplitude and open quotient, first of the recording as it is, then of its reverse.
  private var rows: FrameRows
  private var isReversed = false

  var normalisedAmplitudeQuotient: FrameRows.Column { rows.column(isReversed ? 2 : 0) }
  var quasiOpenQuotient: FrameRows.Column { rows.column(isReversed ? 3 : 1) }

  private init(frameCount: Int) {
    rows = FrameRows(frameCount: frameCount, columnCount: 4)
  }

  /// - Precondition: The sample rate is 8 kHz or more.
  static func track(_ sound: PreparedSound, pitch: PitchTrack) -> GlottalFrames {
    let grid = pitch.grid
    var reducer = RateReducer(
      inputRateHz: Int(sound.sampleRateHz.rounded()), outputRateHz: GlottalFlow.sampleRateHz)
    var result = GlottalFrames(frameCount: grid.count)
    var glottis = GlottalFlow()
    var samples: [Float] = []
    var speech: [Double] = []
    var skewness = 0.0
    for frame in stride(from: 0, to: grid.count, by: everyFrames) {
      sound.letGo(beforeFrame: frame, of: grid)
      guard let hertz = pitch.valuesHz[frame] else { continue }
      let period = Double(GlottalFlow.sampleRateHz) / hertz
      let count = Int((periods * period).rounded(.up))
      let centre = (grid.centreSeconds(frame) - sound.startSeconds) * Double(GlottalFlow.sampleRateHz)
      if samples.count != count { samples = [Float](repeating: 0, count: count) }
      reducer.convert(
        sound.samples.span, firstOutput: max(Int(centre.rounded()) - count / 2, 0), into: &samples)
      removeLine(samples, into: &speech)
      guard glottis.estimate(speech) else { continue }
      result.rows.addRow(frame)
      for (place, sign) in [(0, 1.0), (2, -1.0)] {
        let cycle = GlottalCycle(
          flow: glottis.flow, derivative: glottis.derivative, periodSamples: period, sign: sign)
        result.rows[frame, place] = cycle.map { Float($0.normalisedAmplitudeQuotient) }
        result.rows[frame, place + 1] = cycle.map { Float($0.quasiOpenQuotient) }
      }
      skewness += Self.skewness(glottis.derivative)
    }
    // A glottis closes faster than it opens: the derivative's strong side is the negative one.
    result.isReversed = skewness > 0
    return result
  }

  /// Samples less their least-squares straight line.
  private static func removeLine(_ samples: [Float], into result: inout [Double]) {
    if result.count != samples.count { result = [Double](repeating: 0, count: samples.count) }
    let source = samples.span
    var target = result.mutableSpan
    let count = Double(source.count)
    let middle = (count - 1) / 2
    var sum = 0.0
    var moment = 0.0
    for i in source.indices {
      sum += Double(source[i])
      moment += (Double(i) - middle) * Double(source[i])
    }
    let mean = sum / count
    let slope = moment * 12 / (count * (count * count - 1))
    for i in target.indices { target[i] = Double(source[i]) - mean - slope * (Double(i) - middle) }
  }

  private static func skewness(_ array: [Double]) -> Double {
    let values = array.span
    var sum = 0.0
    for i in values.indices { sum += values[i] }
    let mean = sum / Double(values.count)
    var second = 0.0
    var third = 0.0
    for i in values.indices {
      let deviation = values[i] - mean
      second += deviation * deviation
      third += deviation * deviation * deviation
    }
    let count = Double(values.count)
    let spread = (second / count).squareRoot()
    return spread > 0 ? third / count / (spread * spread * spread) : 0
  }
}
