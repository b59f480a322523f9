internal import MediaDecoding
internal import NeuralRuntime

/// Runs the parts of the work that open a recording: in this process, or in workers that may die alone.
protocol StageRunner: Sendable {
  /// What a recording holds, as its container states it.
  /// - Throws: A `UserFacingError` when it is no recording; `ExtractionStopped`.
  func info(_ plan: SessionPlan) async throws -> MediaInfo

  /// Everything from the sound and the words. What breaks is in the result.
  /// - Parameter progress: Stage and share of this work, 0 to 1; from any thread.
  /// - Throws: `ExtractionStopped`, nothing else.
  func sound(
    _ plan: SessionPlan, info: MediaInfo, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ExtractionStopped) -> SoundResult

  /// Every face, or why there is none.
  /// - Throws: `ExtractionStopped`, nothing else.
  func sight(
    _ plan: SessionPlan, info: MediaInfo, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ExtractionStopped) -> Sight
}

/// Everything in this process: a decoder that crashes takes it all along.
struct InProcessRunner: StageRunner {
  private let catalog: ModelCatalog
  private let slots: WorkSlots
  private let language: SharedLanguage

  init(catalog: ModelCatalog, slots: WorkSlots) {
    self.catalog = catalog
    self.slots = slots
    language = SharedLanguage(catalog: catalog)
  }

  func info(_ plan: SessionPlan) async throws -> MediaInfo { try MediaInfo.probe(plan.recording.path) }

  func sound(
    _ plan: SessionPlan, info: MediaInfo, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ExtractionStopped) -> SoundResult {
    await slots.run {
      SoundStage(
        catalog: catalog, language: language, plan: plan, hasSound: info.audio != nil, progress: progress
      ).run()
    }
  }

  func sight(
    _ plan: SessionPlan, info: MediaInfo, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ExtractionStopped) -> Sight {
    await slots.run {
      let stage = FaceStage(catalog: catalog, plan: plan, info: info, progress: progress)
      if let sight = stage.withoutLooking() { return sight }
      let sight = stage.looked()
      stage.keep(sight)
      return sight
    }
  }
}
