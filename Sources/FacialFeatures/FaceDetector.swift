import Foundation
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

/// BlazeFace, short range: Bazarevsky et al. 2019, "BlazeFace: Sub-millisecond neural face detection on
/// mobile GPUs", arXiv 1907.05047.
package final class FaceDetector {
  /// Below this confidence nothing counts as a face.
  private static let leastScore = 0.5
  /// Candidates that overlap a better one by more than this are the same face.
  private static let sameFaceOverlap = 0.3
  private static let side = 128
  private static let numbersPerAnchor = 16
  private static let pointCount = 6

  private let model: InferenceModel
  /// Cell centres the network's offsets start from, 0 to 1.
  private let anchors = FaceDetector.cellCentres()

  package init(catalog: ModelCatalog) throws(ModelError) {
    model = try InferenceModel("face/face_detector.tflite", in: catalog)
    try model.require(
      inputCount: Self.side * Self.side * 3,
      outputCounts: [anchors.count * Self.numbersPerAnchor, anchors.count])
  }

  /// All faces, the surest first; empty when there is none.
  ///
  /// Where the whole picture, shrunk to the network's 128 pixels, shows none, squares of it are looked at: a
  /// face that is small in a wide picture is larger in them.
  /// - Parameter closely: Looks at the squares even if the whole picture shows a face, for smaller ones beside it.
  package func faces(in picture: Picture, closely: Bool = false) throws(ModelError) -> [FaceDetection] {
    var found = try candidates(in: picture, square: FaceRegion.whole(picture))
    if closely || found.isEmpty {
      for square in FaceRegion.parts(picture) { found += try candidates(in: picture, square: square) }
    }
    return mergedDetections(found, sameFaceOverlap: Self.sameFaceOverlap)
  }

  /// What the network sees in an upright square, every anchor by itself.
  private func candidates(in picture: Picture, square: FaceRegion) throws(ModelError) -> [FaceDetection] {
    model.writeInput { input in
      drawSquare(
        of: picture, region: square, side: Self.side, border: .black, scale: 1 / 127.5, offset: -1,
        into: &input)
    }
    try model.run()
    let scores = model.readOutput(1) { logits in
      logits.indices.map { 1 / (1 + exp(-Double(min(max(logits[$0], -100), 100)))) }
    }
    let origin = square.picturePoint(-0.5, -0.5)
    return model.readOutput(0) { numbers in
      scores.indices.filter { scores[$0] >= Self.leastScore }.map { index in
        detection(score: scores[index], anchor: anchors[index], numbers, at: index * Self.numbersPerAnchor)
          .scaled(by: square.sidePixels, movedBy: origin)
      }
    }
  }

  /// One anchor's candidate, as fractions of the network's input.
  private func detection(
    score: Double, anchor: SIMD2<Double>, _ numbers: Span<Float>, at start: Int
  ) -> FaceDetection {
    func pair(_ index: Int) -> SIMD2<Double> {
      SIMD2(Double(numbers[start + index]), Double(numbers[start + index + 1])) / Double(Self.side)
    }
    let centre = pair(0) + anchor
    let size = pair(2)
    return FaceDetection(
      score: score,
      box: FaceBox(
        left: centre.x - size.x / 2, top: centre.y - size.y / 2,
        right: centre.x + size.x / 2, bottom: centre.y + size.y / 2),
      points: (0..<Self.pointCount).map { pair(4 + 2 * $0) + anchor })
  }

  /// Two anchors a cell of 8 pixels, six a cell of 16, row by row.
  private static func cellCentres() -> [SIMD2<Double>] {
    [(cellPixels: 8, anchors: 2), (cellPixels: 16, anchors: 6)].flatMap { layer in
      let cells = side / layer.cellPixels
      return (0..<cells * cells).flatMap { cell in
        let column = Double(cell % cells) + 0.5
        let row = Double(cell / cells) + 0.5
        return [SIMD2<Double>](repeating: SIMD2(column, row) / Double(cells), count: layer.anchors)
      }
    }
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

  /// Two or three squares along the longer side that overlap by half or more; none of a square picture.
  fileprivate static func parts(_ picture: Picture) -> [FaceRegion] {
    let (width, height) = (Double(picture.width), Double(picture.height))
    let longSide = max(width, height)
    let side = max(min(width, height), longSide / 2)
    let steps = ((longSide - side) / (side / 2)).rounded(.up)
    guard steps >= 1 else { return [] }
    return (0...Int(steps)).map { step in
      let along = side / 2 + (longSide - side) * Double(step) / steps
      return width > height
        ? FaceRegion(centreX: along, centreY: height / 2, sidePixels: side)
        : FaceRegion(centreX: width / 2, centreY: along, sidePixels: side)
    }
  }
}

extension FaceDetection {
  fileprivate func scaled(by factor: Double, movedBy origin: SIMD2<Double>) -> FaceDetection {
    FaceDetection(
      score: score,
      box: FaceBox(
        left: box.left * factor + origin.x, top: box.top * factor + origin.y,
        right: box.right * factor + origin.x, bottom: box.bottom * factor + origin.y),
      points: points.map { $0 * factor + origin })
  }
}
