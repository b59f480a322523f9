import Foundation
internal import NeuralRuntime
internal import SignalCore

/// One of the BlazeFace networks: Bazarevsky et al. 2019, "BlazeFace: Sub-millisecond neural face detection on mobile
/// GPUs", arXiv 1907.05047. Each looks at an upright square and has a candidate for every anchor.
final class BlazeFace {
  struct Kind {
    let file: String
    /// Of the input, in pixels.
    let side: Int
    /// Anchors lie in the middle of cells, layer after layer, row by row.
    let layers: [(cellPixels: Int, anchors: Int)]
    /// Below this confidence a candidate is none.
    let leastScore: Double
  }

  /// For faces up to 2 m from a telephone's camera, some fifth of the square or more.
  static let shortRange = Kind(
    file: "face/face_detector.tflite", side: 128, layers: [(8, 2), (16, 6)], leastScore: 0.5)
  /// For faces up to 5 m away, some tenth of the square or more.
  static let fullRange = Kind(
    file: "face/face_detection_full_range.tflite", side: 192, layers: [(4, 1)], leastScore: 0.6)

  private static let numbersPerAnchor = 16
  private static let pointCount = 6

  private let kind: Kind
  private let model: InferenceModel
  /// Cell centres the network's offsets start from, 0 to 1.
  private let anchors: [SIMD2<Double>]

  init(_ kind: Kind, catalog: ModelCatalog) throws(ModelError) {
    self.kind = kind
    anchors = kind.layers.flatMap { layer in
      let cells = kind.side / layer.cellPixels
      return (0..<cells * cells).flatMap { cell in
        let column = Double(cell % cells) + 0.5
        let row = Double(cell / cells) + 0.5
        return [SIMD2<Double>](repeating: SIMD2(column, row) / Double(cells), count: layer.anchors)
      }
    }
    model = try InferenceModel(kind.file, in: catalog)
    try model.require(
      inputCount: kind.side * kind.side * 3,
      outputCounts: [anchors.count * Self.numbersPerAnchor, anchors.count])
  }

  /// What the network sees in an upright square, every anchor by itself.
  func candidates(in picture: Picture, square: FaceRegion) throws(ModelError) -> [FaceDetection] {
    model.writeInput { input in
      drawSquare(
        of: picture, region: square, side: kind.side, border: .black, scale: 1 / 127.5, offset: -1,
        into: &input)
    }
    try model.run()
    let scores = model.readOutput(1) { logits in
      logits.indices.map { 1 / (1 + exp(-Double(min(max(logits[$0], -100), 100)))) }
    }
    let origin = square.picturePoint(-0.5, -0.5)
    return model.readOutput(0) { numbers in
      scores.indices.filter { scores[$0] >= kind.leastScore }.map { index in
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
      SIMD2(Double(numbers[start + index]), Double(numbers[start + index + 1])) / Double(kind.side)
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
