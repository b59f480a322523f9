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

/// mediapipe 0.10.21, `FaceLandmarker` with `face_landmarker.task`, VIDEO mode, one face, every picture of
/// moving-face.mp4 at its time in milliseconds: landmarks 1, 33, 263, 13, 14, 152 in pictures 0, 4, … 24.
enum SmoothedGolden {
  static let landmarks = [1, 33, 263, 13, 14, 152]
  static let step = 4
  static let pixels: [[SIMD2<Double>]] = [
    [
      SIMD2(414.93, 236.43), SIMD2(352.12, 182.37), SIMD2(493.90, 173.39), SIMD2(424.38, 281.99),
      SIMD2(424.63, 281.94), SIMD2(434.89, 347.69),
    ],
    [
      SIMD2(415.76, 236.33), SIMD2(352.64, 182.36), SIMD2(494.30, 174.21), SIMD2(424.89, 282.10),
      SIMD2(425.19, 281.91), SIMD2(435.37, 349.54),
    ],
    [
      SIMD2(416.23, 236.44), SIMD2(354.09, 182.90), SIMD2(494.25, 175.16), SIMD2(425.35, 281.97),
      SIMD2(425.70, 281.74), SIMD2(435.61, 349.87),
    ],
    [
      SIMD2(416.74, 237.00), SIMD2(354.51, 183.87), SIMD2(494.24, 175.83), SIMD2(425.79, 281.99),
      SIMD2(426.12, 281.76), SIMD2(436.35, 350.35),
    ],
    [
      SIMD2(417.84, 238.83), SIMD2(358.07, 186.66), SIMD2(496.30, 178.40), SIMD2(426.42, 281.30),
      SIMD2(426.80, 281.02), SIMD2(437.72, 351.58),
    ],
    [
      SIMD2(420.28, 224.78), SIMD2(362.16, 176.98), SIMD2(499.96, 168.25), SIMD2(429.31, 264.15),
      SIMD2(429.79, 264.38), SIMD2(440.93, 340.73),
    ],
    [
      SIMD2(427.13, 231.74), SIMD2(369.55, 180.35), SIMD2(506.36, 175.86), SIMD2(434.43, 270.75),
      SIMD2(434.68, 270.95), SIMD2(444.29, 345.64),
    ],
  ]
}
