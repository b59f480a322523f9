import Foundation
import SignalCore

extension TranscriptFile {
  /// Whether a line is one of RTTM's.
  static func looksLikeRTTM(_ line: String) -> Bool {
    let fields = line.split(whereSeparator: \.isWhitespace)
    return fields.count >= 8 && ["SPEAKER", "SPKR-INFO"].contains(fields[0])
  }

  /// Speaker turns in NIST's columns: type, file, channel, start, length, spelling, subtype, name,
  /// confidence and, in newer files, look-ahead time. Lines of another type are passed over.
  static func rttmTranscript(_ text: TranscriptText) throws(TranscriptError) -> Transcript {
    var segments: [Transcript.Segment] = []
    var recordings: Set<Substring> = []
    for (index, line) in text.lines.enumerated() {
      let fields = line.split(whereSeparator: \.isWhitespace)
      guard fields.first == "SPEAKER" else { continue }
      guard fields.count >= 8 else { throw .missingColumns(path: text.path, line: index + 1) }
      guard let start = Double(fields[3]), let length = Double(fields[4]), start.isFinite, length >= 0,
        length.isFinite
      else { throw .badTime(path: text.path, line: index + 1) }
      recordings.insert(fields[1])
      segments.append(
        Transcript.Segment(
          start: start, end: start + length, speaker: speaker(named: String(fields[7])), text: "", words: []))
    }
    guard recordings.count <= 1 else {
      throw .severalRecordings(path: text.path, count: recordings.count)
    }
    return Transcript(language: nil, segments: inOrder(segments))
  }

  /// `nil` for an empty name and for the words that mean an unknown one.
  static func speaker(named name: String) -> String? {
    let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
    return ["", "<na>", "unknown"].contains(trimmed.lowercased()) ? nil : trimmed
  }

  /// Segments of several speakers by start; one without a start stays behind its predecessor.
  static func inOrder(_ segments: [Transcript.Segment]) -> [Transcript.Segment] {
    var reached = 0.0
    let keyed = segments.enumerated().map { index, segment in
      reached = segment.start ?? reached
      return (start: reached, index: index, segment: segment)
    }
    return keyed.sorted { ($0.start, $0.index) < ($1.start, $1.index) }.map(\.segment)
  }

  /// A segment's words with the times of those that another tier knows.
  ///
  /// - Parameter timed: Words inside the segment in order. They lend their times when each of them occurs in
  ///   the text in that order; otherwise they are something else, such as a translation.
  /// - Returns: The words of the text; `nil` when `timed` are not among them.
  static func words(of text: String, timedBy timed: [Transcript.Word]) -> [Transcript.Word]? {
    var next = 0
    let words = untimedWords(text).map { word in
      guard next < timed.count, timed[next].word == word.word else { return word }
      next += 1
      return timed[next - 1]
    }
    return next == timed.count ? words : nil
  }
}
