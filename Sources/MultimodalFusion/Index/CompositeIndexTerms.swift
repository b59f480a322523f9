internal import SignalCore

extension CompositeIndex {
  /// Every term, in the order in which contributions are added. Weights are not fitted: see `IndexTerm.Evidence`.
  public static let terms: [IndexTerm] = speechTerms + languageTerms + faceTerms

  /// The published evidence and the measure are seldom the same thing: this stands for every term.
  public static let caution = """
    The studies used other definitions, other tasks and other people than this program. Effects are averages of \
    groups; signs overlap, and none is specific to depression. Weights are a convention and were fitted to no data.
    """

  static let speechTerms = [
    IndexTerm(
      measure: "speech.pitch.f0.sd_semitones", turnMeasure: "speech.pitch.f0.sd_semitones",
      title: "Pitch variability", modality: .speech, direction: .lower, evidence: .weak,
      effect: "Reduced variability of pitch (monotony) is described; no pooled size known.",
      source: "Review: Cummins et al. 2015, Speech Communication 71:10–49",
      contrary: "Studies disagree (same review)."),
    IndexTerm(
      measure: "speech.timing.speech_rate", turnMeasure: "speech.timing.speech_rate",
      title: "Speech rate", modality: .speech, direction: .lower, evidence: .repeated,
      effect: "Lower than in controls and related to HAMD-17 in 241 people; coefficients not read.",
      source: "Yamamoto et al. 2020, doi 10.1371/journal.pone.0238726",
      contrary: "None read; age, language and task move it as much."),
    IndexTerm(
      measure: "speech.timing.pause_share", turnMeasure: "speech.timing.pause_share",
      title: "Share of pauses in speech", modality: .speech, direction: .higher, evidence: .repeated,
      effect: """
        Pause time longer than in controls and related to HAMD-17 in 241 people; a factor of pauses went with \
        retardation, r = −.67, in 28 patients.
        """,
      source: """
        Yamamoto et al. 2020, doi 10.1371/journal.pone.0238726; Bouhuys & Mulder-Hajonides van der Meulen 1984, \
        J. Communication Disorders 17:277–288
        """,
      contrary: """
        Pause time in counting did not differ between 28 patients and 13 controls (Nilsonne 1988, Acta \
        Psychiatrica Scandinavica 77:253–263).
        """),
    IndexTerm(
      measure: "speech.conversation.response_latency.median", turnMeasure: "speech.conversation.turn.latency",
      title: "Response latency", modality: .speech, direction: .higher, evidence: .repeated,
      effect: """
        Pauses before answers were longer in 28 patients than in 13 controls (size not read); switching pauses \
        went with pauses inside turns in one factor in 28 patients.
        """,
      source: """
        Nilsonne 1988, Acta Psychiatrica Scandinavica 77:253–263; Bouhuys & Mulder-Hajonides van der Meulen \
        1984, J. Communication Disorders 17:277–288
        """,
      contrary: "The factor went with severity only under certain conditions; the interviewer moves it too."),
    IndexTerm(
      measure: "speech.formant.vowel_space_area", turnMeasure: "speech.formant.vowel_space_area",
      title: "Vowel space", modality: .speech, direction: .lower, evidence: .weak,
      effect: "A smaller vowel space was reported; no pooled size known.",
      source: "Scherer et al. 2016, IEEE Trans. Affective Computing 7:59–73",
      contrary: "None read; one group of authors."),
  ]

  private static let languageMetaAnalysis =
    "‘Linguistic features in depression: a meta-analysis’ (Language Works, 26 papers)"

