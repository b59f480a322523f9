import FeatureStore
import Foundation
import Interchange

/// Tables of other tools, long enough for statistics, with values whose means are known.
enum ImportExample {
  /// Seconds each table lasts; the interviewer speaks in the first half, the participant in the second.
  static let seconds = 2
  static let transcript = """
    start_time\tstop_time\tspeaker\tvalue
    0.0\t1.0\tEllie\thow are you
    1.0\t2.0\tParticipant\tfine i think

    """

  /// A session of DAIC-WOZ: F0 is 100 Hz while the interviewer speaks, 200 Hz in the participant's turn, with every
  /// tenth row of it unvoiced; `AU12_r` rises from 0 to 1, `AU12_c` is 1 in every other frame.
  static func writeDAIC(
    _ number: Int, in folder: String, columns: Int = 74, transcript: String = transcript
  ) throws {
    func path(_ name: String) -> String { "\(folder)/\(number)_P/\(number)_\(name)" }
    try StudyFolder.write("RIFF \(number)", to: path("AUDIO.wav"))
    try StudyFolder.write(transcript, to: path("TRANSCRIPT.csv"))
    let rows = (0..<100 * seconds).map { row in
      let pitch = row < 100 ? "100" : "200"
      let isVoiced = row < 100 || row % 10 != 0
      return ([pitch, isVoiced ? "1" : "0"] + (2..<columns).map { "\($0).5" }).joined(separator: ",")
    }
    try StudyFolder.write(rows.joined(separator: "\n") + "\n", to: path("COVAREP.csv"))
    let frames = 30 * seconds + 1
    let faces = (0..<frames).map { frame in
      let time = Double(frame) / 30
      let values = StudyFolder.actionUnits.map { name in
        switch name {
        case "AU12_r": "\(Double(frame) / Double(frames - 1))"
        case "AU12_c": frame % 2 == 0 ? "1" : "0"
        default: "0.5"
        }
      }
      return (["\(frame + 1)", "\(time)", "0.98", "1"] + values).joined(separator: ", ")
    }
    let header = StudyFolder.leading + StudyFolder.actionUnits.map { ", " + $0 }.joined()
    try StudyFolder.write(([header] + faces).joined(separator: "\n") + "\n", to: path("CLNF_AUs.txt"))
  }

  /// AVEC's tables of four participants: 300 in train, 301 in test, 319 with a blank item and 409, whose stated group
  /// is not what its score gives, in dev.
  static func writeLabels(in folder: String) throws {
    let header =
      "Participant_ID,PHQ8_Binary,PHQ8_Score,Gender,PHQ8_NoInterest,PHQ8_Depressed,PHQ8_Sleep,PHQ8_Tired,"
      + "PHQ8_Appetite,PHQ8_Failure,PHQ8_Concentrating,PHQ8_Moving\r\n"
    try StudyFolder.write(
      header + "300,0,2,1,0,1,0,1,0,0,0,0\r\n", to: folder + "/train_split_Depression_AVEC2017.csv")
    try StudyFolder.write(
      header + "319,1,13,0,2,2,,2,2,1,1,1\r\n409,0,10,1,1,1,2,2,1,1,1,1\r\n",
      to: folder + "/dev_split_Depression_AVEC2017.csv")
    try StudyFolder.write(
      "participant_ID,Gender\n301,0\n", to: folder + "/test_split_Depression_AVEC2017.csv")
    try StudyFolder.write(
      "Participant_ID,PHQ_Binary,PHQ_Score,Gender\n301,1,17,0\n", to: folder + "/full_test_split.csv")
  }

  /// openSMILE's 88 names in its order, by the pattern of the set's definition.
  static let egemaps: [String] = {
    func each(_ names: [String], _ statistics: [String]) -> [String] {
      names.flatMap { name in statistics.map { "\(name)_\($0)" } }
    }
    let two = ["amean", "stddevNorm"]
    let ten =
      two + ["percentile20.0", "percentile50.0", "percentile80.0", "pctlrange0-2", "meanRisingSlope"]
      + ["stddevRisingSlope", "meanFallingSlope", "stddevFallingSlope"]
    let voice = ["jitterLocal", "shimmerLocaldB", "HNRdBACF", "logRelF0-H1-H2", "logRelF0-H1-A3"]
    let formants = (1...3).flatMap { ["F\($0)frequency", "F\($0)bandwidth", "F\($0)amplitudeLogRelF0"] }
    let voiced =
      ["alphaRatioV", "hammarbergIndexV", "slopeV0-500", "slopeV500-1500", "spectralFluxV"]
      + (1...4).map { "mfcc\($0)V" }
    let unvoiced = ["alphaRatioUV", "hammarbergIndexUV", "slopeUV0-500", "slopeUV500-1500", "spectralFluxUV"]
    return each(["F0semitoneFrom27.5Hz_sma3nz", "loudness_sma3"], ten)
      + each(["spectralFlux_sma3"] + (1...4).map { "mfcc\($0)_sma3" }, two)
      + each((voice + formants + voiced).map { $0 + "_sma3nz" }, two)
      + each(unvoiced.map { $0 + "_sma3nz" }, ["amean"])
      + [
        "loudnessPeaksPerSec", "VoicedSegmentsPerSec", "MeanVoicedSegmentLengthSec",
        "StddevVoicedSegmentLengthSec", "MeanUnvoicedSegmentLength", "StddevUnvoicedSegmentLength",
        "equivalentSoundLevel_dBp",
      ]
  }()

  /// A table of openSMILE's functionals, one row a recording; each value is its column's place and the recording's.
  static func functionals(_ recordings: [String]) -> String {
    let rows = recordings.enumerated().map { number, name in
      "'\(name)';0.000000;" + egemaps.indices.map { "\($0).\(number + 1)" }.joined(separator: ";")
    }
    return ((["name;frameTime;" + egemaps.joined(separator: ";")] + rows).joined(separator: "\n")) + "\n"
  }

  /// A table of OpenFace with so many frames of each face.
  static func openFace(faces: [String], frames: Int = 30) -> String {
    let header = "frame, face_id, timestamp, confidence, success, pose_Rx, AU12_r, AU12_c"
    let rows = faces.flatMap { face in
      (0..<frames).map { "\($0 + 1), \(face), \(Double($0) / 30), 0.9, 1, 0.25, \($0 % 2 == 0 ? 1 : 3), 1" }
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// Imports a path into a results folder.
  @discardableResult
  static func take(_ path: String, into folder: String, _ change: (inout ImportSettings) -> Void = { _ in })
    throws -> ImportOutcome
  {
    var settings = ImportSettings()
    change(&settings)
    return try ImportRun(path: path, settings: settings).run(into: ResultsFolder(path: folder)) { _ in }
  }

  static func record(_ session: String, in folder: String) throws -> SessionRecord? {
    try ResultsFolder(existing: ResultsFiles(path: folder)).openStore().session(named: session)
  }

  /// Relative path → content of every file below a folder.
  static func contents(of folder: String) -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for name in names { files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)") }
    return files
  }
}
