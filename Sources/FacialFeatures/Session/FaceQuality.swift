public import SignalCore

/// How well the participant's face could be seen, and whether that is enough to measure it.
///
/// Made from the track "face" alone, and from the sound's level where there is one.
public struct FaceQuality: Sendable {
  /// Limits of the gate: below it face measures are missing as `lowQuality`.
  static let leastInterocularPixels = 30.0
  static let mostDoubtfulShare = 0.5
  static let mostBadlyLitShare = 0.5
  static let mostFrozenShare = 0.5
  /// A speed that trembling alone may make of a still head.
  static let mostTrembleDegreesPerSecond = 1.2
  /// The gate in words, as every measure's text ends.
  static let gateText = """
    lowQuality where the face fails the gate: outer eye corners under 30 px apart (median), or more than half \
    of its pictures doubtful (the network under 80 % sure), too dark or too bright, or frozen.
    """

  private static let doubtfulPresence = 0.8
  /// Of the greatest brightness; low enough for dark skin in ordinary light.
  private static let darkLuma = 0.1
  private static let brightLuma = 0.9

  /// One reading for each measure of `FaceQualityMeasures.all`, in its order.
  public let readings: [MeasureReading]
  /// Whether face measures may be taken at all.
  public let passesGate: Bool
  /// Distance of the outer corners of the eyes, median, in pixels; `nil` without a face.
  public let interocularPixels: Double?
  /// How far the sound lags behind the pictures; `nil` when unclear or without sound.
  public let soundLagSeconds: Double?

  /// - Parameters:
  ///   - head: `nil` for a track without the head's angles.
  ///   - sound: The mouth's movement against the loudness; `nil` where they share no time.
  ///   - hasLevel: Whether the sound's level is known at all.
  ///   - greatestFaceCount: Most faces seen at once; `nil` when nobody counted.
  init(
    face track: Track, frozen: CoveredTime, head: HeadSummary?, sound: MouthAndSound?,
    hasLevel: Bool, greatestFaceCount: Int?
  ) {
    let rows = track.timesSeconds.indices
    let presence = track.column(FaceColumn.presence)?.values ?? TrackValues(missing: rows.count)
    let shown = rows.filter { presence[$0] != nil }
    func share(_ name: String, _ isBad: (Double) -> Bool) -> MeasuredValue {
      guard let values = track.column(name)?.values else { return .missing(.notRequested) }
      let present = shown.compactMap { values[$0].map(Double.init) }
      return MeasuredValue(
        present.isEmpty ? nil : Double(present.count(where: isBad)) / Double(present.count),
        orMissing: .noFace)
    }
    func median(_ name: String) -> MeasuredValue {
      guard let values = track.column(name)?.values else { return .missing(.notRequested) }
      return MeasuredValue(shown.compactMap { values[$0].map(Double.init) }.median, orMissing: .noFace)
    }
    func percent(_ value: MeasuredValue) -> MeasuredValue { value.number.map { .value(100 * $0) } ?? value }

    let size = median(FaceColumn.interocular)
    let doubtful = share(FaceColumn.presence) { $0 < Self.doubtfulPresence }
    let dark = share(FaceTrackName.illumination) { $0 < Self.darkLuma }
    let bright = share(FaceTrackName.illumination) { $0 > Self.brightLuma }
    let frozenShare: MeasuredValue =
      shown.isEmpty
      ? .missing(.noFace)
      : .value(
        Double(shown.count { frozen.contains(track.timesSeconds[$0]) }) / Double(shown.count))
    let clock = PictureClock(track.timesSeconds)
    interocularPixels = size.number
    passesGate =
      (size.number ?? .infinity) >= Self.leastInterocularPixels
      && (doubtful.number ?? 0) <= Self.mostDoubtfulShare
      && (dark.number ?? 0) + (bright.number ?? 0) <= Self.mostBadlyLitShare
      && (frozenShare.number ?? 0) <= Self.mostFrozenShare
    let offset = sound.flatMap { $0.seconds >= Self.leastSoundSeconds ? $0.offset : nil }
    let clear = offset.flatMap { $0.isClear ? $0 : nil }
    soundLagSeconds = clear?.seconds
    let noSound: MissingReason = !hasLevel ? .notRequested : shown.isEmpty ? .noFace : .tooShort

    guard !rows.isEmpty else {
      readings = FaceQualityMeasures.all.map { MeasureReading($0, .missing(.notRecorded)) }
      return
    }
    readings = [
      MeasureReading(
        FaceQualityMeasures.visibleShare, .value(100 * Double(shown.count) / Double(rows.count))),
      MeasureReading(FaceQualityMeasures.size, size),
      MeasureReading(FaceQualityMeasures.frameRate, MeasuredValue(clock.perSecond, orMissing: .tooShort)),
      MeasureReading(
        FaceQualityMeasures.irregularIntervals, MeasuredValue(clock.irregularPercent, orMissing: .tooShort)),
      MeasureReading(
        FaceQualityMeasures.droppedShare, MeasuredValue(clock.droppedPercent, orMissing: .tooShort)),
      MeasureReading(FaceQualityMeasures.frozenShare, percent(frozenShare)),
      MeasureReading(FaceQualityMeasures.illumination, percent(median(FaceTrackName.illumination))),
      MeasureReading(FaceQualityMeasures.darkShare, percent(dark)),
      MeasureReading(FaceQualityMeasures.brightShare, percent(bright)),
      MeasureReading(FaceQualityMeasures.sharpness, median(FaceTrackName.sharpness)),
      MeasureReading(FaceQualityMeasures.doubtfulShare, percent(doubtful)),
      MeasureReading(
        FaceQualityMeasures.tremble,
        MeasuredValue(
          head?.tremble, orMissing: shown.isEmpty ? .noFace : .tooShort)),
      MeasureReading(
        FaceQualityMeasures.soundLag,
        MeasuredValue(clear.map { $0.seconds * 1000 }, orMissing: offset == nil ? noSound : .lowQuality)),
      MeasureReading(
        FaceQualityMeasures.soundLagConfidence, MeasuredValue(offset?.confidence, orMissing: noSound)),
      MeasureReading(
        FaceQualityMeasures.greatestCount,
        greatestFaceCount.map { .value(Double($0)) } ?? .missing(.notRequested)),
    ]
  }

  /// Less speech with the face in view gives no offset.
  static let leastSoundSeconds = 20.0
}

/// Times of the pictures looked at: how many there are a second, how evenly.
private struct PictureClock {
  let perSecond: Double?
  let irregularPercent: Double?
  let droppedPercent: Double?

  init(_ timesSeconds: [Double]) {
    let intervals = zip(timesSeconds, timesSeconds.dropFirst()).map { $1 - $0 }
    guard let usual = intervals.median, usual > 0 else {
      (perSecond, irregularPercent, droppedPercent) = (nil, nil, nil)
      return
    }
    perSecond = 1 / usual
    irregularPercent =
      100 * Double(intervals.count { abs($0 - usual) > usual / 2 }) / Double(intervals.count)
    let dropped = intervals.reduce(0) { $0 + max(0, ($1 / usual).rounded() - 1) }
    droppedPercent = 100 * dropped / (dropped + Double(timesSeconds.count))
  }
}
