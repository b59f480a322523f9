extension FaceMeasures {
  static let expression: [FaceMeasureFamily] = [
    expressivity(
      "face.expression.expressivity", "Facial expressivity", FaceTrackName.allActions,
      "the proxies of action units 1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20 and 23"),
    expressivity(
      "face.expression.expressivity.upper", "Facial expressivity, upper face", FaceTrackName.upperActions,
      "the proxies of action units 1, 2, 4, 5, 6 and 7"),
    expressivity(
      "face.expression.expressivity.lower", "Facial expressivity, lower face", FaceTrackName.lowerActions,
      "the proxies of action units 9, 10, 12, 14, 15, 17, 20 and 23"),
    movementMean, movementSpread, expressivityTrend,
  ]

  private static let slowPart = """
    For each, the variance between half-second means is taken, less the variance such means would have from \
    the changes within half seconds alone (trembling, speech), never below 0; its root is the standard \
    deviation of what changes slowly.
    """

  private static func expressivity(
    _ name: String, _ title: String, _ columns: Range<Int>, _ which: String
  ) -> FaceMeasureFamily {
    FaceMeasureFamily(
      name: name, title: title, unit: "1", lowerBound: 0, upperBound: 1,
      needs: .init(source: .actions, interocularPixels: 40), parts: .each,
      definition: """
        Mean of the standard deviations of \(which), each 0 to 1 with 0 at the person's neutral face. \
        \(slowPart)
        """,
      source: """
        This program's. Components of variance: Searle, Casella & McCulloch 1992, Variance Components, \
        chapter 3. \(Text.proxies)
        """,
      depression: """
        Facial actions in an emotional interview were reduced in 23 acutely depressed patients as against 21 \
        controls, most in the upper face and among signs of positive emotion (FACS; Gaebel & Wölwer 2004, \
        European Archives of Psychiatry 254:335–342). Reactions to positive and, less so, to negative stimuli \
        are weaker in major depression (d = −0.53 and −0.25 over 19 studies, expression among other responses; \
        Bylsma et al. 2008, Clinical Psychology Review 28:676–691). No published effect known for this spread.
        """,
      caution: """
        \(Text.notCoded) It grows with the length and liveliness of the talk, and does not tell kinds of \
        expression apart. Reduced in schizophrenia and Parkinson's disease too.
        """,
      trust: .exploratory,
      compute: { data, covered in
        data.windows.flatMap { $0.slowSpread(columns: columns, $0.selected(covered)) }
      })
  }

  private static let changeText = """
    From each half second to the next, the root mean square over 14 action unit proxies (as for \
    face.expression.expressivity) of the change of their means, less the change their trembling within half \
    seconds would give, per second.
    """

  private static let movementMean = FaceMeasureFamily(
    name: "face.expression.movement.mean", title: "Facial movement, mean", unit: "1/s", lowerBound: 0,
    needs: .init(source: .actions, interocularPixels: 40), parts: .each,
    definition: "\(changeText) Mean over the session.",
    source: "This program's. \(Text.proxies)",
    depression: """
      Velocity and acceleration of facial and head movement carried the information on severity in recordings \
      through treatment (Kacem et al. 2018, IEEE FG, 739–745); no size is known for this mean. \
      No mouth and no eye region movements were among the markers of depression in 11 inpatients followed to \
      recovery (Schelde 1998, Journal of Nervous and Mental Disease 186:133–140).
      """,
    caution: """
      \(Text.notCoded) Changes within half a second, such as those of speech, are mostly left out.
      """,
    trust: .exploratory,
    compute: { data, covered in
      data.windows?.changesPerSecond(columns: FaceTrackName.allActions, in: covered).mean
    })

  private static let movementSpread = FaceMeasureFamily(
    name: "face.expression.movement.sd", title: "Facial movement, variation", unit: "1/s", lowerBound: 0,
    needs: .init(source: .actions, interocularPixels: 40), parts: .each,
    definition: "\(changeText) Standard deviation (divisor n − 1) over the session.",
    source: "This program's. \(Text.proxies)",
    depression: """
      Variability of expression and movement told distressed people talking to a virtual interviewer from \
      others better when men and women were looked at apart (Stratou et al. 2013, ACII, 147–152). No size is \
      known for this measure.
      """,
    caution: "As for the mean: few strong movements and many weak ones can give one value.",
    trust: .exploratory,
    compute: { data, covered in
      data.windows?.changesPerSecond(columns: FaceTrackName.allActions, in: covered).sampleStandardDeviation
    })

  private static let expressivityTrend = FaceMeasureFamily(
    name: "face.expression.expressivity.trend", title: "Facial expressivity, change over the session",
    unit: "1/10min",
    needs: .init(
      source: .actions, seconds: 150, interocularPixels: 40,
      also: "Five minutes with at least 30 s of face in each"),
    parts: .session,
    definition: """
      The expressivity of each minute, counted from the first picture with the face, and of these the median \
      slope over all pairs of minutes, per ten minutes.
      """,
    source: "Theil 1950; Sen 1968, Journal of the American Statistical Association 63:1379–1389.",
    depression: "No published effect known.",
    caution: "Follows the topics of the talk; few minutes make it unsteady.",
    trust: .exploratory,
    compute: { data, _ in
      guard let series = data.actions, let windows = data.windows else { return nil }
      return FaceTrend.slopePerTenMinutes(series) {
        windows.slowSpread(columns: FaceTrackName.allActions, windows.selected($0))
      }
    })
}
