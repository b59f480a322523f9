import Foundation

/// One token the recogniser wrote.
package struct SpokenToken: Sendable, Hashable {
  /// UTF-8 that may begin or end inside a character.
  package var bytes: [UInt8]
  /// 0 to 1.
  package var probability: Double
  /// Where its sound ends in the window; `nil` when the alignment did not reach it.
  package var endSeconds: Double?

  package init(bytes: [UInt8], probability: Double, endSeconds: Double?) {
    self.bytes = bytes
    self.probability = probability
    self.endSeconds = endSeconds
  }

  var beginsWord: Bool { bytes.first == UInt8(ascii: " ") }

  /// Whether nothing is heard of it: ASCII marks that are not read out.
  var isSilentMark: Bool {
    bytes.allSatisfy { byte in
      let scalar = Unicode.Scalar(byte)
      return scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        && !"%&$#@+=".unicodeScalars.contains(scalar)
    }
  }
}

/// One word with its place in the sound.
package struct SpokenWord: Sendable, Hashable {
  package var text: String
  package var startSeconds: Double
  package var endSeconds: Double
  /// Geometric mean of its heard tokens' probabilities, 0 to 1.
  package var confidence: Double

  package init(text: String, startSeconds: Double, endSeconds: Double, confidence: Double) {
    self.text = text
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
    self.confidence = confidence
  }
}

/// Joins tokens into words.
///
/// A token that begins with a space begins a word. A word's sound begins where the token before it
/// ended (the first word's: at 0 s) and ends with its last heard token, so a comma takes the pause
/// after a word, not the word. A word without anything heard, such as a lone dash, is left out.
package func joinedWords(_ tokens: [SpokenToken]) -> [SpokenWord] {
  var groups: [[SpokenToken]] = []
  for token in tokens {
    if token.beginsWord || groups.isEmpty {
      groups.append([token])
    } else {
      groups[groups.count - 1].append(token)
    }
  }
  var result: [SpokenWord] = []
  var reachedSeconds = 0.0
  for group in groups {
    let start = reachedSeconds
    var end = start
    for token in group {
      reachedSeconds = max(reachedSeconds, token.endSeconds ?? reachedSeconds)
      if !token.isSilentMark { end = reachedSeconds }
    }
    let heard = group.filter { !$0.isSilentMark }
    guard !heard.isEmpty else { continue }
    let text = String(decoding: group.flatMap(\.bytes), as: UTF8.self)
    let logarithms = heard.reduce(0) { $0 + log($1.probability) }
    result.append(
      SpokenWord(
        text: text.trimmingCharacters(in: .whitespaces), startSeconds: start, endSeconds: end,
        confidence: exp(logarithms / Double(heard.count))))
  }
  return result
}
