public import FeatureStore
public import SignalCore

/// One extracted session: the record and its tracks on the container's clock.
public struct SessionOutcome: Sendable {
  public var record: SessionRecord
  public var tracks: [Track]
  /// Voice and timing of each of the participant's turns, in order of time.
  public var turns: [TurnReadings]
  /// The participant's face at rest, for later sessions; `nil` where it was not found.
  public var neutral: StoredNeutral?
  /// What was masked in the transcript, as a table without the words masked; `nil` where nothing was to be.
  public var masks: String?

  public init(
    record: SessionRecord, tracks: [Track], turns: [TurnReadings], neutral: StoredNeutral? = nil,
    masks: String? = nil
  ) {
    self.record = record
    self.tracks = tracks
    self.turns = turns
    self.neutral = neutral
    self.masks = masks
  }
}

/// The measures of one turn.
public struct TurnReadings: Sendable, Hashable {
  public var time: TimeRange
  public var readings: [MeasureReading]

  public init(time: TimeRange, readings: [MeasureReading]) {
    self.time = time
    self.readings = readings
  }
}

/// Where extracted sessions go. The formats belong to a layer above; the pipeline only orders the work.
public protocol ResultsWriter: Sendable {
  /// Where finished stages of sessions may be kept.
  var keptFiles: any KeptFiles { get }
  /// The store over all sessions, with every session of an earlier run that was stopped.
  func openStore() throws -> FeatureStore
  /// Called once a session stands in the store: keeps it where the store itself is not yet on disk.
  func keep(_ record: SessionRecord) throws
  /// Puts the store on disk for good and closes it.
  func close(_ store: FeatureStore) throws
  /// Where a session's transcript is written, and may be corrected.
  func transcriptPath(of session: String) -> String
  /// Whether the files of a session are in place, and those of this record.
  func isComplete(_ record: SessionRecord) -> Bool
  /// Writes a session's own files; they appear whole or not at all.
  /// - Returns: What was written, for the record.
  func write(_ outcome: SessionOutcome) throws -> [SessionFile]
  /// Removes a session's own files, so that nothing of an earlier result passes for this one's.
  func remove(_ session: String) throws
  /// Writes the tables over all sessions in the store.
  func writeTables(from store: FeatureStore) throws
}
