public import SignalCore

/// What a results folder holds of one session, as the exports need it. No transcript is part of it: what was said
/// leaves only in the formats of transcripts.
public struct ExportedSession: Sendable {
  /// Name of the session's folder; unique within a results folder, without `/`.
  public var session: String
  /// `nil` when nobody named one.
  public var participant: String?
  /// As the manifest gave it.
  public var date: String?
  public var origin: ExportedOrigin?
  /// Measures of the whole session, quality included, each once.
  public var readings: [MeasureReading]
  /// In order of time; empty where no turns were measured.
  public var turns: [ExportedTurn]
  public var tracks: ExportedTracks
  public var score: ExportedScore?
  /// Whether what says whose it is was taken out.
  public internal(set) var isDeidentified = false

  public init(
    session: String, participant: String? = nil, date: String? = nil, origin: ExportedOrigin? = nil,
    readings: [MeasureReading], turns: [ExportedTurn] = [], tracks: ExportedTracks = .loaded([]),
    score: ExportedScore? = nil
  ) {
    self.session = session
    self.participant = participant
    self.date = date
    self.origin = origin
    self.readings = readings
    self.turns = turns
    self.tracks = tracks
    self.score = score
  }
}

/// What measured a session.
public struct ExportedOrigin: Sendable, Hashable {
  public var programVersion: String
  public var measureSetVersion: String
  /// Of the recording's bytes; `nil` where it was withheld.
  public var inputSHA256: String?
  /// Whether the session is of somebody who does not exist.
  public var isSimulated: Bool

  public init(
    programVersion: String, measureSetVersion: String, inputSHA256: String?, isSimulated: Bool = false
  ) {
    self.isSimulated = isSimulated
    self.programVersion = programVersion
    self.measureSetVersion = measureSetVersion
    self.inputSHA256 = inputSHA256
  }
}

extension [ExportedSession] {
  /// What stands beside these sessions' numbers wherever a format has room for it.
  var notice: String {
    exportNotice(
      isSimulated: contains { $0.origin?.isSimulated ?? false },
      isDeidentified: contains(where: \.isDeidentified))
  }
}

/// One turn of the participant's and its measures.
public struct ExportedTurn: Sendable, Hashable {
  /// Counts from 1.
  public var number: Int
  public var time: TimeRange
  public var readings: [MeasureReading]

  public init(number: Int, time: TimeRange, readings: [MeasureReading]) {
    self.number = number
    self.time = time
    self.readings = readings
  }
}

/// A session's score, or why it has none.
public struct ExportedScore: Sendable, Hashable {
  public var scorer: String
  public var scorerVersion: String
  public var unit: String
  public var value: Double?
  public var missing: String?
  public var interval: ClosedRange<Double>?
  /// What the interval covers, in words.
  public var intervalMeaning: String?

  public init(
    scorer: String, scorerVersion: String, unit: String, value: Double?, missing: String? = nil,
    interval: ClosedRange<Double>? = nil, intervalMeaning: String? = nil
  ) {
    self.scorer = scorer
    self.scorerVersion = scorerVersion
    self.unit = unit
    self.value = value
    self.missing = missing
    self.interval = interval
    self.intervalMeaning = intervalMeaning
  }
}

/// A session's tracks: in memory, or in a file that is read when they are wanted, so that an export of many
/// sessions holds those of one at a time.
public enum ExportedTracks: Sendable {
  case loaded([Track])
  case stored(ResultsFiles, session: String)

  /// In the order of their names.
  func read() throws(ExportError) -> [Track] {
    do throws(InterchangeError) {
      return try HDF5File.exclusively { () throws(InterchangeError) in try readInside() }
    } catch { throw ExportError(error) }
  }

  /// The same while the caller is inside `HDF5File.exclusively`; all tracks, or one of them.
  func readInside(only name: String? = nil) throws(InterchangeError) -> [Track] {
    switch self {
    case .loaded(let tracks):
      tracks.filter { (name ?? $0.name) == $0.name }.sorted { $0.name < $1.name }
    case .stored(let files, let session): try TracksFile.readInside(files, session: session, only: name)
    }
  }
}
