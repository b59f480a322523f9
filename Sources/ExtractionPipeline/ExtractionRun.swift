internal import FeatureStore
internal import Foundation
internal import NeuralRuntime
internal import SignalCore
internal import SpeechRecognition

/// One call of the extraction over any number of recordings: bounded, resumable, the same bytes for any `jobs`.
public struct ExtractionRun: Sendable {
  /// Session name of each recording, in order.
  public let sessionNames: [String]

  private let recordings: [Recording]
  private let settings: ExtractionSettings
  private let jobs: Int
  private let overwrite: Bool
  private let writer: any ResultsWriter
  private let store: FeatureStore
  private let neutrals: [StoredNeutral]

  /// - Parameters:
  ///   - jobs: How many pieces of work (the sound or the picture of a recording) run at once; 1 or more.
  ///   - overwrite: Whether finished sessions are made anew.
  ///   - neutrals: Faces at rest from earlier sessions, used for the same participants.
  public init(
    recordings: [Recording], settings: ExtractionSettings, jobs: Int, overwrite: Bool,
    writer: any ResultsWriter, neutrals: [StoredNeutral] = []
  ) throws {
    precondition(jobs >= 1, "at least one piece of work runs at a time")
    self.recordings = recordings
    self.settings = settings
    self.jobs = jobs
    self.overwrite = overwrite
    self.writer = writer
    self.neutrals = neutrals
    store = try writer.openStore()
    sessionNames = SessionNames.assign(recordings, taken: try store.recordingPaths())
  }

  /// Extracts every recording and writes the tables. One recording's failure never stops another.
  ///
  /// The store is closed at the end: a run is used once.
  /// - Throws: Only what concerns the whole: missing models, a results folder that cannot be written.
  public func run(progress: @escaping @Sendable (ExtractionProgress) -> Void) async throws
    -> [RecordingResult]
  {
    let extractor = SessionExtractor(
      catalog: try ModelCatalog.installed(), slots: WorkSlots(count: jobs))
    let results = try await boundedMap(Array(recordings.indices), limit: jobs) { index in
      let result = try await extract(index, with: extractor, progress: progress)
      progress(.ended(recording: index, result: result))
      return result
    }
    try writer.writeTables(from: store)
    try writer.close(store)
    return results
  }

  private func extract(
    _ index: Int, with extractor: SessionExtractor,
    progress: @escaping @Sendable (ExtractionProgress) -> Void
  ) async throws -> RecordingResult {
    let recording = recordings[index]
    let session = sessionNames[index]
    var settings = settings
    settings.participant = recording.participantChoice ?? settings.participant
    var stage = "open"
    do {
      var plan = try SessionPlan(
        recording: recording, session: session, settings: settings,
        shelf: StageShelf(files: writer.keptFiles, isRenewed: overwrite))
      plan.neutral = StoredNeutral.earliest(of: recording.participant, in: neutrals)
      plan.threads = recordings.count == 1 ? jobs : 1
      if let finished = try store.session(named: session), plan.isOfSameInput(finished) {
        plan.corrected = try finished.correctedTranscript(at: writer.transcriptPath(of: session))
        if !overwrite, plan.isFulfilled(by: finished), writer.isComplete(session) {
          try store.removeFailure(of: recording.path)
          return .skipped(session: session, failures: finished.failures)
        }
      }
      let outcome = try await extractor.extract(plan) { stage, fraction in
        progress(.advanced(recording: index, stage: stage, fraction: fraction))
      }
      stage = "write"
      try writer.write(outcome)
      try store.save(outcome.record)
      try writer.keep(outcome.record)
      let failures = outcome.record.failures
      return failures.isEmpty ? .done(session: session) : .partly(session: session, failures: failures)
    } catch let error as StoreError {
      throw error
    } catch let error as TranscriptError {
      // What was measured before stays until the correction can be read.
      let failure = FailureRecord(path: recording.path, stage: "correction", error: error)
      try store.save(failure)
      return .failed(failure)
    } catch let error as any UserFacingError {
      let failure = FailureRecord(path: recording.path, stage: stage, error: error)
      try writer.remove(session)
      try store.remove(session: session)
      try store.save(failure)
      return .failed(failure)
    }
  }
}
