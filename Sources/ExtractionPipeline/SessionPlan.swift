internal import FeatureStore
internal import Foundation
internal import NeuralRuntime
internal import SignalCore

/// One recording with its settings and the checksums of what goes in: enough to tell whether it is done already.
struct SessionPlan: Sendable {
  let recording: Recording
  let session: String
  let settings: ExtractionSettings
  let inputSHA256: String
  let transcriptSHA256: String?
  /// Stages that are done already.
  let shelf: any StageKeeping
  /// Which measures of the voice are taken.
  var voiceScope = VoiceScope.everything
  /// Threads one stage may use; has no influence on the result.
  var threads = 1
  /// The transcript of an earlier result as a person corrected it.
  var corrected: Transcript?
  /// The participant's neutral face from an earlier session, to be used in place of this one's own.
  var neutral: StoredNeutral?

  init(
    recording: Recording, session: String, settings: ExtractionSettings, shelf: any StageKeeping
  ) throws(FileHashError) {
    self.recording = recording
    self.session = session
    self.settings = settings
    self.shelf = shelf
    inputSHA256 = try sha256Hex(ofFileAt: recording.path)
    // An unreadable transcript fails the words alone, later on.
    transcriptSHA256 = recording.transcriptPath.flatMap { try? sha256Hex(ofFileAt: $0) }
  }

  /// Takes the participant's earliest face at rest; the session that it was found in keeps its own.
  mutating func takeNeutral(among neutrals: [StoredNeutral]) {
    let earliest = StoredNeutral.earliest(of: recording.participant, in: neutrals)
    neutral = earliest.flatMap { isOrigin(of: $0) ? nil : $0 }
  }

  /// Whether a face was found in this session, also when its recording was copied anew or moved since.
  private func isOrigin(of neutral: StoredNeutral) -> Bool {
    guard let input = neutral.input else { return false }
    return input.sha256 == inputSHA256
      || neutral.session == session && SessionNames.whole(input.path) == SessionNames.whole(recording.path)
  }

  /// Whether a stored session came from the same recording and transcript.
  func isOfSameInput(_ record: SessionRecord) -> Bool {
    record.input.sha256 == inputSHA256 && record.provenance.transcriptSHA256 == transcriptSHA256
  }

  /// Whether a stored session came from the same bytes, settings, correction and program.
  func isFulfilled(by record: SessionRecord) -> Bool {
    let made = record.provenance
    return isOfSameInput(record) && made.settingsHash == settings.hash
      && made.neutralFace == neutral?.session && made.neutralFaceSHA256 == neutral?.checksum
      && (corrected == nil || corrected == record.transcript)
      && made.programVersion == Provenance.currentProgramVersion
      && made.measureSetVersion == Provenance.currentMeasureSetVersion
      && record.input.participant == recording.participant && record.input.date == recording.date
  }

  /// Checksum over all that goes into a stage: the recording, the program, the models below some folders of
  /// the catalogue, and what else the stage depends on.
  func stageKey(models catalog: ModelCatalog, _ folders: [String], _ facts: [String]) -> String {
    let models = catalog.entries.filter { entry in folders.contains { entry.file.hasPrefix($0) } }
    let lines =
      [inputSHA256, Provenance.currentProgramVersion, Provenance.currentMeasureSetVersion]
      + models.map { $0.sha256 }
      + facts
    return sha256Hex(of: lines.joined(separator: "\n"))
  }
}
