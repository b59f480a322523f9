internal import FeatureStore
internal import MediaDecoding
internal import SignalCore

/// What became of a recording's sound and words, as it travels from a worker: series as raw bytes.
struct CarriedSound: Codable {
  private let speech: CarriedReadings
  private let language: CarriedReadings
  private let quality: CarriedReadings
  private let speakerQuality: CarriedReadings
  private let tracks: [KeptTrack]
  private let turns: CarriedTurns
  private let transcript: Transcript?
  private let correction: TranscriptCorrection?
  private let share: ParticipantShare?
  private let report: DecodingReport?
  private let remarks: [String]
  private let failures: [FailureRecord]
  private let masks: String?
  private let models: [String]

  init(_ result: SoundResult) {
    speech = CarriedReadings(result.speech)
    language = CarriedReadings(result.language)
    quality = CarriedReadings(result.quality)
    speakerQuality = CarriedReadings(result.speakerQuality)
    tracks = result.tracks.map { KeptTrack($0) }
    turns = CarriedTurns(result.turns)
    transcript = result.transcript
    correction = result.correction
    share = result.share
    report = result.report
    remarks = result.remarks
    failures = result.failures
    masks = result.masks
    models = result.models.sorted()
  }

  func result() throws(NonsenseAnswer) -> SoundResult {
    guard tracks.allSatisfy(\.isWhole) else { throw NonsenseAnswer() }
    var result = SoundResult(missing: .notRequested)
    result.speech = try speech.readings()
    result.language = try language.readings()
    result.quality = try quality.readings()
    result.speakerQuality = try speakerQuality.readings()
    result.tracks = tracks.map(\.track)
    result.turns = try turns.turns()
    result.transcript = transcript
    result.correction = correction
    result.share = share
    result.report = report
    result.remarks = remarks
    result.failures = failures
    result.masks = masks
    result.models = Set(models)
    return result
  }
}
