import Foundation

/// Where the head is and where it faces, seen from the camera.
///
/// Camera coordinates: centimetres, origin in the lens, x to the picture's right, y up, z out of the
/// picture towards the viewer, so a visible head has a negative z. Rotation is split as yaw about y, then
/// pitch about x, then roll about z (R = R_y R_x R_z). Angles are relative to the camera's axis, not to the
/// line from the head to the camera.
public struct HeadPose: Sendable, Hashable {
  /// 4 × 4, row by row; takes a point of the canonical face (cm) to camera coordinates (cm).
  public let matrix: [Double]

  /// - Precondition: There are 16 numbers.
  package init(matrix: [Double]) {
    precondition(matrix.count == 16, "a pose is a 4 × 4 matrix")
    self.matrix = matrix
  }

  /// The pose with these angles and this place.
  package init(
    pitchRadians: Double, yawRadians: Double, rollRadians: Double,
    translationCentimetres: SIMD3<Double> = .zero
  ) {
    let (cosPitch, sinPitch) = (cos(pitchRadians), sin(pitchRadians))
    let (cosYaw, sinYaw) = (cos(yawRadians), sin(yawRadians))
    let (cosRoll, sinRoll) = (cos(rollRadians), sin(rollRadians))
    let place = translationCentimetres
    self.init(matrix: [
      cosYaw * cosRoll + sinYaw * sinPitch * sinRoll, cosYaw * sinRoll - sinYaw * sinPitch * cosRoll,
      sinYaw * cosPitch, place.x,
      -cosPitch * sinRoll, cosPitch * cosRoll, sinPitch, place.y,
      -sinYaw * cosRoll + cosYaw * sinPitch * sinRoll, -sinYaw * sinRoll - cosYaw * sinPitch * cosRoll,
      cosYaw * cosPitch, place.z,
      0, 0, 0, 1,
    ])
  }

  /// Raised face positive, lowered face negative; −π/2 to π/2.
  public var pitchRadians: Double { asin(min(max(facing.y, -1), 1)) }

  /// Face turned towards the picture's right edge (the participant's left) positive; −π to π.
  public var yawRadians: Double { atan2(facing.x, facing.z) }

  /// Head tilted clockwise as seen in the picture (towards the participant's left shoulder) positive; −π to π.
  public var rollRadians: Double { atan2(-matrix[4], matrix[5]) }

  /// Where the canonical face's origin, in the middle of the head at the height of the nose's bridge, lies.
  ///
  /// The distance rests on an assumed field of view of 63° and an average head: trust its changes more
  /// than its size.
  public var translationCentimetres: SIMD3<Double> { SIMD3(matrix[3], matrix[7], matrix[11]) }

  /// Rotation alone, 3 × 3 row by row: the matrix's upper left part without its scale.
  package var rotation: [Double] {
    let scale = (matrix[0] * matrix[0] + matrix[4] * matrix[4] + matrix[8] * matrix[8]).squareRoot()
    return [0, 1, 2, 4, 5, 6, 8, 9, 10].map { matrix[$0] / scale }
  }

  /// Angle of the one rotation that leads from another pose's orientation to this one, 0 to π.
  package func angleRadians(from other: HeadPose) -> Double {
    // ‖R₁ − R₂‖ = 2 √2 sin(θ/2), which unlike the trace keeps its precision at small angles.
    let squares = zip(rotation, other.rotation).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 2 * asin(min((squares / 8).squareRoot(), 1))
  }

  /// The direction the face looks in: the canonical z axis in camera coordinates, length 1.
  private var facing: SIMD3<Double> {
    let axis = SIMD3(matrix[2], matrix[6], matrix[10])
    return axis / (axis * axis).sum().squareRoot()
  }
}
