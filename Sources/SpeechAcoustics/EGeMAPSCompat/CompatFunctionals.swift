#if canImport(Glibc)
  internal import Glibc
#endif

/// The 88 values over a whole recording.
struct CompatFunctionals {
  private typealias Column = CompatContours.Column

  private let contours: CompatContours
  private(set) var values: [Double] = []

  init(_ contours: CompatContours) {
    self.contours = contours
    values.reserveCapacity(EGeMAPSCompatNames.functionals.count)
    let pitch = smoothed(contours.columns[Column.pitch], end: contours.settledCount)
    let loudness = CompatSmoothing.mean(contours.columns[Column.loudness])
    let spectral = 1...Column.flux
    let cepstrum = Column.cepstrum..<Column.pitch
    addTen(pitch.filter { $0 != 0 })
    addTen(loudness)
    for column in [Column.flux] + cepstrum { addTwo(CompatSmoothing.mean(contours.columns[column])) }
    for column in Column.jitter..<Column.count { addTwo(voiceContour(column)) }
    for column in [Int](spectral) + cepstrum { addTwo(spectralContour(column, voiced: true)) }
    for column in spectral { values.append(ContourMoments(spectralContour(column, voiced: false)).mean) }
    values.append(
      Double(ContourExtrema(loudness).peakCount) / (Double(loudness.count) * CompatGeometry.hopSeconds))
    addSegments(pitch)
    let energy = contours.energySum / Double(contours.shortCount)
    values.append(10 * log10(max(energy, 1e-12)))
  }

  private mutating func addTwo(_ contour: [Float]) {
    let moments = ContourMoments(contour)
    values += [moments.mean, moments.normalisedDeviation]
  }

  private mutating func addTen(_ contour: [Float]) {
    addTwo(contour)
    let ordered = contour.sorted()
    let percentiles = [0.2, 0.5, 0.8].map { percentile($0, ordered) }
    values += percentiles
    values.append((percentiles[2] - percentiles[0]).magnitude)
    let slopes = ContourExtrema(contour).slopes(hopSeconds: CompatGeometry.hopSeconds)
    values += [
      slopes.rising.mean, slopes.rising.deviation, slopes.falling.mean, slopes.falling.deviation,
    ]
  }

  /// By linear interpolation between ordered values; 0 without any.
  private func percentile(_ share: Double, _ ordered: [Float]) -> Double {
    guard let last = ordered.last else { return 0 }
    let position = share * Double(ordered.count - 1)
    let below = Int(position)
    guard below + 1 < ordered.count else { return Double(last) }
    let fraction = position - Double(below)
    return Double(ordered[below]) * (1 - fraction) + Double(ordered[below + 1]) * fraction
  }

  /// A column of the voiced group as it enters its functionals, zeros taken out. Formant frequencies and bandwidths
  /// count in voiced frames only; formant amplitudes count in all, −201 where unvoiced.
  private func voiceContour(_ column: Int) -> [Float] {
    var contour = Array(contours.columns[column].prefix(contours.longCount))
    if column >= Column.firstFormant, (column - Column.firstFormant) % 3 < 2 {
      for frame in contour.indices where !contours.isVoiced(frame) { contour[frame] = 0 }
    }
    return smoothed(contour, end: contours.settledCount).filter { $0 != 0 }
  }

  /// A spectral column in voiced frames only, or in unvoiced ones, pauses among them.
  private func spectralContour(_ column: Int, voiced: Bool) -> [Float] {
    var contour = Array(contours.columns[column].prefix(contours.longCount))
    for frame in contour.indices where contours.isVoiced(frame) != voiced { contour[frame] = 0 }
    return smoothed(contour, end: contours.longCount).filter { $0 != 0 }
  }

  /// The frames that were settled before the sound ended; only these count.
  ///
  /// - Parameter end: Number of values the smoothing sees.
  private func smoothed(_ contour: [Float], end: Int) -> [Float] {
    (0..<contours.settledCount).map { CompatSmoothing.meanOfNonzero(contour, around: $0, end: end) }
  }

  private mutating func addSegments(_ pitch: [Float]) {
    let voiced = ContourSegments(pitch) { $0 > 1e-6 }
    let unvoiced = ContourSegments(pitch) { $0 <= 1e-6 }
    let seconds = Double(pitch.count) * CompatGeometry.hopSeconds
    values += [
      seconds > 0 ? Double(voiced.lengths.count) / seconds : 0,
      voiced.meanSeconds, voiced.deviationSeconds, unvoiced.meanSeconds, unvoiced.deviationSeconds,
    ]
  }
}
