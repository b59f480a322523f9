import Foundation
package import NeuralRuntime
package import SignalCore

extension FaceRegion {
  /// Cells a region's side is divided into: its middle moves by a sixteenth of the side at a time, …
  private static let cellsPerSide = 16.0
  /// … its side grows by a tenth at a time, …
  private static let sideRatio = 1.1
  /// … and it turns in steps of 5°.
  private static let turnRadians = 5 * Double.pi / 180

  /// The nearest region of a fixed grid.
  ///
  /// The landmark network's answers depend a little on how the face is cut from the picture. On a grid, two
  /// trackers that come to one face by different ways cut it alike, so that they agree to the last bit.
  /// Coarser steps were tried (a twelfth, a seventh, 7.5°): they save 3 % of the looks, and at times lose one of two
  /// faces.
  package var onGrid: FaceRegion {
    var cut = self
    cut.sidePixels = pow(Self.sideRatio, (log(sidePixels) / log(Self.sideRatio)).rounded())
    let cell = cut.sidePixels / Self.cellsPerSide
    cut.centreX = (centreX / cell).rounded() * cell
    cut.centreY = (centreY / cell).rounded() * cell
    cut.rotationRadians = (rotationRadians / Self.turnRadians).rounded() * Self.turnRadians
    return cut
  }

  /// An order without meaning, so that of several equally good regions one is always taken.
  package func precedes(_ other: FaceRegion) -> Bool {
    let mine = [sidePixels, centreX, centreY, rotationRadians]
    return mine.lexicographicallyPrecedes(
      [other.sidePixels, other.centreX, other.centreY, other.rotationRadians])
  }
}

extension FaceLandmarker {
  /// Landmarks of a face together with the region they were read in.
  package struct Look: Sendable {
    package let landmarks: FaceLandmarks
    package let presence: Double
    package let region: FaceRegion
  }

  /// Looks three times at most for a region that the landmarks found in it give again.
  private static let mostLooks = 3

  /// One look at the nearest region of the grid.
  package func glance(at picture: Picture, near region: FaceRegion) throws(ModelError) -> Look? {
    let cut = region.onGrid
    guard let found = try landmarks(in: picture, region: cut) else { return nil }
    return Look(landmarks: found.landmarks, presence: found.presence, region: cut)
  }

  /// Looks until the landmarks give the region they were read in, so that the answer depends on the picture
  /// and hardly on where the search began.
  ///
  /// - Returns: `nil` as soon as a region holds no face. Where regions lead to one another in a circle, the
  ///   first of them in a fixed order; where three looks do not suffice, the last.
  package func settle(on picture: Picture, near region: FaceRegion) throws(ModelError) -> Look? {
    var looks: [Look] = []
    var next = region
    while looks.count < Self.mostLooks {
      guard let look = try glance(at: picture, near: next) else { return nil }
      looks.append(look)
      next = look.landmarks.region.onGrid
      if let start = looks.firstIndex(where: { $0.region == next }) {
        return looks[start...].min { $0.region.precedes($1.region) }
      }
    }
    return looks.last
  }
}
