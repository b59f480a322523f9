import FacialFeatures
import Foundation
import SignalCore
import Testing

@Suite("what is known of faces, as rows in OpenFace's manner")
struct FaceRowTests {
  @Test("a head that is turned, raised and tilted has the documented signs")
  func signs() {
    func rotation(pitch: Double = 0, yaw: Double = 0, roll: Double = 0) -> SIMD3<Double> {
      OpenFacePose(HeadPose(pitchRadians: pitch, yawRadians: yaw, rollRadians: roll)).rotationRadians
    }
    // A raised face has a negative Rx, one turned to its own right (the picture's left) a positive Ry.
    #expect(distance(rotation(pitch: 0.3), SIMD3(-0.3, 0, 0)) < 1e-12)
    #expect(distance(rotation(yaw: -0.4), SIMD3(0, 0.4, 0)) < 1e-12)
    // Clockwise in the picture, x to the right and y down: towards the person's left shoulder.
    #expect(distance(rotation(roll: 0.2), SIMD3(0, 0, 0.2)) < 1e-12)
    #expect(rotation() == .zero)
  }

  @Test("three rotations multiplied as documented come apart again", arguments: 0..<40)
  func angles(seed: UInt64) {
    var random = Random(state: seed)
    let angles = SIMD3(
      (random.next() - 0.5) * 6.2, (random.next() - 0.5) * 3.1, (random.next() - 0.5) * 6.2)
    // R = Rx · Ry · Rz in a frame of x right, y down, z away from the camera.
    let turned = product(
      product(aboutX(angles.x), aboutY(angles.y)), aboutZ(angles.z))
    // The same rotation in a frame of x right, y up, z towards the camera, scaled as poses are.
    let flip = [1.0, -1, -1]
    var matrix: [Double] = []
    for row in 0..<3 {
      for column in 0..<3 { matrix.append(1.7 * flip[row] * flip[column] * turned[3 * row + column]) }
      matrix.append([3.0, -4, -60][row])
    }
    let pose = OpenFacePose(HeadPose(matrix: matrix + [0, 0, 0, 1]))
    #expect(distance(pose.rotationRadians, angles) < 1e-9)
    #expect(distance(pose.translationMillimetres, SIMD3(30, 40, 600)) < 1e-9)
  }

  @Test("gaze to the person's left and down is positive, straight ahead is none")
  func gaze() {
    func gaze(_ direction: SIMD3<Double>) -> OpenFaceGaze {
      OpenFaceGaze(EyeDirections(left: direction, right: direction))
    }
    let ahead = gaze(SIMD3(0, 0, 1))
    #expect(ahead.angleX == 0 && ahead.angleY == 0)
    #expect(ahead.eye0.z == -1)
    // The person's left is the picture's right.
    #expect(abs(gaze(SIMD3(sin(0.2), 0, cos(0.2))).angleX - 0.2) < 1e-12)
    #expect(abs(gaze(SIMD3(0, -sin(0.1), cos(0.1))).angleY - 0.1) < 1e-12)
    // Eye 0 is leftmost in the picture: the person's right one.
    let apart = OpenFaceGaze(EyeDirections(left: SIMD3(0, 0.6, 0.8), right: SIMD3(0.6, 0, 0.8)))
    #expect(apart.eye0 == SIMD3(0.6, 0, -0.8) && apart.eye1 == SIMD3(0, -0.6, -0.8))
    #expect(abs(apart.angleX - atan2(0.3, 0.8)) < 1e-12)
    #expect(abs(apart.angleY - atan2(-0.3, 0.8)) < 1e-12)
  }

