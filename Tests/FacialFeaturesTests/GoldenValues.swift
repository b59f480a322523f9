import FacialFeatures
import Foundation
import TestSupport

/// mediapipe 0.10.21, `FaceLandmarker` with `face_landmarker.task`, IMAGE mode, one face, on scikit-image's
/// astronaut.png (512 × 512, public domain).
enum Golden {
  /// x, y, z in pixels.
  static func astronautLandmarks() throws -> FaceLandmarks {
    let file = packageRoot.appending(path: "Tests/FacialFeaturesTests/Golden/astronaut_landmarks.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return FaceLandmarks(
      points: lines.map { line in
        let numbers = line.split(separator: ",").compactMap { Float($0) }
        return SIMD3(numbers[0], numbers[1], numbers[2])
      })
  }

  static let astronautBlendshapes: [Float] = [
    0.0, 0.02815, 0.03373, 0.02204, 0.11819, 0.09834, 0.00056, 0.0, 0.0, 0.04023, 0.02672, 0.14624, 0.13756,
    0.06091, 0.06455, 0.06443, 0.06409, 0.07481, 0.07229, 0.34973, 0.27077, 0.02129, 0.04143, 0.00122,
    0.00055,
    0.01276, 0.00018, 0.00047, 0.02698, 0.02142, 4e-05, 5e-05, 0.00437, 0.00228, 0.06058, 0.13917, 0.10561,
    0.17544, 0.00285, 0.00037, 0.00413, 0.03088, 0.00447, 0.02342, 0.89916, 0.90429, 0.007, 0.02415, 0.46804,
    0.47414, 0.0, 1e-05,
  ]

  /// Centimetres, row by row.
  static let astronautPose = HeadPose(matrix: [
    0.9980776906013489, 0.06179976463317871, -0.004802840296179056, -5.012704849243164,
    -0.06095145642757416, 0.964369535446167, -0.2574431002140045, 22.733823776245117,
    -0.011278202757239342, 0.2572406828403473, 0.9662822484970093, -70.04676055908203,
    0, 0, 0, 1,
  ])
}
