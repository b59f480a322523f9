import Foundation
import SignalCore
import SpeechRecognition
import Testing

/// Writes bytes to a file of its own, and hands its path to the reader.
private func withFile<Result>(
  _ data: Data, named name: String = "transcript", _ body: (String) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "transcripts-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try data.write(to: file)
  return try body(file.path)
}

private func reading(_ text: String) throws -> TranscriptReading {
  try withFile(Data(text.utf8)) { try TranscriptFile.reading($0) }
}

/// The error reading some bytes gives, with the path left out of the comparison.
private func failure(
  _ data: Data, named name: String = "transcript", _ expected: (String) -> TranscriptError
) throws -> Bool {
  try withFile(data, named: name) { path in
    do { _ = try TranscriptFile.read(path) } catch { return error as? TranscriptError == expected(path) }
    return false
  }
}

@Suite("Transcript files")
struct TranscriptFileTests {
  @Test("WebVTT: voices, names, notes, settings, optional hours, marks")
  func webVTT() throws {
    let read = try reading(
      """
      WEBVTT - made by hand
      Language: en

      NOTE nothing of this
      is said

      STYLE
      ::cue { color: red }

      first
      00:01.500 --> 00:03.000 align:start position:0%
      <v Dr. Lee>How are <i>you</i> &amp; yours?</v>

      01:00:04.000 --> 01:00:05.250
      <v.loud Anna>I'm <c.yellow>fine</c>,
      really.</v><v Dr. Lee>Good - good.
      """)
    #expect(read.format == .webVTT)
    #expect(read.repairedTimes == 0)
    #expect(read.transcript.language == "en")
    let segments = read.transcript.segments
    #expect(segments.map(\.speaker) == ["Dr. Lee", "Anna", "Dr. Lee"])
    #expect(segments.map(\.text) == ["How are you & yours?", "I'm fine, really.", "Good - good."])
    #expect(segments.map(\.start) == [1.5, 3604, 3604])
    #expect(segments.map(\.end) == [3, 3605.25, 3605.25])
    #expect(segments[2].words.map(\.word) == ["Good", "good."])
    #expect(segments.flatMap(\.words).allSatisfy { $0.start == nil && $0.end == nil })
  }

