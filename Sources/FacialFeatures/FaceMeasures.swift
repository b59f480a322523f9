public import SignalCore

/// What is measured from the participant's face.
public enum FaceMeasures {
  /// Every measure: of the whole session, and where it makes sense while speaking and while listening.
  public static let all: [Measure] = families.flatMap(\.measures)

  static let families: [FaceMeasureFamily] =
    [coverage] + expression + smiles + actions + eyes + gaze + head + mouth

  /// Texts several measures share.
  enum Text {
    static let blendshapes =
      "Channels: mediapipe blendshape network, Grishchenko et al. 2023, arXiv 2309.05782."
    static let mesh = "Landmarks of the mediapipe face mesh, Kartynnik et al. 2019, arXiv 1907.06724."
    static let pose = """
      Head pose: weighted Procrustes fit of mediapipe's canonical face under perspective, camera of 63° \
      vertical field of view; similarity fit as Umeyama 1991, IEEE TPAMI 13:376–380.
      """
    static let proxies = """
      Action units: Ekman, Friesen & Hager 2002, Facial Action Coding System; the proxies are this program's.
      """
    static let notCoded = """
      The proxies are estimates from landmarks and a blendshape network, not FACS coding, and some of the \
      actions are followed poorly. The person's neutral face is found in the same recording: of somebody who \
      hardly ever shows it, the values are too low.
      """
    static let girard = "Girard et al. 2014 (Image and Vision Computing 32:641–647)"
    static let fiquer = """
      Among 100 depressed outpatients and 83 controls, patients smiled and made eye contact less often, and \
      frowned, cried and lowered head and lips more often; none of it was related to severity or changed with \
      treatment (Fiquer et al. 2018, Journal of Affective Disorders 238:636–644).
      """
    static let smileEvent = """
      A smile is a time in which the proxy smile_p (action unit 12, guarded against the mouth of crying), \
      averaged over 0.2 s, is at least 0.15 and reaches 0.3, for at least 0.5 s; pictures up to 0.3 s apart are \
      joined by straight lines, and a longer gap ends what is seen of a smile.
      """
  }

  static let coverage = FaceMeasureFamily(
    name: "face.coverage.seconds", title: "Face in view", unit: "s", lowerBound: 0,
    needs: .init(source: .face, seconds: 0), parts: .each,
    definition: """
      Seconds between the first and the last picture of every stretch that shows the participant's face with \
      no gap over 0.3 s, added up. Frozen pictures do not count.
      """,
    source: "This program's.",
    depression: "None: it says how much the other face measures rest on.",
    caution: "Turning away, a hand before the face and a poor picture shorten it.",
    trust: .checked,
    compute: { data, covered in data.face.seconds(in: covered) })
}
