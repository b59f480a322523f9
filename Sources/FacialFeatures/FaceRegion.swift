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

extension FaceRegion {
  /// How a region moves, grows and turns, a second.
  package struct Drift: Sendable {
    let centre: SIMD2<Double>
    let sideLogarithm: Double
    let rotation: Double
  }

  /// Longer ago, movement says nothing about where a face goes now.
  private static let longestDriftSeconds = 0.25

  /// - Returns: `nil` when too much time has passed, or none.
  package func drift(from earlier: FaceRegion, in seconds: Double) -> Drift? {
    guard seconds > 0, seconds <= Self.longestDriftSeconds else { return nil }
    return Drift(
      centre: SIMD2(centreX - earlier.centreX, centreY - earlier.centreY) / seconds,
      sideLogarithm: log(sidePixels / earlier.sidePixels) / seconds,
      // The shorter way round.
      rotation: remainder(rotationRadians - earlier.rotationRadians, 2 * .pi) / seconds)
  }

  package func drifting(_ drift: Drift, for seconds: Double) -> FaceRegion {
    let time = min(seconds, Self.longestDriftSeconds)
    var moved = self
    moved.centreX += drift.centre.x * time
    moved.centreY += drift.centre.y * time
    moved.sidePixels *= exp(drift.sideLogarithm * time)
    moved.rotationRadians += drift.rotation * time
    return moved
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
