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
  private let workFolder: String?
  private let stopping = StopFlag()
  /// What workers are and may take.
  package var workers = WorkerTerms()

  /// - Parameters:
  ///   - jobs: How many pieces of work (the sound or the picture of a recording) run at once; 1 or more.
  ///   - overwrite: Whether finished sessions are made anew.
  ///   - neutrals: Faces at rest from earlier sessions, used for the same participants.
  ///   - workFolder: Recordings are opened in worker processes of the running program, which is `bellwether`, and
  ///     those write here only; `nil` opens them in this process.
  public init(
    recordings: [Recording], settings: ExtractionSettings, jobs: Int, overwrite: Bool,
    writer: any ResultsWriter, neutrals: [StoredNeutral] = [], workFolder: String? = nil
  ) throws {
    precondition(jobs >= 1, "at least one piece of work runs at a time")
    self.recordings = recordings
    self.settings = settings
    self.jobs = jobs
    self.overwrite = overwrite
    self.writer = writer
    self.neutrals = neutrals
    self.workFolder = workFolder
    store = try writer.openStore()
    try store.refuseSimulatedPeople()
    sessionNames = SessionNames.assign(recordings, taken: try store.recordingPaths(), in: store)
  }

  /// Extracts every recording and writes the tables. One recording's failure never stops another.
  ///
  /// The store is closed at the end: a run is used once.
  /// - Throws: Only what concerns the whole: missing models, a results folder that cannot be written;
  ///   `ExtractionStopped` after `stop`, with the tables in order.
  public func run(progress: @escaping @Sendable (ExtractionProgress) -> Void) async throws
    -> [RecordingResult]
  {
    let catalog = try ModelCatalog.installed(above: workers.program)
    let slots = WorkSlots(count: jobs)
    guard let workFolder else {
      let runner = InProcessRunner(catalog: catalog, slots: slots)
      return try await run(
        SessionExtractor(catalog: catalog, slots: slots, runner: runner), progress: progress)
    }
    let pool = WorkerPool(count: jobs, program: workers.program, workFolder: workFolder, stop: stopping)
    let runner = WorkerRunner(
      catalog: catalog, pool: pool, terms: workers,
      memoryBytes: workers.memoryBytes ?? WorkerLimits.memoryBytes(jobs: jobs))
    do {
      let results = try await run(
        SessionExtractor(catalog: catalog, slots: slots, runner: runner), progress: progress)
      await pool.close()
      return results
    } catch {
      await pool.close()
      throw error
    }
  }

  private func run(
    _ extractor: SessionExtractor, progress: @escaping @Sendable (ExtractionProgress) -> Void
  ) async throws -> [RecordingResult] {
    do {
      let results = try await boundedMap(Array(recordings.indices), limit: jobs) { index in
        try stopping.check()
        let result = try await extract(index, with: extractor, progress: progress)
        progress(.ended(recording: index, result: result))
        return result
      }
      try finish()
      return results
    } catch let stopped as ExtractionStopped {
      try finish()
      throw stopped
    }
  }

  /// Has the run end soon: work under way is dropped, what was finished stays. From any thread.
  public func stop() { stopping.raise() }

  private func finish() throws {
    try writer.writeTables(from: store)
    try writer.close(store)
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
    let earlier = try store.session(named: session)
    var isSameRecording = false
    do {
      var plan = try SessionPlan(
        recording: recording, session: session, settings: settings,
        shelf: StageShelf(files: writer.keptFiles, isRenewed: overwrite))
      isSameRecording = earlier.map { $0.input.sha256 == plan.inputSHA256 } ?? false
      plan.takeNeutral(among: neutrals)
      plan.threads = recordings.count == 1 ? jobs : 1
      if let earlier { try ImportConflict.check(earlier, recording) }
      if let earlier, try plan.isDone(by: earlier, overwrite: overwrite, writer: writer) {
        try store.removeFailure(of: recording.path)
        return .skipped(session: session, failures: earlier.failures)
      }
      var outcome = try await plan.unchanged {
        try await extractor.extract(plan) { stage, fraction in
          progress(.advanced(recording: index, stage: stage, fraction: fraction))
        }
      }
      try stopping.check()
      stage = "write"
      if let earlier { outcome.record = outcome.record.keepingImports(of: earlier) }
      var record = outcome.record
      record.files = try writer.write(outcome)
      try store.save(record)
      try writer.keep(record)
      return RecordingResult(record)
    } catch let error as StoreError {
      throw error
    } catch let stopped as ExtractionStopped {
      throw stopped
    } catch let error as TranscriptError {
      // What was measured before stays until the correction can be read.
      let failure = FailureRecord(path: recording.path, stage: "correction", error: error)
      try store.save(failure)
      return .failed(failure)
    } catch let error as any UserFacingError
      where error is ImportConflict || error is ChangedInput || error is FileHashError
    {
      // What was measured before stays too while the recording cannot be had: nothing says that it is another.
      let failure = FailureRecord(path: recording.path, stage: "open", error: error)
      try store.save(failure)
      return .failed(failure)
    } catch let error as any UserFacingError {
      let failure = FailureRecord(path: recording.path, stage: stage, error: error)
      if isSameRecording {
        // What was measured of it stays, and what a person corrected: it was fit to be measured.
      } else if var imports = earlier?.importsAlone {
        imports.files = try writer.write(SessionOutcome(record: imports, tracks: [], turns: []))
        try store.save(imports)
      } else {
        try writer.remove(session)
        try store.remove(session: session)
      }
      try store.save(failure)
      return .failed(failure)
    }
  }
}
