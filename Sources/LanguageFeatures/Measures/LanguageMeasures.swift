public import SignalCore

/// Definitions of the language measures. All describe the participant's words alone.
public enum LanguageMeasures {
  /// Every measure of a session, in the order results keep.
  public static let all: [Measure] =
    passages.map(\.measure) + turnMeasures + coherence + trends.map(\.slope)

  /// Measures of one turn.
  public static let ofTurn: [Measure] = turnForms.map(\.measure) + [turnRelevance]

  /// Those computed from a passage by itself, a session as well as a turn.
  static let passages: [PassageMeasure] =
    amount + pronouns + words + tenses + grammar + sentiment + topics + disfluency + diversity

  static let rateMinimum = """
    50 words: below that, one word more or less moves the rate by over 2 in 100, which is as much as \
    groups differ.
    """
  static let noEffect = "No published effect known to us."
  static let languageWorks = "‘Linguistic features in depression: a meta-analysis’, Language Works, 26 papers"

  /// Occurrences of words in 100 words.
  static func per100Words(
    _ name: String, _ title: String, definition: String, minimumData: String = rateMinimum, source: String,
    depression: String, caution: String, trust: Measure.Trust = .checked
  ) -> Measure {
    Measure(
      name: "language." + name + ".rate", title: title, modality: .language, unit: "per 100 words",
      lowerBound: 0, upperBound: 100, definition: definition, minimumData: minimumData, source: source,
      depression: depression, caution: caution, trust: trust)
  }

  // MARK: Amount

  static let amount: [PassageMeasure] = [
    PassageMeasure(tokenCount, .anyLanguage, minimumWords: 1) { passage, _ in
      .value(Double(passage.words.count))
    },
    PassageMeasure(wordsPerMinute, .anyLanguage, minimumWords: 1) { passage, _ in
      guard passage.timedWordCount > 0 else { return .missing(.notRecorded) }
      guard passage.timedWordCount >= PassageMeasure.minimumWords else { return .missing(.tooShort) }
      return .value(60 * Double(passage.timedWordCount) / passage.speakingSeconds)
    },
  ]

  public static let tokenCount = Measure(
    name: "language.tokens.count", title: "Words", modality: .language, unit: "1", lowerBound: 1,
    definition: """
      Number of words the participant said. A word is a run of letters and digits; clitics stay in it \
      (don't, I'm), hyphenated compounds and numbers count once, of a stutter written with hyphens the \
      completed word counts once. Fillers (um, uh, er, hmm, mm-hm, uh-huh) are no words. Everything in \
      brackets, short remarks between asterisks, xxx and scrubbed_entry were not spoken and are left out.
      """,
    minimumData: "One word.",
    source: "Tokenisation of this program.",
    depression: """
      No pooled effect known to us; shorter answers are a clinical sign of retardation, but the number of \
      words depends first of all on how long the interview was.
      """,
    caution: """
      Says how much there is to measure. A recogniser drops or invents words, more so in noise, with \
      accents and in overlapping speech; words a transcriber put in brackets as a guess are not counted.
      """,
    trust: .checked)

  public static let wordsPerMinute = Measure(
    name: "language.rate.words_per_minute", title: "Speech rate", modality: .language, unit: "words/min",
    lowerBound: 0, upperBound: 600,
    definition: """
      The participant's words divided by the participant's speaking time, times 60 s. Speaking time is the \
      sum of the participant's segments that hold words: from the first word's start to the last word's \
      end where words have times, else from the segment's start to its end; overlapping segments count \
      once. Pauses inside a segment are part of it, silence between segments is not. Fillers take time \
      but are no words. Segments without times are left out of both numbers.
      """,
    minimumData: "50 words in segments with times. Without any times it is missing as not recorded.",
    source: "Definition of this program; the usual ‘speech rate’, which includes pauses.",
    depression: """
      Slower in depression: 241 people, 1,058 recordings, speech rate lower than in controls and related \
      to HAMD-17 (Yamamoto 2020, doi 10.1371/journal.pone.0238726; coefficients not seen by us).
      """,
    caution: """
      Depends on how the transcript cuts segments: long segments hold more pauses. Compare only \
      transcripts made the same way. Word times of a recogniser are off by a tenth of a second or more.
      """,
    trust: .plausible)
}
