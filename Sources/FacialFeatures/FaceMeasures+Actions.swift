extension FaceMeasures {
  static let actions: [FaceMeasureFamily] = [
    browLowererMean,
    share(
      "face.expression.brow_lowerer.share", "Time with lowered brows", column: 2, "4, lowered brows",
      depression: """
        Frowning was more frequent in 100 depressed outpatients than in 83 controls (Fiquer et al. 2018, \
        Journal of Affective Disorders 238:636–644). Against it: in one group talking to a virtual \
        interviewer, distressed women frowned less and distressed men more than others (Stratou et al. 2013, \
        ACII, 147–152).
        """,
      caution: "Concentration, glare and poor sight lower the brows too."),
    share(
      "face.expression.lip_corner_depressor.share", "Time with lowered lip corners", column: 10,
      "15, lowered lip corners",
      depression: """
        Action unit 15 was less frequent at high severity, not more (\(Text.girard)); lips down were more \
        frequent in patients than in controls (Fiquer et al. 2018, Journal of Affective Disorders 238:636–644).
        """,
      caution: "One of the actions followed worst."),
    share(
      "face.expression.lip_press.share", "Time with tightened or pressed lips", column: 13,
      "23, tightened lips, which takes in pressed lips (24)",
      depression: """
        In 66 depressed women watching films, mouth movements such as pressed and stretched lips were weaker \
        than in 46 controls (NeuroImage: Clinical 2023, 38:103380). No published effect known for this share.
        """,
      caution: "Beards and the lips' closing in speech (m, b, p) disturb it."),
    browAsymmetry,
  ]

  private static let browLowererMean = FaceMeasureFamily(
    name: "face.expression.brow_lowerer.mean", version: 2, title: "Lowered brows, mean", unit: "1",
    lowerBound: 0, upperBound: 1, needs: .init(source: .actions, interocularPixels: 40), parts: .each,
    definition: """
      Mean of the proxy of action unit 4, 0 at the person's neutral face, over the pictures with the face.
      """,
    source: "This program's. \(Text.proxies)",
    depression: """
      The muscle that lowers the brow was more active in depressed people during imagery (electromyography; \
      Schwartz et al. 1976, Science 192:489–491). No published effect known for this proxy.
      """,
    caution: "\(Text.notCoded) Glasses, fringes and the height of the camera change it.", trust: .exploratory,
    compute: { data, covered in data.actions?.mean(2, in: covered) })

  private static func share(
    _ name: String, _ title: String, column: Int, _ action: String, depression: String, caution: String
  ) -> FaceMeasureFamily {
    FaceMeasureFamily(
      name: name, title: title, unit: "%", lowerBound: 0, upperBound: 100,
      needs: .init(source: .actions, interocularPixels: 40), parts: .each,
      definition: """
        Share of the seconds with the face in view in which the proxy of action unit \(action), averaged over \
        0.2 s, is at least 0.15 and reaches 0.3, for at least 0.5 s.
        """,
      source: "This program's rule; \(Text.proxies)", depression: depression,
      caution: "\(Text.notCoded) \(caution)", trust: .exploratory,
      compute: { data, covered in
        data.actions.map {
          100 * EventLevels.action.events(in: $0, column: column).seconds(in: covered)
            / $0.seconds(in: covered)
        }
      })
  }

  private static let browAsymmetry = FaceMeasureFamily(
    name: "face.expression.brow.asymmetry", title: "Brows, left against right", unit: "1", lowerBound: -1,
    upperBound: 1, needs: .init(source: .browSides, interocularPixels: 40), parts: .session,
    definition: """
      Mean over the pictures with the face, and over action units 1, 2 and 4, of the proxy on the participant's \
      left less that on the right.
      """,
    source: "This program's.",
    depression: "No published effect known.",
    caution: """
      Faces are not even at rest; as the neutral face is taken off, this is movement alone. A head turned or \
      lit from one side shifts it. Mirrored video changes the sign.
      """,
    trust: .exploratory,
    compute: { data, covered in
      guard let sides = data.browSides else { return nil }
      let means = sides.columns.indices.compactMap { sides.mean($0, in: covered) }
      guard means.count == 6 else { return nil }
      return (means[0] - means[1] + means[2] - means[3] + means[4] - means[5]) / 3
    })
}
