public import SignalCore

/// What is measured from the participant's face.
public enum FaceMeasures {
  public static let all: [Measure] = [
    smileMean, smileSpread, browLowererMean, mouthOpeningMean, headPitchMean, headYawSpread, headMovement,
    blinkRate,
  ]

  public static let smileMean = Measure(
    name: "face.expression.smile.mean", title: "Smiling, mean", modality: .face, unit: "1",
    lowerBound: 0, upperBound: 1,
    definition: """
      Mean of the blendshape channels mouthSmileLeft and mouthSmileRight in each picture that shows the face, \
      averaged over these pictures.
      """,
    minimumData: "One picture with the face; minutes of conversation for a statement about a person.",
    source: """
      Channels: mediapipe blendshape network, Grishchenko et al. 2023, arXiv 2309.05782. The mean is this \
      program's.
      """,
    depression: """
      When symptoms were severe, patients followed through treatment showed fewer expressions with FACS action \
      unit 12, the smile (Girard et al. 2014, Image and Vision Computing 32:641–647), coded by FACS, not by this \
      channel. No published effect known for the channel itself.
      """,
    caution: """
      Not FACS coding. Crying and grimacing raise the channel: a crying face in a test recording read 0.91. \
      Speech, face shape and camera angle shift it, so compare a person with himself or herself.
      """,
    trust: .exploratory)

  public static let smileSpread = Measure(
    name: "face.expression.smile.sd", title: "Smiling, variation", modality: .face, unit: "1",
    lowerBound: 0, upperBound: 1,
    definition: """
      Standard deviation (divisor n − 1), over the pictures that show the face, of the mean of the channels \
      mouthSmileLeft and mouthSmileRight.
      """,
    minimumData: variationMinimum,
    source: """
      Channels: mediapipe blendshape network, Grishchenko et al. 2023, arXiv 2309.05782. The spread is this \
      program's.
      """,
    depression: """
      A face that moves little is part of psychomotor slowing. Fewer smiles at high severity are reported \
      (Girard et al. 2014, Image and Vision Computing 32:641–647); no published effect known for this spread.
      """,
    caution: "As for the mean: crying counts as smiling. Speaking moves the mouth's corners too.",
    trust: .exploratory)

  public static let browLowererMean = Measure(
    name: "face.expression.brow_lowerer.mean", title: "Lowered brows, mean", modality: .face, unit: "1",
    lowerBound: 0, upperBound: 1,
    definition: """
      Mean of the blendshape channels browDownLeft and browDownRight in each picture that shows the face, \
      averaged over these pictures.
      """,
    minimumData: "One picture with the face; minutes of conversation for a statement about a person.",
    source: """
      Channels: mediapipe blendshape network, Grishchenko et al. 2023, arXiv 2309.05782. The mean is this \
      program's.
      """,
    depression: """
      The muscle that lowers the brow was more active in depressed people during imagery (electromyography; \
      Schwartz et al. 1976, Science 192:489–491). No published effect known for this channel.
      """,
    caution: """
      Not FACS coding. The level differs between faces, and with glasses, fringes and the height of the \
      camera. How the face is cut from the picture moved single values by up to 0.15; it is cut in one way here.
      """,
    trust: .exploratory)

  public static let mouthOpeningMean = Measure(
    name: "face.mouth.opening.mean", title: "Mouth opening, mean", modality: .face, unit: "1", lowerBound: 0,
    definition: """
      Distance between the inner edges of upper and lower lip (landmarks 13 and 14) over the distance between \
      the outer eye corners (33 and 263), both as seen in the picture; mean over the pictures with the face.
      """,
    minimumData: "One picture with the face.",
    source: "This program's; landmarks of the mediapipe face mesh, Kartynnik et al. 2019, arXiv 1907.06724.",
    depression: "No published effect known.",
    caution: """
      Grows with the share of time the participant speaks. A head turned aside shortens the distance between \
      the eyes and so raises the ratio.
      """,
    trust: .plausible)

