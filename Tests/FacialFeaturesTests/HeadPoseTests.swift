import FacialFeatures
import Foundation
import NeuralRuntime
import TestSupport
import Testing

private let degree = Double.pi / 180

@Suite struct HeadPoseTests {
  @Test("angles survive the way into a matrix and back", arguments: [-40.0, 0, 25], [-60.0, 0, 35])
  func roundTrip(pitchDegrees: Double, yawDegrees: Double) {
    let pose = HeadPose(
      pitchRadians: pitchDegrees * degree, yawRadians: yawDegrees * degree, rollRadians: 15 * degree)
    #expect(abs(pose.pitchRadians - pitchDegrees * degree) < 1e-12)
    #expect(abs(pose.yawRadians - yawDegrees * degree) < 1e-12)
    #expect(abs(pose.rollRadians - 15 * degree) < 1e-12)
  }

  @Test("the angle between two poses is that of the turn between them, small ones too")
  func between() {
    let straight = HeadPose(pitchRadians: 0, yawRadians: 0, rollRadians: 0)
    for angle in [1e-6, 0.1, 3] {
      let turned = HeadPose(pitchRadians: 0, yawRadians: angle, rollRadians: 0)
      #expect(abs(turned.angleRadians(from: straight) - angle) < 1e-12)
    }
  }

  /// Points of the canonical face seen by the assumed camera from a pose, everything else at the head's depth.
  private func seen(_ pose: HeadPose, _ face: CanonicalFace, width: Double, height: Double) -> FaceLandmarks {
    let m = pose.matrix
    let pixelsPerUnit = height / (2 * tan(31.5 * degree))
    let headDepth = -pose.translationCentimetres.z
    var points = [SIMD3<Float>](
      repeating: SIMD3(Float(width / 2), Float(height / 2), 0), count: FaceLandmarks.count)
    for point in face.points {
      let p = point.position
      let x = m[0] * p.x + m[1] * p.y + m[2] * p.z + m[3]
      let y = m[4] * p.x + m[5] * p.y + m[6] * p.z + m[7]
      let depth = -(m[8] * p.x + m[9] * p.y + m[10] * p.z + m[11])
      points[point.landmark] = SIMD3(
        Float(width / 2 + x / depth * pixelsPerUnit), Float(height / 2 - y / depth * pixelsPerUnit),
        // Depth relative to the head's, in pixels at the head's distance.
        Float((depth - headDepth) / headDepth * pixelsPerUnit))
    }
    return FaceLandmarks(points: points)
  }

  @Test(
    "the canonical face seen from a pose gives that pose back",
    arguments: [
      SIMD3<Double>(0, 0, 0), SIMD3(20, 0, 0), SIMD3(0, 30, 0), SIMD3(0, 0, -25), SIMD3(-15, 20, 10),
    ])
  func inverse(degrees: SIMD3<Double>) throws {
    let catalog = try installedModels()
    let pose = HeadPose(
      pitchRadians: degrees.x * degree, yawRadians: degrees.y * degree, rollRadians: degrees.z * degree,
      translationCentimetres: SIMD3(12, -8, -60))
    let landmarks = seen(pose, try CanonicalFace(catalog: catalog), width: 1280, height: 720)
    let fitted = try #require(
      try HeadPoseEstimator(catalog: catalog).pose(of: landmarks, width: 1280, height: 720))
    // The method takes the landmarks' mean depth as the head's; it is off by some cm of 60 here, which leaves
    // fractions of a degree and a few per cent of the distance.
    #expect(fitted.angleRadians(from: pose) < 2 * degree)
    let apart = fitted.translationCentimetres - pose.translationCentimetres
    #expect((apart * apart).sum().squareRoot() < 0.05 * 60)
  }

  @Test("landmarks that fall into one point have no pose")
  func collapsed() throws {
    let estimator = try HeadPoseEstimator(catalog: try installedModels())
    let point = FaceLandmarks(points: .init(repeating: SIMD3(100, 100, 0), count: FaceLandmarks.count))
    #expect(estimator.pose(of: point, width: 640, height: 480) == nil)
  }

  @Test("eyes, mouth and size are read from the named points")
  func geometry() {
    var points = [SIMD3<Float>](repeating: .zero, count: FaceLandmarks.count)
    #expect(FaceLandmarks(points: points).leftEyeAspectRatio == nil)
    #expect(FaceLandmarks(points: points).mouthOpening == nil)
    // Right eye 40 px wide with lids 8 and 12 px apart; left eye 40 px wide and shut; 100 px between them.
    let places: [(Int, Float, Float)] = [
      (33, 0, 0), (133, 40, 0), (160, 10, -4), (144, 10, 4), (158, 30, -6), (153, 30, 6),
      (263, 100, 0), (362, 60, 0), (387, 90, 0), (373, 90, 0), (385, 70, 0), (380, 70, 0),
      (13, 50, 60), (14, 50, 75),
    ]
    for (index, x, y) in places { points[index] = SIMD3(x, y, 0) }
    let face = FaceLandmarks(points: points)
    #expect(face.rightEyeAspectRatio == 0.25)
    #expect(face.leftEyeAspectRatio == 0)
    #expect(face.interocularPixels == 100)
    #expect(face.mouthOpening == 0.15)
    #expect(face.box == FaceBox(left: 0, top: -6, right: 100, bottom: 75))
  }
}