  static let languageTerms = [
    IndexTerm(
      measure: "language.pronoun.first_person_singular.rate",
      turnMeasure: "language.turn.pronoun.first_person_singular.rate",
      title: "I, me, my", modality: .language, direction: .higher, evidence: .pooled(correlation: 0.13),
      effect: "r = .13 [.10, .16], 21 samples, N = 3,758; r = .10 [.07, .13], N = 4,754.",
      source: """
        Edwards & Holtzman 2017, J. Research in Personality 68:63–68; Tackman et al. 2019, doi \
        10.1037/pspp0000187
        """,
      contrary: """
        Mostly shared with negative emotionality in general and not found for possessives (Tackman 2019); 62 \
        Romanian patients and 43 controls differed in the plural instead (Trifu 2024, doi \
        10.3389/fpsyg.2024.1355734).
        """),
    IndexTerm(
      measure: "language.sentiment.vader.negative_words.rate",
      turnMeasure: "language.turn.sentiment.negative_words.rate",
      title: "Negative words", modality: .language, direction: .higher, evidence: .pooled(correlation: 0.12),
      effect: "With other word lists r = .12 with severity; patients against controls d = .72.",
      source: languageMetaAnalysis,
      contrary: """
        In clinical interviews, N = 486, broad negative emotion went with anxiety rather than depression (Stade \
        2023, doi 10.1037/abn0000850).
        """),
    IndexTerm(
      measure: "language.sentiment.vader.positive_words.rate",
      turnMeasure: "language.turn.sentiment.positive_words.rate",
      title: "Positive words", modality: .language, direction: .lower, evidence: .pooled(correlation: -0.21),
      effect: "With other word lists r = −.21 with severity; patients against controls d = −.38.",
      source:
        "\(languageMetaAnalysis); same direction in interviews, N = 486 (Stade 2023, doi 10.1037/abn0000850)",
      contrary: "None read; politeness and the topic asked about move it."),
    IndexTerm(
      measure: "language.absolutist.rate", turnMeasure: "language.turn.absolutist.rate",
      title: "Absolutist words", modality: .language, direction: .higher, evidence: .weak,
      effect: "Forums on anxiety and depression against control forums: d > 3.14.",
      source: "Al-Mosaiwi & Johnstone 2018, Clinical Psychological Science 6:529–542",
      contrary: "Compares whole forums, not people: nothing of that size can be expected in an interview."),
    IndexTerm(
      measure: "language.topic.sadness.rate", turnMeasure: nil,
      title: "Words of sadness", modality: .language, direction: .higher, evidence: .repeated,
      effect: "With other lists specific to depression in interviews, N = 486; groups differed, N = 53.",
      source: "Stade 2023, doi 10.1037/abn0000850; Corbin 2023, doi 10.1016/j.jadr.2023.100645",
      contrary: "None read; being asked about mood makes everybody say them."),
  ]

