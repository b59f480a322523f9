public import SignalCore

/// Gathers what the tracker saw, picture after picture, into the track "face" and its measures.
///
/// Keeps one number a column and picture and no landmarks.
public struct FaceTrackBuilder: Sendable {
  private var timesSeconds: [Double] = []
  private var values: [TrackValues] = FaceColumn.all.map { _ in [] }
  private var greatestFaceCount = 0

  public init() {}

  /// Adds one picture that was looked at. One that is not later than the last added is left out.
  /// - Parameter observation: `nil` for a picture without a face.
  public mutating func add(_ observation: FaceObservation?, atSeconds seconds: Double) {
    if let last = timesSeconds.last, seconds <= last { return }
    timesSeconds.append(seconds)
    for (index, column) in FaceColumn.all.enumerated() {
      values[index].append(observation.flatMap(column.read).map { Float($0) })
    }
    greatestFaceCount = max(greatestFaceCount, observation?.faceCount ?? 0)
  }

  /// The track "face": one row for each picture looked at; without a face every column is missing.
  ///
  /// Columns: `presence`, `blendshape_` and each of the 52 channels' names, `head_pitch`, `head_yaw`,
  /// `head_roll` (rad), `head_x`, `head_y`, `head_z` (cm), `eye_aspect_left`, `eye_aspect_right`,
  /// `mouth_opening`, `interocular` (px), `geometry_` and each of `FaceDistance`'s names, `gaze_left_x`, `_y`,
  /// `_z`, `gaze_right_x`, `_y`, `_z` (camera coordinates, length 1), `gaze_pitch`, `gaze_yaw`,
  /// `gaze_head_pitch`, `gaze_head_yaw` (rad).
  public var track: Track {
    Track(
      name: "face", timesSeconds: timesSeconds,
      columns: zip(FaceColumn.all, values).map { column, values in
        Track.Column(
          name: column.name, unit: column.unit, values: values, missingReason: column.missingReason)
      })
  }

  /// A reading of every measure in `FaceMeasures.all` and then `FaceQualityMeasures.all`, from this track alone.
  public var readings: [MeasureReading] {
    let session = FaceSession(
      face: track, eyes: nil, actionUnits: nil, speaking: nil, listening: nil, level: nil,
      greatestFaceCount: greatestFaceCount)
    return session.readings + session.quality.readings
  }

  /// Every reading missing for one reason, for a recording whose pictures were not looked at.
  public static func missing(reason: MissingReason) -> [MeasureReading] {
    FaceSession.missing(reason: reason)
  }
}
