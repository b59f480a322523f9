internal import Foundation
internal import SignalCore

/// The participant's words in a session's `transcript.json`, to be quoted beside a turn's times.
struct QuotedTranscript: Sendable {
  private struct Word {
    let text: String
    let middleSeconds: Double
  }
  private let words: [Word]
  /// What a reader of the quotes must know.
  let note: String

  /// Words of a longer turn that are left out are marked by an ellipsis.
  static let mostWords = 60

  /// - Parameters:
  ///   - folder: The session's.
  ///   - speaker: The participant in the transcript; `nil` = all that is said is theirs.
  /// - Returns: `nil` without a transcript or words with a place in time.
  init?(folder: String, speaker: String?) {
    guard let data = FileManager.default.contents(atPath: folder + "/transcript.json"),
      let transcript = try? JSONDecoder().decode(Transcript.self, from: data)
    else { return nil }
    words = transcript.segments.filter { speaker == nil || $0.speaker == speaker }.flatMap(Self.words)
      .sorted { $0.middleSeconds < $1.middleSeconds }
    if words.isEmpty { return nil }
    note =
      FileManager.default.fileExists(atPath: folder + "/masked.csv")
      ? "Words are quoted from a de-identified transcript: names, places and numbers found in it are masked."
      : "Words are quoted as they stand in transcript.json; they were not de-identified."
  }

  /// A word without times is taken to have its even share of the segment.
  private static func words(of segment: Transcript.Segment) -> [Word] {
    let spoken =
      segment.words.isEmpty
      ? segment.text.split(whereSeparator: \.isWhitespace).map {
        Transcript.Word(word: String($0), start: nil, end: nil)
      } : segment.words
    return spoken.enumerated().compactMap { place, word in
      if let start = word.start, let end = word.end {
        return Word(text: word.word, middleSeconds: (start + end) / 2)
      }
      guard let range = segment.timeRange else { return nil }
      let share = (Double(place) + 0.5) / Double(spoken.count)
      return Word(
        text: word.word,
        middleSeconds: range.startSeconds + share * (range.endSeconds - range.startSeconds))
    }
  }

  /// Words whose middle lies between two times; `nil` where there is none.
  func words(from startSeconds: Double, to endSeconds: Double) -> String? {
    let inside = words.filter { (startSeconds...endSeconds).contains($0.middleSeconds) }
    if inside.isEmpty { return nil }
    let text = inside.prefix(Self.mostWords).map(\.text).joined(separator: " ")
    return inside.count > Self.mostWords ? text + " …" : text
  }
}