  static let faceTerms = [
    IndexTerm(
      measure: "face.expression.smile.share", turnMeasure: nil,
      title: "Time smiling", modality: .face, direction: .lower, evidence: .repeated,
      effect: """
        Action unit 12 less often at high severity through treatment; 100 outpatients smiled less often than 83 \
        controls. Sizes not known.
        """,
      source: """
        Girard et al. 2014, Image and Vision Computing 32:641–647; Fiquer et al. 2018, J. Affective Disorders \
        238:636–644
        """,
      contrary: """
        Distressed and other people smiled about as often to a virtual interviewer (Scherer et al. 2014, Image \
        and Vision Computing 32:648–658); no relation to severity in Fiquer 2018.
        """),
    IndexTerm(
      measure: "face.expression.smile.peak", turnMeasure: nil,
      title: "Strength of smiles", modality: .face, direction: .lower, evidence: .weak,
      effect: "Smiles were less intense in distressed people talking to a virtual interviewer.",
      source: "Scherer et al. 2014, Image and Vision Computing 32:648–658",
      contrary: "Distress was self-reported; one sample."),
    IndexTerm(
      measure: "face.expression.expressivity", turnMeasure: nil,
      title: "Facial expressivity", modality: .face, direction: .lower, evidence: .repeated,
      effect: """
        Facial actions reduced in 23 acutely depressed patients against 21 controls; weaker reactions to positive \
        (d = −0.53) and negative stimuli (d = −0.25) over 19 studies, expression among other responses.
        """,
      source: """
        Gaebel & Wölwer 2004, European Archives of Psychiatry 254:335–342; Bylsma et al. 2008, Clinical \
        Psychology Review 28:676–691
        """,
      contrary: "No effect is known for this spread itself."),
    IndexTerm(
      measure: "face.head.movement", turnMeasure: nil,
      title: "Head movement", modality: .face, direction: .lower, evidence: .repeated,
      effect: """
        Amplitude and velocity of head motion smaller when symptoms were severe; slower movements in depressed \
        patients. Sizes not known for this measure.
        """,
      source:
        "Girard et al. 2014, Image and Vision Computing 32:641–647; Alghowinem et al. 2013, ACII, 283–288",
      contrary: "Agitation, a sign of depression as well, would raise it."),
    IndexTerm(
      measure: "face.gaze.down_share", turnMeasure: nil,
      title: "Looking down", modality: .face, direction: .higher, evidence: .repeated,
      effect: """
        More downward gaze with self-reported depression; longer looking down in depressed people (head pose). \
        Sizes not known for this share.
        """,
      source: "Scherer et al. 2013, ICMI, 135–140; Alghowinem et al. 2013, ACII, 283–288",
      contrary: "None read; notes, screens and culture move it."),
    IndexTerm(
      measure: "face.gaze.away_share", turnMeasure: nil,
      title: "Looking away", modality: .face, direction: .higher, evidence: .weak,
      effect: "Less eye contact with the interviewer in depressed patients.",
      source: """
        Waxer 1974, J. Abnormal Psychology 83:319–322; Fiquer et al. 2018, J. Affective Disorders 238:636–644
        """,
      contrary: "Eye contact is not measured here: the share is taken against the person's own usual gaze."),
    IndexTerm(
      measure: "face.expression.brow_lowerer.share", turnMeasure: nil,
      title: "Frowning", modality: .face, direction: .higher, evidence: .weak,
      effect: "Frowning more frequent in 100 depressed outpatients than in 83 controls.",
      source: "Fiquer et al. 2018, J. Affective Disorders 238:636–644",
      contrary: "Distressed women frowned less, men more than others (Stratou et al. 2013, ACII, 147–152)."),
  ]

  /// Measures one might look for in the table, and why they are not in it.
  public static let leftOut = [
    LeftOutMeasure(
      measure: "speech.pitch.f0.median",
      reason: "No reliable difference: 1.82 Hz over six studies, p = .58 (meta-analysis of January 2026)."),
    LeftOutMeasure(
      measure: "speech.voice.jitter_local",
      reason: "Raised in some studies and not in others (Cummins et al. 2015); noise moves it more."),
    LeftOutMeasure(
      measure: "speech.voice.shimmer_local",
      reason: "Raised in some studies and not in others (Cummins et al. 2015); noise moves it more."),
    LeftOutMeasure(
      measure: "speech.voice.hnr_mean",
      reason: "Lower in some studies and not in others (Cummins et al. 2015); noise moves it more."),
    LeftOutMeasure(
      measure: "speech.intensity.median",
      reason: "Depends on microphone and distance; no effect known that holds across recordings."),
    LeftOutMeasure(
      measure: "speech.conversation.turn.length.median",
      reason: "Short answers are a clinical sign, but no effect is known for the length of turns itself."),
    LeftOutMeasure(
      measure: "language.sentences.length.mean",
      reason: "Shorter in one sample of 62 patients in another language; no pooled effect known."),
    LeftOutMeasure(
      measure: "face.eye.blink_rate",
      reason: "Higher in one sample, no difference in two others (Ebert et al. 1996; Alghowinem et al. 2013)."
    ),
    LeftOutMeasure(
      measure: "face.expression.lip_corner_depressor.share",
      reason: "Less at high severity in one study, more in another (Girard et al. 2014; Fiquer et al. 2018)."),
  ]
}
