import SignalCore
import SpeechRecognition
import Testing

private let twoTurns = Diarization(
  turns: [
    SpeakerTurn(time: TimeRange(startSeconds: 1, endSeconds: 3), speaker: 1, confidence: 0.9),
    SpeakerTurn(time: TimeRange(startSeconds: 3.2, endSeconds: 5), speaker: 2, confidence: 0.7),
  ], overlaps: [], speakerCount: 2, separation: 0.4, repaired: [])

private func transcript(_ words: [(String, Double?, Double?)], text: String) -> Transcript {
  Transcript(
    language: "en",
    segments: [
      Transcript.Segment(
        start: 0, end: 9, speaker: nil, text: text,
        words: words.map { Transcript.Word(word: $0.0, start: $0.1, end: $0.2) })
    ])
}

@Suite("Words and their speakers")
struct LabelledTranscriptTests {
  @Test("a segment is divided where the speaker changes, a word going to whoever covers most of it")
  func divided() {
    let given = transcript(
      [("how", 1.2, 1.5), ("are", 2.4, 3.1), ("I", 2.9, 3.5), ("am", 3.6, 4)], text: "how are I am")
    let found = given.labelled(by: twoTurns)
    #expect(found.segments.map(\.speaker) == ["speaker:1", "speaker:2"])
    #expect(found.segments.map(\.text) == ["how are", "I am"])
    #expect(found.segments.map(\.start) == [1.2, 2.9])
    #expect(found.segments.map(\.end) == [3.1, 4])
    #expect(found.segments.flatMap(\.words) == given.segments.flatMap(\.words))
  }

  @Test("a segment of one speaker keeps its text and its times")
  func whole() {
    let given = transcript([("well", 1.2, 1.5), ("then", 1.6, 2)], text: "Well, then –")
    let found = given.labelled(by: twoTurns)
    #expect(found.segments.count == 1)
    #expect(found.segments[0].text == "Well, then –")
    #expect(found.segments[0].end == 9)
    #expect(found.segments[0].speaker == "speaker:1")
  }

  @Test("half a second outside all turns a word is the nearest turn's, beyond that nobody's")
  func outside() {
    let given = transcript([("a", 5.4, 5.45), ("b", 5.6, 5.7), ("c", 0.2, 0.6)], text: "a b c")
    #expect(given.labelled(by: twoTurns).segments.map(\.speaker) == ["speaker:2", nil, "speaker:1"])
    let none = Diarization(turns: [], overlaps: [], speakerCount: 0, separation: nil, repaired: [])
    #expect(given.labelled(by: none).segments.map(\.speaker) == [nil])
  }

  @Test("words without times stay with their neighbours, and a segment without any goes by its own times")
  func untimed() {
    let given = transcript(
      [("um", nil, nil), ("yes", 1.2, 1.5), ("so", nil, nil), ("no", 4, 4.2)], text: "um yes so no")
    let found = given.labelled(by: twoTurns)
    #expect(found.segments.map(\.text) == ["um yes so", "no"])
    let segment = Transcript.Segment(start: 3.5, end: 4, speaker: nil, text: "no times", words: [])
    let plain = Transcript(language: nil, segments: [segment]).labelled(by: twoTurns)
    #expect(plain.segments.map(\.speaker) == ["speaker:2"])
  }
}
