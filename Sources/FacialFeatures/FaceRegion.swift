import Foundation

/// A turned square of a picture that holds one face; the landmark network sees this square upright.
///
/// Coordinates are pixels of the full picture, x to the right and y down.
package struct FaceRegion: Sendable, Hashable {
  package var centreX: Double
  package var centreY: Double
  package var sidePixels: Double
  /// How far the square is turned, clockwise as seen in the picture.
  package var rotationRadians: Double

  /// How much longer the square's side is than the face box's longer side.
  private static let margin = 1.5

  /// The square around a box, turned so that a line from the picture's left to right eye lies level.
  package init(box: FaceBox, leftOfPictureEye: SIMD2<Double>, rightOfPictureEye: SIMD2<Double>) {
    centreX = (box.left + box.right) / 2
    centreY = (box.top + box.bottom) / 2
    sidePixels = Self.margin * max(box.width, box.height)
    let line = rightOfPictureEye - leftOfPictureEye
    rotationRadians = atan2(line.y, line.x)
  }

  /// Where a point of the unit square, its middle the origin, lies in the picture.
  package func picturePoint(_ u: Double, _ v: Double) -> SIMD2<Double> {
    let cosine = cos(rotationRadians)
    let sine = sin(rotationRadians)
    return SIMD2(
      centreX + sidePixels * (u * cosine - v * sine), centreY + sidePixels * (u * sine + v * cosine))
  }
}

/// An upright rectangle in pixels of the full picture; it may reach over the picture's edge.
public struct FaceBox: Sendable, Hashable {
  public var left: Double
  public var top: Double
  public var right: Double
  public var bottom: Double

  public init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  public var width: Double { right - left }
  public var height: Double { bottom - top }
  package var area: Double { max(width, 0) * max(height, 0) }

  /// Shared area over joint area, 0 (apart) to 1 (equal).
  package func overlap(_ other: FaceBox) -> Double {
    let sharedWidth = min(right, other.right) - max(left, other.left)
    let sharedHeight = min(bottom, other.bottom) - max(top, other.top)
    guard sharedWidth > 0, sharedHeight > 0 else { return 0 }
    let shared = sharedWidth * sharedHeight
    return shared / (area + other.area - shared)
  }
}
