internal import Foundation
internal import SignalCore

/// The participant's face, one row a picture, as tables of OpenFace and of py-feat.
///
/// A face that is not in a picture has empty cells. Values that these tools define otherwise, and those this
/// program does not have, are left out; action-unit proxies are called `AUxx_p` in the first, and stand under their
/// units' names in the second, whose values also run from 0 to 1.
struct FaceTables {
  private let face: Track
  private let presence: TrackValues
  private let actionUnits: Track?
  /// Row of the action units at each row of the face.
  private let unitRows: [Int?]

  /// - Returns: `nil` when no face was looked for.
  init?(_ tracks: [Track]) {
    guard let face = tracks.first(where: { $0.name == "face" }), let presence = face.column("presence")
    else { return nil }
    let units = tracks.first { $0.name == "action_units" }
    let rows = Dictionary(
      (units?.timesSeconds ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.face = face
    self.presence = presence.values
    actionUnits = units
    unitRows = face.timesSeconds.map { rows[$0] }
  }

  // MARK: OpenFace

  var openFace: String {
    let units = actionUnits?.columns.filter { $0.name.hasSuffix("_p") } ?? []
    let own = [
      ("eye_aspect_left", "eye_aspect_left"), ("eye_aspect_right", "eye_aspect_right"),
      ("mouth_opening", "mouth_opening"), ("interocular", "interocular_px"),
    ].compactMap { name, title in face.column(name).map { ($0.values, title) } }
    let gaze = ["right", "left"].map { side in ["x", "y", "z"].map { values("gaze_\(side)_\($0)") } }
    let angles = ["head_pitch", "head_yaw", "head_roll"].map(values)
    let place = ["head_x", "head_y", "head_z"].map(values)
    var text = CommaSeparated.row(
      ["frame", "face_id", "timestamp", "confidence", "success"]
        + ["0", "1"].flatMap { eye in ["x", "y", "z"].map { "gaze_\(eye)_\($0)" } }
        + ["gaze_angle_x", "gaze_angle_y", "pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz"]
        + own.map(\.1) + units.map(\.name))
    for row in face.timesSeconds.indices {
      let eyes = gaze.map { Self.vector($0, row).map { SIMD3($0.x, -$0.y, -$0.z) } }
      var numbers: [Double?] = eyes.flatMap { [$0?.x, $0?.y, $0?.z] } + Self.gazeAngles(eyes[0], eyes[1])
      let here = Self.vector(place, row)
      numbers += [here.map { 10 * $0.x }, here.map { -10 * $0.y }, here.map { -10 * $0.z }]
      let turn = Self.vector(angles, row).map(Self.openFaceRotation)
      numbers += [turn?.x, turn?.y, turn?.z]
      numbers += own.map { $0.0[row].map(Double.init) }
      numbers += units.map { unit in unitRows[row].flatMap { unit.values[$0] }.map(Double.init) }
      text += CommaSeparated.row(
        [
          "\(row + 1)", "0", ExportText.seconds(face.timesSeconds[row]), Self.cell(presence[row]),
          presence[row] == nil ? "0" : "1",
        ] + numbers.map { Self.cell($0.map { Float($0) }) })
    }
    return text
  }

  private func values(_ name: String) -> TrackValues? { face.column(name)?.values }

  private static func cell(_ number: Float?) -> String { number.map { "\($0)" } ?? "" }

  private static func vector(_ columns: [TrackValues?], _ row: Int) -> SIMD3<Double>? {
    let numbers = columns.compactMap { $0?[row].map(Double.init) }
    return numbers.count == 3 ? SIMD3(numbers[0], numbers[1], numbers[2]) : nil
  }

  /// Angles of the mean direction of both eyes, which have z away from the camera: to the picture's right, and down.
  private static func gazeAngles(_ first: SIMD3<Double>?, _ second: SIMD3<Double>?) -> [Double?] {
    guard let first, let second else { return [nil, nil] }
    let sum = first + second
    return [atan2(sum.x, -sum.z), atan2(sum.y, -sum.z)]
  }

  /// From pitch, yaw and roll of the track (R = R_y R_x R_z; x right, y up, z to the viewer) to OpenFace's
  /// R = Rx · Ry · Rz with x right, y down, z away from the camera: half a turn about x, which changes the sign of
  /// the entries that mix x with y or z.
  static func openFaceRotation(_ angles: SIMD3<Double>) -> SIMD3<Double> {
    let (pitch, yaw, roll) = (angles.x, angles.y, angles.z)
    let row0 = SIMD2(
      cos(yaw) * cos(roll) + sin(yaw) * sin(pitch) * sin(roll),
      cos(yaw) * sin(roll) - sin(yaw) * sin(pitch) * cos(roll))
    return SIMD3(
      atan2(-sin(pitch), cos(yaw) * cos(pitch)), asin(min(max(-sin(yaw) * cos(pitch), -1), 1)),
      atan2(row0.y, row0.x))
  }

  // MARK: py-feat

  /// Units that both have. Its AU43 is shut eyes, which a blink (AU45) is not; AU11 and AU24 are not measured here.
  private static let sharedUnits = [1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26, 28]

  /// `frame` counts from 0 the pictures looked at; `approx_time` is minutes and whole seconds, as there.
  var pyFeat: String {
    let units = Self.sharedUnits.compactMap { number -> (name: String, values: TrackValues)? in
      let code = number < 10 ? "AU0\(number)" : "AU\(number)"
      return actionUnits?.column(code + "_p").map { (code, $0.values) }
    }
    var text = CommaSeparated.row(["FaceScore"] + units.map(\.name) + ["frame", "approx_time"])
    for (row, seconds) in face.timesSeconds.enumerated() {
      let whole = Int(max(seconds, 0))
      let clock = String(format: "%02d:%02d", whole / 60, whole % 60)
      let values = units.map { unit in unitRows[row].flatMap { unit.values[$0] } }
      text += CommaSeparated.row(([presence[row]] + values).map(Self.cell) + ["\(row)", clock])
    }
    return text
  }
}