  public static let headPitchMean = Measure(
    name: "face.head.pitch.mean", title: "Head raised or lowered, mean", modality: .face, unit: "deg",
    lowerBound: -90, upperBound: 90,
    definition: """
      Mean, over the pictures with the face, of the angle by which the face points above (positive) or below \
      (negative) the camera's axis.
      """,
    minimumData: "One picture with the face.",
    source: """
      Weighted Procrustes fit of mediapipe's canonical face under perspective, camera of 63° vertical field of \
      view; similarity fit as Umeyama 1991, IEEE TPAMI 13:376–380.
      """,
    depression: """
      Depressed patients looked down for longer in interviews (Alghowinem et al. 2013, ACII, 283–288). The \
      effect size for the mean angle is not known.
      """,
    caution: """
      The camera's height and tilt shift the whole value: compare only recordings made alike. Faces differ \
      from the average face the angle is measured against.
      """,
    trust: .plausible)

  public static let headYawSpread = Measure(
    name: "face.head.yaw.sd", title: "Head turning, variation", modality: .face, unit: "deg", lowerBound: 0,
    upperBound: 180,
    definition: """
      Standard deviation (divisor n − 1), over the pictures with the face, of the angle by which the face is \
      turned to the side.
      """,
    minimumData: variationMinimum,
    source: """
      Weighted Procrustes fit of mediapipe's canonical face under perspective, camera of 63° vertical field of \
      view; similarity fit as Umeyama 1991, IEEE TPAMI 13:376–380.
      """,
    depression: """
      The amplitude of head motion was smaller when symptoms were severe (Girard et al. 2014, Image and Vision \
      Computing 32:641–647).
      """,
    caution: "Grows with turning to things or people beside the camera. Profiles are often not found at all.",
    trust: .plausible)

  public static let headMovement = Measure(
    name: "face.head.movement", title: "Head movement, mean speed", modality: .face, unit: "deg/s",
    lowerBound: 0,
    definition: """
      Pitch, yaw and roll are averaged in each quarter second of a stretch in which the face is seen without a \
      gap over 0.3 s. The angles of the single rotations from each such mean to the next are added up and \
      divided by the time between them.
      """,
    minimumData: "2 s compared, at 5 pictures a second or more.",
    source: "This program's; head pose as for face.head.pitch.mean.",
    depression: """
      Head velocity was lower when symptoms were severe (Girard et al. 2014, Image and Vision Computing \
      32:641–647); movements were slower in depressed patients (Alghowinem et al. 2013, ACII, 283–288).
      """,
    caution: """
      Landmarks tremble at rest, more in small, dark or compressed pictures: a still head does not read 0. \
      Camera shake counts as movement. Nodding faster than twice a second is partly averaged away.
      """,
    trust: .plausible)

  public static let blinkRate = Measure(
    name: "face.eye.blink_rate", title: "Blinks per minute", modality: .face, unit: "1/min", lowerBound: 0,
    upperBound: 400,
    definition: """
      Blinks over the watched time. Eye closure is the mean of the channels eyeBlinkLeft and eyeBlinkRight. A \
      blink is a moment at which closure is highest within 0.15 s to either side and lies at least 0.2 above \
      some value in the 0.4 s before and some value in the 0.4 s after. Watched is every stretch in which the \
      face is seen without a gap over 0.3 s, less 0.4 s at either end.
      """,
    minimumData: "30 s watched, at 15 pictures a second or more (lowQuality below that rate).",
    source: """
      This program's peak rule; channels of the mediapipe blendshape network, Grishchenko et al. 2023, arXiv \
      2309.05782. Three minutes or more are advised for rates (the usual value is about 17 a minute at rest: \
      Bentivoglio et al. 1997, Movement Disorders 12:1028–1034).
      """,
    depression: """
      Higher in 23 depressed patients than in matched controls, falling towards normal with improvement, apart \
      from medication (Mackintosh, Kumar & Kitamura 1983, British Journal of Psychiatry 143:55–57).
      """,
    caution: """
      Not compared with blinks counted by people here. Quick glances down can count; at 15 to 25 pictures a \
      second the briefest blinks are missed. Talking, reading, dry air, lenses and antipsychotics change the \
      rate more than mood may.
      """,
    trust: .exploratory)

  private static let variationMinimum =
    "10 pictures with the face and 2 s of face without a gap over 0.3 s, in all."
}
