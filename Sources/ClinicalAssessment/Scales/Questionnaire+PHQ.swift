extension Questionnaire {
  private static let symptomNames = [
    "interest", "mood", "sleep", "energy", "appetite", "self-worth", "concentration", "psychomotor", "death",
  ]

  private static let depressionBands: [(Double, String)] = [
    (0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately severe"), (20, "severe"),
  ]

  private static let twoMissing =
    "NHS Data Dictionary, Patient Health Questionnaire-9: the mean of the answered items may stand for one or two "
    + "missing ones; with more the form is disregarded"

  /// PHQ-9: 0 to 27.
  public static let phq9 = Questionnaire(
    code: "phq9", name: "PHQ-9",
    purpose:
      "Filled in by the patient: how often nine symptoms of depression bothered them in the last two weeks.",
    source: "Kroenke, Spitzer & Williams 2001, J. Gen. Intern. Med. 16: 606–613",
    items: QuestionnaireItem.list(symptomNames, 0...3),
    safetyItem: SafetyItem(number: 9, promptsFrom: 1), hasSyndromeAlgorithm: true,
    bands: BandScheme(source: "Kroenke, Spitzer & Williams 2001", depressionBands),
    cutOffs: [
      CutOff(
        atLeast: 10,
        source:
          "Kroenke, Spitzer & Williams 2001: sensitivity 0.88, specificity 0.88 in 580 patients with 41 cases; "
          + "Levis et al. 2019, BMJ: 0.88 (0.83–0.92) and 0.85 (0.82–0.88) against semi-structured interviews"
      )
    ],
    remissionRules: [
      RemissionRule(atMost: 4, source: "below 5, the lowest band of Kroenke, Spitzer & Williams 2001"),
      RemissionRule(
        atMost: 9,
        source: "below 10, “recovered” in the English NHS Talking Therapies programme (with GAD-7 below 8)"),
    ],
    missingItems: .prorated(atMost: 2, source: twoMissing))

  /// PHQ-8: the PHQ-9 without the item about death; 0 to 24.
  public static let phq8 = Questionnaire(
    code: "phq8", name: "PHQ-8",
    purpose: "The PHQ-9 without its item about death. It does not ask about suicide.",
    source: "Kroenke et al. 2009, J. Affect. Disord. 114: 163–173",
    items: QuestionnaireItem.list(symptomNames.dropLast(), 0...3), hasSyndromeAlgorithm: true,
    bands: BandScheme(source: "Kroenke et al. 2009", depressionBands),
    cutOffs: [CutOff(atLeast: 10, source: "Kroenke et al. 2009")],
    remissionRules: [RemissionRule(atMost: 4, source: "below 5, the lowest band, as for the PHQ-9")],
    missingItems: .prorated(atMost: 2, source: twoMissing + "; taken over from the PHQ-9"))

  /// PHQ-2: the first two items of the PHQ-9; 0 to 6.
  public static let phq2 = Questionnaire(
    code: "phq2", name: "PHQ-2",
    purpose:
      "The first two items of the PHQ-9, to decide whether to ask the rest. It does not ask about suicide.",
    source: "Kroenke, Spitzer & Williams 2003, Med. Care 41: 1284–1292",
    items: QuestionnaireItem.list(Array(symptomNames.prefix(2)), 0...3),
    bands: BandScheme(
      source: "the cut-off of Kroenke, Spitzer & Williams 2003", [(0, "negative"), (3, "positive")]),
    otherBands: [
      BandScheme(source: "the lower cut-off in Arroll et al. 2010", [(0, "negative"), (2, "positive")])
    ],
    cutOffs: [
      CutOff(atLeast: 3, source: "Kroenke, Spitzer & Williams 2003"),
      CutOff(
        atLeast: 2,
        source: "Arroll et al. 2010, Ann. Fam. Med.: sensitivity 0.86, specificity 0.78 in 2,642 patients, "
          + "against 0.61 and 0.92 at 3"),
    ])

  /// GAD-7: 0 to 21.
  public static let gad7 = Questionnaire(
    code: "gad7", name: "GAD-7",
    purpose:
      "Filled in by the patient: how often seven symptoms of anxiety bothered them in the last two weeks.",
    source: "Spitzer, Kroenke, Williams & Löwe 2006, Arch. Intern. Med. 166: 1092–1097",
    items: QuestionnaireItem.list(
      [
        "nervousness", "control of worry", "extent of worry", "relaxation", "restlessness", "irritability",
        "fear",
      ],
      0...3),
    bands: BandScheme(
      source: "Spitzer et al. 2006", [(0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")]),
    cutOffs: [
      CutOff(atLeast: 10, source: "Spitzer et al. 2006"),
      CutOff(atLeast: 8, source: "the English NHS Talking Therapies programme"),
    ],
    remissionRules: [
      RemissionRule(
        atMost: 7,
        source: "below 8, “recovered” in the English NHS Talking Therapies programme (with PHQ-9 below 10)")
    ])
}
