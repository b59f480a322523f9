package import NeuralRuntime
package import SignalCore

/// A face the detector found. Coordinates are pixels of the full picture.
package struct FaceDetection: Sendable, Hashable {
  /// Confidence, 0.5 to 1.
  package var score: Double
  package var box: FaceBox
  /// The eye on the picture's left, the eye on its right, nose tip, mouth, and the two ear regions.
  package var points: [SIMD2<Double>]

  package init(score: Double, box: FaceBox, points: [SIMD2<Double>]) {
    self.score = score
    self.box = box
    self.points = points
  }

  package var region: FaceRegion {
    FaceRegion(box: box, leftOfPictureEye: points[0], rightOfPictureEye: points[1])
  }
}

/// Finds faces: near ones in the whole picture at once, smaller ones where that shows none.
package final class FaceDetector {
  /// Candidates that overlap a better one by more than this are the same face.
  private static let sameFaceOverlap = 0.3
  /// Below this confidence what the short-range network sees is often no face.
  private static let sureScore = 0.7
  /// Small faces are searched for this often: it takes as long as looking at a dozen faces.
  private static let searchIntervalSeconds = 1.0

  private let shortRange: BlazeFace
  private let catalog: ModelCatalog
  /// Loaded when it is first needed.
  private var fullRange: BlazeFace?
  private var lastSearchSeconds: Double?

  package init(catalog: ModelCatalog) throws(ModelError) {
    shortRange = try BlazeFace(BlazeFace.shortRange, catalog: catalog)
    _ = try catalog.verifiedPath(BlazeFace.fullRange.file)
    self.catalog = catalog
  }

  /// All faces, the surest first; empty when there is none.
  ///
  /// Where the short-range network is sure of none in the whole picture, the full-range network looks at the same.
  /// Where that sees none either and `seconds` is given, squares as wide as the picture's shorter side are searched,
  /// and then squares half as wide, each overlapping the next by half or more; at most once a second.
  /// - Parameters:
  ///   - seconds: The picture's presentation time.
  ///   - closely: Looks for smaller faces even beside one that is sure.
  package func faces(
    in picture: Picture, searchingAtSeconds seconds: Double? = nil, closely: Bool = false
  ) throws(ModelError) -> [FaceDetection] {
    let whole = FaceRegion.whole(picture)
    let near = merged(try shortRange.candidates(in: picture, square: whole))
    if !closely, let surest = near.first, surest.score >= Self.sureScore { return near }
    var far = try loadedFullRange().candidates(in: picture, square: whole)
    if near.isEmpty, far.isEmpty, let seconds, isSearchDue(atSeconds: seconds) {
      lastSearchSeconds = seconds
      far = try search(picture)
    }
    // What both see stays as the short-range network sees it.
    let added = merged(far).filter { face in
      near.allSatisfy { $0.box.overlap(face.box) <= Self.sameFaceOverlap }
    }
    return (near + added).sorted { $0.score > $1.score }
  }

  private func merged(_ candidates: [FaceDetection]) -> [FaceDetection] {
    mergedDetections(candidates, sameFaceOverlap: Self.sameFaceOverlap)
  }

  /// Once in each stretch of the clock, so that where a recording begins does not matter.
  private func isSearchDue(atSeconds seconds: Double) -> Bool {
    func stretch(_ seconds: Double) -> Double { (seconds / Self.searchIntervalSeconds).rounded(.down) }
    return lastSearchSeconds.map { stretch($0) != stretch(seconds) } ?? true
  }

  private func search(_ picture: Picture) throws(ModelError) -> [FaceDetection] {
    let network = try loadedFullRange()
    let shortSide = Double(min(picture.width, picture.height))
    for side in [shortSide, shortSide / 2] {
      var found: [FaceDetection] = []
      for square in FaceRegion.squares(picture, sidePixels: side) {
        found += try network.candidates(in: picture, square: square)
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func loadedFullRange() throws(ModelError) -> BlazeFace {
    if let fullRange { return fullRange }
    let network = try BlazeFace(BlazeFace.fullRange, catalog: catalog)
    fullRange = network
    return network
  }
}

/// Non-maximum suppression in which candidates for one face are averaged, weighted by their scores
/// (the "blending" of Bazarevsky et al. 2019, section 4), instead of all but the best being dropped.
package func mergedDetections(_ candidates: [FaceDetection], sameFaceOverlap: Double) -> [FaceDetection] {
  var remaining = candidates.sorted { $0.score > $1.score }
  var merged: [FaceDetection] = []
  while let best = remaining.first {
    var cluster = [best]
    var others: [FaceDetection] = []
    for candidate in remaining.dropFirst() {
      if best.box.overlap(candidate.box) > sameFaceOverlap {
        cluster.append(candidate)
      } else {
        others.append(candidate)
      }
    }
    let total = cluster.reduce(0) { $0 + $1.score }
    func average(_ value: (FaceDetection) -> Double) -> Double {
      cluster.reduce(0) { $0 + $1.score * value($1) } / total
    }
    merged.append(
      FaceDetection(
        score: best.score,
        box: FaceBox(
          left: average(\.box.left), top: average(\.box.top),
          right: average(\.box.right), bottom: average(\.box.bottom)),
        points: best.points.indices.map { index in
          SIMD2(average { $0.points[index].x }, average { $0.points[index].y })
        }))
    remaining = others
  }
  return merged
}

extension FaceRegion {
  fileprivate init(centreX: Double, centreY: Double, sidePixels: Double) {
    self.centreX = centreX
    self.centreY = centreY
    self.sidePixels = sidePixels
    rotationRadians = 0
  }

  /// The square around a whole picture; what it holds beyond the picture is border.
  fileprivate static func whole(_ picture: Picture) -> FaceRegion {
    FaceRegion(
      centreX: Double(picture.width) / 2, centreY: Double(picture.height) / 2,
      sidePixels: Double(max(picture.width, picture.height)))
  }

  /// Squares that cover a picture and overlap by half or more, row by row.
  fileprivate static func squares(_ picture: Picture, sidePixels: Double) -> [FaceRegion] {
    func centres(_ length: Int) -> [Double] {
      let rest = Double(length) - sidePixels
      let steps = (rest / (sidePixels / 2)).rounded(.up)
      guard steps >= 1 else { return [Double(length) / 2] }
      return (0...Int(steps)).map { sidePixels / 2 + rest * Double($0) / steps }
    }
    let columns = centres(picture.width)
    return centres(picture.height).flatMap { y in
      columns.map { FaceRegion(centreX: $0, centreY: y, sidePixels: sidePixels) }
    }
  }
}
