import Foundation

/// How pleasant single words and emoticons are, as ten people rated them.
///
/// Means from −4 (most unpleasant) to 4; words rated neutral are not in it. Hutto & Gilbert 2014, section 3.1.
package struct SentimentLexicon: Sendable {
  private let means: [String: Double]

  /// Reads the published tab-separated file: word, mean, standard deviation, ratings.
  package init(contentsOf path: String) throws(LanguageError) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw .lexiconUnreadable }
    var means: [String: Double] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 2, let mean = Double(columns[1]) else { throw .lexiconUnreadable }
      means[String(columns[0])] = mean
    }
    guard !means.isEmpty else { throw .lexiconUnreadable }
    self.means = means
  }

  /// - Parameter word: Lower-cased.
  /// - Returns: `nil` for a word that is not in the lexicon.
  package func valence(of word: String) -> Double? { means[word] }
}
