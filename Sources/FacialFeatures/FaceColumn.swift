package import SignalCore

/// One column of the track "face": what it is called and how it is read from an observation.
///
/// Columns come in groups, each kept with what it is about; `all` puts the groups together.
package struct FaceColumn: Sendable {
  package let name: String
  package let unit: String
  /// Why a picture may have no value.
  package var missingReason = MissingReason.noFace
  package let read: @Sendable (FaceObservation) -> Double?

  static let presence = "presence"
  static let headPitch = "head_pitch"
  static let headYaw = "head_yaw"
  static let headRoll = "head_roll"
  static let mouthOpening = "mouth_opening"
  static let interocular = "interocular"

  static func name(_ blendshape: Blendshape) -> String { "blendshape_" + blendshape.name }

  static let eyeAspectLeft = "eye_aspect_left"
  static let eyeAspectRight = "eye_aspect_right"

  package static let all: [FaceColumn] = [network, FaceDistance.columns, gaze, appearance].flatMap { $0 }

  /// What the networks say, the head's pose, and simple distances.
  private static let network: [FaceColumn] =
    [FaceColumn(name: presence, unit: "1") { $0.presence }]
    + Blendshape.allCases.map { shape in
      FaceColumn(name: name(shape), unit: "1") { Double($0[shape]) }
    }
    + [
      FaceColumn(name: headPitch, unit: "rad") { $0.pose.pitchRadians },
      FaceColumn(name: headYaw, unit: "rad") { $0.pose.yawRadians },
      FaceColumn(name: headRoll, unit: "rad") { $0.pose.rollRadians },
      FaceColumn(name: "head_x", unit: "cm") { $0.pose.translationCentimetres.x },
      FaceColumn(name: "head_y", unit: "cm") { $0.pose.translationCentimetres.y },
      FaceColumn(name: "head_z", unit: "cm") { $0.pose.translationCentimetres.z },
      FaceColumn(name: eyeAspectLeft, unit: "1") { $0.landmarks.leftEyeAspectRatio },
      FaceColumn(name: eyeAspectRight, unit: "1") { $0.landmarks.rightEyeAspectRatio },
      FaceColumn(name: mouthOpening, unit: "1") { $0.landmarks.mouthOpening },
      FaceColumn(name: interocular, unit: "px") { $0.landmarks.interocularPixels },
    ]

  /// Missing where the eye is shut, too small in the picture or hidden, not only without a face.
  private static let gaze: [FaceColumn] = [
    gaze("gaze_left_x", "1") { $0.left?.inCamera.x },
    gaze("gaze_left_y", "1") { $0.left?.inCamera.y },
    gaze("gaze_left_z", "1") { $0.left?.inCamera.z },
    gaze("gaze_right_x", "1") { $0.right?.inCamera.x },
    gaze("gaze_right_y", "1") { $0.right?.inCamera.y },
    gaze("gaze_right_z", "1") { $0.right?.inCamera.z },
    gaze("gaze_pitch", "rad") { $0.inCamera.map(Gaze.pitchRadians) },
    gaze("gaze_yaw", "rad") { $0.inCamera.map(Gaze.yawRadians) },
    gaze("gaze_head_pitch", "rad") { $0.inHead.map(Gaze.pitchRadians) },
    gaze("gaze_head_yaw", "rad") { $0.inHead.map(Gaze.yawRadians) },
  ]

  private static func gaze(
    _ name: String, _ unit: String, _ read: @escaping @Sendable (Gaze) -> Double?
  ) -> FaceColumn {
    FaceColumn(name: name, unit: unit, missingReason: .lowQuality) { $0.geometry.flatMap { read($0.gaze) } }
  }
}
