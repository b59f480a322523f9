import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Features of other tools")
struct StudiesForeignTests {
  @Test(
    "COVAREP: without voice the values of voice are missing, scrubbed rows and -inf always",
    arguments: [74, 73])
  func covarep(columns: Int) throws {
    let text = StudyFolder.covarep(rows: [.voiced, .unvoiced, .scrubbed, .voiced], creak: columns == 74)
    let read = try features(text)
    let track = try #require(read.tracks.first)
    #expect(read.tool == .covarep && track.track.columns.count == columns)
    #expect(track.track.timesSeconds == [0, 0.01, 0.02, 0.03])
    #expect(track.track.column("F0")?.values == [118, nil, nil, 118])
    #expect(track.track.column("F0")?.missingReason == .unvoiced)
    #expect(track.track.column("VUV")?.values == [1, 0, nil, 1])
    #expect(track.track.column("Rd_conf")?.values == [0.9, 0.9, nil, 0.9])
    // The sixth column, -inf where voiced, is PSP, which needs voice.
    #expect(track.track.column("PSP")?.values.contains { $0 != nil } == false)
    #expect((track.track.column("creak") == nil) == (columns == 73))
    let last = try #require(track.track.columns.last)
    #expect(last.name == "HMPDD_12" && last.values[1] == Float("0.\(columns - 1)") && last.values[2] == nil)
    #expect(last.missingReason == .notRecorded)
    #expect(
      track.remarks == [
        .columnCount(columns), .assumedRowsPerSecond(100), .rowsWithoutSound(1), .unvoicedRows(1),
        .notFiniteCells(2),
      ])
  }

  @Test("formants: 0 Hz is none")
  func formants() throws {
    let track = try #require(
      try features("500.5,1500,2500,3500,4500\n0,0,0,0,0\n510,0,2510,3510,4510\n").tracks.first)
    #expect(track.tool == .formantTable && track.track.column("F1")?.values == [500.5, nil, 510])
    #expect(track.track.column("F2")?.values == [1500, nil, nil] && track.track.column("F2")?.unit == "Hz")
    #expect(track.remarks == [.assumedRowsPerSecond(100), .rowsWithoutSound(1)])
  }

  @Test("openSMILE: functionals of several recordings, those without any voice missing")
  func functionals() throws {
    let text = """
      name;frameTime;F0semitoneFrom27.5Hz_sma3nz_amean;jitterLocal_sma3nz_amean;alphaRatioV_sma3nz_amean;\
      alphaRatioUV_sma3nz_amean;loudness_sma3_meanRisingSlope;VoicedSegmentsPerSec
      'a b.wav';0.000000;31.5;0.02;-12.5;-9.5;3.5;2.1
      'silence';0.000000;0;0;0;-8.5;1.5;0

      """
    let read = try features(text)
    #expect(read.tool == .openSMILE && read.tracks.map(\.recording) == ["a b.wav", "silence"])
    #expect(read.tracks.map(\.rows) == [.recording, .recording])
    let (spoken, silent) = (read.tracks[0].track, read.tracks[1].track)
    #expect(spoken.columns.map { $0.values[0] } == [31.5, 0.02, -12.5, -9.5, 3.5, 2.1])
    #expect(silent.columns.map { $0.values[0] } == [nil, nil, nil, -8.5, 1.5, 0])
    #expect(spoken.columns.map(\.unit) == ["st", "1", "dB", "dB", "1/s", "1/s"])
    #expect(throws: FeatureFileError.self) { try features(text + "'silence';0.000000;0;0;0;-8.5;1.5;0\n") }
  }

  @Test("openSMILE's other sets: pitch 0 and what hangs on it is missing; a name without unit says so")
  func otherSets() throws {
    let track = try #require(
      try features(
        "frameIndex;frameTime;F0final_sma;jitterLocal_sma;pcm_zcr_sma\n0;0;0;0;0\n1;0.01;110;0.01;0.1\n"
      )
      .tracks.first)
    #expect(track.track.columns.map { $0.values[0] } == [nil, nil, 0] && track.recording == nil)
    #expect(track.track.columns.map(\.unit) == ["Hz", "1", "unknown"])
  }

  @Test("openSMILE's Python package: stretches with their ends, clock times of pandas")
  func python() throws {
    let read = try features(
      """
      file,start,end,F0semitoneFrom27.5Hz_sma3nz,logRelF0-H1-H2_sma3nz,F1frequency_sma3nz
      "/a, b.wav",0 days 00:00:00,0 days 00:00:00.020000,30.5,-201,500
      "/a, b.wav",0 days 00:00:00.010000,0 days 00:00:00.030000,0.0,0.0,510
      "/a, b.wav",1 days 01:00:02.500000,NaT,31,7.5,520

      """)
    let track = try #require(read.tracks.first)
    #expect(read.tool == .openSMILE && track.recording == "/a, b.wav" && track.rows == .stretches)
    #expect(track.track.timesSeconds == [0, 0.01, 90_002.5] && track.endsSeconds == [0.02, 0.03, nil])
    #expect(track.track.columns[0].values == [30.5, nil, 31])
    // -201 is openSMILE's word for no amplitude.
    #expect(track.track.columns[1].values == [nil, nil, 7.5])
    #expect(track.track.columns[2].values == [500, 510, 520])
  }

  @Test("ARFF: declarations, comments and question marks; what is no number is left out")
  func arff() throws {
    let text = """
      % made by a tool
      @relation openSMILE_features

      @attribute name string
      @attribute frameTime numeric
      @attribute 'F0 final' numeric
      @attribute loudness_sma3 REAL
      @attribute emotion {happy,sad}
      @attribute class numeric

      @data

      'one, two',0.0,220.5,?,happy,?
      % between
      'one, two',0.01,221,0.5,?,?

      """
    let track = try #require(try features(text).tracks.first)
    #expect(track.tool == .openSMILE && track.recording == "one, two" && track.rows == .instants)
    #expect(track.track.columns.map(\.name) == ["F0 final", "loudness_sma3"])
    #expect(track.track.columns[1].values == [nil, 0.5] && track.track.timesSeconds == [0, 0.01])
    #expect(track.remarks == [.notFiniteCells(1), .columnsLeftOut(["emotion", "class"])])
    #expect(try features(text.replacing("openSMILE_features", with: "iris")).tool == .unnamed)
    #expect(throws: FeatureFileError.self) { try features(text.replacing("@data", with: "@date")) }
  }

  @Test("OpenFace: one track a face, values of frames without a face are missing")
  func openFaces() throws {
    let text = """
      frame, face_id, timestamp, confidence, success, pose_Tx, gaze_angle_x, AU01_r, AU28_c
      1, 0, 0.000, 0.98, 1, 12.5, 0.1, 1.5, 0
      1, 1, 0.000, 0.50, 0, 99, 0.1, 2.5, 1
      2, 0, 0.033, 0.03, 0, 12.5, 0.1, 1.5, 1
      2, 1, 0.033, 0.91, 1, 50, nan, 3.5, 0

      """
    let read = try features(text)
    #expect(read.tool == .openFace && read.tracks.map(\.face) == ["0", "1"])
    #expect(read.tracks.map(\.track.name) == ["openface_face_0", "openface_face_1"])
    #expect(read.tracks[0].track.timesSeconds == [0, 0.033])
    #expect(read.tracks[0].track.column("AU01_r")?.values == [1.5, nil])
    #expect(read.tracks[0].track.column("confidence")?.values == [0.98, 0.03])
    #expect(read.tracks[1].track.column("pose_Tx")?.values == [nil, 50])
    #expect(read.tracks[1].track.column("gaze_angle_x")?.unit == "rad")
    #expect(read.tracks[1].remarks == [.rowsWithoutFace(1), .notFiniteCells(1)])
    #expect(
      read.tracks[0].track.columns.map(\.name) == [
        "confidence", "pose_Tx", "gaze_angle_x", "AU01_r", "AU28_c",
      ])
  }

  @Test("py-feat: times come from the frames' numbers, and the rate from its clock in whole seconds")
  func pyFeat() throws {
    let rateHz = 30_000.0 / 1001
    var text = ",FaceRectX,FaceScore,AU01,happiness,Pitch,input,frame,approx_time\n"
    for frame in 0..<3000 {
      let second = Int(Double(frame) / rateHz)
      let clock = String(format: "%02d:%02d", second / 60, second % 60)
      let values = frame == 7 ? ",,,," : "10,\(frame == 8 ? 0.0 : 0.99),0.5,0.25,1"
      text += "\(frame),\(values),/some where/clip.mp4,\(frame),\(clock)\n"
      if frame == 9 { text += "9,\(values),/some where/clip.mp4,9,00:00\n" }
    }
    let track = try #require(try features(text).tracks.first)
    #expect(track.tool == .pyFeat && track.track.timesSeconds.count == 3000)
    // Two usual rates differ by 0.1 %; a hundred seconds tell 29.97 from 30 by three frames.
    #expect(abs(track.track.timesSeconds[2999] - 2999 / rateHz) < 1e-9)
    let unit = try #require(track.track.column("AU01"))
    #expect(unit.values[6] == 0.5 && unit.missingReason == .noFace)
    #expect([7, 8, 9].allSatisfy { unit.values[$0] == nil })
    #expect(
      track.remarks == [
        .framesPerSecond(rateHz), .rowsWithoutFace(2), .rowsOfSeveralFaces(2), .columnsLeftOut(["input"]),
      ])
    let short = text.split(separator: "\n").prefix(20).joined(separator: "\n")
    #expect(throws: FeatureFileError.self) { try features(short) }
    #expect(try features(short, frameRateHz: 25).tracks.first?.track.timesSeconds[5] == 0.2)
  }

  @Test("whisperX: words with times, scores and speakers, some of them absent")
  func whisperX() throws {
    let read = try features(
      """
      {"segments": [{"start": 0.5, "end": 1.5, "text": " Yes, 7.", "speaker": "SPEAKER_01", "words": [
        {"word": "Yes,", "start": 0.5, "end": 0.75, "score": 0.9, "speaker": "SPEAKER_01"}, {"word": "7."}]}],
       "word_segments": [], "language": "en"}
      """)
    let segment = try #require(read.transcript?.segments.first)
    #expect(read.tool == .whisperX && read.tracks.isEmpty && read.transcript?.language == "en")
    #expect(segment.speaker == "SPEAKER_01" && segment.words.map(\.start) == [0.5, nil])
  }

  @Test("a broken table is refused with its line and column, and no table is taken for another's")
  func errors() throws {
    func fault(_ text: String) -> FeatureFileError? {
      #expect(throws: FeatureFileError.self) { try features(text) }
    }
    let header = "frame, timestamp, confidence, success, AU01_r\n"
    let path = Self.anyPath
    #expect(fault(header + "1, 0, 1, 1\n") == .cells(path: path, line: 2, found: 4, expected: 5))
    #expect(fault(header + "1, 0, 1, 1, 2, 3\n") == .cells(path: path, line: 2, found: 6, expected: 5))
    #expect(fault(header + "\n1, 0, 1, 1, x2\n") == .notANumber(path: path, line: 3, column: "AU01_r"))
    #expect(fault(header + "1, , 1, 1, 2\n") == .notANumber(path: path, line: 2, column: "timestamp"))
    #expect(fault(header + "1, 1, 1, 1, 2\n2, 0.5, 1, 1, 2\n") == .timesRunBackwards(path: path, line: 3))
    #expect(
      fault("frame, timestamp, confidence, success, AU01_r, AU01_r\n1,0,1,1,1,1\n")
        == .duplicateColumn(path: path, column: "AU01_r"))
    #expect(fault(header) == .empty(path: path))
    #expect(fault(" \n\n") == .empty(path: path))
    #expect(fault("1,2,3\n4,5,6\n") == .unknownTool(path: path))
    #expect(fault("turn,start,end,measure,value,missing\n1,0,1,x,2,\n") == .unknownTool(path: path))
    #expect(fault("start_time\tstop_time\tspeaker\tvalue\n") == .unknownTool(path: path))
    #expect(throws: FeatureFileError.unreadable(path: "/nowhere/x.csv")) {
      try ForeignFeatures.read("/nowhere/x.csv")
    }
  }

  @Test("a table broken at random is read or refused, and what is read never runs back in time")
  func broken() throws {
    let tables = [
      "frame, face_id, timestamp, confidence, success, pose_Tx\n1, 0, 0.000, 0.98, 1, 12.5\n2, 0, 0.033, 0.3, 0, 1\n",
      "name;frameTime;F0semitoneFrom27.5Hz_sma3nz;x\n'u';0.0;3;4\n'u';0.01;3;4\n",
      ",FaceScore,AU01,frame,approx_time\n0,0.9,1,0,00:00\n1,0.9,1,30,00:01\n2,0.9,1,60,00:02\n",
      "@relation openSMILE\n@attribute name string\n@attribute frameTime numeric\n@attribute a real\n@data\n'u',0.0,3\n",
      "file,start,end,F0\n\"/a, b.wav\",0 days 00:00:00,0 days 00:00:00.02,30.5\n\"/a, b.wav\",0 days 00:00:01,NaT,0\n",
      "500.5,1500,2500,3500,4500\n0,0,0,0,0\n510,0,2510,3510,4510\n",
    ]
    let scraps = [
      "1e999", "-", ",", ";", "\n", "\"", "'", "nan", "99999999999999999999999", ":", "1:99:", " day ",
    ]
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var readCount = 0
    try withTemporaryFolder { folder in
      let path = folder + "/t.csv"
      for round in 0..<1200 {
        var bytes = Array(tables[round % tables.count].utf8)
        for _ in 0...random(3) {
          let place = random(bytes.count)
          switch random(4) {
          case 0: bytes[place] = UInt8(random(256))
          case 1: bytes.removeSubrange(place..<max(place, min(bytes.count - 1, place + 1 + random(20))))
          case 2: bytes.insert(contentsOf: scraps[random(scraps.count)].utf8, at: place)
          default:
            bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: random(bytes.count))
          }
        }
        try Data(bytes).write(to: URL(filePath: path))
        guard let read = try? ForeignFeatures.read(path) else { continue }
        readCount += 1
        for track in read.tracks {
          let times = track.track.timesSeconds
          #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        }
      }
    }
    #expect(readCount > 50)
  }

  /// Stands for the file's path in what `features` throws.
  private static let anyPath = "table.csv"

  private func features(_ text: String, frameRateHz: Double? = nil) throws -> ForeignFeatures {
    try withTemporaryFolder { folder in
      let path = folder + "/" + Self.anyPath
      try StudyFolder.write(text, to: path)
      do throws(FeatureFileError) { return try ForeignFeatures.read(path, frameRateHz: frameRateHz) } catch {
        throw error.renamed(Self.anyPath)
      }
    }
  }
}

extension FeatureFileError {
  fileprivate func renamed(_ path: String) -> FeatureFileError {
    switch self {
    case .cells(_, let line, let found, let expected):
      .cells(path: path, line: line, found: found, expected: expected)
    case .notANumber(_, let line, let column): .notANumber(path: path, line: line, column: column)
    case .duplicateColumn(_, let column): .duplicateColumn(path: path, column: column)
    case .timesRunBackwards(_, let line): .timesRunBackwards(path: path, line: line)
    case .empty: .empty(path: path)
    case .unknownTool: .unknownTool(path: path)
    default: self
    }
  }
}
