internal import SignalCore

/// What one task of a training plan found; stored as a file by tasks that run on their own.
public struct TrainingTaskResult: Sendable, Hashable, Codable {
  public let fingerprint: String
  public let task: Int
  /// Mean absolute error in the inner folds, in points of the scale; `nil` when the setting could not be fitted.
  public var innerError: Double?
  /// Of the people held out; empty for the round that has none.
  public var predictions: [StoredPrediction] = []
  public var failure: String?

  init(fingerprint: String, task: Int) {
    self.fingerprint = fingerprint
    self.task = task
  }
}

/// A prediction for one session by a model that has not seen its participant.
public struct StoredPrediction: Sendable, Hashable, Codable {
  public let session: String
  public let participant: String
  /// The assessment's total.
  public let truth: Double?
  public let total: Double?
  public let probability: Double?
  /// Why there is no prediction.
  public let missing: String?

  init(_ session: CohortSession, _ prediction: Result<SessionPrediction, MissingReason>) {
    self.session = session.session
    participant = session.participant
    truth = session.total
    switch prediction {
    case .success(let value):
      (total, probability, missing) = (value.total, value.probability, nil)
    case .failure(let reason):
      (total, probability, missing) = (nil, nil, reason.text)
    }
  }
}
