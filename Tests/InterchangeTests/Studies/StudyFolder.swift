import Foundation
import Interchange

/// Small folders in the layout DAIC-WOZ and E-DAIC are distributed in.
enum StudyFolder {
  static let leading = "frame, timestamp, confidence, success"
  static let actionUnits = [
    "AU01_r", "AU02_r", "AU04_r", "AU05_r", "AU06_r", "AU09_r", "AU10_r", "AU12_r", "AU14_r", "AU15_r",
    "AU17_r",
    "AU20_r", "AU25_r", "AU26_r", "AU04_c", "AU12_c", "AU15_c", "AU23_c", "AU28_c", "AU45_c",
  ]

  static func write(_ text: String, to path: String) throws {
    let file = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A session of DAIC-WOZ with three rows in every table.
  static func writeDAIC(_ number: Int, in folder: String, transcript: String? = nil) throws {
    func path(_ name: String) -> String { "\(folder)/\(number)_P/\(number)_\(name)" }
    try write("RIFF", to: path("AUDIO.wav"))
    let lines = [
      "start_time\tstop_time\tspeaker\tvalue", "0.5\t1.5\tEllie\thow are you",
      "2.0\t4.0\tParticipant\tfine i think",
    ]
    try write(transcript ?? lines.joined(separator: "\n") + "\n", to: path("TRANSCRIPT.csv"))
    try write(covarep(rows: [.voiced, .unvoiced, .scrubbed], creak: true), to: path("COVAREP.csv"))
    try write("500.5,1500,2500,3500,4500\n0,0,0,0,0\n510,0,2510,3510,4510\n", to: path("FORMANT.csv"))
    try write(tracked(actionUnits), to: path("CLNF_AUs.txt"))
    try write(
      tracked(["x_0", "y_0", "z_0", "x_1", "y_1", "z_1", "x_h0", "y_h0", "z_h0", "x_h1", "y_h1", "z_h1"]),
      to: path("CLNF_gaze.txt"))
    try write(tracked(["X", "Y", "Z", "Rx", "Ry", "Rz"]), to: path("CLNF_pose.txt"))
    try write(tracked(points("x", "y")), to: path("CLNF_features.txt"))
    try write(tracked(points("X", "Y", "Z")), to: path("CLNF_features3D.txt"))
    try write("\u{1}", to: path("CLNF_hog.bin"))
    // What macOS leaves behind.
    try write("\u{0}\u{5}", to: "\(folder)/\(number)_P/._\(number)_TRANSCRIPT.csv")
  }

  /// A session of E-DAIC with two rows in every table.
  static func writeEDAIC(_ number: Int, in folder: String) throws {
    func path(_ name: String) -> String { "\(folder)/\(number)_P/\(name)" }
    try write("RIFF", to: path("\(number)_AUDIO.wav"))
    try write(
      "Start_Time,End_Time,Text,Confidence\n1.0,2.0,how are you doing today,0.93\n3.0,4.5,\"well, fine\",0.81\n",
      to: path("\(number)_Transcript.csv"))
    try write(openFace, to: path("features/\(number)_OpenFace2.1.0_Pose_gaze_AUs.csv"))
    try write(egemaps, to: path("features/\(number)_OpenSMILE2.3.0_egemaps.csv"))
    let mfcc = (0..<39).map { ";pcm_fftMag_mfcc[\($0)]" }.joined()
    let row = (0..<39).map { ";\($0).5" }.joined()
    try write(
      "name;frameTime\(mfcc)\n'unknown';0.000000\(row)\n'unknown';0.010000\(row)\n",
      to: path("features/\(number)_OpenSMILE2.3.0_mfcc.csv"))
    try write("0,0\n", to: path("features/\(number)_densenet201.csv"))
  }

  enum Row { case voiced, unvoiced, scrubbed }

  /// Rows of COVAREP's columns: F0 in the first, VUV in the second, other columns hold their own number.
  static func covarep(rows: [Row], creak: Bool) -> String {
    let count = creak ? 74 : 73
    return rows.map { row in
      switch row {
      case .voiced:
        (["118", "1"] + (2..<count).map { $0 == 5 ? "-inf" : "0.\($0)" }).joined(separator: ",")
      // COVAREP writes numbers where there is no voice.
      case .unvoiced: (["96", "0"] + (2..<count).map { "0.\($0)" }).joined(separator: ",")
      case .scrubbed: Array(repeating: "0", count: count).joined(separator: ",")
      }
    }.joined(separator: "\n") + "\n"
  }

  /// Three frames of a face tracker: seen, lost but with numbers all the same, and broken.
  static func tracked(_ columns: [String]) -> String {
    let header = leading + columns.map { ", " + $0 }.joined() + "\n"
    let values = columns.indices.map { ", \($0).25" }.joined()
    let broken = columns.indices.map { $0 == 0 ? ", -1.#IND" : ", \($0).5" }.joined()
    return header + "1, 0, 0.98, 1\(values)\n2, 0.0333333, 0.1, 0\(values)\n3, 0.0666667, 0.9, 1\(broken)\n"
  }

  private static func points(_ axes: String...) -> [String] {
    axes.flatMap { axis in (0...67).map { "\(axis)\($0)" } }
  }

  private static let openFace: String = {
    let columns =
      ["pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz"]
      + [
        "gaze_0_x", "gaze_0_y", "gaze_0_z", "gaze_1_x", "gaze_1_y", "gaze_1_z", "gaze_angle_x",
        "gaze_angle_y",
      ]
      + [
        "01", "02", "04", "05", "06", "07", "09", "10", "12", "14", "15", "17", "20", "23", "25", "26", "45",
      ].map {
        "AU\($0)_r"
      }
      + [
        "01", "02", "04", "05", "06", "07", "09", "10", "12", "14", "15", "17", "20", "23", "25", "26", "28",
        "45",
      ].map { "AU\($0)_c" }
    let values = columns.indices.map { ",\($0)" }.joined()
    return "frame,timestamp,confidence,success" + columns.map { "," + $0 }.joined() + "\n"
      + "1,0.000,0.98,1\(values)\n2,0.033,0.00,0\(values)\n"
  }()

  /// The 23 low-level values of E-DAIC: one voiced row, one without voice as openSMILE fills it.
  private static let egemaps: String = {
    let voiced: [(String, String)] = [
      ("F0semitoneFrom27.5Hz_sma3nz", "0"), ("jitterLocal_sma3nz", "0"), ("shimmerLocaldB_sma3nz", "0"),
      ("HNRdBACF_sma3nz", "0"), ("logRelF0-H1-H2_sma3nz", "0"), ("logRelF0-H1-A3_sma3nz", "0"),
      ("F1amplitudeLogRelF0_sma3nz", "-201"), ("F2amplitudeLogRelF0_sma3nz", "-201"),
      ("F3amplitudeLogRelF0_sma3nz", "-201"),
    ]
    let always = [
      "Loudness_sma3", "alphaRatio_sma3", "hammarbergIndex_sma3", "slope0-500_sma3", "slope500-1500_sma3",
      "spectralFlux_sma3", "mfcc1_sma3", "mfcc2_sma3", "mfcc3_sma3", "mfcc4_sma3", "F1frequency_sma3nz",
      "F1bandwidth_sma3nz", "F2frequency_sma3nz", "F3frequency_sma3nz",
    ]
    let header = "name;frameTime" + (always + voiced.map(\.0)).map { ";" + $0 }.joined()
    let first = (always.indices.map { ";\($0).5" } + voiced.indices.map { ";3\($0).5" }).joined()
    let second = (always.indices.map { ";\($0).25" } + voiced.map { ";" + $0.1 }).joined()
    return "\(header)\n'unknown';0.000000\(first)\n'unknown';0.010000\(second)\n"
  }()
}
