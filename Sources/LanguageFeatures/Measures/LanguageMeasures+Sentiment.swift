public import SignalCore

/// How pleasant the participant's words are.
extension LanguageMeasures {
  /// Lexicon points from which a word counts as pleasant or unpleasant; weaker ratings are near neutral.
  private static let emotionalValence = 1.0

  static let sentiment: [PassageMeasure] = [
    PassageMeasure(compoundMean, .english) { passage, _ in passage.meanOverSentences(\.compound) },
    PassageMeasure(compoundSpread, .english) { passage, _ in
      let scores = passage.sentences.compactMap(\.compound)
      return scores.count >= 5
        ? MeasuredValue(scores.sampleStandardDeviation, orMissing: .tooShort) : .missing(.tooShort)
    },
    PassageMeasure(negativeSentenceShare, .english) { passage, _ in
      passage.meanOverSentences { sentence in sentence.compound.map { $0 <= -0.05 ? 100 : 0 } }
    },
    PassageMeasure(selfCompoundMean, .english) { passage, _ in
      passage.meanOverSentences { $0.isAboutSelf ? $0.compound : nil }
    },
    PassageMeasure(positiveWordRate, .english) { passage, knowledge in
      .value(passage.per100Words { knowledge.valence(of: $0) >= emotionalValence })
    },
    PassageMeasure(negativeWordRate, .english) { passage, knowledge in
      .value(passage.per100Words { knowledge.valence(of: $0) <= -emotionalValence })
    },
  ]

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
      (\(languageWorks)).
      """,
    caution: lexiconCaution + """
       Long unpunctuated segments drive the score towards −1 or 1; compare only transcripts punctuated \
      the same way.
      """,
    trust: .checked)

  public static let compoundSpread = Measure(
    name: "language.sentiment.vader.compound.sd", title: "Sentiment, variation", modality: .language,
    unit: "1", lowerBound: 0, upperBound: 2,
    definition:
      "Standard deviation (divisor n − 1) of VADER's compound score over the participant's sentences.",
    minimumData: "50 words and 5 sentences.", source: "Hutto & Gilbert 2014, section 3, for the score.",
    depression: """
      None known for this number. Reactions to pleasant and unpleasant things are weaker in depression (Bylsma, \
      Morris & Rottenberg 2008, Clinical Psychology Review 28:676–691, a meta-analysis of laboratory studies), \
      which would lower it.
      """,
    caution: lexiconCaution + " Longer sentences lie further from 0, so it follows their length.",
    trust: .plausible)

  public static let negativeSentenceShare = Measure(
    name: "language.sentiment.vader.negative_sentences.share", title: "Unpleasant sentences",
    modality: .language, unit: "%", lowerBound: 0, upperBound: 100,
    definition:
      "Sentences with a VADER compound score of −0.05 or less, of all of the participant's sentences.",
    minimumData: "50 words and 5 sentences.",
    source: "Hutto & Gilbert 2014; −0.05 is their own limit between neutral and negative.",
    depression: "None known for this share; see the mean of the score.", caution: lexiconCaution,
    trust: .plausible)

  public static let selfCompoundMean = Measure(
    name: "language.sentiment.self.mean", title: "Sentiment when speaking of oneself", modality: .language,
    unit: "1", lowerBound: -1, upperBound: 1,
    definition: """
      Mean of VADER's compound score over those of the participant's sentences that hold a first person \
      singular (I, me, my, mine, myself).
      """,
    minimumData: "50 words and 5 such sentences.",
    source: "Hutto & Gilbert 2014 for the score; choice of sentences of this program.",
    depression: """
      Depressed people endorse and recall more unpleasant words about themselves (self-referent encoding: Dainer-\
      Best et al. 2018, Cognition and Emotion, direction only); not shown for free speech.
      """,
    caution: lexiconCaution + " ‘I think it was awful’ counts as speaking of oneself.", trust: .exploratory)

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
      (\(languageWorks)). In clinical \
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
      (\(languageWorks)). In clinical \
      interviews, N = 486, broad negative emotion went with anxiety and sadness with depression (Stade \
      2023, doi 10.1037/abn0000850).
      """,
    caution: lexiconCaution + " A bare ‘no’ is rated unpleasant (−1.2) and counts.",
    trust: .plausible)
}

extension SpokenSentence {
  var isAboutSelf: Bool { words.contains(where: WordClass.firstPersonSingular.contains) }
}
