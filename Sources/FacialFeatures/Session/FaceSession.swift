public import SignalCore

/// The measures of one participant's face in one session.
public struct FaceSession: Sendable {
  /// One reading for each measure of `FaceMeasures.all`, in its order.
  public let readings: [MeasureReading]
  public let quality: FaceQuality

  /// Measures a face from its tracks, which are joined by time.
  ///
  /// A track may lack columns, as those of older recordings do: what needs them is missing as `notRequested`.
  /// - Parameters:
  ///   - face: The track "face" with a row for every picture looked at, also those without the face.
  ///   - eyes: The track "eyes" at the recording's full rate; without it the eyes are taken from `face`.
  ///   - actionUnits: The track "action_units"; `nil` where it could not be made …
  ///   - actionUnitsReason: … for this reason.
  ///   - speechReason: Why it is not known who speaks when, where it is not.
  ///   - speaking: When the participant speaks; `nil` when not known, empty when never.
  ///   - listening: When somebody else speaks and the participant is silent; as for `speaking`.
  ///   - level: A track with a column `level`, `intensity` or `loudness` in dB, evenly spaced.
  ///   - greatestFaceCount: Most faces seen at once; `nil` when nobody counted.
  public init(
    face: Track, eyes: Track?, actionUnits: Track?, actionUnitsReason: MissingReason = .notRequested,
    speechReason: MissingReason = .notRequested, speaking: [TimeRange]?, listening: [TimeRange]?,
    level: Track?, greatestFaceCount: Int? = nil
  ) {
    let data = FaceData(
      face: face, eyes: eyes, actionUnits: actionUnits, speaking: speaking, listening: listening,
      level: level,
      greatestFaceCount: greatestFaceCount)
    let emptyParts = Set(
      [(FaceScope.speaking, speaking), (.listening, listening)].compactMap { scope, ranges in
        (ranges.map { $0.coveredSeconds <= 0 } ?? false) ? scope : nil
      })
    let wasLooked = !face.timesSeconds.isEmpty
    readings = FaceMeasures.families.flatMap { family in
      family.scopes.map { scope in
        MeasureReading(
          family.measure(scope),
          wasLooked
            ? Self.value(family, scope, data, emptyParts: emptyParts, actionUnitsReason, speechReason)
            : .missing(.notRecorded))
      }
    }
    quality = data.quality
  }

  private static func value(
    _ family: FaceMeasureFamily, _ scope: FaceScope, _ data: FaceData, emptyParts: Set<FaceScope>,
    _ actionUnitsReason: MissingReason, _ speechReason: MissingReason
  ) -> MeasuredValue {
    let needs = family.needs
    if data.face.timesSeconds.isEmpty, needs.seconds > 0 { return .missing(.noFace) }
    for part in family.required(scope) {
      if data.covered(part) == nil { return .missing(speechReason) }
      if emptyParts.contains(part) { return .missing(.noSpeech) }
    }
    guard let series = data.series(needs.source), let covered = data.covered(scope) else {
      return .missing(needs.source.isActionUnits ? actionUnitsReason : .notRequested)
    }
    guard needs.seconds > 0 else { return MeasuredValue(family.compute(data, covered), orMissing: .tooShort) }
    guard !series.timesSeconds.isEmpty else { return .missing(.noFace) }
    guard data.quality.passesGate,
      data.quality.interocularPixels.map({ $0 >= needs.interocularPixels }) ?? true
    else { return .missing(.lowQuality) }
    guard let rate = series.framesPerSecond else { return .missing(.tooShort) }
    guard rate * Self.rateAllowance >= needs.framesPerSecond else { return .missing(.lowQuality) }
    if needs.steadyHead, let speed = data.head?.trembleSpeed(framesPerSecond: rate),
      speed > FaceQuality.mostTrembleDegreesPerSecond
    {
      return .missing(.lowQuality)
    }
    for part in family.required(scope) {
      guard let covered = data.covered(part), series.seconds(in: covered) >= needs.seconds else {
        return .missing(.tooShort)
      }
    }
    return MeasuredValue(family.compute(data, covered), orMissing: .tooShort)
  }

  /// So that a nominal rate is not missed by rounded times.
  private static let rateAllowance = 1.02

  /// Every reading missing for one reason, those of the quality last, for pictures that were not looked at.
  public static func missing(reason: MissingReason) -> [MeasureReading] {
    (FaceMeasures.all + FaceQualityMeasures.all).map { MeasureReading($0, .missing(reason)) }
  }
}
