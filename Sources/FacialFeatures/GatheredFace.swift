public import SignalCore

/// One person's face over a recording.
public struct GatheredFace: Sendable, Hashable {
  /// Number by first appearance in the recording; people left out leave gaps.
  public var identity: Int { trackedIdentities[0] }
  /// All numbers the tracker gave this person, in order; the first is the identity.
  public var trackedIdentities: [Int]
  /// The track "face": one row for every picture looked at in full, every column missing where this face
  /// was not seen.
  public var faceTrack: Track
  /// The track "eyes": `presence`, `eye_aspect_left`, `eye_aspect_right`, one row for every picture looked
  /// at in any way.
  public var eyesTrack: Track
  /// Time in view: pictures that show the face, times the usual step between pictures (1 s at most).
  public var seenSeconds: Double
  /// Median distance of the outer eye corners; `nil` without pictures.
  public var medianInterocularPixels: Double?
  /// Mean place of the face's middle from the picture's left edge, 0 to 1.
  public var meanPlaceX: Double
  /// Mean height of the face over the picture's.
  public var meanHeight: Double
  /// How sure it is that all this is one person, and all of that person, 0 to 1; 1 for a face followed
  /// without a break.
  public var identityConfidence: Double

  /// - Precondition: There is a number.
  public init(
    trackedIdentities: [Int], faceTrack: Track, eyesTrack: Track, seenSeconds: Double,
    medianInterocularPixels: Double?,
    meanPlaceX: Double, meanHeight: Double, identityConfidence: Double
  ) {
    self.trackedIdentities = trackedIdentities
    self.faceTrack = faceTrack
    self.eyesTrack = eyesTrack
    self.seenSeconds = seenSeconds
    self.medianInterocularPixels = medianInterocularPixels
    self.meanPlaceX = meanPlaceX
    self.meanHeight = meanHeight
    self.identityConfidence = identityConfidence
  }
}

/// Everybody seen in a recording.
public struct GatheredFaces: Sendable, Hashable {
  /// Four at most, those seen longest; in order of first appearance.
  public var faces: [GatheredFace]
  /// People left out because four others were seen for longer.
  public var droppedPeople: Int
  /// Stretches of a face left out because they showed it for less than a second, or were too many.
  public var droppedStretches: Int
  /// When pictures were looked at in full, …
  public var timesSeconds: [Double]
  /// … and those of them that show two faces or more.
  public var picturesWithSeveral: Int
  /// Most faces seen in one picture.
  public var greatestCount: Int

  public var pictures: Int { timesSeconds.count }

  /// A track "face" in which nobody is seen.
  public var emptyTrack: Track {
    Track(
      name: "face", timesSeconds: timesSeconds,
      columns: [
        Track.Column(
          name: FaceColumn.presence, unit: "1", values: TrackValues(missing: timesSeconds.count),
          missingReason: .noFace)
      ])
  }

  public init(
    faces: [GatheredFace], droppedPeople: Int, droppedStretches: Int, timesSeconds: [Double],
    picturesWithSeveral: Int, greatestCount: Int
  ) {
    self.faces = faces
    self.droppedPeople = droppedPeople
    self.droppedStretches = droppedStretches
    self.timesSeconds = timesSeconds
    self.picturesWithSeveral = picturesWithSeveral
    self.greatestCount = greatestCount
  }
}
