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
  /// What the user's paths hold besides recordings.
  let passedOver: PassedOver

  init(
    _ results: [RecordingResult], of recordings: Int, folder: String, passedOver: PassedOver = PassedOver()
  ) {
    self.passedOver = passedOver
    self.recordings = recordings
    self.folder = folder
    failed = results.count { if case .failed = $0 { true } else { false } }
    incomplete = results.count { !$0.failures.isEmpty } - failed
    open = recordings - results.count
  }

  /// `nil` when nothing was passed over.
  var passedOverText: String? {
    if passedOver.isNothing { return nil }
    var parts: [String] = []
    if passedOver.otherFiles > 0 {
      let endings = passedOver.endings.map { $0.isEmpty ? "no ending" : "." + $0 }.prefix(8)
      parts.append(
        counted(passedOver.otherFiles, "file") + " of other kinds (\(endings.joined(separator: ", ")))")
    }
    if passedOver.namedAgain > 0 {
      parts.append(counted(passedOver.namedAgain, "recording") + " named twice")
    }
    if passedOver.closedFolders > 0 {
      parts.append(counted(passedOver.closedFolders, "folder") + " that you may not open")
    }
    return "Passed over: \(parts.joined(separator: "; "))."
  }

  var measured: Int { recordings - failed - open }
}
