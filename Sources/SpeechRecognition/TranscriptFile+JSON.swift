import Foundation
import SignalCore

extension TranscriptFile {
  /// whisperX's shape, where any time, speaker or score may be absent, and its relatives.
  private struct File: Decodable {
    let language: String?
    let segments: [Segment]
  }

  private struct Segment: Decodable {
    let start: Double?
    let end: Double?
    let speaker: String?
    let text: String?
    let words: [Word]?
  }

  private struct Word: Decodable {
    let word: String
    let start: Double?
    let end: Double?
    let speaker: String?
    /// This program's name, whisperX's, and openai-whisper's.
    let confidence: Double?
    let score: Double?
    let probability: Double?

    var transcribed: Transcript.Word {
      let stated = confidence ?? score ?? probability
      return Transcript.Word(
        word: word.trimmingCharacters(in: .whitespaces), start: start, end: end,
        confidence: stated.flatMap { (0...1).contains($0) ? $0 : nil })
    }
  }

  static func jsonTranscript(_ text: TranscriptText) throws(TranscriptError) -> Transcript {
    let file: File
    do {
      let decoder = JSONDecoder()
      // Python writes NaN for a score it could not compute.
      decoder.allowsJSON5 = true
      file = try decoder.decode(File.self, from: Data(text.text.utf8))
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      throw .brokenJSON(path: text.path)
    } catch {
      throw .noTranscript(path: text.path, segment: segmentNumber(error))
    }
    return Transcript(language: file.language, segments: file.segments.flatMap(utterances))
  }

  /// One segment a speaker: whisperX names the speaker of each word, and a short "yes" of the other
  /// person may stand inside a segment. A word without a speaker goes with the word before it.
  private static func utterances(_ segment: Segment) -> [Transcript.Segment] {
    let words = (segment.words ?? []).filter { word in word.word.contains { $0.isLetter || $0.isNumber } }
    var groups: [(speaker: String?, words: [Word])] = []
    for word in words {
      let speaker = named(word.speaker) ?? groups.last?.speaker ?? named(segment.speaker)
      if let last = groups.last, last.speaker == speaker {
        groups[groups.count - 1].words.append(word)
      } else {
        groups.append((speaker, [word]))
      }
    }
    guard groups.count > 1 else {
      let text = (segment.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      let joined = words.map(\.transcribed.word).joined(separator: " ")
      let spoken = words.isEmpty ? untimedWords(text) : words.map(\.transcribed)
      guard !spoken.isEmpty else { return [] }
      return [
        Transcript.Segment(
          start: segment.start, end: segment.end, speaker: groups.first?.speaker ?? named(segment.speaker),
          text: text.isEmpty ? joined : text, words: spoken)
      ]
    }
    return groups.indices.map { index in
      let spoken = groups[index].words.map(\.transcribed)
      let isFirst = index == 0
      let isLast = index == groups.count - 1
      return Transcript.Segment(
        start: isFirst ? segment.start : spoken.lazy.compactMap(\.start).first,
        end: isLast ? segment.end : spoken.lazy.compactMap(\.end).last,
        speaker: groups[index].speaker, text: spoken.map(\.word).joined(separator: " "), words: spoken)
    }
  }

  private static func named(_ speaker: String?) -> String? {
    let name = speaker?.trimmingCharacters(in: .whitespaces) ?? ""
    return name.isEmpty ? nil : name
  }

  private static func segmentNumber(_ error: any Error) -> Int? {
    let path: [any CodingKey]? =
      switch error {
      case DecodingError.typeMismatch(_, let context): context.codingPath
      case DecodingError.keyNotFound(_, let context): context.codingPath
      case DecodingError.valueNotFound(_, let context): context.codingPath
      case DecodingError.dataCorrupted(let context): context.codingPath
      default: nil
      }
    return path?.lazy.compactMap(\.intValue).first.map { $0 + 1 }
  }
}
