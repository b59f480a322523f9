internal import FacialFeatures
internal import FeatureStore
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore

/// Takes one recording through sound, words and face and puts the results together.
struct SessionExtractor: Sendable {
  private let catalog: ModelCatalog
  private let slots: WorkSlots
  private let runner: any StageRunner

  /// - Parameters:
  ///   - slots: For what opens no recording and runs here.
  ///   - runner: For what does.
  init(catalog: ModelCatalog, slots: WorkSlots, runner: any StageRunner) {
    self.catalog = catalog
    self.slots = slots
    self.runner = runner
  }

  /// - Parameter progress: Stage and share of the whole recording's work, 0 to 1; from any thread.
  /// - Throws: A `UserFacingError` when the file holds nothing of what was asked for; `ExtractionStopped`.
  func extract(
    _ plan: SessionPlan, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws -> SessionOutcome {
    let info = try await runner.info(plan)
    try requireSomethingToMeasure(info, plan: plan)
    let meter = WorkMeter(plan: plan, info: info, report: progress)
    async let hearing = sound(plan, info: info, meter: meter)
    async let looking = runner.sight(plan, info: info) { meter.face($0, $1) }
    let sound = try await hearing
    let sight = try await looking
    progress("measures", 1)
    let face = await slots.run { FaceAnalysis(plan: plan).run(sight, sound: sound) }
    return outcome(plan, info: info, sound: sound, sight: sight, face: face)
  }

  private func sound(
    _ plan: SessionPlan, info: MediaInfo, meter: WorkMeter
  ) async throws(ExtractionStopped) -> SoundResult {
    let result = try await runner.sound(plan, info: info) { meter.sound($0, $1) }
    meter.soundEnded()
    return result
  }

  private func requireSomethingToMeasure(_ info: MediaInfo, plan: SessionPlan) throws(MediaError) {
    let wanted = plan.settings.modalities
    let hears = info.audio != nil && !wanted.isDisjoint(with: [.speech, .language])
    let reads = plan.recording.transcriptPath != nil && wanted.contains(.language)
    let sees = info.video != nil && wanted.contains(.face)
    if hears || reads || sees { return }
    throw info.audio == nil ? .noSound(path: plan.recording.path) : .noPicture(path: plan.recording.path)
  }

  private func outcome(
    _ plan: SessionPlan, info: MediaInfo, sound: SoundResult, sight: Sight, face: FaceResult
  ) -> SessionOutcome {
    let seeing: Seeing? = if case .seen(let seeing) = sight { seeing } else { nil }
    let media = MediaQualityMeasures.readings(info: info, sound: sound.report, pictures: seeing?.report)
    let quality = media + sound.quality + sound.speakerQuality + face.quality
    let used = sound.models.union(seeing?.models ?? [])
    let hashes = catalog.entries.filter { used.contains($0.file) }.map { ($0.file, $0.sha256) }
    let path = plan.recording.path
    let reports = [sound.report, seeing?.report].compactMap { $0 }
    let cut =
      reports.contains(where: \.isTruncated)
      ? [FailureRecord(path: path, stage: "open", error: CutOffError(path: path))] : []
    let remarks =
      reports.contains(where: \.isDamaged)
      ? ["The recording is damaged or cut off; what could be decoded was measured."] : []
    let record = SessionRecord(
      session: plan.session,
      input: InputRecord(
        path: path, sha256: plan.inputSHA256, participant: plan.recording.participant,
        date: plan.recording.date, participantSource: sound.share?.source,
        participantConfidence: sound.share?.confidence,
        participantSpeaker: sound.share?.speaker,
        participantFace: face.participant.map { "\($0.identity) (\($0.method.rawValue))" }),
      readings: sound.speech + sound.language + face.readings, quality: quality,
      remarks: remarks + sound.remarks + face.remarks, gate: QualityGate().outcome(quality),
      failures: cut + sound.failures + face.failures, transcript: sound.transcript,
      provenance: Provenance(
        settingsHash: plan.settings.hash, models: Dictionary(uniqueKeysWithValues: hashes),
        transcriptSHA256: plan.transcriptSHA256, correction: sound.correction,
        neutralFace: plan.neutral?.session, neutralFaceSHA256: plan.neutral?.checksum))
    let neutral = face.neutral.map {
      StoredNeutral(
        session: plan.session, participant: plan.recording.participant, date: plan.recording.date, neutral: $0
      )
    }
    return SessionOutcome(
      record: record, tracks: sound.tracks + face.tracks, turns: sound.turns, neutral: neutral,
      masks: sound.masks)
  }
}

/// A recording ends before it should; what there is was measured.
struct CutOffError: UserFacingError {
  let path: String

  var message: String { "‘\(path)’ is cut off; only the part that is there was measured." }
  var remedy: String { "Copy the recording again from where it was made and run the same command again." }
}
