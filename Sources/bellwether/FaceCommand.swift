import ArgumentParser
import FacialFeatures
import Interchange
import MediaDecoding
import NeuralRuntime
import SignalCore

struct FaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "face",
    abstract: "Prints what the face does, one row a picture.",
    discussion: """
      frame, timestamp, confidence and success mean what they mean in OpenFace's tables; a picture without a face \
      has success 0 and empty cells. Angles follow Documentation/MEASURES.md, not OpenFace.

      Example: bellwether face SampleMedia/unpacked/moving-face.mp4 --fps 5 --blendshapes > face.csv
      """)

  @Argument(help: "A video or picture file.")
  var file: String

  @Option(help: "Pictures a second to look at, or all.")
  var fps: FrameRateChoice = FrameRateChoice(framesPerSecond: nil)

  @Flag(help: "Add the 478 landmarks: x and y in pixels, z in the same scale.")
  var landmarks = false

  @Flag(help: "Add the 52 blendshapes, 0 to 1.")
  var blendshapes = false

  @Option(help: "csv, or json: one object a line.")
  var format: PrintedFormat = .csv

  func run() async throws {
    try await Terminal.reportingErrors {
      let tracker = try FaceTracker(catalog: try ModelCatalog.installed())
      var reader = try VideoReader(path: file, framesPerSecond: fps.framesPerSecond)
      let row = FaceRow(withLandmarks: landmarks, withBlendshapes: blendshapes)
      if format == .csv { Terminal.print(CommaSeparated(header: row.header).text) }
      var frame = 0
      while let seconds = try reader.next() {
        frame += 1
        let observation = try tracker.process(reader.picture, atSeconds: seconds)
        let cells = row.cells(frame: frame, seconds: seconds, observation)
        Terminal.print(format == .csv ? CommaSeparated.row(cells) : row.json(cells))
      }
      if reader.report.isDamaged {
        Terminal.say("Note: the recording is damaged or cut off; what could be decoded is printed.")
      }
    }
  }
}

/// Columns of one printed picture and their values.
private struct FaceRow {
  let header: [String]
  private let withLandmarks: Bool
  private let withBlendshapes: Bool

  init(withLandmarks: Bool, withBlendshapes: Bool) {
    self.withLandmarks = withLandmarks
    self.withBlendshapes = withBlendshapes
    var names = [
      "frame", "timestamp", "confidence", "success", "head_pitch_rad", "head_yaw_rad", "head_roll_rad",
      "head_x_cm", "head_y_cm", "head_z_cm", "eye_aspect_left", "eye_aspect_right", "mouth_opening",
      "interocular_px",
    ]
    if withBlendshapes { names += Blendshape.allCases.map(\.name) }
    if withLandmarks {
      for axis in ["x", "y", "z"] { names += (0..<FaceLandmarks.count).map { "landmark_\($0)_\(axis)_px" } }
    }
    header = names
  }

  func cells(frame: Int, seconds: Double, _ face: FaceObservation?) -> [String] {
    let start = ["\(frame)", CommaSeparated.cell(seconds)]
    guard let face else {
      return start + ["", "0"] + [String](repeating: "", count: header.count - 4)
    }
    let pose = face.pose
    let place = pose.translationCentimetres
    let numbers: [Double?] = [
      pose.pitchRadians, pose.yawRadians, pose.rollRadians, place.x, place.y, place.z,
      face.landmarks.leftEyeAspectRatio, face.landmarks.rightEyeAspectRatio, face.landmarks.mouthOpening,
      face.landmarks.interocularPixels,
    ]
    var cells = start + ["\(Float(face.presence))", "1"] + numbers.map { $0.map { "\(Float($0))" } ?? "" }
    if withBlendshapes { cells += face.blendshapes.map { "\($0)" } }
    if withLandmarks {
      cells += face.landmarks.points.map { "\($0.x)" }
      cells += face.landmarks.points.map { "\($0.y)" }
      cells += face.landmarks.points.map { "\($0.z)" }
    }
    return cells
  }

  /// One line; `null` where a cell is empty.
  func json(_ cells: [String]) -> String {
    let fields = zip(header, cells).map { "\"\($0)\":\($1.isEmpty ? "null" : $1)" }
    return "{" + fields.joined(separator: ",") + "}\n"
  }
}
