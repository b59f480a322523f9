import SignalCore

extension ConversationMeasures {
  static let unitLength = measure(
    "unit.length.mean", title: "Mean length of unit", unit: "s",
    definition: "Mean length of the participant's units, backchannels included. \(unitDefinition).",
    minimumData: "Five units.",
    source: "Goldman-Eisler 1968, Psycholinguistics (pauses of 0.25 s or more); the units are this program's",
    depression: """
      In 28 endogenously depressed patients shorter vocal activity went with longer pauses in one factor, \
      r = −.67 with retardation (Bouhuys & Mulder-Hajonides van der Meulen 1984, J. Communication Disorders \
      17:277–288). No effect size known for this measure.
      """,
    caution: """
      Follows how finely speech was detected or transcribed: segments that bridge pauses make long units. \
      Speech given to the wrong person changes it.
      """)

  // MARK: Pauses

  static let pauses = [pauseRate, pauseMean, pauseMedian, pauseShare]

  private static let pauseDefinition = """
    Pause: a silence between two units of one turn, 0.25 s or more and at most 3 s; a backchannel of the \
    other may fall into it. \(turnDefinition)
    """
  private static let pauseSource = """
    Goldman-Eisler 1968, Psycholinguistics (0.25 s); within-speaker silences in Heldner & Edlund 2010, J. \
    Phonetics 38:555–568. \(turnSource)
    """
  private static let pauseDepression = """
    Longer and more: pause time was longer than in controls and related to HAMD-17 in 241 people (Yamamoto \
    et al. 2020, doi 10.1371/journal.pone.0238726; coefficients not read). In 28 endogenously depressed \
    patients a factor of pauses went with retardation, r = −.67 (Bouhuys & Mulder-Hajonides van der Meulen \
    1984, J. Communication Disorders 17:277–288). Against it: pause time in counting did not differ between \
    28 depressed patients and 13 controls (Nilsonne 1988, Acta Psychiatrica Scandinavica 77:253–263).
    """
  private static let pauseCaution = """
    \(speakerCaution) Silences over 3 s end a turn and are not counted. Times of a transcript's segments \
    without word times hide pauses.
    """

  static let pauseRate = measure(
    "pause.rate", title: "Pauses within turns", unit: "1/min",
    definition: "Pauses per minute of the participant's turns. \(pauseDefinition).",
    minimumData: "10 s of turns.", source: pauseSource, depression: pauseDepression, caution: pauseCaution)

  static let pauseMean = measure(
    "pause.mean", title: "Mean pause within turns", unit: "s", from: 0.2,
    definition: "Mean length of pauses. \(pauseDefinition).",
    minimumData: "10 s of turns and three pauses.", source: pauseSource, depression: pauseDepression,
    caution: pauseCaution)

  static let pauseMedian = measure(
    "pause.median", title: "Median pause within turns", unit: "s", from: 0.2,
    definition: "Median length of pauses. \(pauseDefinition).",
    minimumData: "10 s of turns and three pauses.", source: pauseSource, depression: pauseDepression,
    caution: pauseCaution)

  static let pauseShare = measure(
    "pause.share", title: "Share of pauses within turns", unit: "1", to: 1,
    definition: "Total of pauses over the total of the participant's turns. \(pauseDefinition).",
    minimumData: "10 s of turns.", source: pauseSource, depression: pauseDepression, caution: pauseCaution)

  // MARK: Rates

  static let rates = [speechRate, articulationRate]

  private static let rateSource = """
    Speech rate with and articulation rate without pauses: Goldman-Eisler 1968, Psycholinguistics; counted in \
    words of the transcript, per turn, which is this program's choice. \(turnSource)
    """
  private static let rateDepression = """
    Slower: speech rate was lower than in controls and related to HAMD-17 in 241 people (Yamamoto et al. \
    2020, doi 10.1371/journal.pone.0238726; coefficients not read). No effect size known for words per turn.
    """
  private static let wordDefinition = """
    Words: those of the transcript with a letter or digit, fillers included; a word belongs to the turn its \
    middle lies in, or within 0.25 s of; words without times to the only turn their segment meets, and \
    turns that share such a segment with others are left out
    """
  private static let rateMinimum = """
    Five turns of 2 s or more whose words are known. Missing as not recorded when no turn's words are.
    """
  private static let rateCaution = """
    \(speakerCaution) Words differ in length between languages and topics; a recogniser drops words in noise \
    and most fillers.
    """

  static let speechRate = measure(
    "speech_rate.median", title: "Words per minute of turn", unit: "words/min",
    definition: """
      Median over the participant's turns of 2 s or more of words over the turn's time, pauses included. \
      \(wordDefinition). \(turnDefinition).
      """,
    minimumData: rateMinimum, source: rateSource, depression: rateDepression, caution: rateCaution)

  static let articulationRate = measure(
    "articulation_rate.median", title: "Words per minute without pauses", unit: "words/min",
    definition: """
      Median over the participant's turns of 2 s or more of words over the turn's time less its pauses of \
      0.25 s or more. \(wordDefinition). \(turnDefinition).
      """,
    minimumData: rateMinimum, source: rateSource, depression: rateDepression, caution: rateCaution)
}
