public import SignalCore

/// Definitions of the language measures. All describe the participant's words alone.
public enum LanguageMeasures {
  /// Every measure, in the order results keep.
  public static let all: [Measure] = [
    tokenCount, firstPersonSingularRate, absolutistRate, negationRate,
    compoundMean, positiveWordRate, negativeWordRate,
    mattr50, wordsPerMinute, fillerRate,
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

  public static let mattr50 = Measure(
    name: "language.diversity.mattr50", title: "Lexical diversity (MATTR, 50 words)", modality: .language,
    unit: "1", lowerBound: 0.02, upperBound: 1,
    definition: """
      Moving-average type-token ratio: different words divided by words in a window of 50 words, averaged \
      over all windows, each one word further on, through the participant's words in order. Word forms \
      are compared lower-cased, not reduced to stems; fillers are no words.
      """,
    minimumData: "50 words: one window. No other ratio takes its place below that.",
    source: "Covington & McFall 2010, J. Quantitative Linguistics 17(2), doi 10.1080/09296171003643098.",
    depression: "No published effect known to us.",
    caution: """
      Falls when the same question is answered several times and with repeated words of a stammer; a \
      recogniser's errors usually raise it.
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

  public static let fillerRate = Measure(
    name: "language.filler.rate", title: "Fillers", modality: .language, unit: "per 100 words",
    lowerBound: 0, upperBound: 100,
    definition: """
      Hesitation and assent sounds (um, uh, uhm, er, erm, hmm, mm, mm-hm, uh-huh, in any spelling with \
      repeated letters) in every 100 words and fillers together.
      """,
    minimumData: """
      50 words and fillers. Missing as of low quality when a recogniser made the transcript and wrote no \
      filler at all: recognisers leave them out, so that none written is not none spoken.
      """,
    source: "Definition of this program.",
    depression: "No pooled effect known to us.",
    caution: """
      In a recogniser's transcript a lower limit at best. Transcribers differ in what they write down. \
      ‘Uh-huh’ as an answer to a question is counted too.
      """,
    trust: .exploratory)
}