  @Test("SubRip: names before a colon, when they recur; missing empty lines; Windows line ends")
  func subRip() throws {
    let text = """
      1
      00:00:01,000 --> 00:00:02,000
      Interviewer: How do you sleep?
      2
      00:00:02,500 --> 00:00:04,000 X1:40 X2:600
      Participant: {\\an8}I told myself:
      sleep now.

      3
      00:00:05,000 --> 00:00:06,000
      Interviewer: And then?

      4
      00:00:06,500 --> 00:00:07,000
      Participant: <i>Nothing.</i>

      """
    let read = try reading(text.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(read.format == .subRip)
    #expect(
      read.transcript.segments.map(\.speaker) == [
        "Interviewer", "Participant", "Interviewer", "Participant",
      ])
    #expect(
      read.transcript.segments.map(\.text) == [
        "How do you sleep?", "I told myself: sleep now.", "And then?", "Nothing.",
      ])
    let once = try reading("1\n00:01 --> 00:02\nI said: go\n\n2\n00:03 --> 00:04\nand he went\n")
    #expect(once.transcript.segments.map(\.speaker) == [nil, nil])
    #expect(once.transcript.segments[0].text == "I said: go")
  }

  @Test("whisperX: anything but the words may be absent, scores may be NaN, speakers change inside")
  func whisperX() throws {
    let read = try reading(
      """
      {"segments": [
        {"start": 0.5, "end": 2.0, "text": " In 1999 yes we", "speaker": "SPEAKER_00", "words": [
          {"word": "In", "start": 0.5, "end": 0.7, "score": 0.9, "speaker": "SPEAKER_00"},
          {"word": "1999"},
          {"word": "yes", "start": 1.2, "end": 1.4, "score": NaN, "speaker": "SPEAKER_01"},
          {"word": "we", "start": 1.5, "end": 2.0, "score": 0.5, "speaker": "SPEAKER_00"}]},
        {"text": "no times here"}
      ], "language": "en"}
      """)
    #expect(read.format == .json)
    #expect(read.transcript.language == "en")
    let segments = read.transcript.segments
    #expect(segments.map(\.speaker) == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00", nil])
    #expect(segments.map(\.text) == ["In 1999", "yes", "we", "no times here"])
    #expect(segments.map(\.start) == [0.5, 1.2, 1.5, nil])
    #expect(segments.map(\.end) == [0.7, 1.4, 2, nil])
    #expect(segments[0].words.map(\.start) == [0.5, nil])
    #expect(segments[0].words.map(\.confidence) == [0.9, nil])
    #expect(segments[1].words.map(\.confidence) == [nil])
    #expect(segments[3].words.map(\.word) == ["no", "times", "here"])
  }

  @Test("this program's own transcript.json comes back as it went")
  func ownFormat() throws {
    let transcript = Transcript(
      language: "en",
      segments: [
        Transcript.Segment(
          start: 1, end: 2, speaker: "Anna", text: "Well, yes.",
          words: [
            Transcript.Word(word: "Well,", start: 1, end: 1.25, confidence: 0.5),
            Transcript.Word(word: "yes.", start: 1.5, end: 2, confidence: 1),
          ])
      ])
    let back = try withFile(JSONEncoder().encode(transcript)) { try TranscriptFile.read($0) }
    #expect(back == transcript)
  }

  @Test("DAIC-WOZ: tabs, Ellie's identifiers, and the transcribers' marks")
  func daicWOZ() throws {
    let read = try reading(
      """
      start_time\tstop_time\tspeaker\tvalue
      1.5\t3.0\tEllie\thow_doingV (so how are you doing today)

      3.5\t5.25\tParticipant\tum people <peop> <laughter> are xxx fine
      5.5\t6.0\tParticipant\t<laughter>
      6.0\t7.0\tParticipant\tscrubbed_entry
      6.5\t6.9\tEllie\tmhm
      """)
    #expect(read.format == .table)
    #expect(read.transcript.speakers == ["Ellie", "Participant"])
    #expect(
      read.transcript.segments.map(\.text) == [
        "so how are you doing today", "um people are fine", "mhm",
      ])
    #expect(read.transcript.segments.map(\.start) == [1.5, 3.5, 6.5])
    #expect(read.transcript.segments[1].words.map(\.word) == ["um", "people", "are", "fine"])
  }

  @Test("E-DAIC: commas, quoted or not, one confidence a row, nobody named")
  func extendedDAIC() throws {
    let read = try reading(
      """
      Start_Time,End_Time,Text,Confidence
      14.3,15.1,"so I'm ""okay"", thanks",0.93
      20.3,21.2,well, yes,0.8
      """)
    #expect(read.transcript.segments.map(\.text) == ["so I'm \"okay\", thanks", "well, yes"])
    #expect(read.transcript.segments.map(\.speaker) == [nil, nil])
    #expect(read.transcript.segments[0].words.map(\.confidence) == [0.93, 0.93, 0.93, 0.93])
  }

  @Test("every encoding in use gives the same text")
  func encodings() throws {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nDéjà vu – café\n"
    let expected = try reading(text).transcript
    #expect(expected.segments.map(\.text) == ["Déjà vu – café"])
    var variants = [Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)]
    variants.append(try #require(text.data(using: .windowsCP1252)))
    variants.append(Data([0xFF, 0xFE]) + (try #require(text.data(using: .utf16LittleEndian))))
    variants.append(Data([0xFE, 0xFF]) + (try #require(text.data(using: .utf16BigEndian))))
    variants.append(Data(text.replacingOccurrences(of: "\n", with: "\r").utf8))
    variants.append(try #require(text.data(using: .utf16LittleEndian)))
    variants.append(try #require(text.data(using: .utf16BigEndian)))
    for data in variants {
      #expect(try withFile(data) { try TranscriptFile.read($0) } == expected)
    }
  }

  @Test("times that run backwards are removed or cut back, counted, and never invented")
  func backwards() throws {
    let read = try reading(
      """
      {"segments": [
        {"start": 10, "end": 9, "text": "a b c", "words": [
          {"word": "a", "start": 10, "end": 11}, {"word": "b", "start": 10.8, "end": 12},
          {"word": "c", "start": 3, "end": 12.5}]},
        {"start": 4, "end": 5, "text": "earlier", "words": [{"word": "earlier", "start": -1, "end": 4.5}]}
      ]}
      """)
    let segments = read.transcript.segments
    #expect(segments.map(\.start) == [4, 10])
    #expect(segments.map(\.end) == [5, nil])
    #expect(segments[0].words.map(\.start) == [nil])
    #expect(segments[1].words.map(\.start) == [10, 10.8, nil])
    #expect(segments[1].words.map(\.end) == [10.8, 12, 12.5])
    // End before start, overlap, start before the word before, negative start, segment moved.
    #expect(read.repairedTimes == 5)
  }

  @Test("what is no transcript is refused, with the line where there is one")
  func refusals() throws {
    #expect(throws: TranscriptError.unreadable(path: "/no/such/file")) {
      try TranscriptFile.read("/no/such/file")
    }
    #expect(try failure(Data("WEBVTT\n".utf8), named: "._487_TRANSCRIPT.csv") { .appleDouble(path: $0) })
    #expect(try failure(Data([0x00, 0x05, 0x16, 0x07, 0x00])) { .appleDouble(path: $0) })
    #expect(try failure(Data([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00])) { .notText(path: $0) })
    #expect(try failure(Data([0xFF, 0xFE, 0x41])) { .notText(path: $0) })
    for blank in ["", " \r\n\n", "WEBVTT\n", "start_time\tstop_time\tspeaker\tvalue\n"] {
      #expect(try failure(Data(blank.utf8)) { .empty(path: $0) })
    }
    #expect(try failure(Data("Dear diary,\nyes".utf8)) { .unknownFormat(path: $0) })
    #expect(try failure(Data("{\"segments\": [\n{\"start\": 1,\n\"te".utf8)) { .brokenJSON(path: $0) })
    #expect(try failure(Data("{\"results\": []}".utf8)) { .noTranscript(path: $0, segment: nil) })
    #expect(
      try failure(Data("{\"segments\": [{\"text\": \"a\"}, {\"start\": \"x\", \"text\": \"b\"}]}".utf8)) {
        .noTranscript(path: $0, segment: 2)
      })
    #expect(
      try failure(Data("WEBVTT\n\n00:01.000 --> 00:0x.000\nhello\n".utf8)) { .badTime(path: $0, line: 3) })
    let header = "start_time\tstop_time\tspeaker\tvalue\n"
    #expect(try failure(Data((header + "1\tsoon\tEllie\thello\n").utf8)) { .badTime(path: $0, line: 2) })
    #expect(try failure(Data((header + "1\t2\tEllie\n").utf8)) { .missingColumns(path: $0, line: 2) })
  }

  @Test("a file cut off or altered anywhere is read or refused, never a crash")
  func damaged() throws {
    let whole = Data(
      "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v A>hé {\\b1}&amp; &lt;b</v>\n\n{\"segments\":[{\"start\":1}]}"
        .utf8)
    for count in 0..<whole.count {
      for altered in [whole.prefix(count), whole.suffix(count)] {
        _ = try withFile(Data(altered)) { path in
          do { return try TranscriptFile.read(path).segments.count } catch {
            #expect(error is TranscriptError)
            return 0
          }
        }
      }
    }
  }
}