  @Test(
    "records come back from where they are kept as they were, missing values missing",
    arguments: [true, false])
  func kept(keepsLandmarks: Bool) throws {
    let recorder = FaceRecorder(keepsLandmarks: keepsLandmarks)
    let gaze = EyeDirections(left: SIMD3(0.5, -0.5, 0.75), right: SIMD3(0.25, 0, 1))
    let first = FaceRecord(identity: 2, observation: testFace(seconds: 0.5), gaze: gaze)
    // An eye without width has no aspect ratio.
    let flat = FaceLandmarks(points: [SIMD3<Float>](repeating: SIMD3(5, 5, 0), count: 478))
    let second = FaceRecord(
      identity: 7,
      observation: FaceObservation(
        timeSeconds: 0.5, landmarks: flat, presence: 0.75, blendshapes: [Float](repeating: 0.5, count: 52),
        pose: HeadPose(pitchRadians: 0, yawRadians: 0, rollRadians: 0), faceCount: nil))
    recorder.add([first, second], atSeconds: 0.5)
    recorder.add([], atSeconds: 0.625)
    recorder.add([second], atSeconds: 0.75)
    let recording = recorder.recording()
    #expect(recording.timesSeconds == [0.5, 0.625, 0.75])
    #expect(recording.allIdentities == [2, 7] && recording.mainIdentity == 7)
    #expect(recording.pictureCount(identity: 7) == 2)
    #expect(recording.faces(inPicture: 1).isEmpty)
    #expect(recording.face(identity: 2, inPicture: 2) == nil)
    let found = recording.faces(inPicture: 0)
    #expect(found.map(\.identity) == [2, 7])
    #expect(found[0].presence == first.presence && found[0].blendshapes == first.blendshapes)
    #expect(found[0].gaze == gaze && found[1].gaze == nil)
    #expect(found[0].eyeAspectLeft == first.eyeAspectLeft && found[0].eyeAspectLeft != nil)
    #expect(found[1].eyeAspectLeft == nil && found[1].mouthOpening == nil)
    #expect(found[0].interocularPixels == first.interocularPixels)
    for (kept, given) in zip(found[0].pose.matrix, first.pose.matrix) {
      // Kept to four bytes.
      #expect(abs(kept - given) <= 1e-6 * max(abs(given), 1))
    }
    #expect(found[0].landmarks == (keepsLandmarks ? first.landmarks : nil))
  }

  @Test("how many pictures a second are looked at follows the times, not their number")
  func rate() {
    let recorder = FaceRecorder(keepsLandmarks: false)
    for seconds in [0, 0.125, 0.25, 0.375, 0.5, 5, 8, 8.5] { recorder.add([], atSeconds: seconds) }
    let recording = recorder.recording()
    #expect(recording.picturesPerSecond(aboutPicture: 2) == 8)
    #expect(recording.picturesPerSecond(aboutPicture: 5) == nil)
    #expect(recording.picturesPerSecond(aboutPicture: 6) == 2)
  }

  @Test("cells stand under their names; a face that is not there has success 0 and empty cells")
  func cells() throws {
    let recording = twoFaces()
    let rows = FaceRows(of: recording, choice: .main, withBlendshapes: true, withLandmarks: true)
    #expect(rows.header.count == Set(rows.header).count)
    #expect(
      rows.header.prefix(13) == [
        "frame", "face_id", "timestamp", "confidence", "success", "gaze_0_x", "gaze_0_y", "gaze_0_z",
        "gaze_1_x", "gaze_1_y", "gaze_1_z", "gaze_angle_x", "gaze_angle_y",
      ])
    let first = try #require(row(rows, picture: 0).first)
    #expect(first["frame"] == "1" && first["face_id"] == "1" && first["timestamp"] == "0.25")
    #expect(first["confidence"] == "0.875" && first["success"] == "1")
    #expect(first["gaze_0_x"] == "" && first["gaze_angle_x"] == "")
    let pose = OpenFacePose(recording.faces(inPicture: 0)[0].pose)
    #expect(first["pose_Tz"] == "\(Float(pose.translationMillimetres.z))")
    #expect(first["pose_Rx"] == "\(Float(pose.rotationRadians.x))")
    let points = try #require(recording.faces(inPicture: 0)[0].landmarks)
    #expect(first["x_477"] == "\(points[477].x)" && first["y_0"] == "\(points[0].y)")
    #expect(first["z_12_px"] == "\(points[12].z)")
    #expect(first["mouthSmileLeft"] == "0.5")

    let missing = try #require(row(rows, picture: 2).first)
    #expect(missing["success"] == "0" && missing["timestamp"] == "0.75" && missing["face_id"] == "1")
    let given: Set = ["frame", "face_id", "timestamp", "success"]
    for (name, cell) in missing where !given.contains(name) { #expect(cell.isEmpty, "\(name)") }
  }

  @Test("all faces have a row each; a picture without any still has one")
  func allFaces() {
    let rows = FaceRows(of: twoFaces(), choice: .all, withBlendshapes: false, withLandmarks: false)
    let found = (0..<rows.pictureCount).flatMap { row(rows, picture: $0) }
    #expect(found.map { $0["face_id"] } == ["1", "1", "2", "2", ""])
    #expect(found.map { $0["frame"] } == ["1", "2", "2", "3", "4"])
    #expect(found.map { $0["success"] } == ["1", "1", "1", "1", "0"])
    let second = FaceRows(
      of: twoFaces(), choice: .identity(2), withBlendshapes: false, withLandmarks: false)
    #expect((0..<4).flatMap { row(second, picture: $0) }.map { $0["success"] } == ["0", "1", "1", "0"])
    let none = FaceRecorder(keepsLandmarks: false)
    none.add([], atSeconds: 0)
    let empty = FaceRows(of: none.recording(), choice: .main, withBlendshapes: false, withLandmarks: false)
    #expect(row(empty, picture: 0).map { $0["face_id"] } == [""])
  }

