internal import MediaDecoding
internal import Synchronization

/// Turns the progress of a recording's two stages into one share of its whole work.
final class WorkMeter: Sendable {
  // Seconds of work a second of recording, roughly; they only pace the bar.
  private static let hearingCost = 0.03
  private static let recognitionCost = 0.12
  private static let lookingCostPerFrame = 0.007

  private let soundWeight: Double
  private let report: @Sendable (String, Double) -> Void
  private let shares = Mutex((sound: 0.0, face: 0.0))

  init(plan: SessionPlan, info: MediaInfo, report: @escaping @Sendable (String, Double) -> Void) {
    let seconds = info.durationSeconds ?? 1
    let wanted = plan.settings.modalities
    var sound = 0.0
    if info.audio != nil, !wanted.isDisjoint(with: [.speech, .language]) { sound += Self.hearingCost }
    if info.audio != nil, wanted.contains(.language), plan.recording.transcriptPath == nil {
      sound += Self.recognitionCost
    }
    var face = 0.0
    if let video = info.video, wanted.contains(.face) {
      face =
        (plan.settings.faceFramesPerSecond ?? video.averageFramesPerSecond ?? 1) * Self.lookingCostPerFrame
    }
    soundWeight = sound + face > 0 ? sound * seconds / ((sound + face) * seconds) : 0.5
    self.report = report
  }

  func sound(_ stage: String, _ share: Double) {
    report(
      stage,
      shares.withLock { shares in
        shares.sound = max(shares.sound, share)
        return soundWeight * shares.sound + (1 - soundWeight) * shares.face
      })
  }

  /// All of the sound is done, whether it was made or kept.
  func soundEnded() { shares.withLock { $0.sound = 1 } }

  func face(_ stage: String, _ share: Double) {
    report(
      stage,
      shares.withLock { shares in
        shares.face = max(shares.face, share)
        return soundWeight * shares.sound + (1 - soundWeight) * shares.face
      })
  }
}
