internal import FeatureStore
internal import Foundation
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore

/// Opens recordings in worker processes only: one that crashes its decoder loses one stage of itself.
struct WorkerRunner: StageRunner {
  let catalog: ModelCatalog
  let pool: WorkerPool
  let terms: WorkerTerms
  let memoryBytes: Int

  func info(_ plan: SessionPlan) async throws -> MediaInfo {
    switch try await answer(.open, plan, info: nil, progress: { _, _ in }) {
    case .opened(let info): return info
    case .broken(let error): throw error
    default: throw WorkerError(cause: .answeredNonsense)
    }
  }

  func sound(
    _ plan: SessionPlan, info: MediaInfo, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ExtractionStopped) -> SoundResult {
    if plan.settings.modalities.isDisjoint(with: [.speech, .language]) {
      return SoundResult(missing: .notRequested)
    }
    do {
      let answer = try await answer(.sound, plan, info: info, progress: progress)
      plan.dropUnmaskedWords()
      guard case .heard(let carried) = answer else { throw WorkerError(cause: .answeredNonsense) }
      return try carried.result()
    } catch let stopped as ExtractionStopped {
      throw stopped
    } catch {
      plan.dropUnmaskedWords()
      return SoundResult(broken: Self.failure(error), plan: plan)
    }
  }

  func sight(
    _ plan: SessionPlan, info: MediaInfo, progress: @escaping @Sendable (String, Double) -> Void
  ) async throws(ExtractionStopped) -> Sight {
    let stage = FaceStage(catalog: catalog, plan: plan, info: info, progress: progress)
    if let sight = stage.withoutLooking() { return sight }
    do {
      switch try await answer(.face, plan, info: info, progress: progress) {
      case .seen(let kept) where kept.isWhole:
        let sight = Sight.seen(kept.seeing)
        stage.keep(sight)
        return sight
      case .broken(let error): return .broken(error)
      default: throw WorkerError(cause: .answeredNonsense)
      }
    } catch let stopped as ExtractionStopped {
      throw stopped
    } catch {
      return .broken(Self.failure(error))
    }
  }

  private static func failure(_ error: any Error) -> any UserFacingError {
    error as? WorkerError ?? WorkerError(cause: .answeredNonsense)
  }

  private func answer(
    _ group: WorkerJob.Group, _ plan: SessionPlan, info: MediaInfo?,
    progress: @escaping @Sendable (String, Double) -> Void
  ) async throws -> WorkerAnswer {
    let limits = WorkerLimits(
      recordingAt: plan.recording.path, info: info, terms: terms, memoryBytes: memoryBytes)
    let job = WorkerJob(group, of: plan, info: info, processorSeconds: limits.processorSeconds)
    return try await pool.answer(to: job, limits: limits) { said in
      switch said {
      case .advanced(let stage, let share):
        progress(stage, share)
        return nil
      case .wanted(let stage, let key): return .kept(kept(stage, key, of: plan))
      case .keep(let stage, let key, let content):
        keep(content, of: stage, key, in: plan)
        return nil
      default: return nil
      }
    }
  }

  // MARK: Stages kept for workers, which may not write where they lie

  private func kept(_ stage: String, _ key: String, of plan: SessionPlan) -> Data? {
    Self.isRelayed(stage) ? plan.shelf.bytes(of: stage, session: plan.session, key: key) : nil
  }

  private func keep(_ content: Data, of stage: String, _ key: String, in plan: SessionPlan) {
    guard Self.isRelayed(stage) else { return }
    plan.shelf.keep(bytes: content, of: stage, session: plan.session, key: key)
  }

  /// Stages that workers alone read again: whatever a broken one kept harms a worker at most.
  private static func isRelayed(_ stage: String) -> Bool {
    StageName(rawValue: stage).map { $0 != .face } ?? false
  }
}

extension SoundResult {
  /// All that was asked for is lost.
  fileprivate init(broken error: any UserFacingError, plan: SessionPlan) {
    self.init(missing: .notRequested)
    let lost = SoundResult(missing: .failed(error.message))
    if plan.settings.modalities.contains(.speech) {
      speech = lost.speech
      quality = lost.quality
    }
    if plan.settings.modalities.contains(.language) { language = lost.language }
    failures = [FailureRecord(path: plan.recording.path, stage: "sound", error: error)]
  }
}
