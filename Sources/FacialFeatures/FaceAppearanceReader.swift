import Foundation
package import SignalCore

/// Reads a face's appearance from the picture it was found in.
package enum FaceAppearanceReader {
  /// Points across and down each area.
  private static let pointsPerSide = 8
  /// An area needs this share of its points in the picture.
  private static let leastShare = 0.5

  /// - Returns: `nil` when the cheeks lie outside the picture.
  package static func appearance(of landmarks: FaceLandmarks, in picture: Picture) -> FaceAppearance? {
    let cheeks = Quad.cheeks(landmarks).flatMap { colours(of: $0, in: picture) ?? [] }
    guard !cheeks.isEmpty else { return nil }
    let luma = cheeks.reduce(Float(0)) { sum, colour in
      sum + Luma.of(colour.x, colour.y, colour.z) / 255
    }
    let cheekLuma = luma / Float(cheeks.count)
    var signature = FaceSignature()
    signature.add(cheeks, of: .cheeks, cheekLuma: cheekLuma)
    signature.add(colours(of: .hair(landmarks), in: picture) ?? [], of: .hair, cheekLuma: cheekLuma)
    signature.add(colours(of: .body(landmarks), in: picture) ?? [], of: .body, cheekLuma: cheekLuma)
    return FaceAppearance(
      illumination: Double(min(cheekLuma, 1)),
      sharpness: FaceDetail.sharpness(of: picture, in: landmarks.box), signature: signature)
  }

  /// Colours at points spread evenly over an area; `nil` when too much of it lies beyond the edge.
  private static func colours(of quad: Quad, in picture: Picture) -> [SIMD3<Float>]? {
    var colours: [SIMD3<Float>] = []
    for row in 0..<pointsPerSide {
      for column in 0..<pointsPerSide {
        let point = quad.point(
          (Double(column) + 0.5) / Double(pointsPerSide), (Double(row) + 0.5) / Double(pointsPerSide))
        guard point.x >= 0, point.y >= 0, point.x < Double(picture.width), point.y < Double(picture.height)
        else { continue }
        colours.append(picture.colour(column: Int(point.x), row: Int(point.y)))
      }
    }
    return Double(colours.count) < leastShare * Double(pointsPerSide * pointsPerSide) ? nil : colours
  }
}

/// Four corners, in order around an area of the picture.
private struct Quad {
  let corners: [SIMD2<Double>]

  func point(_ u: Double, _ v: Double) -> SIMD2<Double> {
    let top = corners[0] * (1 - u) + corners[1] * u
    let bottom = corners[3] * (1 - u) + corners[2] * u
    return top * (1 - v) + bottom * v
  }

  /// Below the eyes, beside the nose and above the mouth's corners: skin, whatever fringe or beard.
  static func cheeks(_ face: FaceLandmarks) -> [Quad] {
    [[117, 101, 205, 187], [346, 330, 425, 411]].map { Quad(corners: $0.map(face.position)) }
  }

  /// A band above the forehead, in the direction the head stands.
  static func hair(_ face: FaceLandmarks) -> Quad {
    let top = face.position(10)
    let up = (top - face.position(152)) * 0.2
    let across = (face.position(454) - face.position(234)) * 0.3
    let low = top + up * 0.4
    let high = top + up * 1.4
    return Quad(corners: [high - across, high + across, low + across, low - across])
  }

  /// Neck, collar and chest: straight down from the chin, for the body does not tilt with the head.
  static func body(_ face: FaceLandmarks) -> Quad {
    let chin = face.position(152)
    let unit = max(face.box.width, face.box.height)
    func corner(_ x: Double, _ y: Double) -> SIMD2<Double> { chin + SIMD2(x, y) * unit }
    return Quad(corners: [corner(-0.6, 0.35), corner(0.6, 0.35), corner(0.6, 0.95), corner(-0.6, 0.95)])
  }
}
