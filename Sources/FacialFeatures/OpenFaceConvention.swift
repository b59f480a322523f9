import Foundation

/// Head pose and gaze as OpenFace's tables state them.
///
/// Its wiki's page "Output Format" (revision of 28 October 2019) gives: camera coordinates with z away from the
/// camera, millimetres; rotation R = Rx · Ry · Rz in radians with the camera as origin; gaze vectors of eye 0,
/// the leftmost in the picture, and eye 1; gaze angles that go from positive to negative as a person looks from
/// left to right and from negative to positive as they look from up to down. The page leaves the handedness to
/// the words "left-handed positive sign"; users of it state that a raised face has a negative Rx and a face
/// turned to the person's own right a positive Ry (TadasBaltrusaitis/OpenFace, issue 966). All of this agrees
/// with the usual rotation matrices in a frame of x to the picture's right, y down, z away from the camera,
/// which is what is used here; Rz is then positive where the head tilts to the person's own left shoulder.
public struct OpenFacePose: Sendable, Hashable {
  /// pose_Tx, pose_Ty, pose_Tz: where the head is, in mm.
  public let translationMillimetres: SIMD3<Double>
  /// pose_Rx, pose_Ry, pose_Rz: −π to π, the second −π/2 to π/2.
  public let rotationRadians: SIMD3<Double>

  /// The head's reference point is that of `HeadPose`, not that of OpenFace's own model of a face.
  public init(_ pose: HeadPose) {
    let place = pose.translationCentimetres
    translationMillimetres = 10 * SIMD3(place.x, -place.y, -place.z)
    // Turning both frames about x by half a turn changes the sign of the entries that mix x with y or z.
    let matrix = pose.rotation
    rotationRadians = SIMD3(
      atan2(-matrix[5], matrix[8]), asin(min(max(-matrix[2], -1), 1)), atan2(matrix[1], matrix[0]))
  }
}

/// gaze_0_…, gaze_1_… and gaze_angle_… as `OpenFacePose` describes them.
public struct OpenFaceGaze: Sendable, Hashable {
  /// Direction of the eye leftmost in the picture, the participant's right one; length 1.
  public let eye0: SIMD3<Double>
  public let eye1: SIMD3<Double>

  public init(_ gaze: EyeDirections) {
    eye0 = SIMD3(gaze.right.x, -gaze.right.y, -gaze.right.z)
    eye1 = SIMD3(gaze.left.x, -gaze.left.y, -gaze.left.z)
  }

  /// gaze_angle_x, radians: how far the mean direction of both eyes is turned from the camera's axis to the
  /// participant's left.
  public var angleX: Double { atan2(eye0.x + eye1.x, -(eye0.z + eye1.z)) }

  /// gaze_angle_y, radians: how far it is lowered.
  public var angleY: Double { atan2(eye0.y + eye1.y, -(eye0.z + eye1.z)) }
}
