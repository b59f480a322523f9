import Foundation

/// Where the eyes look, from the place of each iris on a ball of known size behind the lids.
///
/// Camera coordinates: x to the picture's right, y up, z towards the viewer; into the lens is near (0, 0, 1).
/// Head coordinates: x to the participant's left, y up, z straight ahead. Directions have length 1; angles are
/// positive upwards and towards the picture's right (in head coordinates the participant's left), as `HeadPose`'s.
///
/// The line of sight differs from this axis of the eye by some 5° of its own in every person (angle kappa), and
/// lens, head and lids add errors that stay alike over a session: single eyes of faces tried were off by up to 8°
/// outwards or inwards, of which the mean of both is mostly free. Compare a person with himself or herself.
package struct Gaze: Sendable, Hashable {
  /// One eye's axis.
  package struct Eye: Sendable, Hashable {
    package let inHead: SIMD3<Double>
    package let inCamera: SIMD3<Double>
    /// Area of the opening between the lids as seen from the camera, squared interocular distances:
    /// the eye's weight.
    fileprivate let seenArea: Double
  }

  package let left: Eye?
  package let right: Eye?
  /// Both eyes' mean direction, each weighted by how much of it is seen; `nil` when neither is.
  package let inHead: SIMD3<Double>?
  package let inCamera: SIMD3<Double>?

  /// The distance between the outer eye corners, the unit of the frontal face, in an average adult: that of the
  /// canonical face (8.89 cm).
  private static let millimetresPerUnit = 88.9
  /// Radius of the globe: 24 mm across, Bekerman et al. 2014, "Variations in eyeball diameters of the healthy
  /// adults", Journal of Ophthalmology 2014:503645.
  private static let eyeballMillimetres = 12.0
  /// Half the visible iris's width, 11.7 mm: Rüfer, Schröder & Erb 2005, "White-to-white corneal diameter",
  /// Cornea 24(3):259–261.
  private static let irisMillimetres = 5.85
  /// How far the iris's rim lies before the middle of the ball: the two radii's right triangle, 10.5 mm.
  private static let irisDepthMillimetres =
    (eyeballMillimetres * eyeballMillimetres - irisMillimetres * irisMillimetres).squareRoot()
  /// Middle of the ball, seen from midway between the eye's corners: behind and slightly above. Set here from the
  /// lids of the canonical face, which lie on the ball; no published value.
  private static let ballBehindMillimetres = 7.5
  private static let ballAboveMillimetres = 0.5

  /// Irises narrower than this many pixels are not read: there a third of a pixel, the landmarks' own
  /// tremble, is worth 3°.
  package static let leastIrisPixels = 7.0
  /// An eye open by less than this share of the iris's width (3.5 mm) hides where the iris is.
  package static let leastOpenness = 0.3
  /// Eyes do not turn further in the head.
  private static let greatestAngleRadians = 45 * Double.pi / 180
  /// An iris that faces this far away from the camera is seen edge-on, where a pixel is worth many degrees.
  private static let greatestObliquityRadians = 65 * Double.pi / 180

  package init(_ face: FrontalFace) {
    let leftEye = Self.eye(.left, of: face)
    let rightEye = Self.eye(.right, of: face)
    left = leftEye
    right = rightEye
    let seen = [leftEye, rightEye].compactMap(\.self)
    inHead = Self.mean(seen.map { ($0.inHead, $0.seenArea) })
    inCamera = Self.mean(seen.map { ($0.inCamera, $0.seenArea) })
  }

  package static func pitchRadians(_ direction: SIMD3<Double>) -> Double {
    asin(min(max(direction.y, -1), 1))
  }

  package static func yawRadians(_ direction: SIMD3<Double>) -> Double { atan2(direction.x, direction.z) }

  private struct EyePoints {
    let innerCorner: Int
    let outerCorner: Int
    let iris: Int
    let lids: [(upper: Int, lower: Int)]

    static let left = EyePoints(
      innerCorner: LandmarkIndex.leftEyeInnerCorner, outerCorner: LandmarkIndex.leftEyeOuterCorner, iris: 473,
      lids: [(387, 373), (386, 374), (385, 380)])
    static let right = EyePoints(
      innerCorner: LandmarkIndex.rightEyeInnerCorner, outerCorner: LandmarkIndex.rightEyeOuterCorner,
      iris: 468, lids: [(160, 144), (159, 145), (158, 153)])
  }

  private static func eye(_ eye: EyePoints, of face: FrontalFace) -> Eye? {
    let points = face.points
    let corners = points[eye.outerCorner] - points[eye.innerCorner]
    let width = (corners * corners).sum().squareRoot()
    let opening =
      eye.lids.reduce(0) { total, pair in
        let apart = points[pair.upper] - points[pair.lower]
        return total + (apart * apart).sum().squareRoot()
      } / Double(eye.lids.count)
    let irisWidth = 2 * irisMillimetres / millimetresPerUnit
    guard irisWidth * face.pixelsPerUnit >= leastIrisPixels, opening >= leastOpenness * irisWidth else {
      return nil
    }
    let centre =
      (points[eye.outerCorner] + points[eye.innerCorner]) / 2
      + SIMD3(0, ballAboveMillimetres, -ballBehindMillimetres) / millimetresPerUnit
    let radius = irisDepthMillimetres / millimetresPerUnit
    // Where the viewing ray through the iris's middle meets the sphere that middle moves on.
    let ray = unit(points[eye.iris] - face.camera)
    let toCentre = centre - face.camera
    let along = (ray * toCentre).sum()
    let discriminant = along * along - (toCentre * toCentre).sum() + radius * radius
    guard discriminant >= 0 else { return nil }
    let inHead = unit(face.camera + ray * (along - discriminant.squareRoot()) - centre)
    guard inHead.z >= cos(greatestAngleRadians), -(inHead * ray).sum() >= cos(greatestObliquityRadians)
    else { return nil }
    // The opening's own plane looks a little outwards, so a turned head shows one eye wider.
    let normal = unit(corners.x > 0 ? SIMD3(-corners.z, 0, corners.x) : SIMD3(corners.z, 0, -corners.x))
    let facing = max(0, -(normal * ray).sum())
    return Eye(
      inHead: inHead, inCamera: face.cameraDirection(inHead), seenArea: width * opening * facing)
  }

  private static func mean(_ directions: [(direction: SIMD3<Double>, weight: Double)]) -> SIMD3<Double>? {
    let sum = directions.reduce(SIMD3<Double>.zero) { $0 + $1.direction * $1.weight }
    return (sum * sum).sum() > 0 ? unit(sum) : nil
  }

  private static func unit(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    vector / (vector * vector).sum().squareRoot()
  }
}
