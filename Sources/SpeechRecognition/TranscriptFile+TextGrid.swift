import Foundation
import SignalCore

extension TranscriptFile {
  private struct Interval {
    let start: Double
    let end: Double
    let text: String

    var asWord: Transcript.Word { Transcript.Word(word: text, start: start, end: end) }
  }

  /// Praat's TextGrid: each tier of intervals is a speaker's, named as the tier; intervals without a word
  /// are silence. Tiers of points hold no speech.
  ///
  /// A tier called `Name - words` (or `words` alone) gives the words of `Name` their times, as forced aligners
  /// write it; without a tier called `Name` its words make up the segments, parted by 0.6 s of silence. Tiers
  /// called `phones` are passed over. `Name (2)` beside `Name` holds what overlaps it of the same speaker.
  static func textGridTranscript(_ text: TranscriptText) throws(TranscriptError) -> Transcript {
    let tiers = try intervalTiers(text)
    let names = Set(tiers.map(\.name))
    var segments: [Transcript.Segment] = []
    for tier in tiers {
      let (base, part) = parted(tier.name)
      if part == "phones" { continue }
      if part == "words" {
        if !names.contains(base) {
          segments += utterances(of: tier.intervals.map(\.asWord), speaker: speaker(of: base, among: names))
        }
        continue
      }
      let words = tiers.filter { parted($0.name) == (tier.name, "words") }.flatMap(\.intervals)
      for interval in tier.intervals {
        let inside = words.filter { word in
          let middle = (word.start + word.end) / 2
          return interval.start <= middle && middle < interval.end
        }
        segments.append(
          Transcript.Segment(
            start: interval.start, end: interval.end, speaker: speaker(of: tier.name, among: names),
            text: interval.text,
            words: Self.words(of: interval.text, timedBy: inside.map(\.asWord))
              ?? untimedWords(interval.text)))
      }
    }
    return Transcript(language: nil, segments: inOrder(segments))
  }

  private static func intervalTiers(
    _ text: TranscriptText
  ) throws(TranscriptError) -> [(name: String, intervals: [Interval])] {
    var tokens = try PraatTokens(text)
    // File type, object class, start and end of the whole.
    _ = (try tokens.text(), try tokens.text(), try tokens.number(), try tokens.number())
    guard try tokens.flag() == "exists" else { return [] }
    var tiers: [(name: String, intervals: [Interval])] = []
    for _ in 0..<(try tokens.count()) {
      let hasIntervals = try tokens.text() == "IntervalTier"
      let name = try tokens.text()
      _ = (try tokens.number(), try tokens.number())
      var intervals: [Interval] = []
      for _ in 0..<(try tokens.count()) {
        let line = tokens.line
        let start = try tokens.number()
        let end = hasIntervals ? try tokens.number() : start
        let said = try tokens.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard start <= end else { throw .badTime(path: text.path, line: line) }
        guard hasIntervals, !untimedWords(said).isEmpty else { continue }
        intervals.append(Interval(start: start, end: end, text: said))
      }
      if hasIntervals { tiers.append((name, intervals)) }
    }
    return tiers
  }

  /// A tier's name apart: whose it is, and `words` or `phones` where it is about these.
  private static func parted(_ name: String) -> (base: String, part: String) {
    let lowered = name.lowercased()
    for part in ["words", "phones"] {
      if lowered == part { return ("", part) }
      if lowered.hasSuffix(" - " + part) { return (String(name.dropLast(part.count + 3)), part) }
    }
    return (name, "")
  }

  /// The tier's name, without the number of a further tier of the same speaker.
  private static func speaker(of name: String, among names: Set<String>) -> String? {
    if let match = name.wholeMatch(of: /(.+) \(\d+\)/), names.contains(String(match.1)) {
      return speaker(named: String(match.1))
    }
    return speaker(named: name)
  }

  private static func utterances(of words: [Transcript.Word], speaker: String?) -> [Transcript.Segment] {
    var groups: [[Transcript.Word]] = []
    for word in words {
      if let start = word.start, let end = groups.last?.last?.end, start - end < Utterances.pauseSeconds {
        groups[groups.count - 1].append(word)
      } else {
        groups.append([word])
      }
    }
    return groups.map { group in
      Transcript.Segment(
        start: group.first?.start, end: group.last?.end, speaker: speaker,
        text: group.map(\.word).joined(separator: " "), words: group)
    }
  }
}
