package import NeuralRuntime

/// What the context head is shown of a word: its place as the encoder reads it, and which lists hold the word.
package struct ContextReader {
  /// Numbers a word: two states of 384, then ten of lists and endings, then five of Rampart's.
  package static let featureCount = 2 * HiddenStates.width + 15

  private let states: ContextStates
  private let lists: NameLists
  private let tagger: EntityTagger

  package init(catalog: ModelCatalog) throws(LanguageError) {
    try self.init(
      catalog: catalog, lists: NameLists(catalog: catalog), tagger: EntityTagger(catalog: catalog))
  }

  init(catalog: ModelCatalog, lists: NameLists, tagger: EntityTagger) throws(LanguageError) {
    states = ContextStates(encoder: try SentenceEncoder(catalog: catalog))
    self.lists = lists
    self.tagger = tagger
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

  /// Whether a word is worth the question: it is like a name, or stands where names stand.
  package func isAsked(_ words: [String], at place: Int) -> Bool {
    isCandidate(words[place]) && (isNameLike(words[place]) || isInNamesPlace(words, place))
  }

  /// ‘in diss’, ‘bilal and smudge’, ‘moss side’: any word could be a name there.
  private func isInNamesPlace(_ words: [String], _ place: Int) -> Bool {
    func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }
    let before = word(place - 1)
    let after = word(place + 1)
    if ["in", "from", "near", "outside"].contains(before) { return !usualThings.contains(words[place]) }
    if before == "and", lists.isPlainName(word(place - 2)) { return true }
    if after == "and", lists.isPlainName(word(place + 2)) { return true }
    return PlaceWords.before.contains(before) || ["called", "named"].contains(before)
  }

  /// `featureCount` numbers for each place asked for, of words in lower case without punctuation.
  package func features(of words: [String], at places: [Int]) throws(LanguageError) -> [[Float]] {
    let turn = Turn(
      words: words.enumerated().map {
        TurnWord(written: $1, startsSentence: $0 == 0, segment: 0, word: $0)
      }, isCased: false)
    return features(of: words, at: places, tags: try tagger.tags(turn))
  }

  /// - Parameter tags: What Rampart makes of each word.
  func features(of words: [String], at places: [Int], tags: [EntityTagger.Tag?]) -> [[Float]] {
    zip(places, states.states(of: words, at: places)).map { place, states in
      let word = words[place]
      func other(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }
      func share(_ index: Int, _ identities: Set<IdentityClass>) -> Float {
        guard tags.indices.contains(index), let tag = tags[index], identities.contains(tag.identity) else {
          return 0
        }
        return Float(tag.probability)
      }
      let isCommon = lists.isCommon(word)
      let isUnknown = !isCommon && !lists.isName(word) && !lists.isPlace(word)
      let marks = [
        lists.isGiven(word), lists.isSurname(word), lists.isPlace(word), isCommon,
        isCommon && lists.isGiven(word), isCommon && lists.isPlace(word), isUnknown,
        isUnknown && PlaceWords.hasEnding(word),
        PlaceWords.sites.contains(other(place + 1)) || PlaceWords.doubtfulSites.contains(other(place + 1)),
        PlaceWords.attributes.contains(other(place - 1)) || PlaceWords.before.contains(other(place - 1)),
      ]
      let all = Set(IdentityClass.allCases)
      let shares = [
        share(place, [.person]), share(place, [.place]), share(place, [.address]), share(place - 1, all),
        share(place + 1, all),
      ]
      return states + marks.map { $0 ? 1 : 0 } + shares
    }
  }
}

/// What people are in or come from without a name: ‘in bed’, ‘from work’.
private let usualThings: Set<String> = [
  "bed", "hospital", "school", "prison", "jail", "trouble", "pain", "love", "fact", "case", "general",
  "tears", "shock", "court", "therapy", "time", "front", "life", "public", "private", "debt", "charge",
  "bits", "pieces", "hand", "touch", "order", "particular", "care", "town", "work", "home", "church",
  "class", "college", "university", "treatment", "recovery", "rehab", "bits", "half", "silence", "circles",
  "control", "danger", "denial", "depression", "anger", "fear", "part", "place", "person", "real", "years",
  "months", "weeks", "days", "hours", "people", "everything", "anything", "something", "nothing", "someone",
  "somebody", "everyone", "everybody", "anyone", "anybody", "nobody", "things", "different", "social",
  "mental", "english", "bits", "between", "terms", "spring", "summer", "autumn", "winter",
]
