extension Questionnaire {
  /// HAM-D, 17 items: 0 to 52. Nine items run from 0 to 4, eight from 0 to 2.
  public static let hamd17 = Questionnaire(
    code: "hamd17", name: "HAM-D17", aliases: ["hamd", "hdrs17", "hdrs", "hrsd17", "hrsd", "hamilton"],
    purpose: "Rated by a clinician in an interview: severity of depression over the last week.",
    source:
      "Hamilton 1960, J. Neurol. Neurosurg. Psychiatry 23: 56–62; item ranges as in the form of 0 to 52 points",
    items: hamiltonItems,
    safetyItem: SafetyItem(number: 3, promptsFrom: 1),
    bands: BandScheme(
      source: "Zimmerman et al. 2013, J. Affect. Disord.",
      [(0, "none"), (8, "mild"), (17, "moderate"), (24, "severe")]),
    otherBands: [
      BandScheme(
        source:
          "American Psychiatric Association, Handbook of Psychiatric Measures 2000; used in NICE guideline 90",
        [(0, "none"), (8, "mild"), (14, "moderate"), (19, "severe"), (23, "very severe")])
    ],
    remissionRules: [
      RemissionRule(atMost: 7, source: "Frank et al. 1991, Arch. Gen. Psychiatry 48: 851–855")
    ])

  private static let hamiltonItems: [QuestionnaireItem] = [
    ("mood", 4), ("guilt", 4), ("suicide", 4), ("falling asleep", 2), ("sleeping through", 2),
    ("early waking", 2),
    ("work and activities", 4), ("slowing", 4), ("agitation", 4), ("anxiety in thought", 4),
    ("anxiety in the body", 4), ("appetite", 2), ("bodily energy", 2), ("sexual interest", 2),
    ("worry about health", 4), ("weight", 2), ("insight", 2),
  ].enumerated().map { index, item in
    QuestionnaireItem(number: index + 1, name: item.0, answers: 0...item.1, isReversed: false)
  }

  /// MADRS: ten items of 0 to 6; 0 to 60.
  public static let madrs = Questionnaire(
    code: "madrs", name: "MADRS",
    purpose: "Rated by a clinician in an interview: severity of depression, sensitive to change.",
    source: "Montgomery & Åsberg 1979, Br. J. Psychiatry 134: 382–389",
    items: QuestionnaireItem.list(
      [
        "sadness seen", "sadness told", "tension", "sleep", "appetite", "concentration", "initiative",
        "feeling",
        "pessimism", "suicide",
      ], 0...6),
    safetyItem: SafetyItem(number: 10, promptsFrom: 1),
    bands: BandScheme(
      source: "Snaith et al. 1986, Br. J. Psychiatry 148: 599–601",
      [(0, "none"), (7, "mild"), (20, "moderate"), (35, "severe")]),
    remissionRules: [
      RemissionRule(atMost: 10, source: "the limit most trials use; others use 12, or 9")
    ])
}
