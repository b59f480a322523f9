public import FeatureStore

/// What an extraction tells whoever watches it. Events of different recordings may interleave.
public enum ExtractionProgress: Sendable {
  /// A part of a recording's work is done: 0 to 1 over the whole of it.
  case advanced(recording: Int, stage: String, fraction: Double)
  case ended(recording: Int, result: RecordingResult)
}

/// How it ended for one recording.
public enum RecordingResult: Sendable, Hashable {
  /// Everything asked for was done; the objections are what stands against scoring it.
  case done(session: String, objections: [String])
  /// Some stages failed; the rest is there.
  case partly(session: String, failures: [FailureRecord])
  /// It was finished before, with the same input, settings and version.
  case skipped(session: String, failures: [FailureRecord])
  /// There is no session.
  case failed(FailureRecord)

  /// Of a session that was measured now.
  public init(_ record: SessionRecord) {
    self =
      record.failures.isEmpty
      ? .done(session: record.session, objections: record.gate.objections)
      : .partly(session: record.session, failures: record.failures)
  }

  /// The session that was written now; `nil` for one that was there or could not be made.
  public var madeSession: String? {
    switch self {
    case .done(let session, _), .partly(let session, _): session
    case .skipped, .failed: nil
    }
  }

  /// What did not work, now or when the skipped session was made.
  public var failures: [FailureRecord] {
    switch self {
    case .done: []
    case .partly(_, let failures), .skipped(_, let failures): failures
    case .failed(let failure): [failure]
    }
  }
}
