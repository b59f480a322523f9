internal import FacialFeatures
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore

/// Looks at a recording: follows every face in it from picture to picture.
///
/// Pictures are looked at in full at the rate the settings ask for. In between, where the recording has pictures
/// enough to catch a blink, only the landmarks are found, for the eyelids.
struct FaceStage {
  /// Under which it is kept.
  static let name = "face"
  /// Containers round times to thousandths: 0.333 s is not early for the third of a second.
  private static let roundedSeconds = 0.0011

  let catalog: ModelCatalog
  let plan: SessionPlan
  let info: MediaInfo
  /// Stage name and share of this stage's work, 0 to 1.
  let progress: (String, Double) -> Void

  /// What is there without opening the recording: nothing to see, or what an earlier run saw. `nil` when it has
  /// to be looked at.
  func withoutLooking() -> Sight? {
    guard plan.settings.modalities.contains(.face) else { return .missing(.notRequested) }
    guard info.video != nil else { return .missing(.notRecorded) }
    let kept: KeptSeeing? = plan.shelf.content(of: Self.name, session: plan.session, key: key)
    return kept.map { .seen($0.seeing) }
  }

  /// Looks at the pictures.
  func looked() -> Sight {
    do {
      return .seen(try look())
    } catch let error as any UserFacingError {
      return .broken(error)
    } catch {
      preconditionFailure("every error of the pictures is one a person can act on")
    }
  }

  /// Keeps what was seen for a later run.
  func keep(_ sight: Sight) {
    guard case .seen(let seeing) = sight else { return }
    plan.shelf.keep(KeptSeeing(seeing), of: Self.name, session: plan.session, key: key)
  }

  private var key: String {
    plan.stageKey(
      models: catalog, ["face/"], ["fps=" + (plan.settings.faceFramesPerSecond.map { "\($0)" } ?? "all")])
  }

  private func look() throws -> Seeing {
    progress("face", 0)
    let tracker = try FaceTracker(catalog: catalog)
    let pace = LookingPace(
      wanted: plan.settings.faceFramesPerSecond, recording: info.video?.averageFramesPerSecond)
    var reader = PicturesAhead(path: plan.recording.path, framesPerSecond: pace.readingPerSecond)
    var gathering = FaceGathering()
    var ticks = pace.fullPerSecond.map { PictureTicks(framesPerSecond: $0) }
    var count = 0
    while let seconds = try reader.next() {
      if ticks?.isDue(atSeconds: seconds, toleranceSeconds: Self.roundedSeconds) ?? true {
        gathering.add(try tracker.process(reader.picture, atSeconds: seconds), atSeconds: seconds)
      } else {
        gathering.add(try tracker.eyelids(in: reader.picture, atSeconds: seconds), atSeconds: seconds)
      }
      count += 1
      if count.isMultiple(of: 25), let durationSeconds = info.durationSeconds {
        progress("face", min(max(seconds / durationSeconds, 0), 1))
      }
    }
    progress("face", 1)
    return Seeing(
      faces: gathering.finish(), report: reader.report,
      models: catalog.entries.map(\.file).filter { $0.hasPrefix("face/") })
  }
}

/// How many pictures a second are read, and how many of them looked at in full.
struct LookingPace {
  /// Below this rate blinks are missed.
  private static let leastBlinkRate = 20.0
  /// More pictures a second tell no more of a blink.
  private static let mostBlinkRate = 40.0
  private static let usualBlinkRate = 30.0

  /// `nil` reads all.
  let readingPerSecond: Double?
  /// `nil` looks at all that are read.
  let fullPerSecond: Double?

  /// - Parameters:
  ///   - wanted: Pictures a second to look at in full; `nil` for all.
  ///   - recording: Pictures a second there are; `nil` when unknown.
  init(wanted: Double?, recording: Double?) {
    if let wanted, wanted < Self.leastBlinkRate, let recording, recording >= Self.leastBlinkRate {
      readingPerSecond = recording > Self.mostBlinkRate ? Self.usualBlinkRate : nil
      fullPerSecond = wanted
    } else {
      readingPerSecond = wanted
      fullPerSecond = nil
    }
  }
}
