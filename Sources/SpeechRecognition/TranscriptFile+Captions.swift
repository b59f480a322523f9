import Foundation
import SignalCore

extension TranscriptFile {
  private struct Cue {
    var timing: CaptionTiming
    var lines: [String] = []
  }

  /// WebVTT (W3C) and SubRip. Notes, styles, regions, cue names and settings are passed over.
  ///
  /// Who speaks is taken from `<v Name>`, else from `Name: ` at the beginning of a line where that
  /// name stands before two cues or every cue has one: so "I said: go" stays what was said.
  static func captionTranscript(
    _ text: TranscriptText, isWebVTT: Bool
  ) throws(TranscriptError) -> Transcript {
    let cues = try cues(in: text)
    let believed = believedLabels(cues)
    let segments = cues.flatMap { cue in
      turns(in: cue, believed: believed).compactMap { turn -> Transcript.Segment? in
        let said = turn.lines.joined(separator: " ")
        let words = untimedWords(said)
        guard !words.isEmpty else { return nil }
        return Transcript.Segment(
          start: cue.timing.startSeconds, end: cue.timing.endSeconds, speaker: turn.speaker, text: said,
          words: words)
      }
    }
    return Transcript(language: isWebVTT ? language(of: text) : nil, segments: segments)
  }

  private static func cues(in text: TranscriptText) throws(TranscriptError) -> [Cue] {
    var result: [Cue] = []
    var isInsideCue = false
    for (index, line) in text.lines.enumerated() {
      if CaptionTiming.looksLikeTiming(line) {
        guard let timing = CaptionTiming(line) else { throw .badTime(path: text.path, line: index + 1) }
        // Without an empty line between, the last line was this cue's number.
        if isInsideCue, let last = result.last?.lines.last, Int(last) != nil {
          result[result.count - 1].lines.removeLast()
        }
        result.append(Cue(timing: timing))
        isInsideCue = true
      } else if line.allSatisfy(\.isWhitespace) {
        isInsideCue = false
      } else if isInsideCue {
        result[result.count - 1].lines.append(line.trimmingCharacters(in: .whitespaces))
      }
    }
    return result
  }

  /// The header's `Language: en`, as YouTube writes it.
  private static func language(of text: TranscriptText) -> String? {
    text.lines.prefix { !$0.isEmpty }.lazy.compactMap { line in
      line.wholeMatch(of: /Language:\s*([A-Za-z]{2})\b.*/).map { $0.1.lowercased() }
    }.first
  }

  // MARK: Speakers

  /// Up to four words and a colon, followed by something said.
  private static func label(of line: String) -> (name: String, said: String)? {
    guard let match = plain(line).wholeMatch(of: /-?\s*([\p{L}\p{N}][\p{L}\p{N} ._'’()#-]{0,39}):\s+(\S.*)/),
      match.1.split(separator: " ").count <= 4
    else { return nil }
    return (String(match.1), String(match.2))
  }

  private static func believedLabels(_ cues: [Cue]) -> Set<String> {
    let labels = cues.map { cue in Set(cue.lines.compactMap { label(of: $0)?.name }) }
    let counts = labels.joined().reduce(into: [:]) { counts, name in counts[name, default: 0] += 1 }
    if labels.allSatisfy({ !$0.isEmpty }) { return Set(counts.keys) }
    return Set(counts.filter { $0.value >= 2 }.keys)
  }

  private static func turns(
    in cue: Cue, believed: Set<String>
  ) -> [(speaker: String?, lines: [String])] {
    var result: [(speaker: String?, lines: [String])] = []
    for line in cue.lines {
      for part in voices(in: line) {
        if let voice = part.speaker {
          result.append((voice, [plain(part.text)]))
        } else if let label = label(of: part.text), believed.contains(label.name) {
          result.append((label.name, [label.said]))
        } else if result.isEmpty {
          result.append((nil, [plain(part.text)]))
        } else {
          result[result.count - 1].lines.append(plain(part.text))
        }
      }
    }
    return result
  }

  /// A line apart at its `<v Name>` marks; what stands before the first has no speaker of its own.
  private static func voices(in line: String) -> [(speaker: String?, text: String)] {
    var result: [(speaker: String?, text: String)] = []
    var speaker: String?
    var from = line.startIndex
    for match in line.matches(of: /<v(?:\.[^\s>]*)?\s+([^>]*)>/) {
      result.append((speaker, String(line[from..<match.range.lowerBound])))
      let name = unescaped(String(match.1)).trimmingCharacters(in: .whitespaces)
      speaker = name.isEmpty ? nil : name
      from = match.range.upperBound
    }
    result.append((speaker, String(line[from...])))
    return result.filter { part in !plain(part.text).isEmpty }
  }

  // MARK: Marks

  /// Text without formatting marks, inner times and SubRip's `{\an8}`, and with its characters
  /// unescaped.
  private static func plain(_ line: String) -> String {
    let bare = line.replacing(
      /<\/?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<[\d:.]+>|\{\\[^}]*\}/, with: "")
    return unescaped(bare).trimmingCharacters(in: .whitespaces)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let named = [
      "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": "", "&quot;": "\"", "&#39;": "'",
    ]
    return named.reduce(text) { $0.replacing($1.key, with: $1.value) }.replacing("&amp;", with: "&")
  }
}
