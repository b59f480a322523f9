internal import CSandbox
internal import MediaDecoding
internal import NeuralRuntime
internal import SignalCore

#if canImport(Glibc)
  internal import Glibc
#endif

/// The side of a worker: takes up one job after the other until the main process closes its end.
public enum WorkerProcess {
  static let requestEnd: Int32 = 3
  static let answerEnd: Int32 = 4

  /// Serves the main process that started this one.
  /// - Throws: `WorkerUseError` when no main process did.
  public static func serve() throws {
    guard isPipe(requestEnd), isPipe(answerEnd) else { throw WorkerUseError() }
    let channel = WorkerChannel(source: requestEnd, target: answerEnd)
    let catalog = try ModelCatalog.installed()
    let language = SharedLanguage(catalog: catalog)
    while case .work(let job)? = channel.receive() {
      channel.send(.began)
      sandbox_allow_processor_seconds(job.processorSeconds)
      channel.send(answer(to: job, catalog: catalog, language: language, channel: channel))
    }
  }

  private static func isPipe(_ file: Int32) -> Bool {
    var facts = stat()
    return unsafe fstat(file, &facts) == 0 && facts.st_mode & S_IFMT == S_IFIFO
  }

  private static func answer(
    to job: WorkerJob, catalog: ModelCatalog, language: SharedLanguage, channel: WorkerChannel
  ) -> WorkerAnswer {
    let plan = SessionPlan(job: job, shelf: RelayedShelf(channel: channel))
    func report(_ stage: String, _ share: Double) { channel.send(.advanced(stage: stage, share: share)) }
    switch (job.group, job.info) {
    case (.sound, let info?):
      let stage = SoundStage(
        catalog: catalog, language: language, plan: plan, hasSound: info.audio != nil, progress: report)
      return .heard(CarriedSound(stage.run()))
    case (.face, let info?):
      switch FaceStage(catalog: catalog, plan: plan, info: info, progress: report).looked() {
      case .seen(let seeing): return .seen(KeptSeeing(seeing))
      case .broken(let error): return .broken(RelayedError(error))
      case .missing: preconditionFailure("looking ends with faces or an error")
      }
    case (.open, _), (_, nil):
      do throws(MediaError) {
        return .opened(try MediaInfo.probe(plan.recording.path))
      } catch {
        return .broken(RelayedError(error))
      }
    }
  }
}

extension SessionPlan {
  /// A plan as the main process made it, on a worker's side.
  fileprivate init(job: WorkerJob, shelf: any StageKeeping) {
    recording = job.recording
    session = job.session
    settings = job.settings
    inputSHA256 = job.inputSHA256
    transcriptSHA256 = job.transcriptSHA256
    self.shelf = shelf
    threads = job.threads
    corrected = job.corrected
  }
}

/// A worker was started by hand.
struct WorkerUseError: UserFacingError {
  var message: String { "This part of the program is started by ‘bellwether extract’ itself." }
  var remedy: String { "Run ‘bellwether extract --help’." }
}
