package import NeuralRuntime

/// How pleasant single words and emoticons are, as ten people rated them, and what emoji say in words.
///
/// Means from −4 (most unpleasant) to 4; words rated neutral are not in it. Hutto & Gilbert 2014, section 3.1.
package struct SentimentLexicon: Sendable {
  private let means: [String: Double]
  private let emoji: [Unicode.Scalar: String]

  /// Reads the published tab-separated files: word, mean, standard deviation, ratings; emoji and description.
  package init(catalog: ModelCatalog) throws(LanguageError) {
    var means: [String: Double] = [:]
    for line in try wordListLines("vader/vader_lexicon.txt", catalog) {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 2, let mean = Double(columns[1]) else { throw .lexiconUnreadable }
      means[String(columns[0])] = mean
    }
    var emoji: [Unicode.Scalar: String] = [:]
    for line in try wordListLines("vader/emoji_utf8_lexicon.txt", catalog) {
      let columns = line.split(separator: "\t")
      let scalars = columns.first?.unicodeScalars
      // Sequences of several signs are read sign by sign.
      if columns.count == 2, let scalars, scalars.count == 1, let sign = scalars.first {
        emoji[sign] = String(columns[1])
      }
    }
    guard !means.isEmpty, !emoji.isEmpty else { throw .lexiconUnreadable }
    self.means = means
    self.emoji = emoji
  }

  /// - Parameter word: Lower-cased.
  /// - Returns: `nil` for a word that is not in the lexicon.
  package func valence(of word: String) -> Double? { means[word] }

  /// The text with every emoji said in words.
  func withEmojiSpoken(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { emoji[$0] != nil }) else { return text }
    var spoken = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let words = emoji[scalar] else {
        spoken.append(scalar)
        continue
      }
      if spoken.last != " ", !spoken.isEmpty { spoken.append(" ") }
      spoken.append(contentsOf: words.unicodeScalars)
    }
    return String(spoken)
  }
}
