internal import FeatureStore
internal import Foundation
internal import SignalCore

/// One recording with its settings and the checksums of what goes in: enough to tell whether it is done already.
struct SessionPlan: Sendable {
  let recording: Recording
  let session: String
  let settings: ExtractionSettings
  let inputSHA256: String
  let transcriptSHA256: String?

  init(recording: Recording, session: String, settings: ExtractionSettings) throws(FileHashError) {
    self.recording = recording
    self.session = session
    self.settings = settings
    inputSHA256 = try sha256Hex(ofFileAt: recording.path)
    // An unreadable transcript fails the words alone, later on.
    transcriptSHA256 = recording.transcriptPath.flatMap { try? sha256Hex(ofFileAt: $0) }
  }

  /// Whether a stored session came from the same bytes, settings and program.
  func isFulfilled(by record: SessionRecord) -> Bool {
    let made = record.provenance
    return record.input.sha256 == inputSHA256 && made.settingsHash == settings.hash
      && made.transcriptSHA256 == transcriptSHA256
      && made.programVersion == Provenance.currentProgramVersion
      && made.measureSetVersion == Provenance.currentMeasureSetVersion
      && record.input.participant == recording.participant && record.input.date == recording.date
  }
}
