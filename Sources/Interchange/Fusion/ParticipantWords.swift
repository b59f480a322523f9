internal import Foundation
internal import SignalCore

/// The participant's words in a session's `transcript.json`, in order of time. Nobody else's are read.
struct ParticipantWords: Sendable {
  private let words: [Placed]

  private struct Placed {
    let word: Transcript.Word
    let middleSeconds: Double
  }

  /// - Parameters:
  ///   - session: Name of the session's folder among the files.
  ///   - speaker: The participant in the transcript; `nil` where all that is said is theirs.
  /// - Returns: `nil` without a transcript or words of theirs with a place in time.
  init?(_ files: ResultsFiles, session: String, speaker: String?) {
    guard let data = files.kept("\(session)/transcript.json"),
      let transcript = try? JSONDecoder().decode(Transcript.self, from: data)
    else { return nil }
    let oneSpeaks = Set(transcript.segments.map(\.speaker)).count == 1
    words = transcript.segments.filter { $0.speaker == speaker || (speaker == nil && oneSpeaks) }
      .flatMap(Self.words).sorted { $0.middleSeconds < $1.middleSeconds }
    if words.isEmpty { return nil }
  }

  /// A word without times is taken to have its even share of the segment.
  private static func words(of segment: Transcript.Segment) -> [Placed] {
    let spoken =
      segment.words.isEmpty
      ? segment.text.split(whereSeparator: \.isWhitespace).map {
        Transcript.Word(word: String($0), start: nil, end: nil)
      } : segment.words
    return spoken.enumerated().compactMap { place, word in
      if let start = word.start, let end = word.end {
        return Placed(word: word, middleSeconds: (start + end) / 2)
      }
      guard let range = segment.timeRange else { return nil }
      let share = (Double(place) + 0.5) / Double(spoken.count)
      return Placed(
        word: word, middleSeconds: range.startSeconds + share * (range.endSeconds - range.startSeconds))
    }
  }

  /// Words whose middle lies between two times.
  func inside(_ startSeconds: Double, _ endSeconds: Double) -> [String] {
    timed(startSeconds, endSeconds).map(\.word)
  }

  /// The same with their own times, where the transcript has them.
  func timed(_ startSeconds: Double, _ endSeconds: Double) -> [Transcript.Word] {
    words.filter { (startSeconds...endSeconds).contains($0.middleSeconds) }.map(\.word)
  }
}
