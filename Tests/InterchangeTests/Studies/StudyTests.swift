import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Studies")
struct StudyTests {
  @Test(
    "a DAIC-WOZ folder gives sessions with sound, transcript, seven kinds of features and the official split")
  func layout() throws {
    try withTemporaryFolder { folder in
      for number in [300, 301, 342, 402] { try StudyFolder.writeDAIC(number, in: folder) }
      try StudyFolder.write("PK", to: folder + "/303_P.zip")
      try StudyFolder.write("x", to: folder + "/__MACOSX/300_P/x.csv")
      try Self.writeLabels(in: folder)
      let study = try Study(path: folder)
      #expect(study.sessions.map(\.number) == [300, 301, 402])
      #expect(study.excluded == [342] && study.packed == ["303_P.zip"])
      #expect(study.labelledWithoutFolder == [319, 409])
      #expect(study.sessions(in: .train).map(\.number) == [300])
      #expect(study.sessions(in: .test).map(\.number) == [301])
      #expect(study.sessions[2].split == nil && study.sessions[2].labels == nil)
      #expect(study.sessions[2].correction.videoEndsEarlySeconds == 120)

      let session = study.sessions[0]
      #expect(session.corpus == .daicWOZ && session.interviewer == .wizard)
      #expect(session.audioPath == folder + "/300_P/300_AUDIO.wav")
      #expect(session.unreadFiles == ["300_CLNF_hog.bin"])
      let tracks = try session.features()
      #expect(
        tracks.map(\.track.name) == [
          "covarep", "formant", "clnf_aus", "clnf_gaze", "clnf_pose", "clnf_features", "clnf_features3d",
        ])
      #expect(tracks.map { $0.track.columns.count } == [74, 5, 21, 13, 7, 137, 205])
      #expect(tracks[0].tool == .covarep && tracks[0].path == folder + "/300_P/300_COVAREP.csv")
      #expect(tracks[4].track.column("Ry")?.unit == "rad" && tracks[4].track.column("Z")?.unit == "mm")
      #expect(tracks[3].track.column("x_h0")?.unit == "1" && tracks[5].track.column("y67")?.unit == "px")

      let all = try Study(path: folder, corrections: .none)
      #expect(all.sessions.map(\.number) == [300, 301, 342, 402] && all.excluded.isEmpty)
    }
  }

  @Test("labels are joined whatever the tables call their columns, and what does not fit together is said")
  func labels() throws {
    try withTemporaryFolder { folder in
      for number in [300, 301, 319, 409] { try StudyFolder.writeDAIC(number, in: folder) }
      try Self.writeLabels(in: folder)
      let labels = try Study(path: folder).sessions.map { try #require($0.labels) }
      #expect(labels.map(\.phq8Score) == [2, 17, 13, 10])
      #expect(labels.map(\.isDepressed) == [false, true, true, true])
      #expect(labels.map(\.split) == [.train, .test, .dev, .dev])
      #expect(labels.map(\.gender) == [.female, .male, .male, .female])
      #expect(labels[0].phq8Items == [0, 1, 0, 1, 0, 0, 0, 0] && labels[0].remarks.isEmpty)
      // 319: an item left blank is none, not 0; the seven others leave room for the stated score.
      #expect(labels[2].phq8Items == [2, 2, nil, 2, 2, 1, 1, 1])
      #expect(labels[2].remarks == [.blankItems(["Sleep"])])
      // 409: 10 points and group 0.
      #expect(labels[3].statedGroup == false && labels[3].remarks == [.groupAgainstScore])
    }
  }

  @Test("an E-DAIC transcript names nobody: none of it counts as the participant's")
  func agentSpeech() throws {
    try withTemporaryFolder { folder in
      try StudyFolder.writeEDAIC(600, in: folder + "/data")
      try StudyFolder.write(
        "Participant_ID,Gender,PHQ_Binary,PHQ_Score,PCL-C (PTSD),PTSD Severity\n600,female,0,5,1,44\n",
        to: folder + "/labels/test_split.csv")
      try StudyFolder.write(
        "Participant_ID,PHQ_8NoInterest,PHQ_8Depressed,PHQ_8Sleep,PHQ_8Tired,PHQ_8Appetite,PHQ_8Failure,"
          + "PHQ_8Concentrating,PHQ_8Moving,PHQ_8Total\n600,1,1,1,1,1,0,0,0,5\n",
        to: folder + "/labels/Detailed_PHQ8_Labels.csv")
      let session = try #require(try Study(path: folder).sessions.first)
      #expect(session.corpus == .eDAIC && session.interviewer == .agent && session.split == .test)
      #expect(session.labels?.phq8Items == [1, 1, 1, 1, 1, 0, 0, 0] && session.labels?.remarks == [])
      #expect(session.labels?.hasPTSD == true && session.labels?.ptsdSeverity == 44)
      #expect(session.unreadFiles == ["features/600_densenet201.csv"])
      let transcript = try #require(try session.transcript())
      #expect(
        transcript.speakers == .unknown && transcript.participant == nil && transcript.interviewer == nil)
      #expect(transcript.transcript.segments.map(\.text) == ["how are you doing today", "well, fine"])

      let tracks = try session.features()
      #expect(tracks.map(\.track.name) == ["openface", "opensmile_egemaps", "opensmile_mfcc"])
      #expect(tracks.map(\.version) == ["2.1.0", "2.3.0", "2.3.0"])
      #expect(tracks.map { $0.track.columns.count } == [50, 23, 39])
      let lost = try #require(tracks[0].track.column("AU12_r"))
      #expect(lost.values[0] == 22 && lost.values[1] == nil && lost.missingReason == .noFace)
      #expect(tracks[0].track.column("confidence")?.values[1] == 0)
      for name in ["F0semitoneFrom27.5Hz_sma3nz", "jitterLocal_sma3nz", "F2amplitudeLogRelF0_sma3nz"] {
        let column = try #require(tracks[1].track.column(name))
        #expect(column.values[0] != nil && column.values[1] == nil && column.missingReason == .unvoiced)
      }
      #expect(tracks[1].track.column("F1frequency_sma3nz")?.values[1] == 10.25)
      #expect(tracks[1].track.columns[0].unit == "1" && tracks[1].remarks == [.unvoicedRows(1)])
    }
  }

  @Test(
    "one person in two parts of the split, other labels for one person, and impossible labels are refused")
  func labelErrors() throws {
    try withTemporaryFolder { folder in
      try StudyFolder.writeDAIC(300, in: folder)
      func with(_ table: String, _ name: String) -> StudyError? {
        let path = folder + "/" + name
        defer { try? FileManager.default.removeItem(atPath: path) }
        return #expect(throws: StudyError.self) {
          try StudyFolder.write(table, to: path)
          _ = try Study(path: folder)
        }
      }
      try StudyFolder.write("Participant_ID,Gender,PHQ8_Score\n300,1,2\n", to: folder + "/dev_split.csv")
      let train = folder + "/train_split.csv"
      #expect(
        with("Participant_ID,Gender\n300,1\n", "train_split.csv")
          == .inTwoSplits(path: train, participant: 300))
      let more = folder + "/more.csv"
      #expect(
        with("participant_ID,PHQ_Score\n300,3\n", "more.csv")
          == .labelsDisagree(path: more, participant: 300, column: "PHQ8_Score"))
      #expect(
        with("Participant_ID,PHQ8_Score\n300,25\n", "more.csv")
          == .badLabel(path: more, line: 2, column: "PHQ8_Score"))
      #expect(
        with("Participant_ID,PHQ8_Sleep\n\n300,x\n", "more.csv")
          == .badLabel(path: more, line: 3, column: "PHQ8_Sleep"))
      #expect(with("Participant_ID,PHQ8_Sleep\n300\n", "more.csv") == .labelCells(path: more, line: 2))
    }
    try withTemporaryFolder { folder in
      #expect(throws: StudyError.noSessions(path: folder)) { try Study(path: folder) }
      #expect(throws: StudyError.unreadable(path: folder + "/no")) { try Study(path: folder + "/no") }
    }
  }

  /// As AVEC 2017 distributes them, with its oddities: byte order mark, lower-case p, no 8 in the full test table.
  private static func writeLabels(in folder: String) throws {
    let header =
      "Participant_ID,PHQ8_Binary,PHQ8_Score,Gender,PHQ8_NoInterest,PHQ8_Depressed,PHQ8_Sleep,PHQ8_Tired,"
      + "PHQ8_Appetite,PHQ8_Failure,PHQ8_Concentrating,PHQ8_Moving\r\n"
    try StudyFolder.write(
      "\u{FEFF}" + header + "300,0,2,1,0,1,0,1,0,0,0,0\r\n,,,,,,,,,,,\r\n",
      to: folder + "/train_split_Depression_AVEC2017.csv")
    try StudyFolder.write(
      header + "319,1,13,0,2,2,,2,2,1,1,1\r\n409,0,10,1,1,1,2,2,1,1,1,1\r\n",
      to: folder + "/dev_split_Depression_AVEC2017.csv")
    try StudyFolder.write(
      "participant_ID,Gender\n301,0\n", to: folder + "/test_split_Depression_AVEC2017.csv")
    try StudyFolder.write(
      "Participant_ID,PHQ_Binary,PHQ_Score,Gender\n301,1,17,0\n", to: folder + "/full_test_split.csv")
  }
}
