import FacialFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

/// One face of a picture as mediapipe's IMAGE mode treats it: detector, landmarks once, blendshapes.
private struct StillFace {
  let landmarks: FaceLandmarks
  let blendshapes: [Float]
  let pose: HeadPose

  init(in picture: Picture, catalog: ModelCatalog) throws {
    let face = try #require(try FaceDetector(catalog: catalog).faces(in: picture).first)
    let landmarker = try FaceLandmarker(catalog: catalog)
    landmarks = try #require(try landmarker.landmarks(in: picture, region: face.region)).landmarks
    blendshapes = try BlendshapeEstimator(catalog: catalog).blendshapes(of: landmarks)
    pose = try #require(
      try HeadPoseEstimator(catalog: catalog)
        .pose(of: landmarks, width: picture.width, height: picture.height))
  }
}

@Suite struct GoldenTests {
  private let catalog: ModelCatalog
  init() throws { catalog = try installedModels() }

  @Test("landmarks, blendshapes and pose of a still picture are mediapipe's")
  func astronaut() throws {
    let face = try StillFace(in: try SampleMedia.picture("astronaut.png"), catalog: catalog)
    let golden = try Golden.astronautLandmarks()
    // Measured 0.0006 px; the bound leaves room for another processor's rounding.
    #expect(meanDistance(face.landmarks, golden) < 0.02)
    for (point, expected) in zip(face.landmarks.points, golden.points) {
      #expect(abs(point.z - expected.z) < 0.1)
    }
    for (shape, expected) in zip(Blendshape.allCases, Golden.astronautBlendshapes) {
      #expect(abs(face.blendshapes[shape.rawValue] - expected) < 0.002, "\(shape)")
    }
    #expect(face.pose.angleRadians(from: Golden.astronautPose) < 0.05 * .pi / 180)
  }

  @Test("the pose of mediapipe's landmarks is mediapipe's pose")
  func pose() throws {
    let estimator = try HeadPoseEstimator(catalog: catalog)
    let pose = try #require(
      estimator.pose(of: try Golden.astronautLandmarks(), width: 512, height: 512))
    // Landmarks are stored to 0.001 px and the golden matrix in 32 bits.
    #expect(pose.angleRadians(from: Golden.astronautPose) < 0.01 * .pi / 180)
    let apart = pose.translationCentimetres - Golden.astronautPose.translationCentimetres
    #expect((apart * apart).sum().squareRoot() < 0.005)
  }

  @Test("the canonical face is the one in mediapipe's file")
  func canonicalFace() throws {
    let points = try CanonicalFace(catalog: catalog).points
    // Read with mediapipe 0.10.21's own parser: numbers of the weighted points, sum of weights, two vertices.
    #expect(
      points.map(\.landmark) == [
        4, 6, 10, 33, 54, 67, 117, 119, 121, 127, 129, 132, 133, 136, 143, 147, 198, 205, 263, 284, 297, 346,
        348, 350, 356, 358, 361, 362, 365, 372, 376, 420, 425,
      ])
    #expect(abs(points.reduce(0) { $0 + $1.weight } - 1.0550000043585896) < 1e-9)
    #expect(points[0].position == SIMD3(0, -0.46316999197006226, 7.5865797996521))
    #expect(points[32].position == SIMD3(3.832927942276001, -1.5373259782791138, 4.137731075286865))
  }

  @Test("the 52 channels carry mediapipe's names in its order")
  func names() {
    #expect(Blendshape.allCases.count == 52)
    #expect(Blendshape._neutral.name == "_neutral")
    #expect(Blendshape.eyeBlinkLeft.rawValue == 9)
    #expect(Blendshape.jawOpen.rawValue == 25)
    #expect(Blendshape.mouthSmileLeft.name == "mouthSmileLeft")
    #expect(Blendshape.mouthSmileLeft.rawValue == 44)
    #expect(Blendshape.noseSneerRight.rawValue == 51)
  }
}

/// Mean distance in the picture over all points, in pixels.
func meanDistance(_ first: FaceLandmarks, _ second: FaceLandmarks) -> Double {
  let distances = first.points.indices.map { index in
    let apart = first.position(index) - second.position(index)
    return (apart * apart).sum().squareRoot()
  }
  return distances.reduce(0, +) / Double(distances.count)
}
