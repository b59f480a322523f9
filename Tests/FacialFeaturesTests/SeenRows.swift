import FacialFeatures
import SignalCore

/// The track "face" of one person, put together picture by picture.
struct SeenRows {
  private var timesSeconds: [Double] = []
  private var values: [TrackValues] = FaceColumn.all.map { _ in [] }

  mutating func add(_ observation: FaceObservation?, atSeconds seconds: Double) {
    timesSeconds.append(seconds)
    for (index, column) in FaceColumn.all.enumerated() {
      values[index].append(observation.flatMap(column.read).map { Float($0) })
    }
  }

  mutating func add(_ faces: [FollowedFace], atSeconds seconds: Double) {
    add(faces.first?.observation, atSeconds: seconds)
  }

  var track: Track {
    Track(
      name: "face", timesSeconds: timesSeconds,
      columns: zip(FaceColumn.all, values).map { column, values in
        Track.Column(
          name: column.name, unit: column.unit, values: values, missingReason: column.missingReason)
      })
  }
}
