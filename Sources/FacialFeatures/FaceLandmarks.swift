/// The 478 points of one face, in mediapipe's numbering.
///
/// x and y are pixels of the full picture, x to the right and y down. z is depth in the same pixel scale,
/// smaller nearer to the camera, relative to the head's own depth. Points 468–472 are the iris of the
/// participant's right eye and 473–477 that of the left.
public struct FaceLandmarks: Sendable, Hashable {
  public static let count = 478
  /// Points without the irises: those of the canonical mesh.
  package static let meshCount = 468

  public let points: [SIMD3<Float>]

  /// - Precondition: There are 478 points.
  public init(points: [SIMD3<Float>]) {
    precondition(points.count == Self.count, "a face has 478 points")
    self.points = points
  }

  public subscript(index: Int) -> SIMD3<Float> { points[index] }

  /// Where a point lies in the picture, in pixels.
  package func position(_ index: Int) -> SIMD2<Double> {
    SIMD2(Double(points[index].x), Double(points[index].y))
  }

  /// The smallest upright rectangle around all points.
  public var box: FaceBox {
    points.reduce(
      into: FaceBox(left: .infinity, top: .infinity, right: -.infinity, bottom: -.infinity)
    ) { box, point in
      box.left = min(box.left, Double(point.x))
      box.top = min(box.top, Double(point.y))
      box.right = max(box.right, Double(point.x))
      box.bottom = max(box.bottom, Double(point.y))
    }
  }

  /// Where to look for the same face in the next picture.
  package var region: FaceRegion {
    FaceRegion(
      box: box, leftOfPictureEye: position(LandmarkIndex.rightEyeOuterCorner),
      rightOfPictureEye: position(LandmarkIndex.leftEyeOuterCorner))
  }
}

/// Numbers of the points that have a name here; left and right are the participant's own.
package enum LandmarkIndex {
  package static let rightEyeOuterCorner = 33
  package static let leftEyeOuterCorner = 263
  package static let upperLipInner = 13
  package static let lowerLipInner = 14
  package static let rightEyeInnerCorner = 133
  package static let leftEyeInnerCorner = 362

  /// Contours in the order p1…p6 of the eye aspect ratio: outer corner, two on the upper lid, inner
  /// corner, two on the lower lid.
  package static let rightEye = [33, 160, 158, 133, 153, 144]
  package static let leftEye = [263, 387, 385, 362, 380, 373]
}
