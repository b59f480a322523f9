package import NeuralRuntime

/// Words that go with a topic or feeling: Fast, Chen & Bernstein 2016, "Empath: understanding topic signals in
/// large-scale text", CHI 2016, 4647–4657; categories of empath 0.89.
///
/// The lists were grown by a model from fiction and hold some odd words (‘happiness’ stands under sadness).
package struct TopicLexicon: Sendable {
  private let wordsByTopic: [String: Set<String>]

  package init(catalog: ModelCatalog) throws(LanguageError) {
    var topics: [String: Set<String>] = [:]
    for line in try wordListLines("empath/categories.tsv", catalog) {
      let columns = line.split(separator: "\t").map(String.init)
      guard let name = columns.first else { continue }
      topics[name] = Set(columns.dropFirst())
    }
    guard topics.count == 194 else { throw .lexiconUnreadable }
    wordsByTopic = topics
  }

  /// - Parameter word: Lower-cased.
  package func holds(_ word: String, under topic: String) -> Bool {
    guard let words = wordsByTopic[topic] else { return false }
    return words.contains(word) || words.contains(withoutClitics(word))
  }
}
