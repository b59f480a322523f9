import Foundation
internal import DenseMath
package import NeuralRuntime

/// Fits the canonical face to landmarks under perspective, as mediapipe's face geometry module does.
///
/// The landmarks' z has no absolute scale. The fit runs three times: on the landmarks as an orthographic
/// view, which gives a first scale; on the landmarks moved out along their viewing rays by that scale, which
/// corrects it; and on the landmarks moved out by the corrected scale, which gives the pose.
package struct HeadPoseEstimator: Sendable {
  /// Vertical opening of the assumed camera.
  static let fieldOfViewRadians = 63 * Double.pi / 180

  let canonicalFace: CanonicalFace
  private let reference: [SIMD3<Double>]
  private let weights: [Double]

  package init(catalog: ModelCatalog) throws(ModelError) {
    canonicalFace = try CanonicalFace(catalog: catalog)
    reference = canonicalFace.points.map(\.position)
    weights = canonicalFace.points.map(\.weight)
  }

  /// - Parameters:
  ///   - width: Of the picture the landmarks are pixels of; likewise height.
  /// - Returns: `nil` when the points collapse and have no orientation.
  package func pose(of landmarks: FaceLandmarks, width: Int, height: Int) -> HeadPose? {
    // On the plane one unit in front of the lens, a pixel is this wide.
    let unitsPerPixel = 2 * tan(Self.fieldOfViewRadians / 2) / Double(height)
    let middle = SIMD2(Double(width), Double(height)) / 2
    func depth(_ index: Int) -> Double { Double(landmarks[index].z) * unitsPerPixel }
    let meanDepth =
      (0..<FaceLandmarks.meshCount).reduce(0) { $0 + depth($1) }
      / Double(FaceLandmarks.meshCount)
    // x right, y up, z into the picture.
    let plane = canonicalFace.points.map { point in
      let position = (landmarks.position(point.landmark) - middle) * unitsPerPixel
      return SIMD3(position.x, -position.y, depth(point.landmark))
    }

    func alongRays(scale: Double) -> [SIMD3<Double>] {
      plane.map { point in
        let distance = (point.z - meanDepth + 1) / scale
        return SIMD3(point.x * distance, point.y * distance, -distance)
      }
    }
    let orthographic = plane.map { SIMD3($0.x, $0.y, -$0.z) }
    guard let first = fit(orthographic)?.scale, let correction = fit(alongRays(scale: first))?.scale,
      let last = fit(alongRays(scale: first * correction))
    else { return nil }
    return HeadPose(matrix: last.matrix)
  }

  /// The similarity (rotation, one scale, shift) that takes the canonical points nearest to others in
  /// weighted least squares: Umeyama 1991, IEEE TPAMI 13(4), with weights.
  func fit(_ target: [SIMD3<Double>]) -> (matrix: [Double], scale: Double)? {
    let total = weights.reduce(0, +)
    let centre = zip(reference, weights).reduce(SIMD3<Double>.zero) { $0 + $1.0 * $1.1 } / total
    let centred = reference.map { $0 - centre }
    let weighted = zip(target, weights).map { $0 * $1 }
    let covariance = columns(weighted) * columns(centred).transposed
    // Points in one place or on one line leave rounding noise where the turn would be.
    let largest = zip(weighted, centred).reduce(0) { $0 + length($1.0) * length($1.1) }
    guard let parts = SingularValues(of: covariance), parts.values[1] > 1e-6 * largest else { return nil }
    var left = parts.left
    if determinant(left) * determinant(parts.rightTransposed) < 0 {
      for row in 0..<3 { left[row, 2] = -left[row, 2] }
    }
    let rotation = left * parts.rightTransposed
    let turned = rotation * columns(centred)
    var agreement = 0.0
    var spread = 0.0
    for index in reference.indices {
      let point = SIMD3(turned[0, index], turned[1, index], turned[2, index])
      agreement += (point * weighted[index]).sum()
      spread += weights[index] * (centred[index] * reference[index]).sum()
    }
    let scale = agreement / spread
    guard scale.isFinite, scale > 0 else { return nil }
    let scaled = rotation * scale
    let targetCentre = weighted.reduce(SIMD3<Double>.zero, +) / total
    var matrix: [Double] = []
    for row in 0..<3 {
      let turnedCentre = scaled[row, 0] * centre.x + scaled[row, 1] * centre.y + scaled[row, 2] * centre.z
      matrix += [scaled[row, 0], scaled[row, 1], scaled[row, 2], targetCentre[row] - turnedCentre]
    }
    return (matrix + [0, 0, 0, 1], scale)
  }

  /// The points as columns of a matrix of three rows.
  private func columns(_ points: [SIMD3<Double>]) -> Matrix {
    Matrix(rows: 3, columns: points.count, values: points.map(\.x) + points.map(\.y) + points.map(\.z))
  }

  private func length(_ vector: SIMD3<Double>) -> Double { (vector * vector).sum().squareRoot() }

  private func determinant(_ m: Matrix) -> Double {
    m[0, 0] * (m[1, 1] * m[2, 2] - m[1, 2] * m[2, 1])
      - m[0, 1] * (m[1, 0] * m[2, 2] - m[1, 2] * m[2, 0])
      + m[0, 2] * (m[1, 0] * m[2, 1] - m[1, 1] * m[2, 0])
  }
}
