internal import SignalCore

/// Puts pseudonyms into a transcript: text, words and speakers' labels.
struct TranscriptMasking {
  /// What becomes of a word as written.
  private enum Fate {
    case masked(pseudonym: String, opening: String, closing: String, lastWord: Int)
    case swallowed
  }

  private let original: Transcript
  private var labels: [String: String] = [:]
  private var table = MaskTable()
  /// By segment and word; a word of several pieces is masked as a whole.
  private var fates: [Int: [Int: Fate]] = [:]

  init(_ transcript: Transcript) { original = transcript }

  /// Replaces labels that are names; different labels stay different.
  mutating func maskSpeakers(_ pseudonyms: inout Pseudonyms, where isName: (String) -> Bool) {
    for label in original.speakers where isName(label) {
      let mention = label.split(whereSeparator: \.isWhitespace).map { word in
        TurnWord(written: String(word), startsSentence: false, segment: 0, word: 0).core
      }.filter { !$0.isEmpty && !NameCues.writtenTitles.contains($0) && !NameCues.spokenTitles.contains($0) }
      var pseudonym = pseudonyms.pseudonym(.person, mention.joined(separator: " "))
      // ‘Anna’ and ‘Anna Kowalska’ may be one name and still two speakers.
      if labels.values.contains(pseudonym) || original.speakers.contains(pseudonym) {
        pseudonym = pseudonyms.pseudonym(.person, "speaker " + label)
      }
      labels[label] = pseudonym
      table.speakers[label] = pseudonym
      table.rows.append(
        MaskTable.Row(
          segment: 0, startSeconds: nil, identity: .person, pseudonym: pseudonym,
          basis: "rule: speaker label",
          confidence: nil, original: label))
    }
  }

  /// Masks a finding; one that goes over the border of segments gets the pseudonym in each.
  mutating func mask(_ finding: IdentityFinding, in turn: Turn, as pseudonym: String) {
    let words = finding.words.map { turn.words[$0] }
    var from = 0
    while from < words.count {
      let segment = words[from].segment
      let to = words[from...].firstIndex { $0.segment != segment } ?? words.count
      maskPart(finding, Array(words[from..<to]), as: pseudonym)
      from = to
    }
  }

  private mutating func maskPart(_ finding: IdentityFinding, _ words: [TurnWord], as pseudonym: String) {
    guard let first = words.first, let last = words.last else { return }
    let segment = original.segments[first.segment]
    for word in first.word...last.word { fates[first.segment, default: [:]][word] = .swallowed }
    fates[first.segment, default: [:]][first.word] = .masked(
      pseudonym: pseudonym, opening: first.opening, closing: last.closing, lastWord: last.word)
    let start = segment.words.indices.contains(first.word) ? segment.words[first.word].start : nil
    table.rows.append(
      MaskTable.Row(
        segment: first.segment + 1, startSeconds: start ?? segment.start, identity: finding.identity,
        pseudonym: pseudonym, basis: finding.basis, confidence: finding.confidence,
        original: words.map(\.written).joined(separator: " ")))
  }

  func result() -> (Transcript, MaskTable) {
    var masked = original
    for number in masked.segments.indices {
      let speaker = masked.segments[number].speaker
      masked.segments[number].speaker = speaker.map { labels[$0] ?? $0 }
      guard let fates = fates[number] else { continue }
      let segment = original.segments[number]
      if segment.words.isEmpty {
        masked.segments[number].text = Self.texts(segment.writtenWords, fates).joined(separator: " ")
      } else {
        masked.segments[number].words = Self.words(segment.words, fates)
        masked.segments[number].text = masked.segments[number].words.map(\.word).joined(separator: " ")
      }
    }
    // A text that says more than its words could hold names the words do not.
    for number in masked.segments.indices where !masked.segments[number].words.isEmpty {
      let spoken = original.segments[number].words.flatMap { $0.word.split(whereSeparator: \.isWhitespace) }
      if original.segments[number].text.split(whereSeparator: \.isWhitespace) != spoken {
        masked.segments[number].text = masked.segments[number].words.map(\.word).joined(separator: " ")
      }
    }
    return (masked, table)
  }

  private static func texts(_ words: [String], _ fates: [Int: Fate]) -> [String] {
    words.indices.compactMap { index in
      switch fates[index] {
      case .masked(let pseudonym, let opening, let closing, _): opening + pseudonym + closing
      case .swallowed: nil
      case nil: words[index]
      }
    }
  }

  private static func words(_ words: [Transcript.Word], _ fates: [Int: Fate]) -> [Transcript.Word] {
    words.indices.compactMap { index in
      switch fates[index] {
      case .masked(let pseudonym, let opening, let closing, let last):
        Transcript.Word(
          word: opening + pseudonym + closing, start: words[index].start, end: words[last].end,
          confidence: words[index...last].compactMap(\.confidence).min())
      case .swallowed: nil
      case nil: words[index]
      }
    }
  }
}
