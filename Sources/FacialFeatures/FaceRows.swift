import Foundation
public import SignalCore

/// The rows that `bellwether face` prints: one a picture, or one a face and picture.
///
/// Columns have OpenFace's names where they mean the same (`OpenFacePose` says what was taken from where);
/// `confidence` is the landmark network's, `success` whether the face is in the picture, and a cell without a
/// value is empty, never 0. Action-unit columns keep this program's names, `AU12_p`: they are proxies, neither
/// OpenFace's intensities (`_r`) nor its presence (`_c`).
public struct FaceRows: Sendable {
  /// Which faces rows are printed for.
  public enum Choice: Sendable, Hashable {
    /// The face seen in most pictures.
    case main
    case identity(Int)
    /// A row for every face in a picture; a picture without one still has a row.
    case all
  }

  public let header: [String]
  private let recording: FaceRecording
  private let choice: Choice
  private let withBlendshapes: Bool
  private let withLandmarks: Bool
  /// By identity.
  private let actionUnits: [Int: Track]
  private let actionUnitNames: [String]

  /// - Parameters:
  ///   - withLandmarks: Adds x and y in pixels and z in the same scale; the recording has to carry them.
  ///   - actionUnits: Tracks of proxies by the face's number; their columns are printed for the pictures whose
  ///     times they have, and stay empty without. All have the same columns.
  public init(
    of recording: FaceRecording, choice: Choice, withBlendshapes: Bool, withLandmarks: Bool,
    actionUnits: [Int: Track] = [:]
  ) {
    precondition(!withLandmarks || recording.hasLandmarks, "landmarks that are to be printed were kept")
    self.recording = recording
    self.choice = choice
    self.withBlendshapes = withBlendshapes
    self.withLandmarks = withLandmarks
    self.actionUnits = actionUnits
    actionUnitNames =
      actionUnits.min { $0.key < $1.key }?.value.columns.map(\.name) ?? ActionUnitEstimator.columnNames
    var names = Self.openFaceNames + Self.ownNames + actionUnitNames
    if withBlendshapes { names += Blendshape.allCases.map(\.name) }
    if withLandmarks {
      for axis in ["x_%d", "y_%d", "z_%d_px"] {
        names += (0..<FaceLandmarks.count).map { String(format: axis, $0) }
      }
    }
    header = names
  }

  public var pictureCount: Int { recording.timesSeconds.count }

  /// The rows of one picture: as many cells each as the header has, numbers as text, empty where there is none.
  public func rows(ofPicture index: Int) -> [[String]] {
    switch choice {
    case .main: [row(ofPicture: index, recording.mainIdentity)]
    case .identity(let identity): [row(ofPicture: index, identity)]
    case .all:
      recording.faces(inPicture: index).isEmpty
        ? [row(ofPicture: index, nil)]
        : recording.faces(inPicture: index).map { cells(ofPicture: index, $0.identity, $0) }
    }
  }

  private static let openFaceNames =
    ["frame", "face_id", "timestamp", "confidence", "success"]
    + ["0", "1"].flatMap { eye in ["x", "y", "z"].map { "gaze_\(eye)_\($0)" } }
    + ["gaze_angle_x", "gaze_angle_y", "pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz"]
  private static let ownNames = ["eye_aspect_left", "eye_aspect_right", "mouth_opening", "interocular_px"]
  /// frame, face_id, timestamp, confidence, success.
  private static let leadingCount = 5

  private func row(ofPicture index: Int, _ identity: Int?) -> [String] {
    cells(
      ofPicture: index, identity, identity.flatMap { recording.face(identity: $0, inPicture: index) })
  }

  private func cells(ofPicture index: Int, _ identity: Int?, _ face: FaceRecord?) -> [String] {
    let seconds = recording.timesSeconds[index]
    let start = ["\(index + 1)", identity.map { "\($0)" } ?? "", Self.text(seconds)]
    guard let face else {
      return start + ["", "0"] + [String](repeating: "", count: header.count - Self.leadingCount)
    }
    var numbers = Self.gaze(face.gaze) + Self.pose(face.pose)
    numbers += [face.eyeAspectLeft, face.eyeAspectRight, face.mouthOpening, face.interocularPixels]
    numbers += actionUnitValues(of: face.identity, atSeconds: seconds)
    if withBlendshapes { numbers += face.blendshapes }
    if withLandmarks, let points = face.landmarks?.points {
      numbers += points.map(\.x)
      numbers += points.map(\.y)
      numbers += points.map(\.z)
    }
    return start + ["\(face.presence)", "1"] + numbers.map { $0.map { "\($0)" } ?? "" }
  }

  private static func gaze(_ directions: EyeDirections?) -> [Float?] {
    guard let directions else { return [Float?](repeating: nil, count: 8) }
    let gaze = OpenFaceGaze(directions)
    return [gaze.eye0, gaze.eye1].flatMap { [Float($0.x), Float($0.y), Float($0.z)] }
      + [Float(gaze.angleX), Float(gaze.angleY)]
  }

  private static func pose(_ pose: HeadPose) -> [Float?] {
    let pose = OpenFacePose(pose)
    return [pose.translationMillimetres, pose.rotationRadians].flatMap {
      [Float($0.x), Float($0.y), Float($0.z)]
    }
  }

  private func actionUnitValues(of identity: Int, atSeconds seconds: Double) -> [Float?] {
    guard let track = actionUnits[identity], let index = track.index(atSeconds: seconds) else {
      return [Float?](repeating: nil, count: actionUnitNames.count)
    }
    return actionUnitNames.map { track.column($0)?.values[index] }
  }

  /// The shortest text that reads back to the same number.
  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }
}

extension Track {
  /// The row with exactly this time.
  public func index(atSeconds seconds: Double) -> Int? {
    var low = 0
    var high = timesSeconds.count
    while low < high {
      let middle = (low + high) / 2
      if timesSeconds[middle] < seconds { low = middle + 1 } else { high = middle }
    }
    return low < timesSeconds.count && timesSeconds[low] == seconds ? low : nil
  }
}
