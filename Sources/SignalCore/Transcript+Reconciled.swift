extension Transcript {
  /// The same transcript with text and words of each segment brought into agreement, after a person changed one of
  /// the two.
  ///
  /// Where a segment's text is as the machine wrote it, its words were changed: the text follows them. Otherwise
  /// the text was: words that stayed keep their times, new ones have none.
  /// - Parameter machine: The transcript before the change.
  public func reconciled(after machine: Transcript) -> Transcript {
    let unchanged = Set(machine.segments.map(\.text))
    var copy = self
    for index in copy.segments.indices where !copy.segments[index].words.isEmpty {
      let segment = copy.segments[index]
      let written = segment.text.split(whereSeparator: \.isWhitespace).map(String.init)
      let spoken = segment.words.map(\.word)
      if written == spoken { continue }
      if unchanged.contains(segment.text) {
        copy.segments[index].text = spoken.joined(separator: " ")
      } else {
        copy.segments[index].words = Self.words(written, timedAs: segment.words)
      }
    }
    return copy
  }

  private static func words(_ written: [String], timedAs words: [Word]) -> [Word] {
    let kept = WordAlignment(words.map(\.word), written).pairs.filter {
      words[$0.first].word == written[$0.second]
    }
    let timed = Dictionary(kept.map { ($0.second, words[$0.first]) }, uniquingKeysWith: { first, _ in first })
    return written.indices.map { timed[$0] ?? Word(word: written[$0], start: nil, end: nil) }
  }
}
