extension FaceMeasures {
  static let mouth: [FaceMeasureFamily] = [mouthOpeningMean, mouthMovement, mouthRatio, synchrony]

  private static let openingText = """
    Distance between the inner edges of upper and lower lip (landmarks 13 and 14) over the distance between \
    the outer eye corners (33 and 263), both as seen in the picture
    """

  private static let mouthOpeningMean = FaceMeasureFamily(
    name: "face.mouth.opening.mean", title: "Mouth opening, mean", unit: "1", lowerBound: 0,
    needs: .init(source: .mouth, seconds: 10, framesPerSecond: 2), parts: .each,
    definition: "\(openingText); mean over the pictures with the face.",
    source: "This program's. \(Text.mesh)",
    depression: "No published effect known.",
    caution: """
      Grows with the share of time the participant speaks. A head turned aside shortens the distance between \
      the eyes and so raises the ratio.
      """,
    trust: .plausible, compute: { data, covered in data.mouth?.mean(0, in: covered) })

  private static let movementText = """
    \(openingText). The variance (divisor n − 1) in each second with at least three pictures is averaged, and \
    the root taken
    """

  private static let mouthMovement = FaceMeasureFamily(
    name: "face.mouth.movement", title: "Mouth movement", unit: "1", lowerBound: 0,
    needs: .init(source: .mouth), parts: .each, definition: "\(movementText).",
    source: "This program's. \(Text.mesh)",
    depression: """
      No published effect known while talking. In sustained vowels, the area of lip movement did not differ \
      between 19 depressive and 45 other patients (Journal of the Korean Society of Laryngology, Phoniatrics \
      and Logopedics 2023, 34:50–56).
      """,
    caution: """
      Trembling landmarks add to it: of a closed mouth it is small but not 0. Eating and chewing count.
      """,
    trust: .plausible, compute: { data, covered in data.mouthWindows?.fastSpread(0, in: covered) })

  private static let mouthRatio = FaceMeasureFamily(
    name: "face.mouth.movement_ratio", title: "Mouth movement, speaking to listening", unit: "1",
    lowerBound: 0, needs: .init(source: .mouth), parts: .both,
    definition: """
      \(movementText): that of the time the participant speaks over that of the time somebody else speaks and \
      the participant is silent.
      """,
    source: "This program's. \(Text.mesh)",
    depression: "No published effect known.",
    caution: """
      Foremost a check that the face followed is the speaker's: about 1 means it probably is not. Trembling \
      landmarks lower it.
      """,
    trust: .plausible,
    compute: { data, _ in
      guard let windows = data.mouthWindows,
        let speaking = data.speaking.flatMap({ windows.fastSpread(0, in: $0) }),
        let listening = data.listening.flatMap({ windows.fastSpread(0, in: $0) }), listening > 0
      else { return nil }
      return speaking / listening
    })

  private static let synchrony = FaceMeasureFamily(
    name: "face.mouth.speech_synchrony", title: "Mouth and voice in step", unit: "1", lowerBound: -1,
    upperBound: 1, needs: .init(source: .sound), parts: .speaking,
    definition: """
      Greatest correlation, over shifts of the sound by up to 0.2 s either way in steps of 0.02 s, between the \
      mouth's opening less its mean over 2 s and the sound's level (silence raised to 50 dB below the loudest \
      twentieth), averaged over 0.2 s, less its mean over 2 s, over the pictures with the face while the \
      participant speaks.
      """,
    source: """
      This program's; that mouth opening and envelope go together between 2 and 7 Hz: Chandrasekaran et al. \
      2009, PLoS Computational Biology 5:e1000436. \(Text.mesh)
      """,
    depression: "No published effect known.",
    caution: """
      Falls where sound and picture are further apart than 0.2 s, with noise, beards and sideways faces, and \
      where pictures are few. Near 0 where the face followed is not the speaker's.
      """,
    trust: .exploratory, compute: { data, _ in data.sound?.peak(within: 0.2) })
}
