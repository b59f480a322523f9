import Foundation
import Interchange
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

@Suite("Transcripts of studies")
struct StudyTranscriptTests {
  private static let header = "start_time\tstop_time\tspeaker\tvalue\n"

  @Test("only the participant's words are the participant's; marks of the transcribers are no words")
  func marks() throws {
    let rows =
      Self.header + "1.0\t2.5\tEllie\thow_doingV (so how are you doing today)\n"
      + "3.0\t6.0\tParticipant\tpeople <peop> xxx say so <laughter>\n"
      + "7.0\t8.25\tParticipant\tscrubbed_entry\n"
      + "9.0\t10.0\tParticipant\txxx\n" + "9.5\t9.75\tEllie\tmhm (mhm)\n"
    try withSession(400, rows) { session in
      let transcript = try #require(try session.transcript())
      #expect(transcript.speakers == .named && transcript.timesMatchRecording)
      #expect(transcript.participant?.segments.map(\.text) == ["people say so"])
      #expect(transcript.interviewer?.segments.map(\.text) == ["so how are you doing today", "mhm"])
      #expect(transcript.scrubbed == [TimeRange(startSeconds: 7, endSeconds: 8.25)])
      #expect(transcript.unintelligibleWordCount == 2)
    }
  }

  @Test("without the interviewer's turns the participant's are still known", arguments: [451, 458, 480])
  func withoutInterviewer(number: Int) throws {
    try withSession(number, Self.header + "3.0\t6.0\tParticipant\ti slept badly\n") { session in
      let transcript = try #require(try session.transcript())
      #expect(transcript.speakers == .participantAlone && transcript.interviewer == nil)
      #expect(transcript.participant?.segments.count == 1)
    }
  }

  @Test(
    "what was said and measured while the interview was interrupted is left out, unless corrections are off",
    arguments: [(373, 352.0, 420.0), (444, 286, 387)])
  func interruptions(number: Int, start: Double, end: Double) throws {
    func row(_ from: Double, _ to: Double, _ text: String) -> String {
      "\(from)\t\(to)\tParticipant\t\(text)\n"
    }
    let rows =
      Self.header + row(10, start - 1, "before") + row(start - 1, start + 1, "across")
      + row(start + 9, start + 11, "during")
      + row(end, end + 4, "after")
    try withSession(number, rows) { session in
      let transcript = try #require(try session.transcript())
      #expect(transcript.transcript.segments.map(\.text) == ["before", "after"])
      #expect(transcript.interruptedSegmentCount == 2)
      // A row a second from a second before the interruption on.
      let path = try #require(session.featurePaths[.clnfPose])
      let seconds = [start - 1, start, end - 1, end]
      try StudyFolder.write(
        "frame, timestamp, confidence, success, X, Y, Z, Rx, Ry, Rz\n"
          + seconds.map { "1, \($0), 0.9, 1, 1, 2, 3, 4, 5, 6\n" }.joined(), to: path)
      let pose = try #require(try session.features(.clnfPose))
      #expect(pose.track.column("Z")?.values == [3, nil, nil, 3])
      #expect(pose.remarks == [.rowsOutsideInterview(2)])
    }
    try withSession(number, rows, corrections: .none) { session in
      let transcript = try #require(try session.transcript())
      #expect(transcript.transcript.segments.count == 4)
    }
  }

  @Test("a transcript known to be shifted says so; a stated shift is applied; both can be switched off")
  func shift() throws {
    let rows =
      Self.header
      + "1.0\t2.0\tEllie\thello\n5.0\t6.0\tParticipant\thi\n6.5\t7.0\tParticipant\tscrubbed_entry\n"
    try withSession(318, rows) { session in
      let transcript = try #require(try session.transcript())
      #expect(!transcript.timesMatchRecording)
      #expect(transcript.transcript.segments.map(\.start) == [1, 5])
    }
    var corrections = StudyCorrections.documented
    corrections.sessions[318]?.transcriptShift = .seconds(-1.5)
    try withSession(318, rows, corrections: corrections) { session in
      let transcript = try #require(try session.transcript())
      #expect(transcript.timesMatchRecording)
      #expect(transcript.transcript.segments.map(\.start) == [nil, 3.5])
      #expect(transcript.transcript.segments.map(\.end) == [0.5, 4.5])
      #expect(transcript.scrubbed == [TimeRange(startSeconds: 5, endSeconds: 5.5)])
    }
    try withSession(318, rows, corrections: .none) { session in
      let transcript = try #require(try session.transcript())
      #expect(transcript.timesMatchRecording)
    }
  }

  @Test("a transcript that cannot be read is a named error")
  func broken() throws {
    try withSession(300, "no table") { session in
      let path = try #require(session.transcriptPath)
      #expect(throws: StudyError.transcript(.unknownFormat(path: path))) { try session.transcript() }
    }
  }

  private func withSession(
    _ number: Int, _ transcript: String, corrections: StudyCorrections = .documented,
    _ body: (StudySession) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      try StudyFolder.writeDAIC(number, in: folder, transcript: transcript)
      try body(try #require(try Study(path: folder, corrections: corrections).sessions.first))
    }
  }
}
