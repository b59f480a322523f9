public import SignalCore

/// Everything known of one session but its tracks: what was measured, how well, from what, by what.
public struct SessionRecord: Sendable, Hashable {
  /// Name of the session's folder; unique within a results folder.
  public var session: String
  public var input: InputRecord
  /// Modality measures in the order of their definitions, each once.
  public var readings: [MeasureReading]
  /// Measures of modality `quality`, each once.
  public var quality: [MeasureReading]
  /// Remarks a reader of the numbers must know, in plain sentences.
  public var remarks: [String]
  public var gate: GateOutcome
  /// Stages that broke while the rest of the session went on.
  public var failures: [FailureRecord]
  public var transcript: Transcript?
  public var provenance: Provenance
  /// The files of the session's folder as they were written, by name; empty in a store made before they were noted.
  public var files: [SessionFile]

  public init(
    session: String, input: InputRecord, readings: [MeasureReading], quality: [MeasureReading],
    remarks: [String], gate: GateOutcome, failures: [FailureRecord], transcript: Transcript?,
    provenance: Provenance, files: [SessionFile] = []
  ) {
    self.session = session
    self.input = input
    self.readings = readings
    self.quality = quality
    self.remarks = remarks
    self.gate = gate
    self.failures = failures
    self.transcript = transcript
    self.provenance = provenance
    self.files = files
  }
}

/// The recording a session was made from, as the user named it.
public struct InputRecord: Sendable, Hashable, Codable {
  public var path: String
  /// SHA-256 of the recording's bytes.
  public var sha256: String
  public var participant: String?
  /// As the manifest gives it.
  public var date: String?
  /// What the choice of the participant rests on, for example `channel:2` or `whole recording`.
  public var participantSource: String?
  /// Confidence in that choice, 0 to 1, where the program made it; `nil` where it was told.
  public var participantConfidence: Double?
  /// The participant's label in the transcript; `nil` when all of it was taken for theirs.
  public var participantSpeaker: String?
  /// Which face was taken for the participant's and why, for example `2 (mouthMovement)`.
  public var participantFace: String?

  public init(
    path: String, sha256: String, participant: String? = nil, date: String? = nil,
    participantSource: String? = nil, participantConfidence: Double? = nil,
    participantSpeaker: String? = nil, participantFace: String? = nil
  ) {
    self.path = path
    self.sha256 = sha256
    self.participant = participant
    self.date = date
    self.participantSource = participantSource
    self.participantConfidence = participantConfidence
    self.participantSpeaker = participantSpeaker
    self.participantFace = participantFace
  }
}

/// Whether a session is good enough to be scored, and what stands against it.
public struct GateOutcome: Sendable, Hashable, Codable {
  /// Plain sentences; empty when the session passes.
  public var objections: [String]

  public init(objections: [String]) { self.objections = objections }

  public var passed: Bool { objections.isEmpty }
}

/// Something that did not work: a row of `failures.csv`.
public struct FailureRecord: Sendable, Hashable, Codable {
  /// The recording as the user named it.
  public var path: String
  /// What was being done: `open`, `sound`, `speech`, `face`, `language`, `write`.
  public var stage: String
  public var message: String
  public var remedy: String

  public init(path: String, stage: String, message: String, remedy: String) {
    self.path = path
    self.stage = stage
    self.message = message
    self.remedy = remedy
  }

  public init(path: String, stage: String, error: any UserFacingError) {
    self.init(path: path, stage: stage, message: error.message, remedy: error.remedy)
  }
}
