public import SignalCore

/// How pleasant the participant's words are.
extension LanguageMeasures {
  private static let lexiconCaution = """
    Made for short English texts on the internet: clinical words, irony and the topic (a happy answer \
    about a sad film) are not understood, and emoji are not read.
    """

  public static let compoundMean = Measure(
    name: "language.sentiment.vader.compound.mean", title: "Sentiment (VADER)", modality: .language,
    unit: "1", lowerBound: -1, upperBound: 1,
    definition: """
      Mean of VADER's compound score, −1 most unpleasant to 1 most pleasant, over the participant's \
      sentences. A sentence ends with . ! or ? or with its segment; fillers are taken out first, OK is \
      written small. A sentence without a rated word scores 0, as VADER has it.
      """,
    minimumData: """
      50 words and 5 sentences. A transcript without punctuation has one sentence a segment.
      """,
    source: """
      Hutto & Gilbert 2014, ICWSM, section 3; lexicon of vaderSentiment 3.3.2. Agrees with that program \
      within 0.0001 on 73 test sentences, and on 5,991 of 6,000 made of random words; the other 9 hold \
      ‘but’, where that program weights a wrong word.
      """,
    depression: """
      None known for this score in interviews. Related: more negative emotion words, d = .72, and fewer \
      positive ones, d = −.38, in patients against controls; r = .12 and −.21 with severity \
      (‘Linguistic features in depression: a meta-analysis’, Language Works, 26 papers).
      """,
    caution: lexiconCaution + """
       Long unpunctuated segments drive the score towards −1 or 1; compare only transcripts punctuated \
      the same way.
      """,
    trust: .checked)

  public static let positiveWordRate = Measure(
    name: "language.sentiment.vader.positive_words.rate", title: "Pleasant words", modality: .language,
    unit: "per 100 words", lowerBound: 0, upperBound: 100,
    definition: """
      Words with a mean rating of 1.0 or more in the VADER lexicon (scale −4 to 4) in every 100 words, \
      without regard to negation.
      """,
    minimumData: "50 words.",
    source: "Hutto & Gilbert 2014, section 3.1, for the ratings; the threshold of 1.0 is this program's.",
    depression: """
      With other word lists: fewer positive emotion words in patients, d = −.38; r = −.21 with severity \
      (‘Linguistic features in depression: a meta-analysis’, Language Works, 26 papers). In clinical \
      interviews, N = 486, fewer of them was specific to depression (Stade 2023, doi 10.1037/abn0000850).
      """,
    caution: lexiconCaution + " ‘Like’ and ‘well’ count as pleasant even as fillers of speech.",
    trust: .plausible)

  public static let negativeWordRate = Measure(
    name: "language.sentiment.vader.negative_words.rate", title: "Unpleasant words", modality: .language,
    unit: "per 100 words", lowerBound: 0, upperBound: 100,
    definition: """
      Words with a mean rating of −1.0 or less in the VADER lexicon (scale −4 to 4) in every 100 words, \
      without regard to negation.
      """,
    minimumData: "50 words.",
    source: "Hutto & Gilbert 2014, section 3.1, for the ratings; the threshold of 1.0 is this program's.",
    depression: """
      With other word lists: more negative emotion words in patients, d = .72; r = .12 with severity \
      (‘Linguistic features in depression: a meta-analysis’, Language Works, 26 papers). In clinical \
      interviews, N = 486, broad negative emotion went with anxiety and sadness with depression (Stade \
      2023, doi 10.1037/abn0000850).
      """,
    caution: lexiconCaution + " A bare ‘no’ is rated unpleasant (−1.2) and counts.",
    trust: .plausible)
}
