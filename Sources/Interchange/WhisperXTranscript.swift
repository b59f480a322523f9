internal import SignalCore

/// A transcript under the names whisperX gives: `segments` with their words, and all words once more. What is
/// not known is left out, as whisperX does.
struct WhisperXTranscript: Encodable {
  struct Word: Encodable {
    let word: String
    let start: Double?
    let end: Double?
    let score: Double?
    let speaker: String?
  }

  struct Segment: Encodable {
    let start: Double?
    let end: Double?
    let text: String
    let speaker: String?
    let words: [Word]
  }

  enum CodingKeys: String, CodingKey {
    case segments, language
    case wordSegments = "word_segments"
  }

  let segments: [Segment]
  let wordSegments: [Word]
  let language: String?

  init(_ transcript: Transcript) {
    segments = transcript.segments.map { segment in
      Segment(
        start: segment.start, end: segment.end, text: segment.text, speaker: segment.speaker,
        words: segment.words.map {
          Word(
            word: $0.word, start: $0.start, end: $0.end, score: $0.confidence, speaker: segment.speaker)
        })
    }
    wordSegments = segments.flatMap(\.words)
    language = transcript.language
  }
}
