package import SignalCore

/// What one speaker said: the only words that enter a measure.
package struct ParticipantSpeech: Sendable {
  /// What is said from one word of another to the next.
  package struct Turn: Sendable {
    package var passage = SpokenPassage()
    /// What the other said right before; `nil` at the start, and where nobody else is known.
    package var prompt: String?

    /// From the first to the last word with a time.
    package var time: TimeRange? {
      guard let start = passage.spoken.map(\.startSeconds).min(),
        let end = passage.spoken.map(\.endSeconds).max()
      else { return nil }
      return TimeRange(startSeconds: start, endSeconds: end)
    }
  }

  package private(set) var session = SpokenPassage()
  /// Turns with words, in order.
  package private(set) var turns: [Turn] = []

  /// - Parameters:
  ///   - participant: The speaker whose segments count; `nil` for all segments. Segments of an unknown
  ///     speaker count only then.
  ///   - reader: Finds parts of speech and sentiment; `nil` where the language has none.
  package init(_ transcript: Transcript, participant: String?, reader: SentenceReader?) {
    var prompt: [String] = []
    var isOpen = false
    for segment in transcript.segments {
      guard participant == nil || segment.speaker == participant else {
        let said = SpokenText(segment.spokenText).text
        guard segment.speaker != nil, !SpokenTokens(SpokenText(said)).words.isEmpty else { continue }
        // The participant's turn has ended; what is said now leads to the next.
        if isOpen { prompt = [] }
        isOpen = false
        prompt.append(said)
        continue
      }
      let passage = SpokenPassage(segment, reader: reader)
      session.append(passage)
      if !isOpen {
        turns.append(Turn(prompt: prompt.isEmpty ? nil : prompt.joined(separator: " ")))
        isOpen = true
      }
      turns[turns.count - 1].passage.append(passage)
    }
    turns.removeAll { $0.passage.words.isEmpty }
  }
}
