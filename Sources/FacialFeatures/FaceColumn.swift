/// One column of the track "face": what it is called and how it is read from an observation.
///
/// Columns come in groups, each kept with what it is about; `all` puts the groups together.
struct FaceColumn: Sendable {
  let name: String
  let unit: String
  let read: @Sendable (FaceObservation) -> Double?

  static let presence = "presence"
  static let headPitch = "head_pitch"
  static let headYaw = "head_yaw"
  static let headRoll = "head_roll"
  static let mouthOpening = "mouth_opening"
  static let interocular = "interocular"

  static func name(_ blendshape: Blendshape) -> String { "blendshape_" + blendshape.name }

  static let eyeAspectLeft = "eye_aspect_left"
  static let eyeAspectRight = "eye_aspect_right"

  static let all: [FaceColumn] = [network, appearance].flatMap { $0 }

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
}
