public import SignalCore

/// How words and sentences are built.
extension LanguageMeasures {
  static let grammar: [PassageMeasure] = [
    PassageMeasure(nounVerbRatio, .english) { passage, _ in
      let verbs = passage.tagged.count { $0.tag.isVerb }
      guard verbs >= 10 else { return .missing(.tooShort) }
      return .value(Double(passage.tagged.count { $0.tag.isNoun }) / Double(verbs))
    },
    .tagRate(adjectiveRate) { $0.isAdjective },
    .tagRate(adverbRate) { $0.isAdverb },
    PassageMeasure(ideaDensity, .english) { passage, _ in
      let ideas = passage.tagged.count { tagged in
        let tag = tagged.tag
        return tag.isVerb || tag.isAdjective || tag.isAdverb || tag == .preposition
          || tag == .coordinatingConjunction || tag == .modal
      }
      return .value(Double(ideas) / Double(passage.words.count))
    },
    PassageMeasure(wordLength, .anyLanguage) { passage, _ in
      let letters = passage.words.reduce(0) { sum, word in sum + word.count { $0.isLetter || $0.isNumber } }
      return .value(Double(letters) / Double(passage.words.count))
    },
    PassageMeasure(sentenceLength, .anyLanguage) { passage, _ in
      passage.meanOverSentences { Double($0.words.count) }
    },
    PassageMeasure(clausesPerSentence, .english) { passage, _ in
      passage.meanOverSentences { Double(clauseCount($0.tagged)) }
    },
    PassageMeasure(subordinationRate, .english) { passage, _ in
      let count = passage.sentences.reduce(0) { $0 + subordinatorCount($1.tagged) }
      return .value(100 * Double(count) / Double(passage.words.count))
    },
  ]

  private static let taggerSource = "Parts of speech by Brill's rules (Brill 1992)."
  private static let taggerCaution = """
    Rests on parts of speech found by rules: about one word in ten is tagged differently by a statistical tagger.
    """
  private static let punctuationCaution = """
    Follows the punctuation: a transcript without any has one sentence a segment. Compare only transcripts made \
    the same way.
    """
  private static let shortSentences = """
    Shorter sentences in 62 Romanian patients than in 43 controls (Trifu 2024, doi 10.3389/fpsyg.2024.1355734). No \
    pooled effect known to us.
    """

  public static let nounVerbRatio = Measure(
    name: "language.grammar.noun_verb.ratio", title: "Nouns per verb", modality: .language, unit: "1",
    lowerBound: 0,
    definition: "Nouns (NN, NNS, NNP, NNPS) divided by verbs (VB, VBD, VBG, VBN, VBP, VBZ; modals left out).",
    minimumData: "50 words and 10 verbs.", source: taggerSource, depression: noEffect, caution: taggerCaution,
    trust: .plausible)

  public static let adjectiveRate = per100Words(
    "grammar.adjective", "Adjectives", definition: "Adjectives (JJ, JJR, JJS) in every 100 words.",
    source: taggerSource, depression: noEffect, caution: taggerCaution, trust: .plausible)

  public static let adverbRate = per100Words(
    "grammar.adverb", "Adverbs",
    definition: "Adverbs (RB, RBR, RBS, WRB), ‘not’ among them, in every 100 words.",
    source: taggerSource, depression: noEffect, caution: taggerCaution, trust: .plausible)

  public static let ideaDensity = Measure(
    name: "language.grammar.idea_density", title: "Idea density", modality: .language, unit: "1",
    lowerBound: 0, upperBound: 2,
    definition: """
      Verbs, modals, adjectives, adverbs, prepositions and conjunctions divided by words: about the number of \
      statements a word carries.
      """,
    minimumData: "50 words.",
    source: """
      After Brown, Snodgrass, Kemper, Herman & Covington 2008, Behavior Research Methods 40:540–545, without their \
      corrections of single constructions.
      """,
    depression: noEffect,
    caution: taggerCaution + " Clitics count as words of their own above the line, so that it can pass 1.",
    trust: .exploratory)

  public static let wordLength = Measure(
    name: "language.words.length.mean", title: "Word length", modality: .language, unit: "letters",
    lowerBound: 1, upperBound: 60, definition: "Letters and digits per word.", minimumData: "50 words.",
    source: "Definition of this program.", depression: noEffect,
    caution: "Follows education and topic more than mood.", trust: .checked)

  public static let sentenceLength = Measure(
    name: "language.sentences.length.mean", title: "Sentence length", modality: .language, unit: "words",
    lowerBound: 1, definition: "Words per sentence. A sentence ends with . ! or ? or with its segment.",
    minimumData: "50 words and 5 sentences.", source: "Definition of this program.",
    depression: shortSentences, caution: punctuationCaution, trust: .checked)

  public static let clausesPerSentence = Measure(
    name: "language.syntax.clauses_per_sentence", title: "Clauses per sentence", modality: .language,
    unit: "1", lowerBound: 0,
    definition: """
      Tensed verb groups per sentence: each verb in the past or present tense or modal counts one clause, one \
      that directly follows another tensed verb's auxiliary chain does not. A proxy for depth, not a parse.
      """,
    minimumData: "50 words and 5 sentences.", source: "Definition of this program; \(taggerSource)",
    depression: shortSentences, caution: "\(taggerCaution) \(punctuationCaution)", trust: .exploratory)

  public static let subordinationRate = per100Words(
    "syntax.subordination", "Subordinating words",
    definition: """
      because, although, though, if, unless, until, while, whereas, since, whether, that (tagged IN or WDT), and \
      who, which, what, when, where, why, how (tagged WP, WDT or WRB) after the sentence's first word, in every \
      100 words.
      """,
    source: "Word list of this program; \(taggerSource)", depression: noEffect, caution: taggerCaution,
    trust: .exploratory)

  private static func clauseCount(_ tagged: [TaggedWord]) -> Int {
    var isInGroup = false
    var count = 0
    for word in tagged {
      if word.tag.isFiniteVerb {
        if !isInGroup { count += 1 }
        isInGroup = true
      } else if !word.tag.isAdverb, !word.tag.isVerb {
        isInGroup = false
      }
    }
    return count
  }

  private static let subordinators: Set<String> = [
    "because", "'cause", "although", "though", "if", "unless", "until", "while", "whereas", "since",
    "whether",
    "that",
  ]

  private static func subordinatorCount(_ tagged: [TaggedWord]) -> Int {
    tagged.dropFirst().count { word in
      switch word.tag {
      case .preposition: subordinators.contains(word.word.lowercased())
      case .whDeterminer, .whPronoun, .whAdverb: true
      default: false
      }
    }
  }
}
