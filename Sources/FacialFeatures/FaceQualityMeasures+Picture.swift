public import SignalCore

extension FaceQualityMeasures {
  public static let droppedShare = Measure(
    name: "quality.face.dropped_share", title: "Pictures dropped", modality: .quality, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: """
      Each time between neighbouring pictures looked at, over the median of these times, rounded, less 1, counts \
      the pictures dropped between them; their share of those dropped and those there.
      """,
    minimumData: "Two pictures.",
    source: "This program's.",
    depression: noMeaning,
    caution: "A recording of varying rate by design reads as one that drops pictures.", trust: .checked)

  public static let frozenShare = Measure(
    name: "quality.face.frozen_share", title: "Frozen pictures", modality: .quality, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: """
      Share of the pictures with the face that repeat the one before them, in runs of at least four pictures \
      and 0.5 s: from each to the next, pitch, yaw and roll change by no more than 0.13°, 0.09° and 0.03°, mouth \
      opening by 0.001, eye distance by 0.14 % and the eyes' height over width by 0.0013. Face measures leave \
      these pictures out, and are missing where they are more than half.
      """,
    minimumData: "One picture with the face.",
    source: "This program's.",
    depression: noMeaning,
    caution: """
      Told from the landmarks, not from the pictures: a frozen picture that is coded anew may tremble too much \
      to be noticed. A photograph shown for long counts as frozen, and so might a very still face filmed without \
      any noise.
      """,
    trust: .plausible)

  public static let illumination = Measure(
    name: "quality.face.illumination", title: "Brightness of the face", modality: .quality, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: """
      Median, over the pictures with the face, of the mean brightness (luma) of both cheeks, in percent of the \
      greatest.
      """,
    minimumData: "One picture with the face.",
    source: "This program's.",
    depression: noMeaning,
    caution: """
      Depends on the skin as well as on the light. Light from behind shows as a dark face: the background is \
      not looked at.
      """,
    trust: .plausible)

  public static let darkShare = lit(
    "quality.face.dark_share", "Pictures with too dark a face", "below 10 %",
    "Set low, so that dark skin in ordinary light does not count. Light from behind is one cause.")

  public static let brightShare = lit(
    "quality.face.bright_share", "Pictures with too bright a face", "above 90 %",
    "Burnt-out patches of an otherwise well-lit face are not seen.")

  private static func lit(_ name: String, _ title: String, _ limit: String, _ caution: String) -> Measure {
    Measure(
      name: name, title: title, modality: .quality, unit: "%", lowerBound: 0, upperBound: 100,
      definition: """
        Share of the pictures with the face in which the cheeks' mean brightness (luma) is \(limit) of the \
        greatest. Face measures are missing where dark and bright pictures together are more than half.
        """,
      minimumData: "One picture with the face.",
      source: "This program's limit.",
      depression: noMeaning, caution: caution, trust: .plausible)
  }

  public static let sharpness = Measure(
    name: "quality.face.sharpness", title: "Sharpness of the face", modality: .quality, unit: "1",
    lowerBound: 0,
    definition: """
      Median, over the pictures with the face, of the share of the face's contrast that lies in its finest \
      detail (column sharpness of the track "face").
      """,
    minimumData: "One picture with the whole face, at least 64 pixels wide.",
    source: "This program's.",
    depression: noMeaning,
    caution: "No limit is set on it: what is sharp enough has not been measured. Noise reads as sharpness.",
    trust: .exploratory)

  public static let doubtfulShare = Measure(
    name: "quality.face.doubtful_share", title: "Pictures with a doubtful face", modality: .quality,
    unit: "%", lowerBound: 0, upperBound: 100,
    definition: """
      Share of the pictures with the face in which the landmark network is less than 80 % sure that there is \
      one (it is at least 50 % sure in all). Face measures are missing where these are more than half.
      """,
    minimumData: "One picture with the face.",
    source: "This program's limit.",
    depression: noMeaning,
    caution: """
      A hand, a cup or a mask before the face, profiles, blur and darkness all raise it; which of these it is \
      cannot be told.
      """,
    trust: .plausible)

  public static let tremble = Measure(
    name: "quality.face.tremble", title: "Trembling of the landmarks", modality: .quality, unit: "deg",
    lowerBound: 0,
    definition: """
      In every second of face, the second differences of pitch, yaw and roll from picture to picture: root of \
      the sum of the three angles' mean squares over 6. The 10th percentile over the seconds, as a head moves \
      most of the time.
      """,
    minimumData: "One second with the face, at five pictures a second or more.",
    source: "This program's; for independent errors a second difference has six times their variance.",
    depression: noMeaning,
    caution: "A head that never rests, at few pictures a second, adds movement to it.", trust: .plausible)

  public static let soundLag = Measure(
    name: "quality.face.sound_lag", title: "Sound behind picture", modality: .quality, unit: "ms",
    lowerBound: -1000, upperBound: 1000,
    definition: """
      The shift, up to 1 s either way, at which the mouth's opening and the sound's level go together best \
      while the participant speaks (in all the time, when that is not known): greatest correlation as for \
      face.mouth.speech_synchrony, refined by a parabola through it and its neighbours. Positive when the sound \
      comes late. Missing as lowQuality when unclear: correlation under 0.1 or under five standard errors \
      (four independent values a second), confidence under 0.25, or the greatest value at the end of the range.
      """,
    minimumData: "20 s of speech with the face in view.",
    source: """
      This program's; that mouth and envelope go together: Chandrasekaran et al. 2009, PLoS Computational \
      Biology 5:e1000436.
      """,
    depression: noMeaning,
    caution: """
      In flawless recordings the sound may come from 40 ms before to 200 ms after the lips, depending on what is \
      said (Schwartz & Savariaux 2014, PLoS Computational Biology 10:e1003743): within these limits it is no \
      fault.
      """,
    trust: .plausible)

  public static let soundLagConfidence = Measure(
    name: "quality.face.sound_lag_confidence", title: "Clearness of the sound's lag", modality: .quality,
    unit: "1", lowerBound: 0, upperBound: 1,
    definition: """
      1 less the greatest correlation at shifts more than 0.3 s from the lag, or 0 if that is negative, over \
      the greatest of all; 0 where the greatest lies at the end of the range or is negative.
      """,
    minimumData: "20 s of speech with the face in view.",
    source: "This program's.",
    depression: noMeaning,
    caution: "Even rhythm in speech makes several shifts fit almost as well.", trust: .plausible)
}
