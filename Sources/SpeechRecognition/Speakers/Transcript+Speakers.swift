public import SignalCore

extension Transcript {
  /// The same words, each with its speaker: `speaker:1`, `speaker:2`, … Segments are divided where the speaker
  /// changes.
  ///
  /// A word is given to whoever's turns cover most of it; outside all turns to the nearest turn within 0.5 s, and
  /// otherwise to nobody. A word without times stays with the word before it, the first with the one after it. A
  /// segment none of whose words has times is given as a whole, by its own times.
  public func labelled(by diarization: Diarization) -> Transcript {
    var copy = self
    copy.segments = segments.flatMap { divided($0, by: diarization) }
    return copy
  }

  private func divided(_ segment: Segment, by diarization: Diarization) -> [Segment] {
    var heard = segment.words.map { word -> Heard? in
      guard let start = word.start, let end = word.end, start <= end else { return nil }
      return Heard(speaker: diarization.speaker(during: TimeRange(startSeconds: start, endSeconds: end)))
    }
    guard let first = heard.firstIndex(where: { $0 != nil }) else {
      var whole = segment
      whole.speaker = segment.timeRange.flatMap { diarization.speaker(during: $0) }.map(Diarization.label)
      return [whole]
    }
    for index in heard.indices where heard[index] == nil {
      heard[index] = index < first ? heard[first] : heard[index - 1]
    }
    var parts: [Segment] = []
    for (word, heard) in zip(segment.words, heard) {
      let speaker = (heard?.speaker).map(Diarization.label)
      if parts.isEmpty || parts[parts.count - 1].speaker != speaker {
        parts.append(Segment(start: word.start, end: word.end, speaker: speaker, text: "", words: [word]))
      } else {
        parts[parts.count - 1].words.append(word)
        parts[parts.count - 1].end = word.end ?? parts[parts.count - 1].end
      }
    }
    guard parts.count > 1 else {
      var whole = segment
      whole.speaker = parts.first?.speaker
      return [whole]
    }
    for index in parts.indices {
      parts[index].text = parts[index].words.map(\.word).joined(separator: " ")
    }
    return parts
  }

  /// What is known of a word with times.
  private struct Heard {
    var speaker: Int?
  }
}

extension Diarization {
  /// Farther from every turn than this, speech is nobody's.
  private static let reachSeconds = 0.5

  /// Whose turns cover most of a stretch, or lie nearest to it.
  package func speaker(during range: TimeRange) -> Int? {
    var seconds = [Double](repeating: 0, count: speakerCount + 1)
    var nearest: (distance: Double, speaker: Int)?
    for turn in turns {
      seconds[turn.speaker] += turn.time.intersection(range)?.durationSeconds ?? 0
      let distance = max(
        turn.time.startSeconds - range.endSeconds, range.startSeconds - turn.time.endSeconds, 0)
      if distance < nearest?.distance ?? .infinity { nearest = (distance, turn.speaker) }
    }
    let longest = seconds.max() ?? 0
    if longest > 0 { return seconds.firstIndex(of: longest) }
    guard let nearest, nearest.distance <= Self.reachSeconds else { return nil }
    return nearest.speaker
  }
}
