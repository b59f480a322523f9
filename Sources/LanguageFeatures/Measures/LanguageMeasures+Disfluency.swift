public import SignalCore

/// Hesitation, repetition and false starts.
extension LanguageMeasures {
  static let disfluency: [PassageMeasure] = [
    PassageMeasure(fillerRate, .anyLanguage, minimumWords: 1) { passage, _ in
      let fillers = passage.tokens.fillers.count
      let sounds = fillers + passage.words.count
      guard sounds >= PassageMeasure.minimumWords else { return .missing(.tooShort) }
      return unlessDropped(100 * Double(fillers) / Double(sounds), in: passage)
    },
    PassageMeasure(repetitionRate, .anyLanguage) { passage, _ in
      unlessDropped(100 * Double(repetitionCount(passage.words)) / Double(passage.words.count), in: passage)
    },
    PassageMeasure(restartRate, .anyLanguage) { passage, _ in
      unlessDropped(100 * Double(passage.restarts) / Double(passage.words.count), in: passage)
    },
  ]

  private static let recogniserCaution = "In a recogniser's transcript a lower limit at best."
  static let recogniserMinimum = """
    Missing as of low quality when a recogniser made the transcript and wrote none at all: recognisers leave \
    them out, so that none written is not none spoken.
    """

  public static let fillerRate = Measure(
    name: "language.filler.rate", title: "Fillers", modality: .language, unit: "per 100 words",
    lowerBound: 0, upperBound: 100,
    definition: """
      Hesitation and assent sounds (um, uh, uhm, er, erm, hmm, mm, mm-hm, uh-huh, in any spelling with \
      repeated letters) in every 100 words and fillers together.
      """,
    minimumData: "50 words and fillers. \(recogniserMinimum)", source: "Definition of this program.",
    depression: "No pooled effect known to us.",
    caution: """
      \(recogniserCaution) Transcribers differ in what they write down. \
      ‘Uh-huh’ as an answer to a question is counted too.
      """,
    trust: .exploratory)

  public static let repetitionRate = per100Words(
    "disfluency.repetition", "Repeated words",
    definition: """
      Words that repeat the word before (I I) or, two at a time, the two words before (it was it was, one \
      repetition) in every 100 words. Not counted: very, really, so, no, yes, yeah, ha, bye, blah, that, had.
      """,
    minimumData: "50 words. \(recogniserMinimum)",
    source: "Definition of this program, after the repetitions of Shriberg 1994, PhD thesis, Berkeley.",
    depression: "No pooled effect known to us.",
    caution: recogniserCaution + " Emphasis (many many) counts too.", trust: .exploratory)

  public static let restartRate = per100Words(
    "disfluency.restart", "Words broken off",
    definition: """
      Words written with a hyphen or dash at their end (wor-, was--) or begun again after a hyphen (th-that), in \
      every 100 words.
      """,
    minimumData: "50 words. \(recogniserMinimum)", source: "Definition of this program.",
    depression: "No pooled effect known to us.",
    caution: recogniserCaution + " Only transcripts that mark broken words show any.", trust: .exploratory)

  /// Recognisers leave disfluencies out: that none was written does not say that none was spoken.
  private static func unlessDropped(_ rate: Double, in passage: SpokenPassage) -> MeasuredValue {
    rate > 0 || !passage.isRecognised ? .value(rate) : .missing(.lowQuality)
  }

  private static let doubledOnPurpose: Set<String> = [
    "very", "really", "so", "no", "yes", "yeah", "ha", "bye", "blah", "that", "had",
  ]

  private static func repetitionCount(_ words: [String]) -> Int {
    var count = 0
    var index = 1
    while index < words.count {
      if words[index] == words[index - 1] {
        if !doubledOnPurpose.contains(words[index]) { count += 1 }
      } else if index >= 3, words[index] == words[index - 2], words[index - 1] == words[index - 3] {
        count += 1
        // The pair is compared with what follows, not with its own second half.
        index += 1
      }
      index += 1
    }
    return count
  }
}
