public import SignalCore

/// Gathers what the tracker saw, picture after picture, into the track "face" and its measures.
///
/// Keeps a number for each picture and column, and no landmarks.
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
  /// `mouth_opening`, `interocular` (px), `illumination`, `sharpness`.
  public var track: Track {
    Track(
      name: "face", timesSeconds: timesSeconds,
      columns: zip(FaceColumn.all, values).map { column, values in
        Track.Column(name: column.name, unit: column.unit, values: values, missingReason: .noFace)
      })
  }

  /// A reading of every measure in `FaceMeasures.all` and then `FaceQualityMeasures.all`.
  public var readings: [MeasureReading] {
    guard !timesSeconds.isEmpty else { return Self.missing(reason: .notRecorded) }
    let summary = FaceTrackSummary(track: track)
    return summary.measures + summary.quality(greatestFaceCount: greatestFaceCount)
  }

  /// Every reading missing for one reason, for a recording whose pictures were not looked at.
  public static func missing(reason: MissingReason) -> [MeasureReading] {
    (FaceMeasures.all + FaceQualityMeasures.all).map { MeasureReading($0, .missing(reason)) }
  }
}
