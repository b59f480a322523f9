import ArgumentParser
import FacialFeatures
import Interchange
import MediaDecoding
import NeuralRuntime
import SignalCore

struct FaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "face",
    abstract: "Prints what the face does, one row a picture, and draws it.",
    discussion: """
      Columns named as in OpenFace's tables mean what they mean there: frame, face_id, timestamp (s), confidence, \
      success, gaze_* (camera axes: x to the picture's right, y down, z away from the camera), gaze_angle_* and \
      pose_R* (rad), pose_T* (mm). eye_aspect_*, mouth_opening, interocular_px are this program's \
      (Documentation/MEASURES.md); AU*_p are proxies of action units from 0, the person's own neutral, to 1, and need \
      10 s of the face. A face that is not in a picture has success 0 and empty cells; so has what \
      was not measured. Rows are printed once the whole file has been looked at.

      Landmarks are mediapipe's 478, not OpenFace's 68: x_0… and y_0… in pixels, z_0_px… in the same scale.

      --overlay FILE.mp4 draws points, contours, head axes and values over every picture looked at; FILE.png \
      makes one sheet of pictures spread over the recording and of those where something happens.

      EXAMPLES:
        bellwether face SampleMedia/unpacked/moving-face.mp4 --fps 5 > face.csv
        bellwether face SampleMedia/unpacked/astronaut.png --overlay sheet.png
      """)

  @Argument(help: "A video or picture file.", completion: .file())
  var file: String

  @Option(help: "Pictures a second to look at, or all.")
  var fps: FrameRateChoice = FrameRateChoice(framesPerSecond: nil)

  @Option(help: "Which face to print: its number, all, or main: the one seen in most pictures.")
  var face: FaceRows.Choice = .main

  @Flag(help: "Add the 478 landmarks: x and y in pixels, z in the same scale.")
  var landmarks = false

  @Flag(help: "Add the 52 blendshapes, 0 to 1.")
  var blendshapes = false

  @Flag(
    help:
      "Steady the landmarks from picture to picture (one-euro filter): calmer, but slower to follow quick movements."
  )
  var smooth = false

  @Option(help: "Also draw what was found: into a video (.mp4) or a picture (.png).", completion: .file())
  var overlay: String?

  @Option(help: "csv, or json: one object a line.")
  var format: PrintedFormat = .csv

  func run() async throws {
    try await Terminal.reportingErrors {
      let drawing = try overlay.map {
        try OverlayFile(path: $0, of: file, framesPerSecond: fps.framesPerSecond)
      }
      let (recording, actionUnits) = try look()
      tellChoice(recording)
      let rows = FaceRows(
        of: recording, choice: face, withBlendshapes: blendshapes, withLandmarks: landmarks,
        actionUnits: actionUnits)
      if format == .csv { Terminal.print(CommaSeparated(header: rows.header).text) }
      for picture in 0..<rows.pictureCount {
        for cells in rows.rows(ofPicture: picture) {
          Terminal.print(
            format == .csv ? CommaSeparated.row(cells) : Self.json(header: rows.header, cells))
        }
      }
      try drawing?.draw(recording, actionUnits: actionUnits)
    }
  }

  /// Looks at every wanted picture once.
  /// - Returns: What was seen, and the action units of each face whose neutral could be found.
  private func look() throws -> (FaceRecording, actionUnits: [Int: Track]) {
    let tracker = try FaceTracker(
      catalog: try ModelCatalog.installed(), smoothing: smooth ? LandmarkSmoothing.Settings() : nil)
    var reader = PicturesAhead(path: file, framesPerSecond: fps.framesPerSecond)
    let recorder = FaceRecorder(keepsLandmarks: landmarks || overlay != nil)
    var gathering = FaceGathering()
    while let seconds = try reader.next() {
      let faces = try tracker.process(reader.picture, atSeconds: seconds)
      gathering.add(faces, atSeconds: seconds)
      recorder.add(
        faces.map { face in
          FaceRecord(
            identity: face.identity, observation: face.observation, gaze: EyeDirections(face.observation))
        }, atSeconds: seconds)
    }
    if reader.report.isDamaged {
      Terminal.say("Note: the recording is damaged or cut off; what could be decoded is printed.")
    }
    let people = gathering.finish().faces
    var numbers: [Int: Int] = [:]
    var actionUnits: [Int: Track] = [:]
    for person in people {
      for number in person.trackedIdentities { numbers[number] = person.identity }
      let neutral = NeutralFace.found(in: person.faceTrack).neutral
      if let estimator = neutral.flatMap(ActionUnitEstimator.init) {
        actionUnits[person.identity] = estimator.track(of: person.faceTrack)
      }
    }
    return (recorder.recording(joining: numbers), actionUnits)
  }

  private func tellChoice(_ recording: FaceRecording) {
    let identities = recording.allIdentities
    let known = identities.map { "\($0)" }.joined(separator: ", ")
    switch face {
    case .all: break
    case .main:
      if identities.count > 1, let main = recording.mainIdentity {
        Terminal.say("Note: faces \(known) were seen; rows are for face \(main). --face all prints all.")
      }
    case .identity(let number):
      if !identities.contains(number) {
        Terminal.say("Note: there is no face \(number); seen: \(known.isEmpty ? "none" : known).")
      }
    }
  }

  /// One line; `null` where a cell is empty.
  private static func json(header: [String], _ cells: [String]) -> String {
    let fields = zip(header, cells).map { "\"\($0)\":\($1.isEmpty ? "null" : $1)" }
    return "{" + fields.joined(separator: ",") + "}\n"
  }
}
