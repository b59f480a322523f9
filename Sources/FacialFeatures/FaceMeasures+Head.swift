extension FaceMeasures {
  static let head: [FaceMeasureFamily] = [
    headPitchMean, headYawSpread, headRange, headMovement, headStillness,
    swings("face.head.nod_rate", "Nods per minute", "pitch (up and down)", "yaw", nodDepression) {
      $0.nods
    },
    swings(
      "face.head.shake_rate", "Shakes of the head per minute", "yaw (side to side)", "pitch", shakeDepression
    ) {
      $0.shakes
    },
  ]

  private static let slowerHead = """
    Amplitude and velocity of head motion were smaller when symptoms were severe (\(Text.girard)); movements \
    were slower and position changed less in depressed patients (Alghowinem et al. 2013, ACII, 283–288). Effect \
    sizes are not known for this measure.
    """

  private static let headPitchMean = FaceMeasureFamily(
    name: "face.head.pitch.mean", title: "Head raised or lowered, mean", unit: "deg", lowerBound: -90,
    upperBound: 90, needs: .init(source: .head, seconds: 10, framesPerSecond: 2), parts: .each,
    definition: """
      Mean, over the pictures with the face, of the angle by which the face points above (positive) or below \
      (negative) the camera's axis.
      """,
    source: Text.pose,
    depression: """
      Depressed patients looked down for longer in interviews (Alghowinem et al. 2013, ACII, 283–288) and \
      lowered the head more often than controls (Fiquer et al. 2018, Journal of Affective Disorders \
      238:636–644). The effect size for the mean angle is not known.
      """,
    caution: """
      The camera's height and tilt shift the whole value: compare only recordings made alike. Faces differ \
      from the average face the angle is measured against.
      """,
    trust: .plausible,
    compute: { data, covered in data.headSeries?.mean(0, in: covered).map { $0 * 180 / .pi } })

  private static let headYawSpread = FaceMeasureFamily(
    name: "face.head.yaw.sd", title: "Head turning, variation", unit: "deg", lowerBound: 0, upperBound: 180,
    needs: .init(source: .head, seconds: 10, framesPerSecond: 2), parts: .each,
    definition: """
      Standard deviation (divisor n − 1), over the pictures with the face, of the angle by which the face is \
      turned to the side.
      """,
    source: Text.pose, depression: slowerHead,
    caution: "Grows with turning to things or people beside the camera. Profiles are often not found at all.",
    trust: .plausible,
    compute: { data, covered in
      data.headSeries?.values(1, in: covered).sampleStandardDeviation.map { $0 * 180 / .pi }
    })

  private static let headRange = FaceMeasureFamily(
    name: "face.head.range", title: "Range of head positions", unit: "deg", lowerBound: 0, upperBound: 360,
    needs: .init(source: .head, framesPerSecond: 5), parts: .each,
    definition: """
      Quarter-second means of pitch and of yaw; of each the span from the 5th to the 95th percentile; mean of \
      both spans.
      """,
    source: "This program's. \(Text.pose)", depression: slowerHead,
    caution: "One change of posture widens it as much as lively movement all along.", trust: .plausible,
    compute: { data, covered in data.head?.range(in: covered) })

  private static let speedNeeds = FaceMeasureFamily.Needs(
    source: .head, seconds: 5, framesPerSecond: 5, steadyHead: true)
  private static let stepText = """
    Pitch, yaw and roll are averaged in each quarter second of a stretch with no gap over 0.3 s, and the angle \
    of the single rotation from each such mean to the next is taken.
    """

  private static let headMovement = FaceMeasureFamily(
    name: "face.head.movement", version: 2, title: "Head movement, mean speed", unit: "deg/s",
    lowerBound: 0, needs: speedNeeds, parts: .each,
    definition: """
      \(stepText) The angles of steps at 3° a second or faster are added up and divided by the time of all \
      steps, so that trembling landmarks of a still head add nothing.
      """,
    source: "This program's. \(Text.pose)", depression: slowerHead,
    caution: "Camera shake counts as movement. Nodding faster than twice a second is partly averaged away.",
    trust: .plausible, compute: { data, covered in data.head?.meanSpeed(in: covered) })

  private static let headStillness = FaceMeasureFamily(
    name: "face.head.still_share", title: "Time with a still head", unit: "%", lowerBound: 0,
    upperBound: 100, needs: speedNeeds, parts: .each,
    definition: "\(stepText) Share of the steps' time in which the head turns by less than 3° a second.",
    source: "This program's. \(Text.pose)", depression: slowerHead,
    caution: "Movement without turning, as when leaning forward, counts as stillness.", trust: .plausible,
    compute: { data, covered in data.head?.stillShare(in: covered).map { 100 * $0 } })

  private static let nodDepression = """
    Nodding marked recovery in 11 inpatients followed from depression (Schelde 1998, Journal of Nervous and \
    Mental Disease 186:133–140). Nodding in agreement grew with improvement in 40 patients (Fiquer, Boggio & \
    Gorenstein 2013, Journal of Affective Disorders 150:1114–1119). Effect sizes are not known.
    """
  private static let shakeDepression = "No published effect known."

  private static func swings(
    _ name: String, _ title: String, _ along: String, _ across: String, _ depression: String,
    _ runs: @escaping @Sendable (HeadSummary) -> [HeadSwings.Run]
  ) -> FaceMeasureFamily {
    FaceMeasureFamily(
      name: name, title: title, unit: "1/min", lowerBound: 0, upperBound: 300,
      needs: .init(source: .head, seconds: 60), parts: .each,
      definition: """
        Runs of two or more swings of the head's \(along), averaged over 0.1 s, over the minutes with the face \
        in view. A swing goes 3° or more from one turning point to the next; the middle 80 % of its way take no \
        longer than those of half a wave of 0.5 Hz (0.59 s), and two swings of a run are no more than 0.5 s \
        apart. Over the run, the head moves further this way than in \(across). A run belongs to the time in \
        which it begins.
        """,
      source: """
        This program's rule; to-and-fro movement as a sign of yes and no: Hadar, Steiner & Rose 1985, Journal \
        of Nonverbal Behavior 9:214–228. \(Text.pose)
        """,
      depression: depression,
      caution: """
        A movement of the head with the beat of the own speech counts like a nod: compare while listening. At \
        10 pictures a second, swings faster than 3 Hz are flattened and may be missed; from 20 on they are seen \
        up to 5 Hz. What a nod means differs between cultures.
        """,
      trust: .exploratory,
      compute: { data, covered in
        guard let series = data.headSeries, let head = data.head else { return nil }
        return 60 * Double(runs(head).count { covered.contains($0.startSeconds) })
          / series.seconds(in: covered)
      })
  }
}
