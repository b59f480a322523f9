public import SignalCore

/// Who was in the picture, and how sure it is whose face was measured.
public enum FacePeopleMeasures {
  public static let all: [Measure] = [
    people, seenSeconds, otherSeconds, severalShare, identityConfidence, choiceConfidence,
  ]

  public static let people = Measure(
    name: "quality.face.people", title: "People seen", modality: .quality, unit: "1", lowerBound: 0,
    definition: """
      Number of people whose faces were seen for a second or more in one stretch. Stretches in which a face is \
      followed without a break are joined into people by the colours of cheeks, hair and upper body and by \
      place and size, where a probability of 0.8 or more results; stretches seen in one picture are never one \
      person.
      """,
    minimumData: "One picture.",
    source: """
      This program's. Colour histograms are compared by the distance of Comaniciu, Ramesh & Meer 2003, IEEE \
      TPAMI 25:564–577.
      """,
    depression: noMeaning,
    caution: """
      A person whose looks change, as by another light, can count twice, and pictures on a wall may count. No \
      network for recognising faces is used.
      """,
    trust: .exploratory)

  public static let seenSeconds = Measure(
    name: "quality.face.seen", title: "Participant's face in view", modality: .quality, unit: "s",
    lowerBound: 0,
    definition: """
      Pictures looked at in full that show the face taken for the participant's, times the median step between \
      such pictures (1 s at most).
      """,
    minimumData: "One picture with the face.",
    source: "This program's.",
    depression: noMeaning,
    caution: "Turning away, a hand before the face and a poor picture all lower it.",
    trust: .checked)

  public static let otherSeconds = Measure(
    name: "quality.face.other_seen", title: "Other faces in view", modality: .quality, unit: "s",
    lowerBound: 0,
    definition: """
      As quality.face.seen, added up over up to three other people, those seen longest; seconds of several at \
      once count for each.
      """,
    minimumData: "One picture.",
    source: "This program's.",
    depression: noMeaning,
    caution: "People in the background and pictures on a wall count.",
    trust: .plausible)

  public static let severalShare = Measure(
    name: "quality.face.several_share", title: "Pictures with several faces", modality: .quality, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: "Pictures looked at in full that show two faces or more, over all such pictures.",
    minimumData: "One picture.",
    source: "This program's.",
    depression: noMeaning,
    caution: """
      Faces newly in view are looked for once in three seconds where another is followed. Small, dark and \
      sideways faces are overlooked.
      """,
    trust: .plausible)

  public static let identityConfidence = Measure(
    name: "quality.face.identity_confidence", title: "One and the same person", modality: .quality, unit: "1",
    lowerBound: 0, upperBound: 1,
    definition: """
      Least of the probabilities with which stretches were joined into the participant's face, and of those \
      with which other stretches were kept apart from it. 1 for a face followed without a break and unlike all \
      others.
      """,
    minimumData: "One picture with the face.",
    source: "This program's.",
    depression: noMeaning,
    caution: """
      The probabilities rest on constants set by hand from about ten people in films of seconds and \
      photographs; they are not calibrated.
      """,
    trust: .exploratory)

  public static let choiceConfidence = Measure(
    name: "quality.face.participant_confidence", title: "It is the participant's face", modality: .quality,
    unit: "1", lowerBound: 0, upperBound: 1,
    definition: """
      Probability that the face measured is the participant's: 1 when named by the user. Else each mouth's \
      activity (logarithm of the mean speed of lip gap and jaw opening in half seconds) while the participant \
      alone speaks is compared with that while others do; the likelihoods of the standardised difference under \
      "participant", "interviewer" and "neither" become probabilities, with 0.9 beforehand that the \
      participant is in view. Where no face reaches 0.8, the largest that moves is taken with its own \
      probability.
      """,
    minimumData: "One picture with a face; 4 s of speech of either side for mouths to be compared.",
    source: "This program's.",
    depression: noMeaning,
    caution: """
      The expected difference (0.8 standard deviations) is set by hand and the probability not calibrated. It \
      knows nothing of errors in who speaks when.
      """,
    trust: .exploratory)

  /// A reading of every measure in `all`, in its order.
  /// - Parameter participant: `nil` when there is no face.
  public static func readings(of faces: GatheredFaces, participant: ParticipantFace?) -> [MeasureReading] {
    guard faces.pictures > 0 else { return missing(reason: .notRecorded) }
    let own = faces.faces.first { $0.identity == participant?.identity }
    let others = faces.faces.filter { $0.identity != participant?.identity }
    return [
      MeasureReading(people, .value(Double(faces.faces.count + faces.droppedPeople))),
      MeasureReading(seenSeconds, MeasuredValue(own?.seenSeconds, orMissing: .noFace)),
      MeasureReading(otherSeconds, .value(others.reduce(0) { $0 + $1.seenSeconds })),
      MeasureReading(
        severalShare, .value(100 * Double(faces.picturesWithSeveral) / Double(faces.pictures))),
      MeasureReading(identityConfidence, MeasuredValue(own?.identityConfidence, orMissing: .noFace)),
      MeasureReading(choiceConfidence, MeasuredValue(participant?.confidence, orMissing: .noFace)),
    ]
  }

  /// Every reading missing for one reason.
  public static func missing(reason: MissingReason) -> [MeasureReading] {
    all.map { MeasureReading($0, .missing(reason)) }
  }

  private static let noMeaning = "None: it says how far the face measures can be relied on."
}
