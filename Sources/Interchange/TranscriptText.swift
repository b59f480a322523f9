internal import Foundation
public import SignalCore

/// A transcript in the formats other tools read.
public enum TranscriptText: String, Sendable, CaseIterable {
  case json, vtt, srt, csv, rttm
  /// ELAN's annotation document, `.eaf`.
  case elan
  /// Praat's TextGrid in its long text form.
  case textgrid
  /// JSON with whisperX's names.
  case whisperx

  /// - Parameter recording: Name that RTTM wants in every line; without spaces in the result.
  ///
  /// Segments without times are left out of `vtt`, `srt`, `rttm`, `elan` and `textgrid`, which cannot hold them.
  public func write(_ transcript: Transcript, recording: String) throws(InterchangeError) -> String {
    let timed = transcript.segments.compactMap { segment in segment.timeRange.map { (segment, $0) } }
    switch self {
    case .json: return try JSONText.text(transcript)
    case .vtt:
      return "WEBVTT\n"
        + timed.map { segment, range in
          let voice = segment.speaker.map { "<v \(Self.cue($0))>" } ?? ""
          return "\n\(Self.clock(range, point: "."))\n\(voice)\(Self.cue(segment.text))\n"
        }.joined()
    case .srt:
      return timed.enumerated().map { index, entry in
        let (segment, range) = entry
        let speaker = segment.speaker.map { "\(Self.onOneLine($0)): " } ?? ""
        return "\(index + 1)\n\(Self.clock(range, point: ","))\n\(speaker)\(Self.onOneLine(segment.text))\n"
      }.joined(separator: "\n")
    case .csv: return Self.words(transcript)
    case .rttm:
      return timed.map { segment, range in
        let fields = [
          "SPEAKER", Self.token(recording), "1", Self.seconds(range.startSeconds),
          Self.seconds(range.durationSeconds),
          "<NA>", "<NA>", Self.token(segment.speaker ?? "unknown"), "<NA>", "<NA>",
        ]
        return fields.joined(separator: " ") + "\n"
      }.joined()
    case .elan: return Self.elan(timed)
    case .textgrid: return Self.textGrid(timed)
    case .whisperx: return try JSONText.text(WhisperXTranscript(transcript))
    }
  }

  /// One row a word.
  private static func words(_ transcript: Transcript) -> String {
    var table = CommaSeparated(header: ["segment", "speaker", "start", "end", "word", "confidence"])
    for (index, segment) in transcript.segments.enumerated() {
      for word in segment.words {
        let numbers = [word.start, word.end].map { $0.map(CommaSeparated.cell) ?? "" }
        table.append(
          ["\(index + 1)", segment.speaker ?? ""] + numbers
            + [word.word, word.confidence.map(CommaSeparated.cell) ?? ""])
      }
    }
    return table.text
  }

  private static func clock(_ range: TimeRange, point: String) -> String {
    func text(_ seconds: Double) -> String {
      let milliseconds = Int((max(seconds, 0) * 1000).rounded())
      let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
      return String(format: "%02d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60) + point
        + String(format: "%03d", rest)
    }
    return "\(text(range.startSeconds)) --> \(text(range.endSeconds))"
  }

  /// Text that cannot be taken for a tag or end a cue.
  private static func cue(_ text: String) -> String {
    onOneLine(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// Text without the empty lines that end a cue.
  private static func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func token(_ text: String) -> String {
    text.isEmpty ? "unknown" : String(text.map { $0.isWhitespace ? "_" : $0 })
  }

  private static func seconds(_ value: Double) -> String { String(format: "%.3f", value) }
}
