extension Questionnaire {
  /// BDI-II: 21 items of 0 to 3; 0 to 63.
  public static let bdi2 = Questionnaire(
    code: "bdi2", name: "BDI-II", aliases: ["bdiii", "bdi"],
    purpose: "Filled in by the patient: severity of depression over the last two weeks.",
    source: "Beck, Steer & Brown 1996, Manual for the Beck Depression Inventory-II",
    items: QuestionnaireItem.list(
      [
        "mood", "outlook", "failure", "enjoyment", "guilt", "punishment", "self-regard", "self-blame",
        "suicide",
        "tears", "restlessness", "interest", "decisions", "self-worth", "energy", "sleep", "irritability",
        "appetite", "concentration", "fatigue", "sexual interest",
      ], 0...3),
    safetyItem: SafetyItem(number: 9, promptsFrom: 1),
    bands: BandScheme(
      source: "Beck, Steer & Brown 1996", [(0, "minimal"), (14, "mild"), (20, "moderate"), (29, "severe")]))

  /// QIDS-SR16: nine domains of 0 to 3, three of them the worst of several items; 0 to 27.
  ///
  /// The form asks for item 6 *or* 7 (appetite fallen or risen) and 8 *or* 9 (weight fallen or risen): one answer
  /// of each pair is complete.
  public static let qids16 = Questionnaire(
    code: "qids16", name: "QIDS-SR16", aliases: ["qidssr16", "qidssr", "qids"],
    purpose: "Filled in by the patient: the nine criteria of major depression over the last week.",
    source: "Rush et al. 2003, Biol. Psychiatry 54: 573–583",
    items: QuestionnaireItem.list(
      [
        "falling asleep", "sleeping through", "early waking", "long sleep", "mood", "appetite fallen",
        "appetite risen", "weight fallen", "weight risen", "concentration", "self-worth", "death", "interest",
        "energy", "slowing", "restlessness",
      ], 0...3),
    parts: [
      ScorePart([[0], [1], [2], [3]]), ScorePart([[4]]), ScorePart([[5, 6], [7, 8]]), ScorePart([[9]]),
      ScorePart([[10]]), ScorePart([[11]]), ScorePart([[12]]), ScorePart([[13]]), ScorePart([[14], [15]]),
    ],
    safetyItem: SafetyItem(number: 12, promptsFrom: 1),
    bands: BandScheme(
      source: "Rush et al. 2003",
      [(0, "none"), (6, "mild"), (11, "moderate"), (16, "severe"), (21, "very severe")]),
    remissionRules: [RemissionRule(atMost: 5, source: "Rush et al. 2003, the lowest band")])

  /// SDS: 20 items of 1 to 4, ten of them reversed; the index is the sum times 1.25, 25 to 100.
  public static let sds = Questionnaire(
    code: "sds", name: "SDS", aliases: ["zung", "zungsds"],
    purpose: "Filled in by the patient: how much of the time twenty statements about depression hold.",
    source: "Zung 1965, Arch. Gen. Psychiatry 12: 63–70",
    items: QuestionnaireItem.list(
      [
        "mood", "mornings", "tears", "sleep", "appetite", "sexual interest", "weight", "digestion",
        "heartbeat",
        "fatigue", "clear mind", "ease of doing", "restlessness", "hope", "irritability", "decisions",
        "being needed",
        "full life", "death", "enjoyment",
      ], 1...4, reversed: [2, 5, 6, 11, 12, 14, 16, 17, 18, 20]),
    factor: 1.25,
    safetyItem: SafetyItem(number: 19, promptsFrom: 2),
    bands: BandScheme(
      source: "the index bands in general use after Zung; editions differ, compare your own form",
      [(25, "none"), (50, "mild"), (60, "moderate"), (70, "severe")]))
}
