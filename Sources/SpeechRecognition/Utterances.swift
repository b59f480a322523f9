package import SignalCore

/// Divides a window's words into utterances: at the end of a sentence, and at a pause.
package enum Utterances {
  /// A silence this long between two words ends an utterance.
  package static let pauseSeconds = 0.6

  /// Abbreviations whose full stop ends no sentence.
  private static let abbreviations: Set<String> = [
    "mr.", "mrs.", "ms.", "dr.", "st.", "prof.", "jr.", "sr.", "vs.", "etc.", "e.g.", "i.e.",
  ]

  /// - Parameters:
  ///   - words: In order, on the recording's clock.
  ///   - speaker: Said to have spoken all of them.
  package static func segments(_ words: [SpokenWord], speaker: String?) -> [Transcript.Segment] {
    var groups: [[SpokenWord]] = []
    for word in words {
      if let last = groups.last?.last, !endsSentence(last.text),
        word.startSeconds - last.endSeconds < pauseSeconds
      {
        groups[groups.count - 1].append(word)
      } else {
        groups.append([word])
      }
    }
    return groups.map { group in
      Transcript.Segment(
        start: group.first?.startSeconds, end: group.last?.endSeconds, speaker: speaker,
        text: group.map(\.text).joined(separator: " "),
        words: group.map {
          Transcript.Word(
            word: $0.text, start: $0.startSeconds, end: $0.endSeconds, confidence: $0.confidence)
        })
    }
  }

  /// Three dots are a hesitation, and a single letter before a full stop an initial.
  private static func endsSentence(_ word: String) -> Bool {
    let bare = word.trimmingSuffix { "\"')”’".contains($0) }
    guard let last = bare.last, ".?!".contains(last) else { return false }
    guard last == "." else { return true }
    let isInitial = bare.count == 2 && bare != "I." && bare.first?.isUppercase == true
    return !bare.hasSuffix("..") && !isInitial && !abbreviations.contains(bare.lowercased())
  }
}

extension String {
  /// The text without the characters at its end that the condition holds for.
  fileprivate func trimmingSuffix(while holds: (Character) -> Bool) -> Substring {
    var result = self[...]
    while let last = result.last, holds(last) { result.removeLast() }
    return result
  }
}
