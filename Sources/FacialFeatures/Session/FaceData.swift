import SignalCore

/// What a session's tracks hold, in the forms the measures are taken from.
struct FaceData: Sendable {
  let face: FaceSeries
  let actions: FaceSeries?
  let windows: FaceWindows?
  let smile: FaceSeries?
  let smileWindows: FaceWindows?
  let smiles: [FaceEvent]
  let smileSides: FaceSeries?
  let browSides: FaceSeries?
  let eyes: FaceSeries?
  let blinks: BlinkFinder?
  let gazeSeries: FaceSeries?
  let gaze: GazeSummary?
  let headSeries: FaceSeries?
  let head: HeadSummary?
  let mouth: FaceSeries?
  let mouthWindows: FaceWindows?
  /// While the participant speaks, or all the time when that is not known; `nil` where they share no time.
  let sound: MouthAndSound?
  let hasLevel: Bool
  let quality: FaceQuality
  /// `nil` when nobody said who speaks.
  let speaking: CoveredTime?
  let listening: CoveredTime?

  /// Eyes narrower than this part of the open level show no iris.
  private static let irisLevel = 0.45
  private static let openQuantile = 0.75

  init(
    face track: Track, eyes eyeTrack: Track?, actionUnits: Track?, speaking: [TimeRange]?,
    listening: [TimeRange]?, level: Track?, greatestFaceCount: Int?
  ) {
    let frozen = FrozenPictures.time(track)
    func series(_ track: Track?, _ names: [String], gap: Double = FaceSeries.longestGapSeconds) -> FaceSeries?
    {
      track.flatMap { FaceSeries($0, columns: names, excluding: frozen, longestGapSeconds: gap) }
    }
    self.speaking = speaking.map { CoveredTime($0) }
    self.listening = listening.map { CoveredTime($0) }
    face =
      series(track, [FaceColumn.presence])
      ?? FaceSeries(timesSeconds: [], columns: [[]], stretches: [])
    actions = series(actionUnits, FaceTrackName.actions)
    windows = actions.map { FaceWindows($0) }
    smile = series(actionUnits, [FaceTrackName.smile])
    smileWindows = smile.map { FaceWindows($0) }
    smiles = smile.map { EventLevels.action.events(in: $0, column: 0) } ?? []
    smileSides = series(actionUnits, FaceTrackName.smileSides)
    browSides = series(actionUnits, FaceTrackName.browSides)
    eyes = series(eyeTrack ?? track, FaceTrackName.eyeAspects, gap: BlinkFinder.longestGapSeconds)
    blinks = eyes.map { BlinkFinder($0) }
    gazeSeries = Self.gaze(track, excluding: frozen)
    gaze = gazeSeries.flatMap { GazeSummary($0) }
    headSeries = series(track, FaceTrackName.headAngles)
    head = headSeries.map { HeadSummary($0) }
    let mouth = series(track, [FaceColumn.mouthOpening])
    self.mouth = mouth
    mouthWindows = mouth.map { FaceWindows($0, windowSeconds: FaceWindows.mouthSeconds) }
    let voiced = self.speaking ?? .everything
    hasLevel = level.map { MouthAndSound.levelColumn($0) != nil } ?? false
    sound = mouth.flatMap { mouth in
      level.flatMap { MouthAndSound(mouth: mouth, level: $0, covered: voiced) }
    }
    quality = FaceQuality(
      face: track, frozen: frozen, head: head, sound: sound, hasLevel: hasLevel,
      greatestFaceCount: greatestFaceCount)
  }

  /// Gaze in the pictures in which the eyes are open.
  private static func gaze(_ track: Track, excluding frozen: CoveredTime) -> FaceSeries? {
    let lids = FaceSeries(track, columns: FaceTrackName.eyeAspects, excluding: frozen)
    guard let lids else {
      return FaceSeries(track, columns: FaceTrackName.gaze, excluding: frozen)
    }
    let open = zip(lids.columns[0], lids.columns[1]).map { $0 + $1 }.quantile(openQuantile) ?? 0
    return FaceSeries(track, columns: FaceTrackName.gaze + FaceTrackName.eyeAspects, excluding: frozen) {
      $0[2] + $0[3] >= irisLevel * open
    }
  }

  func series(_ source: FaceMeasureFamily.Source) -> FaceSeries? {
    switch source {
    case .face: face
    case .actions: actions
    case .smile: smile
    case .smileSides: smileSides
    case .browSides: browSides
    case .eyes: eyes
    case .gaze: gazeSeries
    case .head: headSeries
    case .mouth: mouth
    case .sound: hasLevel ? mouth : nil
    }
  }

  /// The time a part of the session covers; `nil` when it is not known.
  func covered(_ scope: FaceScope) -> CoveredTime? {
    switch scope {
    case .session: .everything
    case .speaking: speaking
    case .listening: listening
    }
  }
}

extension FaceSeries {
  init(timesSeconds: [Double], columns: [[Double]], stretches: [Range<Int>]) {
    self.timesSeconds = timesSeconds
    self.columns = columns
    self.stretches = stretches
  }
}
