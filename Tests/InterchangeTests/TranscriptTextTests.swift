import Foundation
import Interchange
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

@Suite("Transcripts written and read again")
struct TranscriptTextTests {
  private static func segment(
    _ speaker: String?, _ start: Double?, _ end: Double?, _ words: [(String, Double?, Double?)]
  ) -> Transcript.Segment {
    Transcript.Segment(
      start: start, end: end, speaker: speaker, text: words.map(\.0).joined(separator: " "),
      words: words.map { Transcript.Word(word: $0.0, start: $0.1, end: $0.2, confidence: nil) })
  }

  /// Markup and quotes in the text, a speaker who overlaps himself, words without times, an unknown speaker.
  private static let transcript = Transcript(
    language: "en",
    segments: [
      segment("Dr. \"Bo\" <Lee>", 0.0004, 1.25, [("How", 0.1, 0.3), ("are", 0.3, 0.5), ("you?", 0.5, 1.2)]),
      segment(
        "Ana", 1.5, 4.0617,
        [("R&B", 1.5, 2), ("<1999>", nil, nil), ("\"so\"", 2.5, 3), ("on.", 3.0003, 4.06)]),
      segment("Dr. \"Bo\" <Lee>", 3.2, 3.6, [("Mm-hm.", 3.2, 3.6)]),
      segment("Ana", 3.9, 5, [("Žluť", 4.1, 4.3), ("kůň", 4.3, 5)]),
      segment(nil, 3725.5, 3726.75, [("who", nil, nil), ("knows", nil, nil)]),
    ])

  private static func readBack(_ format: TranscriptText, _ transcript: Transcript) throws -> TranscriptReading
  {
    try withTemporaryFolder { folder in
      let path = folder + "/transcript"
      let text = try format.write(transcript, recording: "session one")
      try Data(text.utf8).write(to: URL(filePath: path))
      return try TranscriptFile.reading(path)
    }
  }

  private static func isNear(_ first: Double?, _ second: Double?) -> Bool {
    guard let first, let second else { return first == second }
    return abs(first - second) <= 0.001
  }

  @Test(
    "the same words, speakers and times to 1 ms come back",
    arguments: [TranscriptText.elan, .textgrid, .whisperx])
  func roundTrip(format: TranscriptText) throws {
    let read = try Self.readBack(format, Self.transcript)
    #expect(read.repairedTimes == 0)
    let segments = read.transcript.segments
    #expect(segments.map(\.text) == Self.transcript.segments.map(\.text))
    #expect(segments.map(\.speaker) == Self.transcript.segments.map(\.speaker))
    for (segment, original) in zip(segments, Self.transcript.segments) {
      #expect(Self.isNear(segment.start, original.start) && Self.isNear(segment.end, original.end))
      #expect(segment.words.map(\.word) == original.words.map(\.word))
      for (word, before) in zip(segment.words, original.words) {
        #expect(Self.isNear(word.start, before.start) && Self.isNear(word.end, before.end), "\(before.word)")
      }
    }
    #expect(
      try format.write(Self.transcript, recording: "a") == format.write(Self.transcript, recording: "a"))
  }

  @Test("RTTM gives back who speaks when")
  func rttm() throws {
    let read = try Self.readBack(.rttm, Self.transcript)
    #expect(read.format == .rttm && read.repairedTimes == 0)
    #expect(
      read.transcript.segments.map(\.speaker) == [
        "Dr._\"Bo\"_<Lee>", "Ana", "Dr._\"Bo\"_<Lee>", "Ana", nil,
      ])
    for (segment, original) in zip(read.transcript.segments, Self.transcript.segments) {
      #expect(Self.isNear(segment.start, original.start))
      // Start and length are rounded each for itself.
      #expect(abs((segment.end ?? 0) - (original.end ?? 0)) <= 0.0015)
    }
  }

  @Test("whisperX's JSON keeps scores and language too, and lists all words once more")
  func whisperX() throws {
    var scored = Self.transcript
    scored.segments[0].words[1].confidence = 0.75
    #expect(try Self.readBack(.whisperx, scored).transcript == scored)
    let text = try TranscriptText.whisperx.write(scored, recording: "")
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let words = try #require(object["word_segments"] as? [[String: Any]])
    #expect(words.count == scored.segments.flatMap(\.words).count)
    #expect(words[1]["score"] as? Double == 0.75)
    #expect(words[1]["speaker"] as? String == "Dr. \"Bo\" <Lee>")
    #expect(words[4]["start"] == nil)
  }

  @Test("captions give back words, speakers and times of segments", arguments: [TranscriptText.vtt, .srt])
  func captions(format: TranscriptText) throws {
    let plain = Transcript(
      language: nil,
      segments: [
        Self.segment("Ana", 1.5, 4.062, [("so", nil, nil), ("on", nil, nil)]),
        Self.segment("Bo", 4.5, 5, [("yes", nil, nil)]), Self.segment("Ana", 5, 6, [("and", nil, nil)]),
        Self.segment("Bo", 3605, 3606, [("no", nil, nil)]),
      ])
    #expect(try Self.readBack(format, plain).transcript == plain)
  }

  @Test("empty lines in a text or a name end no caption", arguments: [TranscriptText.vtt, .srt])
  func emptyLines(format: TranscriptText) throws {
    let broken = Transcript(
      language: nil,
      segments: [
        .init(
          start: 0, end: 2, speaker: "Ana\r\nB", text: "How are\n\nyou?\r\n\r\nFine\r\rtoo\t.", words: []),
        .init(start: 2, end: 3, speaker: "Bo", text: "yes", words: []),
      ])
    let read = try Self.readBack(format, broken).transcript.segments
    #expect(read.map(\.text) == ["How are you? Fine too .", "yes"])
    #expect(read.map(\.speaker) == ["Ana B", "Bo"])
    let text = try format.write(broken, recording: "")
    #expect(!text.contains("\r") && text.split(separator: "\n\n").count == (format == .vtt ? 3 : 2))
  }

  @Test("segments without times are left out where the format cannot hold them")
  func untimed() throws {
    var transcript = Self.transcript
    transcript.segments[1].start = nil
    for format in [TranscriptText.elan, .textgrid, .rttm] {
      #expect(try Self.readBack(format, transcript).transcript.segments.count == 4)
    }
    #expect(try Self.readBack(.whisperx, transcript).transcript.segments.count == 5)
  }

  @Test("in ELAN and TextGrid files no annotation of a tier overlaps another, and slots rise")
  func tiers() throws {
    let grid = try TranscriptText.textgrid.write(Self.transcript, recording: "")
    #expect(grid.contains("name = \"Ana (2)\"") && grid.contains("name = \"Ana - words\""))
    let document = try TranscriptText.elan.write(Self.transcript, recording: "")
    let slots = document.matches(of: /TIME_VALUE="(\d+)"/).compactMap { Int($0.1) }
    #expect(slots.count > 10 && slots == slots.sorted())
    #expect(document.contains("TIER_ID=\"Ana (2)\" PARTICIPANT=\"Ana\""))
  }
}
