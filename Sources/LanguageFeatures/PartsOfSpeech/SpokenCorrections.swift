/// Corrections after Brill's rules for what newspapers hardly hold and talk is full of.
///
/// Rules of our own; they look at the words and at the tags two to either side.
struct SpokenCorrections {
  let words: [String]
  private(set) var tags: [PennTag]
  private let lowered: [String]
  /// The commonest tag of a word.
  private let lexicon: (String) -> PennTag?

  init(words: [String], tags: [PennTag], lexicon: @escaping (String) -> PennTag?) {
    self.words = words
    self.tags = tags
    self.lexicon = lexicon
    lowered = words.map { $0.lowercased() }
  }

  mutating func apply() {
    for index in words.indices {
      switch lowered[index] {
      case "of" where index > 0 && Self.hedges.contains(lowered[index - 1]): hedge(endingAt: index)
      case "that": tags[index] = that(at: index)
      case "there" where isBeing(index + 1): tags[index] = .existentialThere
      case "her" where !opensNounPhrase(index + 1): tags[index] = .personalPronoun
      case "like": if isVerbPlace(index) { tags[index] = infinitive(index) ? .verbBase : .verbPresent }
      case "up", "out", "off", "down", "away", "back":
        if tag(index - 1)?.isVerb == true, tags[index] != .adverb { tags[index] = .particle }
      default:
        // ‘I see’, ‘to care’, ‘didn't go’: a word that can be a verb is one there.
        if tags[index] == .noun, lexicon(lowered[index]) == .verbBase, isVerbPlace(index) {
          tags[index] = infinitive(index) ? .verbBase : .verbPresent
        } else if tags[index] == .verbPresent, infinitive(index) {
          tags[index] = .verbBase
        }
      }
    }
  }

  /// ‘kind of’, ‘sort of’ before what is no noun phrase: it tones down.
  private static let hedges: Set<String> = ["kind", "sort"]

  private func tag(_ index: Int) -> PennTag? { tags.indices.contains(index) ? tags[index] : nil }
  private func word(_ index: Int) -> String? { lowered.indices.contains(index) ? lowered[index] : nil }

  private mutating func hedge(endingAt index: Int) {
    let leading = tag(index - 2)
    if leading != .determiner, leading?.isAdjective != true, tag(index + 1)?.isNoun != true {
      tags[index - 1] = .adverb
      tags[index] = .adverb
    } else {
      tags[index - 1] = .noun
      tags[index] = .preposition
    }
  }

  private func that(at index: Int) -> PennTag {
    let before = tag(index - 1)
    guard let after = tag(index + 1) else { return .determiner }
    let isSubject = after.isFiniteVerb || after == .sentenceEnd || after == .comma
    if isSubject { return before?.isNoun == true ? .whDeterminer : .determiner }
    if after == .noun { return .determiner }
    return .preposition
  }

  private func isBeing(_ index: Int) -> Bool {
    ["is", "'s", "was", "are", "'re", "were", "be", "been", "isn't", "ai"].contains(word(index))
  }

  private func opensNounPhrase(_ index: Int) -> Bool {
    guard let tag = tag(index) else { return false }
    return tag.isNoun || tag.isAdjective || tag == .cardinalNumber || tag == .verbGerund
      || tag == .verbPastParticiple || tag == .adverb
  }

  /// Right after a subject pronoun, ‘to’, a modal or a form of do, adverbs and ‘not’ passed over.
  private func isVerbPlace(_ index: Int) -> Bool {
    let governor = governor(of: index)
    return infinitive(index) || ["i", "you", "we", "they"].contains(governor)
  }

  private func infinitive(_ index: Int) -> Bool {
    var place = index - 1
    while tag(place) == .adverb { place -= 1 }
    return tag(place) == .to || tag(place) == .modal
      || ["do", "does", "did"].contains(word(place))
        && place < index - 1
  }

  private func governor(of index: Int) -> String? {
    var place = index - 1
    while tag(place) == .adverb { place -= 1 }
    return word(place)
  }
}
