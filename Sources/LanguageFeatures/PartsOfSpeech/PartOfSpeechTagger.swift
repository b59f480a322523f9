package import NeuralRuntime

/// A word of a sentence and what part of speech it is.
package struct TaggedWord: Sendable, Hashable {
  package let word: String
  package let tag: PennTag
}

/// Brill's rule-based tagger: each word's commonest tag, then corrections in the light of its neighbours.
///
/// Brill 1992, Proc. Applied Natural Language Processing, 152–155, with the lexicon and rules of his program
/// 1.14 as textblob ships them (trained on newspapers and the Brown corpus), and a short list of our own for
/// words that mean something else in speech (see also `SpokenCorrections`).
package struct PartOfSpeechTagger: Sendable {
  private let lexicon: [String: PennTag]
  private let morphology: [BrillMorphologyRule]
  private let context: [BrillContextRule]

  package init(catalog: ModelCatalog) throws(LanguageError) {
    let lines = try ["lexicon", "morphology", "context"].map { name throws(LanguageError) in
      try wordListLines("english/en-\(name).txt", catalog)
    }
    var lexicon: [String: PennTag] = [:]
    for line in lines[0] {
      let parts = line.split(separator: " ")
      // Some words carry several tags; the first is the commonest.
      guard parts.count == 2, let tag = PennTag(rawValue: String(parts[1].prefix { $0 != "|" })) else {
        continue
      }
      lexicon[String(parts[0])] = tag
    }
    lexicon.merge(spokenWords) { _, spoken in spoken }
    self.lexicon = lexicon
    morphology = lines[1].compactMap(BrillMorphologyRule.init)
    context = lines[2].compactMap(BrillContextRule.init)
    guard lexicon.count > 90_000, morphology.count > 100, context.count > 200 else {
      throw .lexiconUnreadable
    }
  }

  /// - Parameter sentence: One sentence, of which punctuation and capitals help but are not needed.
  package func tagged(_ sentence: String) -> [TaggedWord] {
    let words = treebankTokens(of: sentence)
    return zip(words, tags(of: words)).map { TaggedWord(word: $0, tag: $1) }
  }

  /// - Parameter words: A sentence split as `treebankTokens` does it.
  package func tags(of words: [String]) -> [PennTag] {
    var tags = words.indices.map { commonestTag(of: words, at: $0) }
    for rule in context {
      // A rule sees the tags as they were before it: what it changes does not set it off again.
      let before = tags
      for index in before.indices
      where before[index] == rule.from && canBe(rule.to, words[index])
        && rule.applies(at: index, words: words, tags: before)
      {
        tags[index] = rule.to
      }
    }
    var corrections = SpokenCorrections(words: words, tags: tags) { lexicon[$0] }
    corrections.apply()
    return corrections.tags
  }

  /// Whether a word has the shape of a tag: Brill's program allowed the tags a word had in its training text,
  /// which the published lexicon leaves out.
  private func canBe(_ tag: PennTag, _ word: String) -> Bool {
    let known = lexicon[word]
    if known == .preposition { return [.particle, .adverb, .whDeterminer, .determiner].contains(tag) }
    switch tag {
    case .noun: return !neverNouns.contains(word)
    case .verbGerund: return word.hasSuffix("ing")
    case .verbPresentThirdPerson, .pluralNoun: return word.hasSuffix("s")
    case .verbPast, .verbPastParticiple:
      return word.hasSuffix("ed")
        || known.map { $0.isVerb && $0 != .verbGerund } ?? false && !pastsOnly.contains(word)
    default: return true
    }
  }

  private func commonestTag(of words: [String], at index: Int) -> PennTag {
    let word = words[index]
    if let tag = lexicon[word] ?? punctuationTag(of: word) { return tag }
    let lowered = word.lowercased()
    if lowered != word, let tag = lexicon[lowered], index == 0 || !tag.isNoun { return tag }
    if word.allSatisfy({ $0.isNumber || $0 == "," || $0 == "." || $0 == ":" }) { return .cardinalNumber }
    var guess: PennTag = word.first?.isUppercase == true && index > 0 ? .properNoun : .noun
    for rule in morphology {
      guess =
        rule.guess(
          word, tag: guess, before: index > 0 ? words[index - 1] : nil,
          after: index + 1 < words.count ? words[index + 1] : nil, isKnown: { lexicon[$0] != nil })
        ?? guess
    }
    return guess
  }

  private func punctuationTag(of word: String) -> PennTag? {
    guard word.allSatisfy({ !$0.isLetter && !$0.isNumber }) else { return nil }
    switch word.first {
    case ".", "!", "?": return word.count > 1 && word.first == "." ? .colon : .sentenceEnd
    case ",": return .comma
    case "(", "[", "{": return .openingBracket
    case ")", "]", "}": return .closingBracket
    case "\"", "\u{201C}", "\u{201D}", "'": return .closingQuote
    case "$", "€", "£": return .currency
    case "#": return .numberSign
    default: return .colon
    }
  }
}

/// Words whose commonest tag in speech is not the one of newspapers.
private let spokenWords: [String: PennTag] = [
  "um": .interjection, "uh": .interjection, "uhm": .interjection, "er": .interjection, "hmm": .interjection,
  "mm": .interjection, "huh": .interjection, "okay": .interjection, "ok": .interjection, "yep": .interjection,
  "nope": .interjection, "yes": .interjection, "oh": .interjection, "wow": .interjection,
  "hey": .interjection,
]

/// Past tenses that are never participles.
private let pastsOnly: Set<String> = [
  "was", "were", "did", "went", "saw", "took", "gave", "knew", "began", "wrote", "drove", "fell", "ate",
  "drank",
  "grew", "threw", "spoke", "broke", "chose", "wore", "woke", "flew", "sang",
]

/// Verbs in their base form that are never nouns.
private let neverNouns: Set<String> = [
  "be", "see", "go", "get", "have", "do", "know", "say", "tell", "give", "think", "want", "seem", "let",
  "become",
  "understand", "believe", "remember", "forget", "happen", "enjoy", "hear", "bring", "lose", "learn", "mean",
  "sit",
]
