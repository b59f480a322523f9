import Foundation

/// A face's points as they would stand if the head faced the camera from afar, whatever its pose, distance and
/// place in the picture.
///
/// Axes of the canonical face: x to the face's left, y up, z out of the face. The origin lies midway between the
/// outer corners of the eyes; their distance is the unit, so 0.01 is about 0.9 mm of an adult face.
package struct FrontalFace: Sendable {
  /// The 478 landmarks.
  package let points: [SIMD3<Double>]
  /// Where the camera is, in the same axes and unit.
  package let camera: SIMD3<Double>
  /// Takes directions from these axes to those of the camera (x right, y up, z towards the viewer): the images
  /// of the three axes.
  package let axes: (x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>)
  /// How many pixels the unit covers where it faces the camera.
  package let pixelsPerUnit: Double

  package func cameraDirection(_ direction: SIMD3<Double>) -> SIMD3<Double> {
    axes.x * direction.x + axes.y * direction.y + axes.z * direction.z
  }
}

extension HeadPoseEstimator {
  /// Takes perspective and head rotation out of landmarks.
  ///
  /// The landmark network sees a square cut around the face and cannot know where in the picture that was. Its z
  /// is therefore depth along the line of sight to the face, not along the camera's axis: each landmark goes
  /// out along its own viewing ray until its depth along that line is the head's mean depth plus z. Taking z
  /// along the camera's axis, as mediapipe's geometry module and `HeadPose` do, shears a face away from the
  /// middle of the picture; turning the camera about a still picture changed the distances of `FaceDistance`
  /// by 0.039 that way and by 0.012 this way (mean standard deviation over five directions). The rotation is that of the weighted fit of the
  /// canonical face to the resulting points, so it differs from `HeadPose` for a face away from the middle.
  ///
  /// The distance to the head scales every point alike and drops out. The camera's assumed opening does
  /// not: with a narrower lens than assumed (63° from top to bottom) too much perspective is taken out.
  /// - Parameters:
  ///   - width: Of the picture the landmarks are pixels of; likewise height.
  /// - Returns: `nil` when the points collapse and have no orientation.
  package func frontalFace(of landmarks: FaceLandmarks, width: Int, height: Int) -> FrontalFace? {
    let unitsPerPixel = 2 * tan(Self.fieldOfViewRadians / 2) / Double(height)
    let middle = SIMD2(Double(width), Double(height)) / 2
    // x right, y up, z towards the viewer, on the plane one unit in front of the lens.
    let rays = (0..<FaceLandmarks.count).map { index in
      let place = (landmarks.position(index) - middle) * unitsPerPixel
      return SIMD3(place.x, -place.y, -1)
    }
    let meshCount = Double(FaceLandmarks.meshCount)
    let centre = rays.prefix(FaceLandmarks.meshCount).reduce(.zero, +) / meshCount
    let meanDepth =
      (0..<FaceLandmarks.meshCount).reduce(0) { $0 + Double(landmarks[$1].z) } / meshCount
    let centreDistance = length(centre)
    let lineOfSight = centre / centreDistance
    let placed = rays.indices.map { index in
      // In units of the distance to the head; a pixel is smaller where the line of sight is longer.
      let depth = (Double(landmarks[index].z) - meanDepth) * unitsPerPixel / centreDistance
      return rays[index] * ((1 + depth) / (rays[index] * lineOfSight).sum())
    }
    guard let fitted = fit(canonicalFace.points.map { placed[$0.landmark] }) else { return nil }
    let rotation = HeadPose(matrix: fitted.matrix).rotation
    let axes = (0..<3).map { SIMD3(rotation[$0], rotation[3 + $0], rotation[6 + $0]) }
    func turned(_ point: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3((axes[0] * point).sum(), (axes[1] * point).sum(), (axes[2] * point).sum())
    }
    let right = placed[LandmarkIndex.rightEyeOuterCorner]
    let left = placed[LandmarkIndex.leftEyeOuterCorner]
    let unit = length(left - right)
    guard unit > 0, unit.isFinite else { return nil }
    let origin = (left + right) / 2
    return FrontalFace(
      points: placed.map { turned($0 - origin) / unit }, camera: turned(-origin) / unit,
      axes: (axes[0], axes[1], axes[2]), pixelsPerUnit: unit * centreDistance / unitsPerPixel)
  }

  private func length(_ vector: SIMD3<Double>) -> Double { (vector * vector).sum().squareRoot() }
}
