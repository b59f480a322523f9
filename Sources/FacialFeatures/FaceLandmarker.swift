import Foundation
package import NeuralRuntime
package import SignalCore

/// Places the 478 points in a region: Kartynnik et al. 2019, "Real-time facial surface geometry from
/// monocular video on mobile GPUs", arXiv 1907.06724, in the version with irises.
package final class FaceLandmarker {
  /// Below this the network does not see a face in the region.
  private static let leastPresence = 0.5
  private static let side = 256

  private let model: InferenceModel

  package init(catalog: ModelCatalog) throws(ModelError) {
    model = try InferenceModel(
      "face/face_landmarks_detector.tflite", in: catalog, inputShape: [1, Self.side, Self.side, 3])
    try model.require(
      inputCount: Self.side * Self.side * 3, outputCounts: [FaceLandmarks.count * 3, 1, 1])
  }

  /// Depth is scaled by the region's side, as x and y are. mediapipe 0.10.21 stretches it further by
  /// √(cos²ρ + (width/height · sin ρ)²) where the head is tilted by ρ in a picture that is not square, which
  /// moves its pose by up to 2° in a test recording; that is not imitated.
  ///
  /// - Returns: Points and the network's confidence (0.5 to 1) that they are a face's; `nil` when the
  ///   region holds none.
  package func landmarks(
    in picture: Picture, region: FaceRegion
  ) throws(ModelError) -> (landmarks: FaceLandmarks, presence: Double)? {
    guard region.isSensible(in: picture) else { return nil }
    model.writeInput { input in
      drawSquare(
        of: picture, region: region, side: Self.side, border: .replicated, scale: 1 / 255, offset: 0,
        into: &input)
    }
    try model.run()
    let presence = model.readOutput(1) { 1 / (1 + exp(-Double($0[0]))) }
    guard presence >= Self.leastPresence else { return nil }
    let points = model.readOutput(0) { numbers in
      (0..<FaceLandmarks.count).map { index -> SIMD3<Float> in
        let start = 3 * index
        let unit = SIMD3(Double(numbers[start]), Double(numbers[start + 1]), Double(numbers[start + 2]))
        let scaled = unit / Double(Self.side)
        let place = region.picturePoint(scaled.x - 0.5, scaled.y - 0.5)
        return SIMD3(Float(place.x), Float(place.y), Float(scaled.z * region.sidePixels))
      }
    }
    guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }) else { return nil }
    return (FaceLandmarks(points: points), presence)
  }
}

extension FaceRegion {
  /// Whether the square is of a size and in a place where the picture could show a face.
  fileprivate func isSensible(in picture: Picture) -> Bool {
    let longSide = Double(max(picture.width, picture.height))
    return sidePixels >= 1 && sidePixels <= 8 * longSide && rotationRadians.isFinite
      && abs(centreX) <= 8 * longSide && abs(centreY) <= 8 * longSide
  }
}