  @Test("action units join by face and time, and are empty where they have no value")
  func actionUnits() {
    let units = Track(
      name: "action_units", timesSeconds: [0.5, 0.75],
      columns: [
        Track.Column(name: "AU12_p", unit: "1", values: [0.25, nil], missingReason: .noFace),
        Track.Column(name: "smile_p", unit: "1", values: [nil, 0.5], missingReason: .noFace),
      ])
    let rows = FaceRows(
      of: twoFaces(), choice: .all, withBlendshapes: false, withLandmarks: false, actionUnits: [2: units])
    let found = (0..<rows.pictureCount).flatMap { row(rows, picture: $0) }
    #expect(found.map { $0["AU12_p"] } == ["", "", "0.25", "", ""])
    #expect(found.map { $0["smile_p"] } == ["", "", "", "0.5", ""])
    #expect(units.index(atSeconds: 0.6) == nil && units.index(atSeconds: 9) == nil)
  }

  /// Face 1 in pictures 0 and 1, face 2 in pictures 1 and 2, none in picture 3.
  private func twoFaces() -> FaceRecording {
    let recorder = FaceRecorder(keepsLandmarks: true)
    for (index, identities) in [[1], [1, 2], [2], []].enumerated() {
      let seconds = 0.25 * Double(index + 1)
      recorder.add(
        identities.map { FaceRecord(identity: $0, observation: testFace(seconds: seconds)) },
        atSeconds: seconds)
    }
    return recorder.recording()
  }

  private func row(_ rows: FaceRows, picture: Int) -> [[String: String]] {
    rows.rows(ofPicture: picture).map { cells in
      #expect(cells.count == rows.header.count)
      return Dictionary(uniqueKeysWithValues: zip(rows.header, cells))
    }
  }

  private func distance(_ first: SIMD3<Double>, _ second: SIMD3<Double>) -> Double {
    let difference = first - second
    return (difference * difference).sum().squareRoot()
  }

  private func aboutX(_ angle: Double) -> [Double] {
    [1, 0, 0, 0, cos(angle), -sin(angle), 0, sin(angle), cos(angle)]
  }
  private func aboutY(_ angle: Double) -> [Double] {
    [cos(angle), 0, sin(angle), 0, 1, 0, -sin(angle), 0, cos(angle)]
  }
  private func aboutZ(_ angle: Double) -> [Double] {
    [cos(angle), -sin(angle), 0, sin(angle), cos(angle), 0, 0, 0, 1]
  }
  private func product(_ first: [Double], _ second: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: 9)
    for row in 0..<3 {
      for column in 0..<3 {
        for inner in 0..<3 { result[3 * row + column] += first[3 * row + inner] * second[3 * inner + column] }
      }
    }
    return result
  }
}

/// A face whose points lie on an ellipse of 80 × 100 pixels about a place.
func testFace(
  seconds: Double, centre: SIMD2<Double> = SIMD2(100, 90), size: Double = 1, smile: Float = 0.5,
  yawRadians: Double = 0.2
) -> FaceObservation {
  let points = (0..<478).map { index -> SIMD3<Float> in
    let angle = Double(index) * 2.399
    let radius = size * 50 * (Double(index + 1) / 478).squareRoot()
    return SIMD3(
      Float(centre.x + 0.8 * radius * cos(angle)), Float(centre.y + radius * sin(angle)), Float(index) / 64)
  }
  var blendshapes = (0..<52).map { Float($0) / 64 }
  blendshapes[Blendshape.mouthSmileLeft.rawValue] = smile
  blendshapes[Blendshape.mouthSmileRight.rawValue] = smile
  return FaceObservation(
    timeSeconds: seconds, landmarks: FaceLandmarks(points: points), presence: 0.875,
    blendshapes: blendshapes,
    pose: HeadPose(
      pitchRadians: 0.1, yawRadians: yawRadians, rollRadians: -0.3,
      translationCentimetres: SIMD3(1, -2, -55)), faceCount: nil)
}
