internal import NeuralRuntime

/// What the context head makes of the words of a turn whose look does not decide.
struct ContextTagger {
  /// A name as certain as this in one place makes the same word easier to believe elsewhere in the session.
  private static let certain = 0.97
  /// How far the threshold falls for such a word.
  private static let easing = 0.5

  private let reader: ContextReader
  private let head: ContextHead
  private let lists: NameLists

  init(catalog: ModelCatalog, lists: NameLists, tagger: EntityTagger) throws(LanguageError) {
    reader = try ContextReader(catalog: catalog, lists: lists, tagger: tagger)
    head = try ContextHead(catalog: catalog)
    self.lists = lists
  }

  /// One entry a word; `nil` where there is nothing to ask.
  ///
  /// - Parameter entities: What Rampart makes of each word.
  func tags(_ turn: Turn, _ entities: [EntityTagger.Tag?]) -> [ContextHead.Tag?] {
    var tags = [ContextHead.Tag?](repeating: nil, count: turn.words.count)
    // What was masked leaves holes that context cannot be read around.
    guard !turn.words.contains(where: { isPseudonym($0.written) }) else { return tags }
    // Punctuation alone leaves no word.
    let kept = turn.words.indices.filter { !turn.core($0).isEmpty }
    let words = kept.map { turn.core($0) }
    let places = kept.indices.filter { isAsked(turn, kept[$0], words, $0) }
    guard !places.isEmpty else { return tags }
    let features = reader.features(of: words, at: places, tags: kept.map { entities[$0] })
    for (place, features) in zip(places, features) {
      tags[kept[place]] = head.tag(features)
    }
    return tags
  }

  private func isAsked(_ turn: Turn, _ index: Int, _ words: [String], _ place: Int) -> Bool {
    let word = turn.core(index)
    // Names that are nothing else are found by the lists.
    guard !Self.isNumber(word), !(lists.isGiven(word) && lists.isPlainName(word)), !isRole(turn, index)
    else { return false }
    guard turn.isCased else { return reader.isAsked(words, at: place) }
    // Where capitals mark names, a word without one is none, and one with a capital of its own may be any.
    return turn.words[index].isCapitalised
      && (turn.isMarkedByCapital(index)
        ? reader.isCandidate(word) && !exemptCapitals.contains(word) : reader.isAsked(words, at: place))
  }

  /// ‘captain rourke’, ‘my gran’: what somebody is, not who.
  private func isRole(_ turn: Turn, _ index: Int) -> Bool {
    let word = turn.core(index)
    return NameCues.spokenTitles.contains(word) && !turn.words[index].endsSentence
      || ["nan", "nan's", "gran", "nanna", "grandad"].contains(word)
        && ["my", "his", "her", "our", "their", "your", "the"].contains(turn.preceding(index))
  }

  private static func isNumber(_ word: String) -> Bool {
    NumberWords.ones[word] != nil || NumberWords.teens[word] != nil || NumberWords.tens[word] != nil
  }

  /// Words that are certainly somebody's name somewhere in the session.
  func certainNames(_ turns: [Turn], _ tags: [[ContextHead.Tag?]]) -> Set<String> {
    var names: Set<String> = []
    for (turn, tags) in zip(turns, tags) {
      for (index, tag) in tags.enumerated() {
        if let tag, tag.identity == .person, tag.probability >= Self.certain {
          names.insert(turn.core(index))
        }
      }
    }
    return names
  }

  /// - Parameter known: Names certain elsewhere in the session.
  func findings(_ tags: [ContextHead.Tag?], in turn: Turn, known: Set<String>) -> [IdentityFinding] {
    tags.enumerated().compactMap { index, tag in
      guard let tag, !exemptCapitals.contains(turn.core(index)) || monthNames.contains(turn.core(index))
      else { return nil }
      let threshold = head.threshold * (known.contains(turn.core(index)) ? Self.easing : 1)
      return tag.probability < threshold
        ? nil : IdentityFinding(index..<index + 1, tag.identity, "context", confidence: tag.probability)
    }
  }
}
