/// Part of speech in the Penn Treebank's tag set (Marcus, Santorini & Marcinkiewicz 1993, table 2).
package enum PennTag: String, Sendable, Hashable, CaseIterable {
  case coordinatingConjunction = "CC"
  case cardinalNumber = "CD"
  case determiner = "DT"
  case existentialThere = "EX"
  case foreignWord = "FW"
  /// A preposition, or a conjunction that subordinates.
  case preposition = "IN"
  case adjective = "JJ"
  case comparativeAdjective = "JJR"
  case superlativeAdjective = "JJS"
  case listMarker = "LS"
  case modal = "MD"
  case noun = "NN"
  case pluralNoun = "NNS"
  case properNoun = "NNP"
  case pluralProperNoun = "NNPS"
  case predeterminer = "PDT"
  case possessiveEnding = "POS"
  case personalPronoun = "PRP"
  case possessivePronoun = "PRP$"
  case adverb = "RB"
  case comparativeAdverb = "RBR"
  case superlativeAdverb = "RBS"
  case particle = "RP"
  case symbol = "SYM"
  case to = "TO"
  case interjection = "UH"
  case verbBase = "VB"
  case verbPast = "VBD"
  case verbGerund = "VBG"
  case verbPastParticiple = "VBN"
  /// Present tense, not third person singular.
  case verbPresent = "VBP"
  case verbPresentThirdPerson = "VBZ"
  case whDeterminer = "WDT"
  case whPronoun = "WP"
  case possessiveWhPronoun = "WP$"
  case whAdverb = "WRB"
  case sentenceEnd = "."
  case comma = ","
  case colon = ":"
  case openingBracket = "("
  case closingBracket = ")"
  case openingQuote = "``"
  case closingQuote = "''"
  case straightQuote = "\""
  case currency = "$"
  case numberSign = "#"

  package var isNoun: Bool {
    switch self {
    case .noun, .pluralNoun, .properNoun, .pluralProperNoun: true
    default: false
    }
  }

  package var isAdjective: Bool {
    switch self {
    case .adjective, .comparativeAdjective, .superlativeAdjective: true
    default: false
    }
  }

  package var isAdverb: Bool {
    switch self {
    case .adverb, .comparativeAdverb, .superlativeAdverb, .whAdverb: true
    default: false
    }
  }

  /// Verbs without the modals.
  package var isVerb: Bool {
    switch self {
    case .verbBase, .verbPast, .verbGerund, .verbPastParticiple, .verbPresent, .verbPresentThirdPerson: true
    default: false
    }
  }

  /// A verb that carries the tense of its clause.
  package var isFiniteVerb: Bool {
    switch self {
    case .verbPast, .verbPresent, .verbPresentThirdPerson, .modal: true
    default: false
    }
  }
}
