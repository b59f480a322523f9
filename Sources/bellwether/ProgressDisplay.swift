import ExtractionPipeline
import SignalCore

/// Shows how an extraction goes and how it ended.
protocol ProgressDisplay: Sendable {
  func show(_ event: ExtractionProgress)
  /// A signal asked the run to stop.
  func stopping()
  func finish(_ summary: ExtractionSummary)
}

/// How an extraction ended, over all recordings.
struct ExtractionSummary {
  let recordings: Int
  /// Recordings without a session.
  var failed = 0
  /// Recordings some stage of which failed.
  var incomplete = 0
  /// Recordings not begun or not finished because the run was stopped.
  var open = 0
  /// Results folder as the user named it.
  let folder: String

  init(_ results: [RecordingResult], of recordings: Int, folder: String) {
    self.recordings = recordings
    self.folder = folder
    failed = results.count { if case .failed = $0 { true } else { false } }
    incomplete = results.count { !$0.failures.isEmpty } - failed
    open = recordings - results.count
  }

  var measured: Int { recordings - failed - open }
}
