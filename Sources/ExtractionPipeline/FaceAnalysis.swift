internal import FacialFeatures
internal import FeatureStore
internal import SignalCore

/// What became of a recording's pictures.
struct FaceResult: Sendable {
  var readings: [MeasureReading] = []
  var quality: [MeasureReading] = []
  var tracks: [Track] = []
  var participant: ParticipantFace?
  var neutral: NeutralFace?
  var remarks: [String] = []
  var failures: [FailureRecord] = []

  /// Every reading missing for one reason.
  init(missing reason: MissingReason) {
    let all = FaceSession.missing(reason: reason) + FacePeopleMeasures.missing(reason: reason)
    readings = all.filter { $0.measure.modality != .quality }
    quality = all.filter { $0.measure.modality == .quality }
  }
}

/// Tells the participant's face from others and measures it, once it is known who speaks when.
struct FaceAnalysis {
  /// A face whose mouth speaks against being the participant's as clearly as this is somebody else's.
  private static let otherPersonConfidence = 0.1
  /// Below this the choice of a face is mentioned beside the numbers.
  private static let plainConfidence = 0.8

  let plan: SessionPlan

  func run(_ sight: Sight, sound: SoundResult) -> FaceResult {
    switch sight {
    case .missing(let reason): return FaceResult(missing: reason)
    case .broken(let error): return failed(error)
    case .seen(let seeing):
      do throws(FaceError) { return try measure(seeing.faces, sound) } catch { return failed(error) }
    }
  }

  private func failed(_ error: any UserFacingError) -> FaceResult {
    var result = FaceResult(missing: .failed(error.message))
    result.failures = [FailureRecord(path: plan.recording.path, stage: "face", error: error)]
    return result
  }

  private func measure(_ faces: GatheredFaces, _ sound: SoundResult) throws(FaceError) -> FaceResult {
    guard faces.pictures > 0 else { return FaceResult(missing: .notRecorded) }
    let speaking = sound.share?.speech
    let others = sound.share?.others
    let chosen = try ParticipantFace(
      plan.settings.face, among: faces.faces, participantSpeaking: speaking ?? [],
      interviewerSpeaking: others ?? [])
    var result = FaceResult(missing: .noFace)
    result.participant = chosen
    let isSomebodyElse = chosen.map { $0.confidence <= Self.otherPersonConfidence } ?? false
    let face = isSomebodyElse ? nil : faces.faces.first { $0.identity == chosen?.identity }
    let neutral = face.map {
      plan.neutral.map { .neutral($0.neutral) } ?? NeutralFace.found(in: $0.faceTrack)
    }
    let units = neutral?.neutral.flatMap(ActionUnitEstimator.init).flatMap { estimator in
      face.map { estimator.track(of: $0.faceTrack) }
    }
    let session = FaceSession(
      face: face?.faceTrack ?? faces.emptyTrack, eyes: face?.eyesTrack, actionUnits: units,
      actionUnitsReason: neutral?.reason ?? .noFace,
      speechReason: sound.share == nil ? .notRequested : .notRecorded, speaking: speaking,
      listening: others.map { $0.subtracting(speaking ?? []) },
      level: sound.tracks.first { $0.column("intensity") != nil }, greatestFaceCount: faces.greatestCount)
    result.readings = session.readings
    result.quality = session.quality.readings
    for reading in FacePeopleMeasures.readings(of: faces, participant: chosen) {
      if reading.measure.modality == .quality {
        result.quality.append(reading)
      } else {
        result.readings.append(reading)
      }
    }
    if let face { result.tracks = [face.faceTrack, face.eyesTrack] + (units.map { [$0] } ?? []) }
    result.neutral = plan.neutral == nil ? neutral?.neutral : nil
    result.remarks = remarks(chosen, among: faces, isSomebodyElse: isSomebodyElse)
    return result
  }

  private func remarks(
    _ chosen: ParticipantFace?, among faces: GatheredFaces, isSomebodyElse: Bool
  ) -> [String] {
    guard let chosen else { return [] }
    if isSomebodyElse {
      return [
        "The face in the picture moves its mouth when others speak and was taken for somebody else's: no face was "
          + "measured; --face settles it."
      ]
    }
    guard chosen.method != .named, faces.faces.count > 1 || chosen.confidence < Self.plainConfidence else {
      return []
    }
    let percent = Int((100 * chosen.confidence).rounded())
    return [
      "Face \(chosen.identity) of \(faces.faces.count) was taken for the participant's. \(chosen.reason) "
        + "(confidence \(percent) %, not validated); --face settles it."
    ]
  }
}

extension NeutralFace.Found {
  fileprivate var reason: MissingReason? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}
