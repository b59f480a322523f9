internal import FacialFeatures
internal import FeatureStore
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore

/// What became of a recording's pictures.
struct FaceResult: Sendable {
  var readings: [MeasureReading]
  var quality: [MeasureReading]
  var tracks: [Track] = []
  var report: DecodingReport?
  var failures: [FailureRecord] = []
  var models: Set<String> = []

  /// Every reading missing for one reason.
  init(missing reason: MissingReason) { self.init(FaceTrackBuilder.missing(reason: reason)) }

  /// Face measures and their quality measures, in any order.
  init(_ all: [MeasureReading]) {
    readings = all.filter { $0.measure.modality != .quality }
    quality = all.filter { $0.measure.modality == .quality }
  }
}

/// Looks at a recording: follows the participant's face from picture to picture and measures it.
struct FaceStage {
  let catalog: ModelCatalog
  let plan: SessionPlan
  let video: MediaInfo.Video?
  /// Length of the recording, to tell how far the work is; `nil` when unknown.
  let durationSeconds: Double?
  /// Stage name and share of this stage's work, 0 to 1.
  let progress: (String, Double) -> Void

  func run() -> FaceResult {
    guard plan.settings.modalities.contains(.face) else { return FaceResult(missing: .notRequested) }
    guard video != nil else { return FaceResult(missing: .notRecorded) }
    let key = plan.stageKey(
      models: catalog, ["face/"], ["fps=" + (plan.settings.faceFramesPerSecond.map { "\($0)" } ?? "all")])
    if let kept: KeptFace = plan.shelf.content(of: "face", session: plan.session, key: key) {
      return kept.result
    }
    do {
      let result = try look()
      if let kept = KeptFace(result) { plan.shelf.keep(kept, of: "face", session: plan.session, key: key) }
      return result
    } catch let error as any UserFacingError {
      var result = FaceResult(missing: .failed(error.message))
      result.failures = [FailureRecord(path: plan.recording.path, stage: "face", error: error)]
      return result
    } catch {
      preconditionFailure("every error of the pictures is one a person can act on")
    }
  }

  private func look() throws -> FaceResult {
    progress("face", 0)
    let tracker = try FaceTracker(catalog: catalog)
    var reader = try VideoReader(
      path: plan.recording.path, framesPerSecond: plan.settings.faceFramesPerSecond)
    var builder = FaceTrackBuilder()
    var count = 0
    while let seconds = try reader.next() {
      builder.add(try tracker.process(reader.picture, atSeconds: seconds), atSeconds: seconds)
      count += 1
      if count.isMultiple(of: 25), let durationSeconds {
        progress("face", min(max(seconds / durationSeconds, 0), 1))
      }
    }
    var result = FaceResult(builder.readings)
    result.tracks = [builder.track]
    result.report = reader.report
    result.models = Set(catalog.entries.map(\.file).filter { $0.hasPrefix("face/") })
    progress("face", 1)
    return result
  }
}
