public import SignalCore

/// How well the face could be seen.
public enum FaceQualityMeasures {
  public static let all: [Measure] = [
    visibleShare, size, frameRate, irregularIntervals, droppedShare, frozenShare, illumination, darkShare,
    brightShare, sharpness, doubtfulShare, tremble, soundLag, soundLagConfidence, greatestCount,
  ]

  public static let visibleShare = Measure(
    name: "quality.face.visible_share", title: "Pictures that show the face", modality: .quality, unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: """
      Pictures in which the landmark network is at least 50 % sure of the followed face, over all pictures \
      looked at.
      """,
    minimumData: "One picture.",
    source: "This program's.",
    depression: noMeaning,
    caution: """
      Turning away, a hand before the face and a poor picture all lower it. Only one face is followed: it is \
      not known here whose it is.
      """,
    trust: .plausible)

  public static let size = Measure(
    name: "quality.face.size", title: "Size of the face", modality: .quality, unit: "px", lowerBound: 0,
    definition: """
      Median, over the pictures with the face, of the distance between the outer corners of the eyes \
      (landmarks 33 and 263).
      """,
    minimumData: "One picture with the face.",
    source: "This program's; landmarks of the mediapipe face mesh, Kartynnik et al. 2019, arXiv 1907.06724.",
    depression: noMeaning,
    caution: """
      A head turned aside reads smaller. Faces below about 7 % of the picture's shorter side (75 px in 1080 \
      lines) are mostly not found, so that this is missing and the visible share low.
      """,
    trust: .checked)

  public static let frameRate = Measure(
    name: "quality.face.frame_rate", title: "Pictures a second", modality: .quality, unit: "Hz",
    lowerBound: 0,
    definition: "One over the median time between neighbouring pictures that were looked at.",
    minimumData: "Two pictures.",
    source: "This program's.",
    depression: noMeaning,
    caution: "That of the pictures looked at, which may be fewer than the recording holds.",
    trust: .checked)

  public static let irregularIntervals = Measure(
    name: "quality.face.frame_interval_jitter", title: "Irregular picture times", modality: .quality,
    unit: "%", lowerBound: 0, upperBound: 100,
    definition: """
      Share of the times between neighbouring pictures looked at that differ from their median by more than \
      half of it.
      """,
    minimumData: "Two pictures.",
    source: "This program's.",
    depression: noMeaning,
    caution: "Counts how often, not how long, pictures are dropped.",
    trust: .checked)

  public static let greatestCount = Measure(
    name: "quality.face.count_max", title: "Most faces seen at once", modality: .quality, unit: "1",
    lowerBound: 0,
    definition: """
      Greatest number of faces (six at most) confirmed by the landmark network in one of the pictures in which \
      the detector ran: where a face is missed or found, and once in three seconds. 0 when no face was confirmed.
      """,
    minimumData: "One picture.",
    source: "Detector: Bazarevsky et al. 2019, arXiv 1907.05047.",
    depression: noMeaning,
    caution: """
      Above 1 it is uncertain whom the face measures describe. Small, dark and sideways faces are overlooked; \
      pictures on a wall may count.
      """,
    trust: .plausible)

  static let noMeaning = "None: it says how far the face measures can be relied on."
}
