package import NeuralRuntime

/// What the context head is shown of a word: its place as the encoder reads it, and which lists hold the word.
package struct ContextReader: Sendable {
  /// Numbers a word: two states of 384, then seven of the lists.
  package static let featureCount = 2 * HiddenStates.width + 7

  private let states: ContextStates
  private let lists: NameLists

  package init(catalog: ModelCatalog) throws(LanguageError) {
    try self.init(catalog: catalog, lists: NameLists(catalog: catalog))
  }

  init(catalog: ModelCatalog, lists: NameLists) throws(LanguageError) {
    states = ContextStates(encoder: try SentenceEncoder(catalog: catalog))
    self.lists = lists
  }

  /// A written word as the head reads it; empty for punctuation alone.
  package static func core(of written: String) -> String {
    TurnWord(written: written, startsSentence: false, segment: 0, word: 0).core
  }

  /// Whether a word could be a name at all: no number, and none of the words nobody is called.
  package func isCandidate(_ core: String) -> Bool {
    core.count > 1 && !NameCues.neverNames.contains(core)
      && core.allSatisfy { $0.isLetter || $0 == "'" || $0 == "-" }
  }

  /// Whether a list of names or places holds a word, or no list at all does.
  package func isNameLike(_ core: String) -> Bool {
    lists.isName(core) || lists.isPlace(core) || !lists.isCommon(core)
  }

  /// `featureCount` numbers for each place asked for.
  package func features(of words: [String], at places: [Int]) -> [[Float]] {
    zip(places, states.states(of: words, at: places)).map { place, states in
      let word = words[place]
      let isCommon = lists.isCommon(word)
      let marks = [
        lists.isGiven(word), lists.isSurname(word), lists.isPlace(word), isCommon,
        isCommon && lists.isGiven(word), isCommon && lists.isPlace(word),
        !isCommon && !lists.isName(word) && !lists.isPlace(word),
      ]
      return states + marks.map { $0 ? 1 : 0 }
    }
  }
}
