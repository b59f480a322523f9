package import NeuralRuntime

/// Turns landmarks into the 52 expression channels with mediapipe's blendshape network, version 2: Grishchenko
/// et al. 2023, "Blendshapes GHUM: real-time monocular facial blendshape prediction", arXiv 2309.05782.
package final class BlendshapeEstimator {
  private let model: InferenceModel

  package init(catalog: ModelCatalog) throws(ModelError) {
    model = try InferenceModel("face/face_blendshapes.tflite", in: catalog)
    try model.require(
      inputCount: Self.inputPoints.count * 2, outputCounts: [Blendshape.allCases.count])
  }

  /// - Returns: 52 numbers in the order of `Blendshape`.
  package func blendshapes(of landmarks: FaceLandmarks) throws(ModelError) -> [Float] {
    model.writeInput { input in
      for (place, point) in Self.inputPoints.enumerated() {
        input[2 * place] = landmarks[point].x
        input[2 * place + 1] = landmarks[point].y
      }
    }
    try model.run()
    return model.readOutput(0) { numbers in numbers.indices.map { numbers[$0] } }
  }

  /// The 146 points whose x and y the network reads, in its order.
  private static let inputPoints = [
    0, 1, 4, 5, 6, 7, 8, 10, 13, 14, 17, 21, 33, 37, 39, 40, 46, 52, 53, 54, 55, 58, 61, 63, 65, 66, 67,
    70, 78, 80, 81, 82, 84, 87, 88, 91, 93, 95, 103, 105, 107, 109, 127, 132, 133, 136, 144, 145, 146,
    148, 149, 150, 152, 153, 154, 155, 157, 158, 159, 160, 161, 162, 163, 168, 172, 173, 176, 178, 181,
    185, 191, 195, 197, 234, 246, 249, 251, 263, 267, 269, 270, 276, 282, 283, 284, 285, 288, 291, 293,
    295, 296, 297, 300, 308, 310, 311, 312, 314, 317, 318, 321, 323, 324, 332, 334, 336, 338, 356, 361,
    362, 365, 373, 374, 375, 377, 378, 379, 380, 381, 382, 384, 385, 386, 387, 388, 389, 390, 397, 398,
    400, 402, 405, 409, 415, 454, 466, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477,
  ]
}
