#if canImport(Glibc)
  internal import Glibc
#endif

/// The 25 contours before smoothing, in the order of `EGeMAPSCompat.lowLevelNames`.
struct CompatContours {
  enum Column {
    static let loudness = 0
    static let flux = 5
    static let cepstrum = 6
    static let pitch = 10
    static let jitter = 11
    static let firstFormant = 16
    static let count = 25
  }

  /// Columns before this one have a value for every short frame, from it on for every long frame; formant
  /// frequencies and bandwidths have one for every short frame.
  private(set) var columns = [[Float]](repeating: [], count: Column.count)
  /// Sum over short frames of the mean square.
  var energySum = 0.0
  /// Long frames whose pitch was decided before the sound ended.
  private var settledBeforeEnd = 0
  /// The frames that functionals count: those decided before the sound ended, or all if none was.
  var settledCount: Int { settledBeforeEnd > 0 ? settledBeforeEnd : longCount }

  var shortCount: Int { columns[Column.loudness].count }
  var longCount: Int { columns[Column.pitch].count }

  mutating func append(
    _ values: CompatSpectralShape.Values, formantsHz: InlineArray<3, Float>,
    bandwidthsHz: InlineArray<3, Float>
  ) {
    columns[0].append(values.loudness)
    columns[1].append(values.alphaRatio)
    columns[2].append(values.hammarbergIndex)
    columns[3].append(values.slopeTo500)
    columns[4].append(values.slope500To1500)
    columns[Column.flux].append(values.flux)
    for i in 0..<4 { columns[Column.cepstrum + i].append(values.cepstrum[i]) }
    for i in 0..<3 {
      columns[Column.firstFormant + 3 * i].append(formantsHz[i])
      columns[Column.firstFormant + 3 * i + 1].append(bandwidthsHz[i])
    }
  }

  mutating func appendUnvoiced() {
    for column in Column.pitch..<Column.firstFormant { columns[column].append(0) }
    for i in 0..<3 { columns[Column.firstFormant + 3 * i + 2].append(CompatHarmonics.absentLevel) }
  }

  mutating func appendVoiced(
    _ frequencyHz: Double, jitter: Float, shimmer: Float, _ values: CompatHarmonics.Values
  ) {
    // Semitones above A0; what lies less than one above it counts as one, since 0 means unvoiced.
    let semitones = frequencyHz > 29.136 ? 12 * log2(frequencyHz / 27.5) : 1
    columns[Column.pitch].append(Float(semitones))
    columns[Column.jitter].append(jitter)
    columns[Column.jitter + 1].append(shimmer)
    columns[Column.jitter + 2].append(values.harmonicsToNoise)
    columns[Column.jitter + 3].append(values.secondOverThird)
    columns[Column.jitter + 4].append(values.secondOverThirdFormant)
    for i in 0..<3 { columns[Column.firstFormant + 3 * i + 2].append(values.formantLevels[i]) }
  }

  func formantsHz(_ frame: Int) -> InlineArray<3, Float> {
    InlineArray { columns[Column.firstFormant + 3 * $0][frame] }
  }

  func isVoiced(_ frame: Int) -> Bool { frame < longCount && columns[Column.pitch][frame] > 1e-6 }

  /// Marks the end of the sound, after which the last frames are settled.
  mutating func endSound() { settledBeforeEnd = longCount }

  /// The table of contours as it is written out: one row more than long frames.
  ///
  /// Found by black-box trial: the smoothing of the voiced group meets the end of the sound twice, first when its
  /// settled frames run out, then after the last ones. Rows up to the number settled see settled frames only, the
  /// last of them repeated; later rows see all.
  ///
  /// Each column is freed as soon as it is smoothed, so that an hour takes its memory once.
  consuming func smoothed() -> [[Float]] {
    let (rows, settled) = (longCount, settledCount)
    guard rows > 0 else { return [[Float]](repeating: [], count: Column.count) }
    for column in 0..<Column.count {
      let values = columns[column]
      columns[column] = []
      columns[column] = (0...rows).map { row in
        guard column >= Column.pitch else { return CompatSmoothing.mean(values, around: row) }
        return CompatSmoothing.meanOfNonzero(values, around: row, end: row <= settled ? settled : rows)
      }
    }
    return columns
  }
}

/// Moving average over three values, the first and the last repeated at the ends.
enum CompatSmoothing {
  static func mean(_ values: [Float]) -> [Float] { values.indices.map { mean(values, around: $0) } }

  static func mean(_ values: [Float], around place: Int) -> Float {
    (values[max(place - 1, 0)] + values[place] + values[min(place + 1, values.count - 1)]) / 3
  }

  /// 0 stays 0; other values become the mean of those of the three that are not 0.
  ///
  /// - Parameters:
  ///   - place: The middle one of the three; from `end` on it stands for the last value.
  ///   - end: Number of values that count.
  static func meanOfNonzero(_ values: [Float], around place: Int, end: Int) -> Float {
    let middle = values[min(place, end - 1)]
    guard middle != 0 else { return 0 }
    let before = values[min(max(place - 1, 0), end - 1)]
    let after = values[min(place + 1, end - 1)]
    let count: Float = 1 + (before != 0 ? 1 : 0) + (after != 0 ? 1 : 0)
    return (before + middle + after) / count
  }
}
